import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { changedFacts, hashOf } from "../../provider/transfer/customer";
import { journalFolder, transferJournal } from "../../provider/transfer/journal";
import { TransferMemory } from "../../provider/transfer/memory";
import { balanceIn, forPeople, onTheWire, parseAmount, parseBalance } from "../../provider/common/money";
import type { TransferState, Word } from "../../provider/transfer/record";
import { objection } from "../../provider/transfer/words";
import { prepared, record } from "../support/transferSamples";

const long = Date.parse("2026-11-25T00:00:00.000Z");

describe("money (T32)", () => {
  it.each(["25", "25.0", "25.00", "25.000", "0.01", "999999999.999", "0"])("reads %s exactly", (text) => {
    const [whole = "", decimals = ""] = text.split(".");
    expect(parseAmount(text)).toBe(Number(whole + decimals.padEnd(3, "0")));
  });

  it.each([
    25,
    0.1,
    "1e2",
    "25.0000",
    "-25",
    "+25",
    " 25",
    "25 ",
    "025",
    ".5",
    "5.",
    "1,5",
    "",
    "NaN",
    "0x10",
    null,
    undefined,
    ["25"],
    25n,
  ])("takes %p for no amount", (value) => {
    expect(parseAmount(value)).toBeUndefined();
  });

  it("writes every amount with three decimals that read back as the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (value) => {
        expect(onTheWire(value)).toMatch(/^\d+\.\d{3}$/);
        expect(parseAmount(onTheWire(value))).toBe(value);
        expect(parseBalance(onTheWire(-value))).toBe(-value + 0);
      }),
    );
  });

  it("adds without the errors of floats", () => {
    expect((parseAmount("0.1") ?? 0) + (parseAmount("0.2") ?? 0)).toBe(parseAmount("0.3"));
  });

  it.each([
    [100, 100_000],
    ["100", 100_000],
    [99.995, 99_995],
    ["75.00000000000001", 75_000],
    ["75.0019", 75_001],
    ["-5.5", -5_500],
    ["-5.5001", -5_501],
    [-0.001, -1],
    ["0.000", 0],
  ])("reads a balance of %p, cut off towards less", (balance, thousandths) => {
    expect(balanceIn({ balance })).toBe(thousandths);
  });

  it.each([
    [{}],
    [{ balance: null }],
    [{ balance: "" }],
    [{ balance: "many" }],
    [{ balance: 1e21 }],
    [{ balance: "1e3" }],
    [{ balance: [1] }],
    [undefined],
    [[{ balance: 1 }]],
  ])("reads no balance from %p", (answer) => {
    expect(balanceIn(answer as never)).toBeUndefined();
  });

  it("shows amounts with two decimals, with three where the third says something, and with a currency only where one is set", () => {
    expect([forPeople(25_000), forPeople(12_345), forPeople(-500), forPeople(10, "GBP")]).toEqual(["25.00", "12.345", "-0.50", "0.01 GBP"]);
  });
});

describe("the operator's words (T32)", () => {
  const taken: Readonly<Record<Word, readonly TransferState[]>> = {
    received: ["settled", "unknown"],
    rejected: ["rejected"],
    notReceived: ["rejected", "notSent", "unknown"],
  };
  const states: readonly TransferState[] = ["settled", "rejected", "notSent", "unknown"];
  const words = Object.keys(taken) as Word[];

  const twice = "the record says that the money has moved; a further attempt would pay twice. Take the word out of earlier";
  const why = (word: Word, state: TransferState) => {
    if (word === "received") return `the record says that no money has moved (${state}). To try again, write it in earlier`;
    if (state === "settled") return twice;
    return `the record does not say that the API refused it (${state}); if no money has arrived, write "notReceived"`;
  };

  it.each(words.flatMap((word) => states.map((state) => [word, state] as const)))(
    "%s of a transfer that is recorded as %s",
    (word, state) => {
      const refused = objection(word, record(state), { now: long, deadlineSeconds: 20 });
      if (taken[word].includes(state)) expect(refused).toBeUndefined();
      else
        expect(refused).toBe(
          `CreditTransfer "2026-11 top-up acme": the word "${word}" cannot be taken: ${why(word, state)}. Nothing was sent.`,
        );
    },
  );

  it.each(words)("an attempt that was cut off takes %s as an unknown one does", (word) => {
    expect(objection(word, prepared, { now: long, deadlineSeconds: 20 }) === undefined).toBe(taken[word].includes("unknown"));
  });

  it.each(words.flatMap((said) => words.map((word) => [said, word] as const)))(
    "what was said as %s can be said again as %s only if it is the same",
    (said, word) => {
      const state = said === "received" ? "settled" : "unknown";
      const refused = objection(word, record(state, { said }), { now: long, deadlineSeconds: 20 });
      if (word === said) expect(refused).toBeUndefined();
      else expect(refused).toContain(`cannot be taken: "${said}" is recorded already, and a word is said once. Nothing was sent.`);
    },
  );

  it("notReceived is believed from the end of the window and twice the deadline on, and says from when", () => {
    const from = Date.parse(prepared.sendBefore) + 2 * 20 * 1000;
    expect(objection("notReceived", prepared, { now: from - 1, deadlineSeconds: 20 })).toContain(
      "still be on its way until 2026-11-24 10:07:40 UTC",
    );
    expect(objection("notReceived", prepared, { now: from, deadlineSeconds: 20 })).toBeUndefined();
    expect(objection("notReceived", prepared, { now: from, deadlineSeconds: 21 })).toBeDefined();
    expect(objection("notReceived", record("notSent"), { now: 0, deadlineSeconds: 20 })).toBeUndefined();
  });

  it("notReceived waits for the deadline that the attempt was prepared with, whatever the setting is today", () => {
    const slow = { ...prepared, deadlineSeconds: 300 };
    const from = Date.parse(prepared.sendBefore) + 2 * 300 * 1000;
    expect(objection("notReceived", slow, { now: from - 1, deadlineSeconds: 20 })).toContain("2026-11-24 10:17:00 UTC");
    expect(objection("notReceived", slow, { now: from, deadlineSeconds: 3600 })).toBeUndefined();
  });
});

