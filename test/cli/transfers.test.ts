import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Desk, yay } from "./support";
import { customer, type Planted, stateWith } from "./transferStates";

const desk = new Desk();

/** Runs a command of `yay transfers` on a state that was exported. */
async function on(attempts: readonly Planted[], args: readonly string[], env: Record<string, string> = {}) {
  return yay(["transfers", ...args, "--file", "-"], { input: JSON.stringify(stateWith(...attempts)), env });
}

const rejected: Planted = {
  state: "rejected",
  execution: { status: 422, trackingToken: "token-1", reason: "PUT /account/reseller/… → 422 Unprocessable Entity." },
};
const settled: Planted = {
  state: "settled",
  execution: { status: 200, trackingToken: "token-2", balanceFrom: "100.000", balanceAfter: "75.000" },
};
const again: readonly Planted[] = [
  { ...rejected, execution: { ...rejected.execution, said: "rejected", saidAt: "2026-11-03T10:00:00.000Z" } },
  { ...settled, attempt: 2 },
];

describe("yay transfers list", () => {
  it("shows every attempt with what was recorded of it", async () => {
    const { code, out } = await on(again, ["list"]);
    expect(code).toBe(0);
    const rows = out.split("\n").filter((line) => line.includes("2026-11 acme"));
    expect(rows.map((row) => row.split("│").map((cell) => cell.trim()))).toEqual([
      ["", "2026-11 acme", "1", customer, "25.00", "rejected", "2026-11-02 09:14:09 UTC", "token-1", "rejected", ""],
      ["", "2026-11 acme", "2", customer, "25.00", "settled", "2026-11-02 09:14:09 UTC", "token-2", "", ""],
    ]);
    expect(out).toContain("2 attempts, 0 open.");
  });

  it("says of a run that was cut off what is known, and what to write", async () => {
    const { code, out } = await on([{}], ["list"], { YAY_TRANSFER_DEADLINE_SECONDS: "60" });
    expect(code).toBe(0);
    expect(out).toContain("cutOff");
    expect(out).toContain("An earlier run prepared this transfer of 25.00");
    expect(out).toContain("It may have been sent until 2026-11-02 09:19:07 UTC");
    expect(out).toContain('write earlier: ["notReceived"] (believed from 2026-11-02 09:21:07 UTC on)');
  });

  it("says what this machine's journal has, where the account is known", async () => {
    const env = { YAY_RESELLER: "r", YAY_JOURNAL_DIR: desk.path("journal") };
    expect((await on([{}], ["list"], env)).out).toContain("This machine's journal has no trace of it.");
    const key = JSON.stringify(["r", customer, "2026-11 acme", 1]);
    const entry = { nonce: "nonce", at: "2026-11-02T09:14:08.000Z", reference: "2026-11 acme", customer, amount: "25", attempt: 1 };
    await mkdir(desk.path("journal"), { recursive: true });
    await writeFile(join(desk.path("journal"), `${createHash("sha256").update(key).digest("hex")}.jsonl`), `${JSON.stringify(entry)}\n`);
    expect((await on([{}], ["list"], env)).out).toContain("it was about to leave at 2026-11-02 09:14:08 UTC; its end is not noted.");
    expect((await on([{}], ["list"])).out).not.toContain("journal");
  });

  it("with --open shows what is left to be said, and fails where there is something", async () => {
    const open = await on([...again, { reference: "dec", state: "unknown" }, { reference: "jan" }], ["list", "--open"]);
    expect(open.code).toBe(1);
    expect(open.out).toContain("2 attempts, 2 open.");
    expect(open.out).not.toContain("2026-11 acme");
    expect(await on(again, ["list", "--open"])).toEqual({ code: 0, out: "No credit transfer is open.\n", err: "" });
  });

  it("says that a stack without transfers has none, in every format", async () => {
    expect((await on([], ["list"])).out).toBe("There is no record of a credit transfer.\n");
    expect(JSON.parse((await on([], ["list", "--format", "json"])).out)).toEqual({ attempts: [] });
    expect((await on([], ["list", "--format", "csv"])).out).toMatch(/^reference,attempt,[^\n]*\r\n$/);
  });

  it("reports as JSON one entry for each attempt, with exact amounts and ISO times", async () => {
    const { out } = await on([...again, { reference: "dec", intent: { amount: "0.125" } }], ["list", "--format", "json"]);
    const { attempts } = JSON.parse(out) as { attempts: Record<string, unknown>[] };
    expect(attempts).toEqual([
      expect.objectContaining({
        attempt: 1,
        state: "rejected",
        moved: "no",
        open: false,
        word: "rejected",
        wordAt: "2026-11-03T10:00:00.000Z",
      }),
      {
        ...{ reference: "2026-11 acme", attempt: 2, customer, amount: "25.00", state: "settled", moved: "yes", open: false },
        ...{ preparedAt: "2026-11-02T09:14:02.000Z", sentAt: "2026-11-02T09:14:08.000Z", endedAt: "2026-11-02T09:14:09.000Z" },
        ...{ status: 200, trackingToken: "token-2", balanceBefore: "100.00", balanceAfter: "75.00", reason: "The API answered 200." },
      },
      expect.objectContaining({ reference: "dec", amount: "0.125", state: "cutOff", moved: "unknown", open: true }),
    ]);
    expect(attempts[2]).toHaveProperty("needs", expect.stringContaining("it is not known whether it was sent"));
  });

  it("reports as CSV one line for each attempt, and a currency only where one is set", async () => {
    const plain = (await on([settled], ["list", "--format", "csv"])).out;
    expect(plain).toBe(
      "reference,attempt,customer,amount,state,moved,open,preparedAt,sentAt,endedAt,status,trackingToken,balanceBefore,balanceAfter,word,wordAt,reason\r\n" +
        `2026-11 acme,1,${customer},25.00,settled,yes,no,2026-11-02T09:14:01.000Z,2026-11-02T09:14:08.000Z,2026-11-02T09:14:09.000Z,200,token-2,100.00,75.00,,,The API answered 200.\r\n`,
    );
    const named = (await on([settled], ["list", "--format", "csv"], { YAY_CURRENCY: "GBP" })).out;
    expect(named.split("\r\n").map((line) => line.split(",").slice(3, 6))).toEqual([
      ["amount", "currency", "state"],
      ["25.00", "GBP", "settled"],
      [],
    ]);
  });

  it("writes formulas in CSV so that no spreadsheet runs them", async () => {
    const formulas = ["=1+1", "+1", "-1+1", "@SUM(A1)"];
    const { out } = await on(
      formulas.map((reference): Planted => ({ reference, state: "settled" })),
      ["list", "--format", "csv"],
    );
    const cells = out
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[0]);
    expect(cells).toEqual(formulas.map((formula) => `'${formula}`));
  });

  it("quotes in CSV what needs it, keeps a negative balance a number, and breaks no line", async () => {
    const execution = { reason: 'said "no",\nthen\r\nmore', balanceFrom: "-5.000" };
    const { out } = await on([{ state: "unknown", execution }], ["list", "--format", "csv"]);
    expect(out.split("\r\n")).toHaveLength(3);
    expect(out).toContain(',-5.00,,,,"said ""no"", then more"\r\n');
  });

  it("lets no record steer the terminal", async () => {
    const evil = "\u001b]0;title\u0007\u001b[31mred\u202e";
    for (const args of [
      ["list"],
      ["list", "--format", "csv"],
      ["list", "--format", "json"],
      ["show", "acme"],
      ["show", "acme", "--format", "json"],
    ]) {
      const { out } = await on([{ reference: "acme", state: "unknown", execution: { reason: evil, trackingToken: evil } }], args);
      expect(out).toContain("red");
      expect(out).not.toMatch(/[\u001b\u0007\u202e]/);
    }
  });

  it("shows no secret", async () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };
    const { code, out } = await on([{ intent: { customer: secret } }], ["list", "--format", "json"]);
    expect([code, JSON.parse(out)]).toEqual([0, { attempts: [expect.objectContaining({ customer: "[secret]" })] }]);
    expect(out).not.toContain("v1:abc");
  });

  it("writes into a file", async () => {
    const file = desk.path("report.csv");
    expect(await on([settled], ["list", "--format", "csv", "--output", file])).toEqual({ code: 0, out: "", err: "" });
    expect(await readFile(file, "utf8")).toContain("settled");
  });

  it("refuses what is no state, and two sources at once", async () => {
    expect((await yay(["transfers", "list", "--file", await desk.put("x.json", { a: 1 })])).err).toContain("is not a stack's state");
    expect((await yay(["transfers", "list", "--file", desk.path("none")])).err).toContain("it does not exist");
    const both = await yay(["transfers", "list", "--file", "-", "--stack", "dev"]);
    expect([both.code, both.err]).toEqual([2, expect.stringContaining("--file and --stack")]);
  });

  it("refuses a record that it cannot read whole", async () => {
    const { code, err } = await on([{ intent: { preparedAt: "soon", sendBefore: undefined } }], ["list"]);
    expect(code).toBe(2);
    expect(err).toContain('CreditTransfer "2026-11 acme" cannot be read: preparedAt is no time, sendBefore is missing');
  });

  it("shows the records though a setting is wrong, and says so", async () => {
    const { code, out, err } = await on([{ reference: "dec" }, settled], ["list"], {
      YAY_CURRENCY: "pounds",
      YAY_TRANSFER_DEADLINE_SECONDS: "60",
    });
    expect(code).toBe(0);
    expect(out).toContain("2 attempts, 1 open.");
    expect(out).toContain("(believed from 2026-11-02 09:19:47 UTC on)");
    expect(err).toContain("yay:currency must be the three letters");
    expect(err).toContain("without a currency, and with the default deadline");
  });

  it("shows for one that has arrived by the operator's word when that was said", async () => {
    const said = { said: "received", saidAt: "2026-11-03T10:00:00.000Z", endedAt: undefined, sentAt: undefined } as const;
    expect((await on([{ state: "settled", execution: said }], ["list"])).out).toContain("│ 2026-11-03 10:00:00 UTC │");
  });
});

