import assert from "node:assert/strict";
import { before, test } from "node:test";
import { accountFindings, callCoverage, callNumber, type NumberScript } from "pulumi-yay/calls";
import { accountOf, type ProgramObject } from "pulumi-yay/testing";

let account: readonly ProgramObject[];

before(async () => {
  account = await accountOf(() => import("./index.js"));
});

const shop = (at: string, script: NumberScript = {}) => callNumber(account, "+441632960124", { at, ...script });

/** Calls on ordinary and odd days. */
const calls = () => [
  shop("2026-11-30 10:00", { presses: ["1"], answers: { Counter: true } }),
  shop("2026-11-30 17:29", { presses: ["2"], answers: { Foreman: true } }),
  shop("2026-11-30 10:00", { presses: ["3", "1003"] }),
  shop("2026-11-30 10:00", { presses: ["3", "1002"], answers: { Workbench: true } }),
  shop("2026-11-30 10:00", { presses: ["3", "9999"] }),
  shop("2026-11-30 10:00", { presses: ["3"] }),
  shop("2026-11-30 10:00", { presses: ["7"] }),
  shop("2026-11-30 10:00"),
  shop("2026-11-30 08:00"),
  shop("2026-11-30 18:00"),
  shop("2026-11-28 11:00"),
  shop("2026-12-25 10:00", { callerId: "anonymous" }),
];

test("by day a caller reaches whoever answers", () => {
  const { answeredBy } = shop("2026-11-30 10:00", { presses: ["2"], answers: { Workbench: true } });
  assert.equal(answeredBy?.name, "Workbench (1002)");
});

test("on Christmas Day a message is left, and no phone rings", () => {
  const { ending, mailboxes, steps } = shop("2026-12-25 10:00");
  assert.equal(ending, "voicemail");
  assert.deepEqual(
    mailboxes.map(({ name }) => name),
    ["Messages"],
  );
  assert.ok(steps.every(({ rings }) => rings.length === 0));
});

test("a silent caller whom nobody answers waits 45 seconds, and leaves a message", () => {
  const { waited, ending } = shop("2026-11-30 10:00");
  assert.deepEqual([waited, ending], [45, "voicemail"]);
});

test("what the documents leave open is not guessed: nine o'clock sharp", () => {
  const { ending, notDocumented } = shop("2026-11-30 09:00");
  assert.equal(ending, "undocumented");
  assert.match(notDocumented.join(), /whether the minute/);
});

test("the calls reach everything: numbers, hours, ways, phones and mailboxes", () => {
  const covered = callCoverage(account, calls());
  assert.deepEqual(
    Object.values(covered).flatMap(({ missing }: { missing: readonly string[] }) => missing),
    [],
  );
});

test("nothing leads nowhere", () => {
  assert.deepEqual(accountFindings(account), []);
});