describe("the journal (T32)", () => {
  let folder: string;
  const account = { reseller: "acme" };
  const journal = (of = account) => transferJournal(join(folder, "deep", "journal"), of);
  const file = () => join(folder, "deep", "journal", readdirSync(join(folder, "deep", "journal"))[0] ?? "");
  const at = "2026-11-24T10:02:01.000Z";

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "yay-journal-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("takes an attempt once, and gives what stands there to everyone after", () => {
    expect(journal().find(prepared)).toBeUndefined();
    expect(journal().begin(prepared, at)).toBeUndefined();
    expect(journal().begin({ ...prepared, nonce: "nonce-2" }, "2026-11-25T00:00:00.000Z")).toMatchObject({ nonce: "nonce-1", at });
    expect(journal().begin(prepared, at)).toMatchObject({ nonce: "nonce-1" });
  });

  it("can be read by its owner alone", () => {
    journal().begin(prepared, at);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "deep", "journal")).mode & 0o777).toBe(0o700);
  });

  it.each([
    ["reseller", () => journal({ reseller: "other" }).find(prepared)],
    ["customer", () => journal().find({ ...prepared, customer: "0051ec81-2d4b-4e3a-9b7e-0a1b2c3d4e5f" })],
    ["reference", () => journal().find({ ...prepared, reference: "other" })],
    ["attempt", () => journal().find({ ...prepared, attempt: 2 })],
  ])("keeps attempts of another %s apart", (_what, find) => {
    journal().begin(prepared, at);
    expect(find()).toBeUndefined();
  });

  it("has an attempt for begun where a later one was begun, and leaves what stands there already", () => {
    journal().begin({ ...prepared, nonce: "nonce-1" }, at);
    journal().begin({ ...prepared, attempt: 3, nonce: "nonce-3" }, "2026-11-24T11:00:00.000Z");
    const found = [1, 2, 3, 4].map((attempt) => journal().find({ ...prepared, attempt }));
    expect(found).toEqual([
      expect.objectContaining({ nonce: "nonce-1", attempt: 1 }),
      expect.objectContaining({ nonce: "nonce-3", attempt: 3 }),
      expect.objectContaining({ nonce: "nonce-3", attempt: 3 }),
      undefined,
    ]);
    expect(journal().begin({ ...prepared, attempt: 2, nonce: "nonce-2" }, at)).toMatchObject({ nonce: "nonce-3" });
  });

  it("knows a customer however the uuid is written", () => {
    journal().begin(prepared, at);
    expect(journal().find({ ...prepared, customer: prepared.customer.toUpperCase() })).toMatchObject({ nonce: "nonce-1" });
  });

  it("notes the end of an attempt", () => {
    journal().begin(prepared, at);
    journal().end(prepared, { state: "settled", at, status: 200 });
    expect(journal().find(prepared)).toMatchObject({ nonce: "nonce-1", ended: { state: "settled", status: 200 } });
  });

  it.each(["", "{", "null", '{"nonce": 1}', "not JSON\n"])("takes a file with %p for an attempt that was begun", (text) => {
    journal().begin(prepared, at);
    writeFileSync(file(), text);
    expect(journal().find(prepared)).toBe("unreadable");
    expect(journal().begin({ ...prepared, nonce: "nonce-2" }, at)).toBe("unreadable");
  });

  it("throws where it cannot be written, before anything else is done", () => {
    writeFileSync(join(folder, "file"), "");
    const blocked = transferJournal(join(folder, "file", "journal"), account);
    expect(() => blocked.probe()).toThrow();
    expect(() => blocked.begin(prepared, at)).toThrow();
  });

  it("throws where a file system takes no folder, instead of trying for ever", () => {
    expect(() => transferJournal("/proc/none/journal", account).probe()).toThrow();
  });

  it("leaves nothing behind by trying whether it can be written", () => {
    journal().probe();
    expect(readdirSync(join(folder, "deep", "journal"))).toEqual([]);
  });

  it("is in the set folder, else in the engine's home", () => {
    expect(journalFolder({ journalDir: "/somewhere" }, { PULUMI_HOME: "/home/p" })).toBe("/somewhere");
    expect(journalFolder({}, { PULUMI_HOME: "/home/p" })).toBe(join("/home/p", "yay", "transfers"));
    expect(journalFolder({}, {})).toMatch(/\.pulumi.yay.transfers$/);
  });

  it("has no secret and no more than the attempt in it", () => {
    journal().begin(prepared, at);
    expect(Object.keys(JSON.parse(readFileSync(file(), "utf8")) as object).sort()).toEqual([
      "amount",
      "at",
      "attempt",
      "customer",
      "nonce",
      "reference",
    ]);
  });

  it("is on the disk, the file and its name, before it lets a transfer leave", () => {
    const files = jest.requireActual<typeof import("node:fs")>("node:fs");
    const synced = jest.spyOn(files, "fsyncSync");
    journal().begin(prepared, at);
    expect(synced).toHaveBeenCalledTimes(2);
    synced.mockRestore();
  });
});

