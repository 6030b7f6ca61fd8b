import assert from "node:assert/strict";
import { test } from "node:test";
import { diaryFindings, openAt } from "pulumi-yay/diary";
import { bar, diaryOf, shop, workshop } from "./hours";

const diaries = { shop: diaryOf(shop, "night"), workshop: diaryOf(workshop, "night"), bar: diaryOf(bar, "night") };

/** What a diary does at times that its own clock shows. */
const at = (name: keyof typeof diaries, ...times: string[]) => times.map((time) => openAt(diaries[name], time).state);

test("nothing is wrong with the diaries", () => {
  assert.deepEqual(Object.values(diaries).flatMap(diaryFindings), []);
});

test("the shop is open from nine to half past five, and shorter on Saturday", () => {
  assert.deepEqual(at("shop", "2026-11-30T08:59", "2026-11-30T09:01", "2026-11-30T17:29", "2026-11-30T17:31"), [
    "closed",
    "open",
    "open",
    "closed",
  ]);
  assert.deepEqual(at("shop", "2026-12-05T09:30", "2026-12-05T15:59", "2026-12-06T12:00"), ["closed", "open", "closed"]);
});

test("nobody answers in the workshop during lunch", () => {
  assert.deepEqual(at("workshop", "2026-12-01T11:59", "2026-12-01T12:20", "2026-12-01T12:50"), ["open", "closed", "open"]);
});

test("the bar's Friday goes on until two on Saturday", () => {
  assert.deepEqual(at("bar", "2026-12-04T23:30", "2026-12-05T01:30", "2026-12-05T02:30"), ["open", "open", "closed"]);
});

test("a call on Christmas Eve after twelve is answered by the night's flow, of two entries with the same one", () => {
  assert.deepEqual(openAt(diaries.shop, "2026-12-24T12:30"), { state: "closed", callFlow: "night", by: ["exceptions.0"] });
  assert.deepEqual(openAt(diaries.shop, "2026-12-24T18:00"), { state: "closed", callFlow: "night", by: ["exceptions.0", "elements.1"] });
});

test("summer time moves an instant, and not the clock on the wall", () => {
  assert.equal(openAt(diaries.shop, "2026-07-01T08:30Z").state, "open");
  assert.equal(openAt(diaries.shop, "2026-12-01T08:30Z").state, "closed");
});

test("the minute at which the shop opens is not documented, until somebody has tried it", () => {
  const answer = openAt(diaries.shop, "2026-11-30T09:00");
  assert.equal(answer.state, "undocumented");
  assert.deepEqual(answer.reasons, [
    "The documents do not say whether the minute, or of an exception the second, that ends a closed time is closed: elements.0 (0:00-9:00,mon-fri,*,*).",
  ]);
  assert.equal(openAt(diaries.shop, "2026-11-30T09:00", { lastMinute: "open" }).state, "open");
});
