import { type Seed, type SeedCustomer, type Simulator, startSimulator } from "../../provider/simulator/index";
import { type Field, secretPathsOf } from "../../provider/lifecycle/kind";
import { own, type Props } from "../../provider/common/values";
import { scenarios } from "../kinds/index";
import { settingsFor, Stack, type StateResource } from "../support/engine";
import { definitionOf, hasSecrets, type Scenario } from "../support/scenario";
import { leaves } from "../support/leaves";
import { standsIn } from "../support/secrets";

jest.setTimeout(240_000);

/** The values at a path, in which `*` stands for each entry. */
function valuesAt(value: unknown, [key, ...rest]: readonly string[]): unknown[] {
  if (key === undefined) return [value];
  if (typeof value !== "object" || value === null) return [];
  return key === "*" ? Object.values(value).flatMap((inner: unknown) => valuesAt(inner, rest)) : valuesAt(own(value, key), rest);
}

/** Inputs as a program writes them. */
function asArguments(fields: Readonly<Record<string, Field>>, inputs: Props): Props {
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, fields[name]?.form?.toArgument(value) ?? value]));
}

const cases = Object.values(scenarios).filter(hasSecrets);
const secret = "4096";
const nameOf = ({ kind }: Scenario) => `a-${kind}`;
const fieldsOf = ({ kind, inputs }: Scenario): Readonly<Record<string, Field>> => definitionOf(kind, inputs).fields;

/** Of each kind, with a name and an extension of its own. */
const given = new Map(
  cases.map((scenario, index) => [scenario, scenario.withSecret?.({ ...scenario.inputs, ...apart(scenario, index) }, secret) ?? {}]),
);

function apart({ inputs, distinct }: Scenario, index: number): Props {
  const all = Object.entries(distinct(index + 20));
  return Object.fromEntries(all.filter(([name]) => ["name", "extension"].includes(name) && inputs[name] !== undefined));
}

const program = cases
  .map((scenario) => {
    const args = JSON.stringify(asArguments(fieldsOf(scenario), given.get(scenario) ?? {}));
    return `exports["${nameOf(scenario)}"] = new yay.${scenario.kind}("${nameOf(scenario)}", ${args});\n`;
  })
  .join("");

/** One account with what the scenarios of all of them need. */
function account(): Seed {
  const seeds = cases.map(({ seed }) => seed);
  const customers = [0, 1].map((index) => {
    const same = seeds.flatMap(({ customers = [] }) => customers.slice(index, index + 1));
    const objects = same.flatMap(({ objects = {} }) => Object.entries(objects));
    const kinds = [...new Set(objects.map(([kind]) => kind))];
    const all = kinds.map((kind) => [kind, objects.flatMap(([name, list]) => (name === kind ? list : []))]);
    return { ...same[0], objects: Object.fromEntries(all) as SeedCustomer["objects"] } as SeedCustomer;
  });
  return {
    customers,
    stores: seeds.flatMap(({ stores = [] }) => stores),
    collections: seeds.flatMap(({ collections = [] }) => collections),
  };
}

/** The names of fields whose secret the API shows. */
const readableOf = (scenario: Scenario) =>
  Object.values(fieldsOf(scenario)).flatMap(({ facts }) => (facts.secret === true && facts.writeOnly !== true ? [facts.wire ?? ""] : []));

describe("every argument that a kind calls a secret", () => {
  let simulator: Simulator;
  let stack: Stack;

  beforeAll(async () => {
    simulator = leaves(await startSimulator({ seed: account() }), "what the programs would stand beside lives in it from the start");
    const purchases = JSON.stringify(Object.fromEntries(cases.map(({ kind }) => [kind, 1])));
    stack = await Stack.create(program, { env: { ...settingsFor(simulator), YAY_MAX_PURCHASES_PER_RUN: purchases } });
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  /** Of what kinds the state has this text in an own resource, in clear once its secrets are shown. */
  const kindsWith = async (text: string) => {
    const shown = JSON.parse(await stack.must("stack", "export", "--show-secrets")) as { deployment: { resources: StateResource[] } };
    const having = shown.deployment.resources.filter(({ inputs, outputs }) => standsIn(text, JSON.stringify([inputs, outputs])));
    return having.flatMap(({ type }) => /yay:(\w+)$/.exec(type)?.[1] ?? []).sort();
  };

  it.each(cases)("is given in the scenario of a $kind", (scenario) => {
    for (const [name, { facts }] of Object.entries(fieldsOf(scenario))) {
      for (const path of secretPathsOf(facts)) {
        const values = valuesAt(given.get(scenario)?.[name], path).filter((value) => value !== undefined);
        expect([name, path, values.length > 0 && values.every((value) => value === secret)]).toEqual([name, path, true]);
      }
    }
  });

  it("is encrypted in the state, in inputs and outputs, and printed by nothing (T16)", async () => {
    const { code, text } = await stack.up();
    expect(code === 0 ? "" : text).toBe("");
    const stored = await stack.must("stack", "export");
    expect([text, stored].filter((shown) => standsIn(secret, shown))).toEqual([]);
    expect(await kindsWith(secret)).toEqual(cases.map(({ kind }) => kind).sort());
  });

  it("stays so when somebody has changed it and a refresh has seen that", async () => {
    const other = "7391";
    const shown = cases.filter((scenario) => readableOf(scenario).length > 0);
    const ids = new Map((await stack.resources()).map(({ urn, id = "" }) => [urn.split("::").at(-1), id]));
    for (const scenario of shown) {
      const id = ids.get(nameOf(scenario)) ?? "";
      simulator.portal.edit(scenario.stored?.(id) ?? id, Object.fromEntries(readableOf(scenario).map((wire) => [wire, other])));
    }
    const refresh = await stack.must("refresh", "--yes", "--skip-preview", "--diff");
    expect([refresh, await stack.must("stack", "export")].filter((text) => standsIn(other, text) || standsIn(secret, text))).toEqual([]);
    expect(await kindsWith(other)).toEqual(shown.map(({ kind }) => kind).sort());
  });
});
