import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { yay } from "./support";

jest.setTimeout(240_000);

const line = (key2: string, pin: string) => `
const acme = new yay.SubReseller("acme", { name: "acme", contactName: "Acme" });
new yay.CallFlow("main", { customer: acme.uuid, name: "Main line", extension: 501, flow: {
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", next: { 2: "${key2}", invalid: "engaged", timeout: "engaged" } },
  room: { module: "conference", pin: "${pin}" },
  engaged: { module: "busy" },
} });
`;

describe("yay with a stack of the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;
  let env: Record<string, string>;

  beforeAll(async () => {
    simulator = await startSimulator({ seed: { credentials: { reseller: "r", user: "u", password: "sentinel-password" } } });
    stack = await Stack.create(line("room", "0420"), { env: settingsFor(simulator) });
    await stack.must("up", "--yes", "--skip-preview");
    env = { ...settingsFor(simulator), ...stack.environment };
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  const inProgram = (...args: string[]) => yay([...args, "--cwd", join(stack.folder, "program")], { env });

  it("lints the state, whose PIN is a secret", async () => {
    expect(await inProgram("flow", "lint", "--stack", "dev")).toEqual({ code: 0, out: "main: no findings\n", err: "" });
  });

  it("says what a preview would change, and shows no PIN", async () => {
    await stack.write(line("engaged", "1234"));
    const { code, out, err } = await inProgram("flow", "diff", "--stack", "dev");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("### Call flow main changes\n\n- menu: key 2 now goes to engaged (was room)\n");
    expect(out).not.toMatch(/0420|1234/);
  });

  itInAll("says that something unseen changes where only the PIN does", async () => {
    await stack.write(line("room", "1234"));
    expect((await inProgram("flow", "diff", "--stack", "dev")).out).toContain("cannot be seen here, such as a PIN");
  });

  itInAll("shows the flow that a preview would leave as it is", async () => {
    await stack.write(line("room", "0420"));
    expect(await inProgram("flow", "lint", "--stack", "dev", "--preview")).toEqual({ code: 0, out: "main: no findings\n", err: "" });
    expect((await inProgram("flow", "diff", "--stack", "dev")).out).toBe("No call flow changes.\n");
  });

  it("judges a flow that a preview refuses, with its picture, and fails", async () => {
    await stack.write(line("rom", "0420"));
    const lint = await inProgram("flow", "lint", "--stack", "dev", "--preview", "--format", "json");
    expect({ code: lint.code, err: lint.err }).toEqual({ code: 1, err: "" });
    expect((JSON.parse(lint.out) as { findings: object[] }).findings).toMatchObject([
      { code: "target-missing", path: "flow.menu.next.2", hint: 'Did you mean "room"?' },
      { code: "step-unreachable", path: "flow.room" },
    ]);
    const diff = await inProgram("flow", "diff", "--stack", "dev");
    expect({ code: diff.code, err: diff.err }).toEqual({ code: 1, err: "" });
    expect(diff.out).toContain("- menu: key 2 now goes to rom (was room)\n");
    expect(diff.out).toMatch(/"rom<br\/>does not exist"\]:::error/);
    expect(diff.out).toContain("| ❌ error | flow.menu.next.2 |");
  });

  it("takes warnings for errors where the program does", async () => {
    await stack.write(line("engaged", "0420").replace("extension: 501", "extension: 501, strict: true"));
    expect((await inProgram("flow", "lint", "--stack", "dev", "--preview")).out).toContain("error    flow.room [step-unreachable]");
  });

  it("gives the reasons of a preview that fails otherwise", async () => {
    await stack.write(line("room", "0420").replace("extension: 501", "extension: -1"));
    const { code, err } = await inProgram("flow", "diff", "--stack", "dev");
    expect(code).toBe(1);
    expect(err).toContain("extension: must be a whole number above zero");
  });

  it("leaves no way to send a flow that was not judged", async () => {
    await stack.write(line("rom", "0420"));
    const before = simulator.requests.length;
    const { code, text } = await stack.with({ YAY_FLOWS_JUDGED_BY: "yay" }).up();
    expect(code).not.toBe(0);
    expect(text).toContain("Nothing was sent; unset it.");
    expect(simulator.requests).toHaveLength(before);
  });

  it("checks the credentials that the stack's configuration holds", async () => {
    const { reseller, user, password } = simulator.credentials;
    await stack.configure({ "yay:reseller": reseller, "yay:user": user, "yay:baseUrl": simulator.url }, { "yay:password": password });
    const kept = Object.entries(env).filter(([name]) => !name.startsWith("YAY_"));
    const { code, out } = await yay(["check", "--stack", "dev", "--cwd", join(stack.folder, "program")], { env: Object.fromEntries(kept) });
    expect(code).toBe(0);
    expect(out).toContain("The credentials are good.");
    expect(out).not.toContain("sentinel");
  });
});
