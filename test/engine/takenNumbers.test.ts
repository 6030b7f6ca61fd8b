import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { itInAll } from "../support/all";
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

  const swap = line("a", 502) + line("b", 501);

  it("are not swapped, and the preview says so", async () => {
    await up(line("a", 501) + line("b", 502));
    const refused = await run(swap, "preview");
    expect(refused).toMatchObject({ succeeds: false, sent: [] });
    expect(refused.text).toMatch(
      /extension: CallFlow "(a|b)" takes that of CallFlow "(a|b)", CallFlow "(a|b)" takes that of CallFlow "(a|b)":/,
    );
    expect(refused.text).toContain("Give one of them a free value and run pulumi up; then write what each should have");
  });

  itInAll("are swapped in the way that the preview names", async () => {
    await up(line("a", 501) + line("b", 502));
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

  itInAll("are read by a refresh, however somebody has swapped them", async () => {
    await up(line("a", 501) + line("b", 502));
    simulator.portal.edit(uuidOf("Line a"), (record) => (record["extension"] = 502));
    simulator.portal.edit(uuidOf("Line b"), (record) => (record["extension"] = 501));
    expect(await run(line("a", 501) + line("b", 502), "refresh", "--yes")).toMatchObject({ succeeds: true, sent: [] });
    expect(await up(line("a", 502) + line("b", 501))).toMatchObject({ succeeds: true, sent: [] });
  });

  it("go to a line that lives by --continue-on-error, if the one that has them leaves the program", async () => {
    await up(line("a", 501) + line("b", 502));
    const uuid = uuidOf("Line b");
    const refused = await up(line("a", 502), "--continue-on-error");
    expect(refused).toMatchObject({ succeeds: false, sent: ["PUT", "DELETE"] });
    expect(refused.text).toContain(`CallFlow ${uuid}, "Line b" has extension 502. If a resource that leaves the program has it,`);
    expect(refused.text).toContain("With --continue-on-error pulumi up goes on to delete it; run pulumi up again after that.");
    expect(await up(line("a", 502))).toMatchObject({ succeeds: true, sent: ["PUT"] });
    expect(lines()).toEqual(["Line a 502"]);
  });

  itInAll("go to a new line after an up that takes the old one out, and never by --continue-on-error", async () => {
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

  itInAll("go round between three without the advice that would help two", async () => {
    await up(line("a", 501) + line("b", 502) + line("c", 503));
    const refused = await run(line("a", 502) + line("b", 503) + line("c", 501), "preview");
    expect(refused).toMatchObject({ succeeds: false, sent: [] });
    expect(refused.text).toContain("Give one of them a free value and run pulumi up");
    expect(refused.text).not.toContain("dependsOn");
  });

  describe("if the line that has them is replaced", () => {
    const customers =
      '["A", "B"].forEach((name) => { globalThis[name] = new yay.SubReseller(name, { name, contactName: name }); });\n' +
      `const line = (name, customer, extension, options) => new yay.CallFlow(name, { customer: customer.uuid, name: "Line " + name, extension, flow: ${flow} }, options);\n`;
    const begin = () => up(`${customers}line("a", A, 510); line("b", A, 520);`);

    itInAll("are told of at preview, named with the pending deletion after each failure, and go by --continue-on-error", async () => {
      await begin();
      const program = `${customers}const a = line("a", B, 510); line("b", A, 510, { dependsOn: [a] });`;
      const told = await run(program, "preview");
      expect(told).toMatchObject({ succeeds: true, sent: [] });
      expect(told.text).toContain('CallFlow "b" takes the extension of CallFlow "a", which is replaced:');
      expect(told.text).toContain('Change CallFlow "a" in an up of its own first.');
      const refused = await up(program);
      expect(refused).toMatchObject({ succeeds: false, sent: ["POST", "PUT"] });
      expect(refused.text).toContain('CallFlow "a" of this program had extension 510 and is replaced in this run.');
      const again = await up(program);
      expect(again).toMatchObject({ succeeds: false, sent: ["PUT"] });
      expect(again.text).toMatch(
        /CallFlow [0-9a-f-]{36}, "Line a" has extension 510: CallFlow "a" of this program made it and was replaced\./,
      );
      expect(again.text).toContain('Run pulumi up with CallFlow "b" as it was, or with --continue-on-error: either deletes it.');
      expect(await up(program, "--continue-on-error")).toMatchObject({ succeeds: false, sent: ["PUT", "DELETE"] });
      expect(await up(program)).toMatchObject({ succeeds: true, sent: ["PUT"] });
      expect(lines().filter((each) => each.startsWith("Line"))).toEqual(["Line a 510", "Line b 510"]);
    });

    itInAll("go in one up by deleteBeforeReplace, and after an up in which the taker is as it was", async () => {
      await begin();
      const first = await up(
        `${customers}const a = line("a", B, 510, { deleteBeforeReplace: true }); line("b", A, 510, { dependsOn: [a] });`,
      );
      expect(first).toMatchObject({ succeeds: true, sent: ["DELETE", "POST", "PUT"] });
      expect(await up(`${customers}line("a", B, 510); line("b", A, 510); line("c", B, 540);`)).toMatchObject({ succeeds: true });
      const refused = await up(`${customers}const a = line("a", A, 520); line("b", A, 510); line("c", B, 510, { dependsOn: [a] });`);
      expect(refused).toMatchObject({ succeeds: false, sent: ["POST", "PUT"] });
      const kept = await up(`${customers}const a = line("a", A, 520); line("b", A, 510); line("c", B, 540);`);
      expect(kept).toMatchObject({ succeeds: true, sent: ["DELETE"] });
      expect(await up(`${customers}line("a", A, 520); line("b", A, 510); line("c", B, 510);`)).toMatchObject({
        succeeds: true,
        sent: ["PUT"],
      });
    });

    itInAll("are not adopted or renamed by a new line, which is told of the deletion that waits", async () => {
      await begin();
      const program = `${customers}const a = line("a", B, 510); line("b", A, 520); line("c", A, 510, { dependsOn: [a] });`;
      for (const more of [[], ["--continue-on-error"]]) {
        const refused = await up(program, ...more);
        expect(refused.succeeds).toBe(false);
        expect(refused.sent).not.toContain("DELETE");
        expect(refused.text).toContain("lives already");
        expect(refused.text).toContain('Run pulumi up with CallFlow "c" as it was, or without it if it is new: that deletes it.');
        expect(refused.text).not.toMatch(/adopt|aliases|take CallFlow "a" out/);
      }
      expect(await up(`${customers}line("a", B, 510); line("b", A, 520);`)).toMatchObject({ succeeds: true, sent: ["DELETE"] });
      expect(await up(program)).toMatchObject({ succeeds: true, sent: ["POST"] });
    });

    itInAll("are exchanged with the customers by the way that the finding names", async () => {
      await up(`${customers}line("a", A, 510); line("b", B, 510);`);
      const exchange = `${customers}line("a", B, 510); line("b", A, 510);`;
      const refused = await run(exchange, "preview");
      expect(refused).toMatchObject({ succeeds: false, sent: [] });
      expect(refused.text).toMatch(
        /change them in one up after the other: CallFlow "(a|b)" with a free value, then CallFlow "(a|b)", and at last the free value of CallFlow "(a|b)"/,
      );
      const failed = await up(exchange);
      expect(failed).toMatchObject({ succeeds: false, sent: [] });
      expect(failed.text).not.toMatch(/adopt|aliases/);
      expect(await up(`${customers}line("a", B, 599); line("b", B, 510);`)).toMatchObject({ succeeds: true, sent: ["POST", "DELETE"] });
      expect(await up(`${customers}line("a", B, 599); line("b", A, 510);`)).toMatchObject({ succeeds: true, sent: ["POST", "DELETE"] });
      expect(await up(exchange)).toMatchObject({ succeeds: true, sent: ["PUT"] });
    });
  });
});
