import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { Engine, type Program } from "../support/lifecycleEngine";

jest.setTimeout(60_000);

const gates = () => import("../../tools/bench/gates.mjs");

function programOf(customers: number, flowsEach: number): Program {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const entries = numbers(customers).flatMap((customer) => [
    [`customer-${customer}`, { kind: "SubReseller" as const, inputs: { name: `bench-${customer}`, contactName: "Customer" } }] as const,
    ...numbers(flowsEach).map((index) => {
      const inputs = async (uuidOf: (name: string) => Promise<string>) => ({
        customer: await uuidOf(`customer-${customer}`),
        name: `Line ${index}`,
        extension: 500 + index,
        flow: { start: { module: "start", next: "busy" }, busy: { module: "busy" } },
      });
      return [`flow-${customer}-${index}`, { kind: "CallFlow" as const, inputs }] as const;
    }),
  ]);
  return Object.fromEntries(entries);
}

describe("the requests that a stack of customers and flows takes (T33)", () => {
  let simulator: Simulator;
  beforeEach(async () => {
    simulator = await startSimulator();
  });
  afterEach(() => simulator.close());

  it.each([
    [1, 1],
    [3, 1],
    [4, 5],
  ])("are as few as the benchmark's gates say: %s customers with %s flows each", async (customers, flowsEach) => {
    const { requestsOf, counted, commands } = await gates();
    const engine = new Engine(simulator);
    const program = programOf(customers, flowsEach);
    const actions: Record<(typeof commands)[number], () => Promise<unknown>> = {
      "first up": () => engine.up(program),
      "up without a change": () => engine.up(program),
      refresh: () => engine.refresh(),
      preview: () => engine.preview(program),
      destroy: () => engine.destroy(),
    };
    const found: Record<string, unknown> = {};
    for (const command of commands) {
      const from = simulator.requests.length;
      await actions[command]();
      found[command] = counted(simulator.requests.slice(from));
    }
    expect(found).toEqual(requestsOf({ customers, flowsEach }));
  });
});

describe("the gates of the benchmark (T33)", () => {
  it("fail where a figure is too large, where it is none, and where requests differ in number or method", async () => {
    const { atMost, exactly } = await gates();
    expect(atMost({ name: "ratio", found: 2, limit: 2 }).holds).toBe(true);
    expect(atMost({ name: "ratio", found: 2.01, limit: 2 }).holds).toBe(false);
    expect(atMost({ name: "ratio", found: NaN, limit: 2 }).holds).toBe(false);
    const holds = (found: Record<string, number>) => exactly({ name: "refresh", found, wanted: { GET: 2 } }).holds;
    expect([{ GET: 2 }, { GET: 3 }, { GET: 1 }, { POST: 2 }, { GET: 2, POST: 1 }, {}].map(holds)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it("allow more GETs only where they are told to, and no fewer", async () => {
    const { exactly } = await gates();
    const holds = (found: Record<string, number>) => exactly({ name: "refresh", found, wanted: { GET: 4, POST: 1 }, spare: 2 }).holds;
    const all = [3, 4, 6, 7].map((GET) => holds({ GET, POST: 1 }));
    expect([...all, holds({ GET: 4, POST: 2 })]).toEqual([false, true, true, false, false]);
  });

  it("reads what the shell says of processor time", async () => {
    const { processorSeconds } = await import("../../tools/bench/timed.mjs");
    expect(processorSeconds("Updating (dev):\n\n0m0.000000s 0m0.010000s\n1m2.500000s 0m0.500000s\n")).toBeCloseTo(63);
    expect(() => processorSeconds("nothing of the sort")).toThrow("did not say");
  });
});
