import { type Simulator, startSimulator, type Switches } from "../../provider/simulator/index";
import { itInAll, runsAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(300_000);

const flow = (seconds: number) => `{ start: { module: "start", next: "engaged" }, engaged: { module: "busy", duration: ${seconds} } }`;
const customer = (name: string) =>
  `const ${name} = new yay.SubReseller("${name}", { name: "${name}-ltd", contactName: "It", forceDestroy: true });`;
const line = (name: string, more: string, options = "{}") =>
  `const ${name} = new yay.CallFlow("${name}", { name: "${name}", extension: 601, ${more} }, ${options});`;

describe("what lives in another object, on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;

  const idOf = async (name: string) => (await stack.checkpoint()).resources.find(({ urn }) => urn.endsWith(`::${name}`))?.id ?? "";
  const run = async (program: string, ...command: string[]) => {
    await stack.write(program);
    const from = simulator.requests.length;
    const { code, text } = await stack.run(...command);
    const sent = simulator.requests
      .slice(from)
      .flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path.split("/")[1] ?? ""}`]));
    return { sent, text, succeeds: code === 0 };
  };
  const up = (program: string, ...more: string[]) => run(program, "up", "--yes", "--skip-preview", ...more);

  beforeEach(async () => {
    simulator = leaves(await startSimulator(), "a history that is cut off leaves what it has made");
    simulator.switches.deleteWithContents = "cascade";
    stack = await Stack.create("", { env: settingsFor(simulator) });
  });
  afterEach(async () => {
    await stack.close();
    await simulator.close();
  });

  it("does not go with its customer where the run has failed before it met it", async () => {
    await up(customer("acme") + line("main", `customer: acme.uuid, flow: ${flow(7)}`));
    simulator.faults.add({ match: { method: "POST" }, times: 0, effect: { kind: "status", status: 400 } });
    const { sent, text } = await up(customer("globex") + line("main", `customer: globex.uuid, flow: ${flow(7)}`), "--continue-on-error");
    expect(sent).toEqual(["POST account"]);
    expect(text).toContain('Cannot delete SubReseller "acme" with all that it has: SubReseller "globex" failed in this run');
    expect(simulator.state.objects.size).toBe(1);
    if (!runsAll) return;
    simulator.faults.clear();
    const next = await up(customer("globex") + line("main", `customer: globex.uuid, flow: ${flow(7)}`));
    expect(next).toMatchObject({ succeeds: true, sent: ["POST account", "POST voip", "DELETE voip", "DELETE account"] });
  });

  it("does not go with its customer where it was made in the same run", async () => {
    await up(customer("acme"));
    const { sent, text, succeeds } = await up(line("main", `customer: "${await idOf("acme")}", flow: ${flow(7)}`));
    expect({ sent, succeeds }).toEqual({ sent: ["POST voip"], succeeds: false });
    expect(text).toContain('Cannot delete SubReseller "acme": CallFlow "main" of this program would go with it, and nothing was sent.');
  });

  itInAll("is refused as a content where its flow declares its steps itself, also where that begins later", async () => {
    const content = (shell: string) =>
      `${shell}\nnew yay.CallFlowContent("content", { callFlow: main.uuid, flow: ${flow(9)}, adopt: true });`;
    const refusal =
      'callFlow: CallFlow "main" of this program has what is to be filled, too: write content: "separate" instead of flow there, or take this one out';
    await up(line("main", `flow: ${flow(7)}`));
    const { sent, text, succeeds } = await run(content(line("main", `flow: ${flow(7)}`)), "preview");
    expect({ sent, succeeds }).toEqual({ sent: [], succeeds: false });
    expect(text).toContain(refusal);
    expect(await up(content(line("main", 'content: "separate"')))).toMatchObject({ succeeds: true });
    expect((await run(content(line("main", `flow: ${flow(7)}`)), "preview")).text).toContain(refusal);
  });

  it("is taken over as the program says after the object of another customer was deleted first", async () => {
    const both = customer("acme") + customer("globex");
    const first = "{ deleteBeforeReplace: true }";
    await up(both + line("main", `customer: acme.uuid, flow: ${flow(7)}`, first));
    const { uuid, ...record } = [...simulator.state.objects.values()][0]?.record ?? {};
    const elsewhere = simulator.portal.addObject("flow", record, "globex-ltd").uuid;
    expect(elsewhere).not.toBe(uuid);
    const moved = await up(both + line("main", `customer: globex.uuid, flow: ${flow(7)}, adopt: true`, first));
    expect(moved).toMatchObject({ succeeds: true, sent: ["DELETE voip"] });
    expect(await idOf("main")).toBe(elsewhere);
  });
});

test("what lives in another object gets back, in the same up, the password that a PUT of that was without", async () => {
  const simulator = leaves(await startSimulator(), "the trunk lives on");
  Object.assign(simulator.switches, { passwordsShown: "masked", missingPassword: "cleared" } satisfies Partial<Switches>);
  const program = (name: string, secret = 'password: "Hidden-Login-17"') => `
    const office = new yay.Trunk("office", { name: "${name}" });
    new yay.TrunkAuthentication("login", { trunk: office.uuid, type: "login", username: "office", ${secret} });`;
  const password = () => [...simulator.state.objects.values()].find(({ kind }) => kind === "trunkAuth")?.record["password"];
  const stack = await Stack.create(program("Office"), { env: settingsFor(simulator) });
  await stack.must("up", "--yes", "--skip-preview");
  await stack.write(program("Head office"));
  const printed = await stack.must("up", "--yes");
  expect(printed).not.toContain("Hidden-Login-17");
  expect(simulator.requests.filter(({ method }) => method === "PUT").map(({ path }) => path.split("/").length)).toEqual([4, 6]);
  expect(password()).toBe("Hidden-Login-17");
  await stack.write(program("Head office", ""));
  await stack.must("up", "--yes", "--skip-preview");
  await stack.write(program("Office", ""));
  await stack.must("up", "--yes", "--skip-preview");
  expect(password()).toBe("Hidden-Login-17");
  expect(await stack.stateText()).not.toContain("Hidden-Login-17");
  await stack.must("up", "--yes", "--refresh", "--expect-no-changes");
  await stack.close();
  await simulator.close();
});

test("an up with a refresh renames by adopt, also where the refresh finds the former resource changed", async () => {
  const simulator = leaves(await startSimulator(), "the renamed customer lives on");
  const stack = await Stack.create(customer("acme"), { env: settingsFor(simulator) });
  await stack.must("up", "--yes", "--skip-preview");
  simulator.portal.edit([...simulator.state.customers.keys()][0] ?? "", { contact_name: "Another" });
  await stack.write(customer("acme").replace('("acme"', '("main"').replace('"It"', '"Another", adopt: true'));
  await stack.must("up", "--refresh", "--yes");
  expect(simulator.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
  expect(simulator.state.customers.size).toBe(1);
  await stack.close();
  await simulator.close();
});

itInAll("a note of a take-over that another machine has passed on since does not keep an object that leaves the program", async () => {
  const simulator = await startSimulator();
  const first = await Stack.create("", { env: settingsFor(simulator) });
  const second = first.with({ PULUMI_HOME: `${first.folder}/elsewhere` });
  await second.must("stack", "select", "dev");
  const up = async (stack: Stack, program: string) => {
    await stack.write(program);
    return stack.must("up", "--yes", "--skip-preview");
  };
  await up(first, line("one", `flow: ${flow(7)}`));
  await up(first, line("two", `adopt: true, flow: ${flow(7)}`).replace('name: "two"', 'name: "one"'));
  await up(second, line("three", `adopt: true, flow: ${flow(7)}`).replace('name: "three"', 'name: "one"'));
  await up(first, line("three", `adopt: true, flow: ${flow(7)}`).replace('name: "three"', 'name: "one"'));
  expect(simulator.state.objects.size).toBe(1);
  await up(first, "");
  expect(simulator.state.objects.size).toBe(0);
  await first.close();
  await simulator.close();
});
