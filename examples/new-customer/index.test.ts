import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { accountFindings, callCoverage, callNumber, callTranscript, type NumberScript } from "pulumi-yay/calls";
import { accountOf, type ProgramObject } from "pulumi-yay/testing";

interface Call extends NumberScript {
  readonly name: string;
  readonly number: string;
  /** How the call ends: with whom, in which mailbox or flow, or by which word. */
  readonly expect: string;
}

/** Calls to the customer of `customers/alder.yaml` on ordinary and odd days; `yay call coverage --calls calls.json` places them, too. */
const calls = JSON.parse(readFileSync("calls.json", "utf8")) as Call[];

let account: readonly ProgramObject[];

before(async () => {
  account = await accountOf(() => import("./index.js"));
});

const place = (call: Call) => callNumber(account, call.number, call);

for (const call of calls)
  test(`${call.name}: ${call.expect}`, () => {
    const met = place(call);
    const { ending, flow, answeredBy, mailboxes } = met;
    assert.ok([ending, flow?.name, answeredBy?.name, ...mailboxes.map(({ name }) => name)].includes(call.expect), callTranscript(met));
  });

test("no phone rings for a withheld number, nor while the practice is closed", () => {
  const quiet = calls.filter(({ callerId, expect }) => callerId === "anonymous" || expect === "Closed").map(place);
  assert.ok(quiet.length >= 8 && quiet.every(({ steps }) => steps.every(({ rings }) => rings.length === 0)));
});

test("the calls reach everything: the number, its hours, every way, phone and mailbox", () => {
  const missing = Object.values(callCoverage(account, calls.map(place))).flatMap((part: { missing: readonly string[] }) => part.missing);
  assert.deepEqual(missing, []);
});

test("the hour that the clock leaves out is no time of a call", () => {
  assert.throws(() => callNumber(account, "+441904960201", { at: "2027-03-28 01:30" }), /at: /);
});

test("nothing leads nowhere", () => {
  assert.deepEqual(accountFindings(account), []);
});
