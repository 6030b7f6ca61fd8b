import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { yay } from "./support";

jest.setTimeout(240_000);

const line = (sales: string, box = "first") => `
const acme = new yay.SubReseller("acme", { name: "acme-1", contactName: "Acme Ltd" });
const first = new yay.Mailbox("first", { customer: acme.uuid, name: "First", password: "2718" });
${box === "second" ? 'const second = new yay.Mailbox("second", { customer: acme.uuid, name: "Second", password: "3141" });' : ""}
const sales = new yay.HuntGroup("sales", { customer: acme.uuid, name: "${sales}", extension: 600 });
const main = new yay.CallFlow("main", { customer: acme.uuid, name: "Main line", extension: 501, flow: {
  start: { module: "start", next: "ring" },
  ring: { module: "extension", extensions: [{ type: "huntgroup", uuid: sales.uuid }], noanswer: "message" },
  message: { module: "voicemail", mailboxes: [${box}.uuid] },
} });
${box === "second" ? 'new yay.TimeDiary("hours", { customer: acme.uuid, name: "Hours", elements: [{ callFlow: main.uuid, closedTime: "0:00-9:00,mon-fri,*,*" }] });' : ""}
`;

describe("yay map and yay diff with a stack of the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;
  let env: Record<string, string>;

  beforeAll(async () => {
    simulator = await startSimulator();
    stack = await Stack.create(line("Sales"), { env: settingsFor(simulator) });
    await stack.must("up", "--yes", "--skip-preview");
    env = { ...settingsFor(simulator), ...stack.environment };
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  const inProgram = (...args: string[]) => yay([...args, "--cwd", join(stack.folder, "program")], { env });

  it("draws the state, the preview and what lives alike", async () => {
    const sources = [
      ["--stack", "dev"],
      ["--stack", "dev", "--preview"],
      ["--live", "--customer", "acme-1"],
    ];
    const shown = [];
    for (const source of sources) shown.push(await inProgram("map", ...source));
    expect(shown.map(({ code, err }) => ({ code, err }))).toEqual(sources.map(() => ({ code: 0, err: "" })));
    expect(shown[0]!.out).toContain('|"no answer"|');
    expect(new Set(shown.map(({ out }) => out)).size).toBe(1);
  });

  it("finds nothing between the state and what lives", async () => {
    expect((await inProgram("diff", "--stack", "dev", "--live")).out).toBe("Nothing differs: 4 objects are the same.\n");
  });

  it("says what a preview would change, and knows what is referred to before it is made", async () => {
    await stack.write(line("Selling", "second"));
    const { code, out, err } = await inProgram("diff", "--stack", "dev");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("### Acme Ltd\n");
    expect(out).toContain("- **Group Selling (sales) changes**\n  - name is now Selling (was Sales)\n");
    expect(out).toContain("- **Mailbox Second (second) is new**");
    const idOf = (name: string) => new RegExp(`(n\\d+)\\W+${name}<br`).exec(out)?.[1] ?? name;
    expect(out).toContain(`${idOf("Main line")} ==> ${idOf("Second")}`);
    expect(out).toContain(`${idOf("Main line")} -.->|"no answer"| ${idOf("First")}`);
    expect(out).toContain(`${idOf("Hours")} ==>|"closed"| ${idOf("Main line")}`);
    expect(out).not.toMatch(/2718|3141/);
  });
});
