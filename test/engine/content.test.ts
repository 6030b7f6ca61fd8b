import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";

jest.setTimeout(240_000);

let simulator: Simulator;
let stack: Stack;

const cycle = (acme: string) => `
const acme = ${acme};
const flow = (name, extension) => new yay.CallFlow(name, { customer: acme.uuid, name, extension, content: "separate" });
const [front, back] = [flow("front", 501), flow("back", 502)];
const fill = (name, one, other) => new yay.CallFlowContent(name, {
  customer: acme.uuid, callFlow: one.uuid,
  flow: { start: { module: "start", next: "over" }, over: { module: "another_flow", target: other.uuid } },
});
fill("front-steps", front, back);
fill("back-steps", back, front);
`;
const acme = 'new yay.SubReseller("acme", { name: "acme-ltd", contactName: "Acme" })';

beforeAll(async () => {
  simulator = await startSimulator({ port: 0 });
  stack = await Stack.create(cycle(acme), { env: settingsFor(simulator) });
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

const writesSince = (from: number) =>
  simulator.requests
    .slice(from)
    .flatMap(({ method, path }) => (method === "GET" ? [] : [`${method} ${path.replace(/[0-9a-f-]{36}/, "{uuid}")}`]));

const targets = () =>
  [...simulator.state.objects.values()].map(({ record }) =>
    Object.values(record["flow"] as Record<string, Record<string, unknown>>).flatMap(({ module, target }) =>
      module === "another_flow" ? [target] : [],
    ),
  );

describe("two flows that point at each other on the real engine", () => {
  it("resume in one up what was cut off between their steps", async () => {
    simulator.faults.add({ match: { method: "PUT", nth: 2 }, effect: { kind: "status", status: 400 } });
    const first = await stack.up();
    expect(first.code).not.toBe(0);
    expect(first.text).toMatch(/Cannot create CallFlowContent "(front|back)-steps": the API refused/);
    const from = simulator.requests.length;
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(writesSince(from)).toEqual(["PUT /voip/flow/{uuid}"]);
    const [front, back] = [...simulator.state.objects.keys()];
    expect(targets()).toEqual([[back], [front]]);
  });

  it("show no drift", async () => {
    expect(await stack.run("preview", "--refresh", "--expect-no-changes")).toMatchObject({ code: 0 });
  });

  itInAll("keep an undocumented step byte for byte through an update in place, and what somebody added to it", async () => {
    const [id = ""] = [...simulator.state.objects.keys()];
    const flow = structuredClone(simulator.portal.find(id)?.record["flow"]) as Record<string, Record<string, unknown>>;
    const [key = ""] = Object.entries(flow).find(([, step]) => step["module"] === "another_flow") ?? [];
    const theirs = { z: [{ b: 1, a: null }], "": "", deep: { "10": "x", "9": "y" } };
    simulator.portal.edit(id, { flow: { ...flow, [key]: { ...flow[key], theirs } } as never });
    await stack.write(cycle(acme).replaceAll('next: "over" }', 'next: "noted" }, noted: { module: "recording", next: "over" }'));
    expect(await stack.up()).toMatchObject({ code: 0 });
    const steps = Object.entries(simulator.portal.find(id)?.record["flow"] as Record<string, Record<string, unknown>>);
    expect(steps.map(([, { module }]) => module).sort()).toEqual(["another_flow", "recording", "start"]);
    expect(JSON.stringify(steps.find(([uuid]) => uuid === key)?.[1]["theirs"])).toBe(JSON.stringify(theirs));
  });

  itInAll("refuse at preview, in one sentence, an id whose kind the engine knows to be another", async () => {
    await stack.write(`${cycle(acme)}
new yay.CallFlow("broken", {
  customer: acme.uuid, name: "Broken", extension: 503,
  flow: {
    start: { module: "start", next: "ring" },
    ring: { module: "extension", extensions: [{ type: "huntgroup", uuid: acme.uuid }], noanswer: "busy" },
    busy: { module: "busy" },
  },
});`);
    const from = simulator.requests.length;
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect([...new Set(text.match(/flow\.ring\.extensions\.0\.uuid: .*/g))]).toEqual([
      expect.stringMatching(/names a SubReseller where a hunt group is meant\. Write the uuid of a hunt group\.$/),
    ]);
    expect(simulator.requests).toHaveLength(from);
  });

  it("let go of each other at the end, and nothing is left", async () => {
    expect(await stack.run("destroy", "--yes", "--skip-preview")).toMatchObject({ code: 0 });
    expect([simulator.state.objects.size, simulator.state.customers.size]).toEqual([0, 0]);
    expect(simulator.violations).toEqual([]);
  });
});