describe("the memory of a process (T32)", () => {
  it("knows what it has prepared, and nothing else", () => {
    const memory = new TransferMemory();
    expect(memory.isOwn("n")).toBe(false);
    memory.prepared("n");
    expect(memory.isOwn("n")).toBe(true);
    expect(new TransferMemory().isOwn("n")).toBe(false);
  });

  it("runs an attempt once, and answers every further call with the same outcome", async () => {
    const memory = new TransferMemory<number>();
    let runs = 0;
    memory.prepared("n");
    const execute = () => Promise.resolve(++runs);
    const [first, second] = [memory.once("n", execute), memory.once("n", execute)];
    expect([await first.outcome, await second.outcome, second.times, runs]).toEqual([1, 1, 2, 1]);
    expect(memory.isOwn("n")).toBe(true);
  });

  it("runs nothing that it did not prepare", () => {
    const memory = new TransferMemory<number>();
    expect(() => memory.once("n", () => Promise.resolve(1))).toThrow("did not prepare");
  });

  it("adds up what a run wants, each attempt once however often it is asked", () => {
    const memory = new TransferMemory();
    expect([memory.want("a#1", 10), memory.want("b#1", 20), memory.want("a#1", 10), memory.want("a#1", 15)]).toEqual([10, 30, 30, 35]);
  });

  it("adds up what nobody has answered for", () => {
    const memory = new TransferMemory();
    expect(memory.doubted).toBe(0);
    memory.doubt(25_000);
    memory.doubt(500);
    expect(memory.doubted).toBe(25_500);
  });

  it("keeps the first reason to halt", () => {
    const memory = new TransferMemory();
    memory.halt("first");
    memory.halt("second");
    expect(memory.halted).toBe("first");
  });

  it("is idle when the last execution has ended, however it ended", async () => {
    const memory = new TransferMemory<number>();
    let fail: (error: Error) => void = () => undefined;
    memory.prepared("n");
    const { outcome } = memory.once("n", () => new Promise((_resolve, reject) => (fail = reject)));
    let isIdle = false;
    const idle = memory.idle().then(() => (isIdle = true));
    await new Promise(setImmediate);
    expect(isIdle).toBe(false);
    fail(new Error("over"));
    await expect(outcome).rejects.toThrow("over");
    await idle;
  });
});

describe("the fingerprint of a customer", () => {
  it("is the same for the same facts in another order, with blanks or as text", () => {
    const facts = { name: "Acme", users: { a: { roleId: 1 }, b: { roleId: 3 } }, phone: "" };
    const same = { users: { b: { roleId: "3" }, a: { roleId: "1" } }, name: "Acme" };
    expect(hashOf(facts)).toBe(hashOf(same));
    expect(changedFacts(facts, same)).toEqual([]);
  });

  it("names every fact that differs, also one that went", () => {
    expect(changedFacts({ name: "Acme", phone: "1", contactName: "A" }, { name: "Acme", phone: "2" })).toEqual(["contactName", "phone"]);
    expect(hashOf({ phone: "1" })).not.toBe(hashOf({ phone: "2" }));
  });
});
