import type { Prepared, TransferRecord } from "../../provider/transfer/record";
import { cutOff, needs, open, summary, type Telling } from "../../provider/transfer/texts";
import { clean } from "../../provider/common/values";
import { prepared, record } from "../support/transferSamples";

const later = "2026-11-24T10:02:03.000Z";

describe("the texts (T32)", () => {
  const telling = { deadlineSeconds: 20, journal: "none" } as const;

  const look = "Look at the customer's balance and its history in the portal, and at the own balance.";
  const nothingElse = "No other word and no other command sends it.";
  const customer = prepared.customer;

  it("say of a transfer that was cut off what is known, what to look at and what to write", () => {
    expect(cutOff(prepared, telling).split("\n")).toEqual([
      'CreditTransfer "2026-11 top-up acme": it is not known whether it was sent, so nothing is sent now.',
      `An earlier run prepared this transfer of 25.00 to customer ${customer} at 2026-11-24 10:02:00 UTC and recorded no end of it: it was cut off, ` +
        "or is still running, or ended early because something else failed. It may have been sent until 2026-11-24 10:07:00 UTC.",
      "The own balance was 100.00 when it was prepared.",
      "This machine's journal has no trace of it. If no other machine and no other journal served this stack, it was not sent.",
      look,
      'If the money has arrived, write outcome: "received". If it has not, write earlier: ["notReceived"] (believed from 2026-11-24 10:07:40 UTC on), which sends it anew.',
      nothingElse,
      expect.stringContaining("--replace"),
    ]);
  });

  it("say of a later attempt which word is to be written, and nothing of what is not known", () => {
    const blind = clean({ ...prepared, attempt: 2, balanceBefore: undefined }) as Prepared;
    const text = cutOff(blind, { deadlineSeconds: 20 });
    expect(text).toContain('write "notReceived" as word 2 of earlier');
    expect(text).not.toMatch(/balance was|journal/);
  });

  it.each([
    [undefined, undefined],
    ["unreadable", "This machine's journal has it, in a file that cannot be read."],
    [{}, "This machine's journal: it was about to leave at 2026-11-24 10:02:01 UTC; its end is not noted."],
    [{ attempt: 3 }, "This machine's journal has no trace of it, but attempt 3 was begun at 2026-11-24 10:02:01 UTC."],
    [{ ended: { state: "notSent", at: later } }, "This machine's journal: it was begun at 2026-11-24 10:02:01 UTC and not sent."],
    [
      { ended: { state: "settled", at: later } },
      "This machine's journal: it was about to leave at 2026-11-24 10:02:01 UTC, and ended as settled at 2026-11-24 10:02:03 UTC.",
    ],
    [
      { ended: { state: "unknown", at: later, status: 500 } },
      "This machine's journal: it was about to leave at 2026-11-24 10:02:01 UTC, and ended as unknown at 2026-11-24 10:02:03 UTC, with status 500.",
    ],
  ] as const)("say what this machine's journal has of it: %j", (entry, sentence) => {
    const { reference, amount, attempt, nonce } = prepared;
    const noted = { reference, amount, attempt, nonce, customer, at: "2026-11-24T10:02:01.000Z" };
    const journal = (typeof entry === "object" ? { ...noted, ...entry } : entry) as Telling["journal"];
    for (const text of [cutOff(prepared, { deadlineSeconds: 20, journal }), open(record("unknown"), { deadlineSeconds: 20, journal })]) {
      expect(text.split("\n").filter((line) => line.includes("journal"))).toEqual(sentence === undefined ? [] : [sentence]);
    }
  });

  it("leave the journal out where the record itself says when the request left", () => {
    expect(open(record("unknown", { sentAt: later }), telling)).not.toContain("journal");
  });

  it("say of a refused and of an unsent one how to try again, and how to give it up", () => {
    const again = (word: string) =>
      `To try again, write ${word}. To give it up, take it out of the program; yay transfers show says how its record is forgotten.`;
    expect(open(record("rejected", { sentAt: later, reason: "The balance is too low." }), telling).split("\n")).toEqual([
      'CreditTransfer "2026-11 top-up acme": the API refused it, and no money has moved.',
      `The API refused this transfer of 25.00 to customer ${customer} at 2026-11-24 10:02:03 UTC.`,
      "The balance is too low.",
      again('earlier: ["rejected"]'),
    ]);
    expect(open(record("notSent", { reason: "Connection refused." }), telling).split("\n")).toEqual([
      'CreditTransfer "2026-11 top-up acme": it was not sent, and no money has moved.',
      `The API did not get this transfer of 25.00 to customer ${customer}.`,
      "Connection refused.",
      again('earlier: ["notReceived"]'),
    ]);
  });

  it("say of one whose end is not known when it left and what came back", () => {
    const { reason } = record("unknown");
    expect(
      open(record("unknown", { sentAt: later }), telling)
        .split("\n")
        .slice(0, 4),
    ).toEqual([
      'CreditTransfer "2026-11 top-up acme": it is not known whether the money has moved, so it is not sent again.',
      `This transfer of 25.00 to customer ${customer} was about to leave at 2026-11-24 10:02:03 UTC.`,
      reason,
      look,
    ]);
    expect(open(record("unknown"), telling)).toContain("was prepared at 2026-11-24 10:02:00 UTC.");
  });

  it.each([
    ["settled", undefined, "has moved"],
    ["rejected", undefined, "was refused"],
    ["notSent", undefined, "was not sent"],
    ["unknown", undefined, "may have moved"],
    ["settled", "received", "is settled: the operator says that it has arrived"],
    ["unknown", "notReceived", "has not moved: the operator says notReceived"],
  ] as const)("come to one line of a %s one of which %s is said", (state, said, words) => {
    expect(summary(record(state, said && { said }))).toBe(`25.00 to customer ${customer} ${words}`);
  });

  it("say that no money has moved of nothing but what was refused or not sent", () => {
    for (const state of ["rejected", "notSent"] as const) expect(open(record(state), telling)).toContain("no money has moved");
    expect(open(record("unknown"), telling)).not.toContain("no money has moved");
  });

  it("tell how the own balance moved between the request and the look after it", () => {
    const seen = { sentAt: "2026-11-24T10:02:00.000Z", endedAt: "2026-11-24T10:05:00.000Z", balanceFrom: "100.000" };
    expect(open(record("unknown", { ...seen, balanceAfter: "75.000" }), telling)).toContain(
      "The own balance fell by 25.00: from 100.00 at 2026-11-24 10:02:00 UTC",
    );
    expect(open(record("unknown", { ...seen, balanceAfter: "112.500" }), telling)).toContain(
      "The own balance rose by 12.50: from 100.00 at 2026-11-24 10:02:00 UTC to 112.50 at 2026-11-24 10:05:00 UTC.",
    );
    expect(open(record("unknown", { ...seen, balanceAfter: "100.000" }), telling)).toContain(
      "The own balance did not change: from 100.00 at 2026-11-24 10:02:00 UTC to 100.00 at 2026-11-24 10:05:00 UTC.",
    );
    expect(open(record("unknown", seen), telling)).toContain(
      "The own balance was 100.00 at 2026-11-24 10:02:00 UTC, and could not be read afterwards.",
    );
    const unsent = clean({ ...seen, sentAt: undefined, balanceAfter: "75.000" }) as Partial<TransferRecord>;
    expect(open(record("unknown", unsent), telling)).not.toContain("The own balance");
  });

  it("print a currency only where one is set", () => {
    expect(cutOff(prepared, telling)).not.toMatch(/GBP|EUR|£|€/);
    expect(cutOff(prepared, { ...telling, currency: "GBP" })).toContain("25.00 GBP");
  });

  it("need nothing of what is settled, and of what the operator has spoken", () => {
    expect(needs(record("settled"), telling)).toBeUndefined();
    expect(needs(record("unknown", { said: "notReceived" }), telling)).toBeUndefined();
    expect(needs(record("unknown"), telling)).toBeDefined();
  });
});
