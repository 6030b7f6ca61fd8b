import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(600_000);

const flow = '{ start: { module: "start", next: "engaged" }, engaged: { module: "busy", duration: 7 } }';
const line = (name: string, extension: number, options = "{}") =>
  `const ${name} = new yay.CallFlow("${name}", { name: "Line ${name}", extension: ${extension}, flow: ${flow} }, ${options});\n`;

describe("numbers that pass from line to line on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;

  beforeEach(async () => {
    simulator = leaves(await startSimulator({ port: 0 }), "the lines live on under the numbers that the test is about");
    stack = await Stack.create("", { env: settingsFor(simulator) });
  });

  afterEach(async () => {
    await stack.close();
    await simulator.close();
  });

  /** Runs a command and gives what it wrote, how it ended and what it said. */
  const run = async (program: string, ...command: string[]) => {
    await stack.write(program);
    const from = simulator.requests.length;
    const { code, text } = await stack.run(...command);
    const sent = simulator.requests.slice(from).flatMap(({ method }) => (method === "GET" ? [] : [method]));
    return { text, sent, succeeds: code === 0 };
  };
  const up = (program: string, ...more: string[]) => run(program, "up", "--yes", "--skip-preview", ...more);
  const lines = () =>
    [...simulator.state.objects.values()].map(({ record }) => `${String(record["name"])} ${String(record["extension"])}`).sort();
  const uuidOf = (name: string) =>
    String([...simulator.state.objects.values()].find(({ record }) => record["name"] === name)?.record["uuid"]);

  it("are not swapped: the preview says so, and the way that it names works", async () => {
    await up(line("a", 501) + line("b", 502));
    const swap = line("a", 502) + line("b", 501);
    const refused = await run(swap, "preview");
    expect(refused).toMatchObject({ succeeds: false, sent: [] });
    expect(refused.text).toMatch(
      /extension: CallFlow "(a|b)" takes that of CallFlow "(a|b)", CallFlow "(a|b)" takes that of CallFlow "(a|b)":/,
    );
    expect(refused.text).toContain("Give one of them a free value and run pulumi up; then write what each should have");
    expect(await up(line("a", 599) + line("b", 502))).toMatchObject({ succeeds: true, sent: ["PUT"] });
    const told = await run(swap, "preview");
    expect(told).toMatchObject({ succeeds: true, sent: [] });
    expect(told.text).toContain(
      'CallFlow "a" takes the extension that CallFlow "b" gives up in the same run, which fails if Pulumi begins with',
    );
    const ordered = await up(line("b", 501) + line("a", 502, "{ dependsOn: [b] }"));
    expect(ordered).toMatchObject({ succeeds: true, sent: ["PUT", "PUT"] });
    expect(ordered.text).not.toContain("in the same run");
    expect(lines()).toEqual(["Line a 502", "Line b 501"]);
  });

  it("are read by a refresh, however somebody has swapped them", async () => {
    await up(line("a", 501) + line("b", 502));
    simulator.portal.edit(uuidOf("Line a"), (record) => (record["extension"] = 502));
    simulator.portal.edit(uuidOf("Line b"), (record) => (record["extension"] = 501));
    expect(await run(line("a", 501) + line("b", 502), "refresh", "--yes")).toMatchObject({ succeeds: true, sent: [] });
    expect(await up(line("a", 502) + line("b", 501))).toMatchObject({ succeeds: true, sent: [] });
  });

  it("go to a line that lives by --continue-on-error, if the one that has them leaves the program", async () => {
    await up(line("a", 501) + line("b", 502));
    const uuid = uuidOf("Line b");
    const refused = await up(line("a", 502));
    expect(refused).toMatchObject({ succeeds: false, sent: ["PUT"] });
    expect(refused.text).toContain(`CallFlow ${uuid}, "Line b" has extension 502. If its resource leaves the program in the same run:`);
    expect(refused.text).toContain("Run pulumi up --continue-on-error, which goes on to delete it, and pulumi up again.");
    expect(await up(line("a", 502), "--continue-on-error")).toMatchObject({ succeeds: false, sent: ["PUT", "DELETE"] });
    expect(await up(line("a", 502))).toMatchObject({ succeeds: true, sent: ["PUT"] });
    expect(lines()).toEqual(["Line a 502"]);
  });

  it("go to a new line after an up that takes the old one out, and never by --continue-on-error", async () => {
    await up(line("a", 501));
    const uuid = uuidOf("Line a");
    const refused = await up(line("c", 501), "--continue-on-error");
    expect(refused).toMatchObject({ succeeds: false, sent: [] });
    expect(refused.text).toContain(`a CallFlow with extension 501 lives already (${uuid}, "Line a"), and nothing was sent.`);
    expect(refused.text).toContain("Pulumi deletes after everything else, so this fails each time, also with --continue-on-error.");
    expect(refused.text).toContain("Take that resource out in an up of its own first.");
    expect(await up("")).toMatchObject({ succeeds: true, sent: ["DELETE"] });
    expect(await up(line("c", 501))).toMatchObject({ succeeds: true, sent: ["POST"] });
    expect(lines()).toEqual(["Line c 501"]);
  });
});
