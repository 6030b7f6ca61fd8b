import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { firstOf } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { type Surroundings, yay } from "./support";

jest.setTimeout(240_000);

const customers = `const acme = new yay.SubReseller("acme", { name: "acme", contactName: "Acme" });\n`;

const transfer = (reference: string, more = "") =>
  `new yay.CreditTransfer("of ${reference}", { customer: acme.uuid, amount: "10.00", reference: "${reference}"${more} });\n`;

const october = transfer("2026-10", `, earlier: ["rejected"]`);
const november = transfer("2026-11");

describe("yay transfers archive with a stack of the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;
  let env: Record<string, string>;

  beforeAll(async () => {
    simulator = await startSimulator();
    stack = await Stack.create(customers + transfer("2026-10"), { env: settingsFor(simulator) });
    simulator.faults.add({ match: { method: "PUT", bodyKey: "balance" }, effect: { kind: "status", status: 422 }, times: 1 });
    expect((await stack.up()).code).not.toBe(0);
    await stack.write(customers + october + november);
    await stack.must("up", "--yes", "--skip-preview");
    env = { ...settingsFor(simulator), ...stack.environment };
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  const file = (name: string) => join(stack.folder, name);
  const archiveAt = (surroundings: Surroundings, out: string, ...more: string[]) =>
    yay(["transfers", "archive", "--older-than", "0d", "--out", file(out), "--cwd", join(stack.folder, "program"), ...more], surroundings);
  const archiveIn = (surroundings: Record<string, string>, out: string, ...more: string[]) =>
    archiveAt({ env: surroundings }, out, ...more);
  const archive = (out: string, ...more: string[]) => archiveIn(env, out, ...more);
  /** Pipes that say they are a terminal. */
  const asTerminal = () => {
    const script = 'for (const stream of [process.stdin, process.stdout]) Object.defineProperty(stream, "isTTY", { value: true });';
    writeFileSync(file("terminal.cjs"), script);
    return { ...env, NODE_OPTIONS: `--require ${JSON.stringify(file("terminal.cjs"))}`, NO_COLOR: "1" };
  };
  /** A folder whose `pulumi` does something before a `state delete`. */
  const meddling = (name: string, before: string) => {
    const folder = file(name);
    mkdirSync(folder);
    const real = join(process.env["PULUMI_YAY_ENGINE_BIN"] ?? "", "pulumi");
    const script = `#!/bin/sh\nif [ "$1 $2" = "state delete" ]; then ${before}; fi\nexec "${real}" "$@"\n`;
    writeFileSync(join(folder, "pulumi"), script, { mode: 0o755 });
    return { ...env, PATH: [folder, env["PATH"]].join(delimiter) };
  };
  const records = async () =>
    (await stack.resources()).flatMap(({ type, urn, protect }) =>
      /CreditTransfer(Intent|Execution)$/.test(type)
        ? [`${urn.split("::").at(-1)} ${protect === true ? "protected" : "NOT PROTECTED"}`]
        : [],
    );
  const untouched = ["2026-10", "2026-10", "2026-10#2", "2026-10#2", "2026-11", "2026-11"].map((name) => `${name} protected`);

  it("asks for --yes where there is no terminal, and touches nothing", async () => {
    const { code, err } = await archive("a.json");
    expect([code, err]).toEqual([2, expect.stringContaining("say --yes")]);
    expect((await records()).sort()).toEqual(untouched);
    expect(existsSync(file("a.json"))).toBe(false);
  });

  const noes: [string, string][] = [
    ["no", "no\n"],
    ["the end of the input", ""],
    ["an interrupt", "\x03"],
    ["more than a yes", "yes please\n"],
  ];
  it.each(firstOf(noes, 1))("asks where there is a terminal, and changes nothing at %s", async (_what, input) => {
    const { code, out, err } = await archiveAt({ input, env: asTerminal() }, "a.json");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("2 transfers settled before ");
    expect(out).toContain("Type yes: ");
    expect(out).toMatch(/\nNothing was changed\.\n$/);
    expect((await records()).sort()).toEqual(untouched);
    expect(existsSync(file("a.json"))).toBe(false);
  });

  it("goes on at a yes, and names and leaves what the program still declares, protected as before", async () => {
    const { code, out, err } = await archiveAt({ input: "yes\n", env: asTerminal() }, "a.json");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Left in the record, because the program still declares it:\n  2026-10\n  2026-11\n");
    expect((await records()).sort()).toEqual(untouched);
    expect(existsSync(file("a.json"))).toBe(false);
  });

  it("leaves what is younger", async () => {
    const { code, out } = await archive("a.json", "--yes", "--older-than", "1d");
    expect([code, out]).toEqual([0, expect.stringContaining("nothing is archived")]);
  });

  it("never overwrites a file", async () => {
    writeFileSync(file("kept.json"), "kept");
    const { code, err } = await archive("kept.json", "--yes");
    expect([code, err]).toEqual([2, expect.stringContaining("it exists, and is never overwritten")]);
    expect(readFileSync(file("kept.json"), "utf8")).toBe("kept");
    expect((await records()).sort()).toEqual(untouched);
  });

  it("forgets nothing where the preview fails, and protects again", async () => {
    await stack.write(customers + transfer("2026-12").replace("10.00", "ten"));
    const { code, err } = await archive("a.json", "--yes");
    expect(code).toBe(1);
    expect(err).toContain("must be an amount with at most three decimals");
    expect(err).toContain("it is not known which transfers the program still declares, so nothing was forgotten");
    expect((await records()).sort()).toEqual(untouched);
    expect(existsSync(file("a.json"))).toBe(false);
  });

  it("protects again what could not be forgotten, and says so", async () => {
    await stack.write(customers);
    const { code, out, err } = await archiveIn(
      meddling("failing", 'echo "error: the backend is away" >&2; exit 1'),
      "failed.json",
      "--yes",
    );
    expect(code).toBe(1);
    expect(out).not.toContain("Exported and forgotten");
    expect(err).toContain("the backend is away");
    expect(err).toContain("Everything that is not named as forgotten above is still in the record, protected as before.");
    expect((await records()).sort()).toEqual(untouched);
  });

  it("exports and forgets what has left the program, with every attempt, and no request is sent for it", async () => {
    await stack.write(customers + november);
    const requests = simulator.requests.length;
    const { code, out, err } = await archive("a.json", "--yes");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Exported and forgotten: 2026-10\n");
    expect(out).toContain("because the program still declares it:\n  2026-11\n");
    const { attempts, resources } = JSON.parse(readFileSync(file("a.json"), "utf8")) as Record<string, Record<string, unknown>[]>;
    expect(attempts).toEqual([
      expect.objectContaining({ reference: "2026-10", attempt: 1, state: "rejected", word: "rejected", amount: "10.00" }),
      expect.objectContaining({ reference: "2026-10", attempt: 2, state: "settled", moved: "yes" }),
    ]);
    expect(resources).toHaveLength(6);
    expect(readFileSync(file("state/.pulumi/stacks/test/dev.json"), "utf8")).not.toContain("2026-10");
    expect(await records()).toEqual(["2026-11 protected", "2026-11 protected"]);
    expect(simulator.requests.slice(requests).filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("sends nothing again in the next up, ends an interrupt after the transfer that is under way, and protects the others again", async () => {
    await stack.write(customers + november + transfer("2026-12"));
    await stack.must("up", "--yes", "--skip-preview");
    expect(simulator.ledger).toHaveLength(3);
    await stack.write(customers);
    const { code, out, err } = await archiveIn(meddling("interrupting", "kill -INT $PPID"), "interrupted.json", "--yes");
    expect(code).toBe(1);
    expect(out.match(/Exported and forgotten/g)).toHaveLength(1);
    expect(err).toContain("It was interrupted.");
    const left = out.includes("forgotten: 2026-11") ? "2026-12" : "2026-11";
    expect(await records()).toEqual([`${left} protected`, `${left} protected`]);
  });
});
