import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";

jest.setTimeout(240_000);

const [acme, globex] = ["6f2b1c52-7a35-4c43-9a0e-6a1f53e0a001", "6f2b1c52-7a35-4c43-9a0e-6a1f53e0a002"] as const;

const flow = (customer: string, options = "{}") => `
const flow = { start: { module: "start", next: "busy" }, busy: { module: "busy" } };
new yay.CallFlow("main", { customer: "${customer}", name: "Main line", extension: 501, flow }, ${options});`;
const deleteFirst = "{ deleteBeforeReplace: true }";

describe("a call flow for another customer on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;
  /** What a command writes: each request with the customer that it is for. */
  const writes = async (args: readonly string[], { succeeds }: { succeeds: boolean }) => {
    const from = simulator.requests.length;
    const { code, text } = await stack.run(...args, "--yes", "--skip-preview");
    expect({ isSuccess: code === 0, text }).toEqual({ isSuccess: succeeds, text });
    const sent = simulator.requests.slice(from).filter(({ method }) => method !== "GET");
    return sent.map(({ method, customer }) => `${method} ${customer ?? ""}`);
  };
  const failsToMake = async (program: string) => {
    await stack.write(program);
    const { remove } = simulator.faults.add({ match: { method: "POST" }, times: 0, effect: { kind: "status", status: 400 } });
    const sent = await writes(["up"], { succeeds: false });
    remove();
    return sent;
  };

  beforeAll(async () => {
    const customers = [
      { uuid: acme, name: "acme", contact_name: "Acme" },
      { uuid: globex, name: "globex", contact_name: "Globex" },
    ];
    simulator = await startSimulator({ seed: { customers } });
    stack = await Stack.create(flow(acme), { env: settingsFor(simulator) });
    await stack.must("up", "--yes", "--skip-preview");
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  it("is made before the old one is deleted (T11)", async () => {
    await stack.write(flow(globex));
    expect(await writes(["up"], { succeeds: true })).toEqual(["POST globex", "DELETE acme"]);
  });

  it("is made after the old one is deleted where the program says deleteBeforeReplace (T11)", async () => {
    await stack.write(flow(acme, deleteFirst));
    expect(await writes(["up"], { succeeds: true })).toEqual(["DELETE globex", "POST acme"]);
    expect(simulator.state.objects.size).toBe(1);
  });

  it("is made by the next up, which deletes nothing, where making it failed after the deletion (T12)", async () => {
    expect(await failsToMake(flow(globex, deleteFirst))).toEqual(["DELETE acme", "POST globex"]);
    expect(simulator.state.objects.size).toBe(0);
    expect(await writes(["up"], { succeeds: true })).toEqual(["POST globex"]);
    expect((await stack.checkpoint()).resources.map(({ id }) => id)).toEqual([...simulator.state.objects.keys()]);
  });

  it("leaves a destroy nothing to send where making it failed after the deletion (T12)", async () => {
    expect(await failsToMake(flow(acme, deleteFirst))).toEqual(["DELETE globex", "POST acme"]);
    expect(await writes(["destroy"], { succeeds: true })).toEqual([]);
    expect((await stack.checkpoint()).resources).toEqual([]);
    expect(simulator.violations).toEqual([]);
  });
});