describe("yay transfers show", () => {
  it("shows each attempt, and that nothing is left to do for a settled one", async () => {
    const { code, out } = await on(again, ["show", "2026-11 acme"], { YAY_CURRENCY: "GBP" });
    expect(code).toBe(0);
    expect(out).toMatch(/^CreditTransfer "2026-11 acme": rejected\n/);
    expect(out).toContain('Word            "rejected", recorded 2026-11-03 10:00:00 UTC');
    expect(out).toContain('CreditTransfer "2026-11 acme" (attempt 2): settled');
    expect(out).toContain("Own balance     100.00 GBP before, 75.00 GBP after");
    expect(out).toContain("Nothing is left to do: the money has moved");
  });

  it("says how to try a rejected one again, and how to forget it", async () => {
    const { out } = await on([{ ...rejected, reference: "it's" }], ["show", "it's"]);
    expect(out).toContain('To try again, write earlier: ["rejected"].');
    expect(out).toContain("pulumi state unprotect 'urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:CreditTransferExecution::it'\\''s'");
    expect((await on([{}], ["show", "2026-11 acme"])).out).not.toContain("unprotect");
  });

  it("says loudly where a record is not protected", async () => {
    expect((await on([{ ...settled, protect: false }], ["show", "2026-11 acme"])).out).toContain("NOT PROTECTED");
  });

  it("says what is meant by a misspelt reference", async () => {
    const { code, err } = await on([settled], ["show", "2026-11 acne"]);
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean "2026-11 acme"?')]);
  });
});
