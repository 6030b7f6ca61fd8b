import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { yay } from "../cli/support";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";
import { foundOf } from "../support/marked";

jest.setTimeout(600_000);

const customer = "6f2b1c52-7a35-4c43-9a0e-6a1f53e0a001";
const found = foundOf([customer, "863.7150"]);
const again = foundOf([customer, "863.715"]);

const program = (reference: string) => `
const [customer, amount] = [pulumi.secret("${customer}"), pulumi.secret("863.715")];
new yay.CreditTransfer("gift", { customer, amount, reference: "${reference}" }, { protect: false });
exports.found = yay.getSubResellerOutput(pulumi.secret({ uuid: "${customer}" })).name;`;

describe("a transfer whose customer and amount are marked as secret", () => {
  let simulator: Simulator;
  let stack: Stack;
  const printed: string[] = [];
  const run = async (...args: string[]) => {
    const ended = await stack.run(...args);
    printed.push(ended.text);
    return ended;
  };
  const nothingShown = async () => {
    const log = await readFile(join(stack.folder, "audit.jsonl"), "utf8").catch(() => "");
    for (const text of [log, printed.splice(0).join("\n"), await stack.stateText(), await stack.notesText()]) {
      expect([...found(text), ...again(text)]).toEqual([]);
    }
  };
  const transfers = async (...args: string[]) => {
    const env = { ...settingsFor(simulator), ...stack.environment };
    const { out, err } = await yay(["transfers", ...args, "--cwd", join(stack.folder, "program")], { env });
    printed.push(out, err);
    return out;
  };

  beforeAll(async () => {
    simulator = await startSimulator({
      seed: { balance: "5000.000", customers: [{ uuid: customer, name: "gifted", contact_name: "Gifted" }] },
    });
    leaves(simulator, "the customer lives before the program");
    stack = await Stack.create(program("first"), { env: settingsFor(simulator) });
    stack = stack.with({
      YAY_AUDIT_LOG: join(stack.folder, "audit.jsonl"),
      YAY_MAX_TRANSFER: "1000.00",
      YAY_MAX_TRANSFER_PER_RUN: "2000.00",
    });
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  it("shows neither, in a preview, in records and notes, to yay transfers, or when its record is forgotten", async () => {
    expect((await run("preview", "--diff")).text).toContain("would move amounts that are secrets");
    expect((await run("up", "--yes", "--skip-preview")).code).toBe(0);
    expect(await transfers("list", "--stack", "dev")).toContain("[secret]");
    expect(await transfers("show", "first", "--stack", "dev")).not.toContain("no trace");
    expect(await stack.notesText()).toContain('"amount":"[secret]"');
    await nothingShown();
    expect((await run("destroy", "--yes", "--skip-preview")).text).toContain("is forgotten");
    await nothingShown();
  });

  it("shows neither where the API refuses it and repeats both", async () => {
    await stack.write(program("second"));
    const text = JSON.stringify({
      result: { customer, amount: "863.7150" },
      status_code: 400,
      status_message: `863.715 to ${customer} is no`,
    });
    simulator.faults.add({ match: { method: "PUT", bodyKey: "balance" }, effect: { kind: "custom", text, status: 400 } });
    const { code, text: said } = await run("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(said).toContain("the API refused it");
    expect(said).toContain("[secret] to customer [secret]");
    expect(await transfers("show", "second", "--stack", "dev")).toContain("[secret]");
    expect((await run("up", "--yes")).code).not.toBe(0);
    await nothingShown();
  });

  itInAll("is looked up without a word about the selector where there is none", async () => {
    await stack.write(
      `yay.getSubResellerOutput(pulumi.secret({ name: "sentinel-nobody" })); ${program("second").split("\n").slice(0, 2).join("\n")}`,
    );
    const { code, text } = await run("preview");
    expect(code).not.toBe(0);
    expect(foundOf(["sentinel-nobody"])(text)).toEqual([]);
    await nothingShown();
  });
});
