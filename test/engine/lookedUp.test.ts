import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { firstOf, itInAll, runsAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const NOBODY = "0a7c9999-9999-4999-8999-999999999999";
const [START, END] = ["a1b20000-0000-4000-8000-000000000001", "a1b20000-0000-4000-8000-000000000002"];

let simulator: Simulator;
let stack: Stack;
let acme: string;
let flow: string;
let other: string;

beforeAll(async () => {
  simulator = leaves(await startSimulator(), "what is looked up was there before");
  stack = await Stack.create("", { env: settingsFor(simulator) });
  acme = simulator.portal.addCustomer({ name: "acme", contact_name: "Acme" }).uuid;
  other = simulator.portal.addCustomer({ name: "other", contact_name: "Other" }).uuid;
  const steps = { [START]: { module: "start", next: END }, [END]: { module: "busy" } };
  flow = simulator.portal.addObject("flow", { name: "Main", extension: 502, flow: steps }, "acme").uuid;
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

const run = async (command: "preview" | "up", program: string) => {
  await stack.write(program);
  return command === "up" ? stack.up() : stack.run("preview");
};

describe("looking up an object that does not live", () => {
  it.each(
    firstOf(
      [
        ["a customer", `yay.SubReseller.get("x", "${NOBODY}")`, `Cannot look up SubReseller ${NOBODY}: it does not exist.`],
        ["a flow of the own account", `yay.CallFlow.get("x", "${NOBODY}")`, "The own account was asked"],
      ],
      1,
    ),
  )("fails the program that asks for %s, in a preview and in an up", async (_what, get, message) => {
    const program = `const found = ${get}; exports.name = found.name;`;
    for (const command of runsAll ? (["preview", "up"] as const) : (["up"] as const)) {
      const { code, text } = await run(command, program);
      expect(code).not.toBe(0);
      expect(text).toContain(message);
      expect(text).not.toMatch(/proxy|baseUrl|\bat \S+ \(|node_modules/);
    }
    expect(await stack.resources()).toEqual([]);
  });

  it.each(
    firstOf<[string, () => string, () => string]>(
      [
        ["the steps of a flow", () => `yay.CallFlowContent.get("x", "${NOBODY}", { customer: "${acme}" })`, () => acme],
        ["a flow of another customer", () => `yay.CallFlow.get("x", "${flow}", { customer: "${other}" })`, () => other],
        ["a flow of a customer that does not live", () => `yay.CallFlow.get("x", "${flow}", { customer: "${NOBODY}" })`, () => NOBODY],
        ["a flow of a customer as one of the own account", () => `yay.CallFlow.get("x", "${flow}")`, () => "The own account was asked"],
      ],
      1,
    ),
  )("fails a program that asks for %s, and says whose was asked", async (_what, get, said) => {
    const { code, text } = await run("preview", get() + ";");
    expect(code).not.toBe(0);
    expect(text).toMatch(/error: Preview failed: Cannot look up CallFlow/);
    expect(text).toContain(said());
  });
});

describe("an id without a value", () => {
  it.each(
    firstOf(
      [
        ["undefined", "undefined", 'Cannot look up CallFlow "main line": its id has no value.'],
        ["a blank text", '""', 'Cannot look up CallFlow "main line": its id has no value.'],
        ["an output of nothing", "pulumi.output(undefined)", "Cannot look up CallFlow: its id has no value."],
        ["a promise of a blank text", 'Promise.resolve(" ")', "Cannot look up CallFlow: its id has no value."],
      ],
      1,
    ),
  )("is refused by name where it is %s, and nothing is sent", async (_what, id, message) => {
    const before = simulator.requests.length;
    const { code, text } = await run("preview", `exports.name = yay.CallFlow.get("main line", ${id}, { customer: "${acme}" }).name;`);
    expect(code).not.toBe(0);
    expect(text).toContain("main line");
    expect(text).toContain(message);
    expect(text).not.toMatch(/\bat \S+ \(|node_modules/);
    expect(simulator.requests.length).toBe(before);
  });

  itInAll("is no uuid where it is another text", async () => {
    const { code, text } = await run("up", `yay.SubReseller.get("x", "acme");`);
    expect(code).not.toBe(0);
    expect(text).toContain('Cannot look up SubReseller acme: its id is not a uuid, but "acme".');
  });
});

describe("an object that was looked up", () => {
  const gone = async () => {
    const steps = { [START]: { module: "start", next: END }, [END]: { module: "busy" } };
    const { uuid } = simulator.portal.addObject("flow", { name: "Short", extension: 503, flow: steps }, "acme");
    const program = `exports.number = yay.CallFlow.get("short", "${uuid}", { customer: "${acme}" }).extension;\n`;
    expect((await run("up", program)).code).toBe(0);
    expect(await stack.resources()).toMatchObject([{ id: uuid, external: true }]);
    simulator.portal.remove(uuid);
    return { program, said: `Cannot look up CallFlow ${uuid}: it does not exist.` };
  };

  it("fails the program that still asks for it after a refresh, in which it just leaves the state", async () => {
    const { program, said } = await gone();
    if (runsAll) expect((await run("preview", program)).text).toContain(said);
    await stack.must("refresh", "--yes", "--skip-preview");
    expect(await stack.resources()).toEqual([]);
    const { code, text } = await stack.up();
    expect([code === 0, text.includes(said)]).toEqual([false, true]);
  });

  itInAll("leaves the state in a refresh after the program dropped it", async () => {
    await gone();
    await stack.write("");
    await stack.must("refresh", "--yes", "--skip-preview");
    expect(await stack.resources()).toEqual([]);
  });
});

describe("an object of a customer that a preview does not know yet", () => {
  it("is not looked for until the customer is known", async () => {
    const { code, text } = await run(
      "preview",
      `const made = new yay.SubReseller("made", { contactName: "Made" });
yay.CallFlow.get("x", "${NOBODY}", { customer: made.uuid });`,
    );
    expect({ code, text: text.includes("Cannot look up") }).toEqual({ code: 0, text: false });
  });
});
