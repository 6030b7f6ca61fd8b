import fc from "fast-check";
import { checkInputs } from "../../provider/lifecycle/inputs/check";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import type { Props } from "../../provider/common/values";
import { type Kind, registry } from "../../provider/kinds/registry";
import { type JsonObject, type RequestRecord, type Simulator, startSimulator } from "../../provider/simulator/index";
import { runsFor, scenarios } from "../kinds/index";
import { fitting, inputsOf } from "../support/lifecycleArbitraries";
import { Engine, urnOf } from "../support/lifecycleEngine";
import { isPathOf, pathOf, picked, type Scenario, without } from "../support/scenario";

jest.setTimeout(120_000);

let simulator: Simulator;

/** What a body says: the order of nested items, and the uuids by which the API knows them, are beside that. */
function said(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(said).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof body !== "object" || body === null) return body;
  const isItem = "street_one" in body || "email" in body;
  const entries = Object.entries(body).filter(([key]) => !(isItem && key === "uuid"));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, said(value)]));
}

/** A blank line of an address is as good as none. */
function withoutBlankLines(body: Props): Props {
  const addresses = body["addresses"] as Props[] | undefined;
  const lines = addresses?.map((address) => Object.fromEntries(Object.entries(address).filter(([, line]) => line !== "")));
  return lines === undefined ? body : { ...body, addresses: lines };
}

function theWrite(kind: Kind): { body: JsonObject; record: RequestRecord } {
  const record = simulator.requests.filter(({ method, path }) => method !== "GET" && isPathOf(kind, path)).at(-1);
  if (record === undefined) throw new Error(`Nothing was written for ${kind}.`);
  return { body: record.body as JsonObject, record };
}

describe.each(Object.values(scenarios))("the body that is sent for a $kind (T34)", (scenario) => {
  const { kind, documented, random } = scenario;
  const runs = runsFor(scenario, 30);
  const definition: ResourceDefinition = registry[kind];
  const reasons = (inputs: Props) => checkInputs(definition, { news: inputs }).map(({ reason }) => reason);
  const valid = fitting(inputsOf(scenario).map(random.living), reasons, `arguments of a ${kind}`);
  const fixed = [...Object.keys(scenario.replacements), ...(random.fixed ?? [])];
  const program = (inputs: Props) => ({ it: { kind, inputs: without(inputs, ["seed"]) } });

  beforeAll(async () => {
    simulator = await startSimulator({ seed: scenario.seed });
  });
  afterAll(() => simulator.close());

  it("of any arguments is what a person would write from the documents, when it is made", async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(valid, async (inputs) => {
        simulator.reset();
        await new Engine(simulator).tryUp(program(inputs));
        const { body, record } = theWrite(kind);
        taken += record.status === 200 || record.status === 201 ? 1 : 0;
        expect(body).toEqual(documented.body({ ...inputs, seed: urnOf(kind, "it") }, body));
      }),
      runs,
    );
    expect(taken).toBeGreaterThan(runs.numRuns / 4);
  });

  it("of any other arguments is what a person would write over the living object, when it is updated", async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(valid, valid, async (before, wanted) => {
        simulator.reset();
        const next = { ...without(wanted, fixed), ...picked(before, fixed) };
        if (checkInputs(definition, { news: next }).length > 0) return;
        const engine = new Engine(simulator);
        const made = await engine.tryUp(program(before));
        if (Object.keys(made.errors).length > 0) return;
        const first = theWrite(kind);
        const { errors } = await engine.tryUp(program(next));
        const second = theWrite(kind);
        if (Object.keys(errors).length > 0 || second.record === first.record) return;
        compared++;
        expect(said(withoutBlankLines(second.body))).toEqual(said(withoutBlankLines(written(scenario, next, second.body))));
      }),
      runs,
    );
    expect(compared).toBeGreaterThan(runs.numRuns / 4);
  });

  for (const [name, { inputs, body }] of Object.entries(documented.examples ?? {}))
    it(`is sent word for word as the vendor's documents have it: ${name}`, async () => {
      simulator.reset();
      await new Engine(simulator).up({ it: { kind, inputs } });
      expect(theWrite(kind).body).toEqual(body);
    });
});

/** The object as the last look at it has shown it. */
function shown(kind: Kind): Props {
  const looks = simulator.requests.filter(
    ({ method, path }) => method === "GET" && new RegExp(`^${pathOf(kind, "item").replaceAll("*", "[^/]+")}$`).test(path),
  );
  return (looks.at(-1)?.answer as { result: Props }).result;
}

/** A person's PUT: the living object, with what the program says laid over it. */
function written({ kind, documented: { body, keys, over } }: Scenario, next: Props, sent: JsonObject): Props {
  const live = picked(shown(kind), keys);
  const wanted = body({ ...next, seed: urnOf(kind, "it") }, sent);
  return over?.(live, wanted) ?? { ...live, ...wanted };
}
