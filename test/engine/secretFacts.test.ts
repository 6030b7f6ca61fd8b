import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { type Field, secretPathsOf } from "../../provider/lifecycle/kind";
import { own, type Props } from "../../provider/common/values";
import { scenarios } from "../kinds/index";
import { settingsFor, Stack } from "../support/engine";
import { definitionOf, hasSecrets, type Scenario } from "../support/scenario";
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

const program = ({ kind }: Scenario, args: Props) => `
const resource = new yay.${kind}("it", ${JSON.stringify(args)});
exports.shown = resource;`;

describe.each(Object.values(scenarios).filter(hasSecrets))("every argument that a $kind calls a secret", (scenario) => {
  const secret = "4096";
  const { fields }: { readonly fields: Readonly<Record<string, Field>> } = definitionOf(scenario.kind, scenario.inputs);
  const inputs = scenario.withSecret?.(scenario.inputs, secret) ?? {};
  let simulator: Simulator;
  let stack: Stack;

  beforeAll(async () => {
    simulator = await startSimulator({ seed: scenario.seed });
    const env = { ...settingsFor(simulator), YAY_MAX_PURCHASES_PER_RUN: JSON.stringify({ [scenario.kind]: 1 }) };
    stack = await Stack.create(program(scenario, asArguments(fields, inputs)), { env });
  });
  afterAll(async () => {
    await stack.must("destroy", "--yes");
    await stack.close();
    await simulator.close();
  });

  it("is given in the scenario", () => {
    for (const [name, { facts }] of Object.entries(fields)) {
      for (const path of secretPathsOf(facts)) {
        const given = valuesAt(inputs[name], path).filter((value) => value !== undefined);
        expect([name, path, given.length > 0 && given.every((value) => value === secret)]).toEqual([name, path, true]);
      }
    }
  });

  it("is encrypted in the state, in inputs and outputs, and printed by nothing (T16)", async () => {
    const { code, text } = await stack.up();
    expect(code).toBe(0);
    const stored = await stack.must("stack", "export");
    expect([text, stored].filter((shown) => standsIn(secret, shown))).toEqual([]);
    expect(standsIn(secret, await stack.must("stack", "export", "--show-secrets"))).toBe(true);
  });

  const readable = Object.values(fields).flatMap(({ facts }) =>
    facts.secret === true && facts.writeOnly !== true ? [facts.wire ?? ""] : [],
  );
  if (readable.length > 0)
    it("stays so when somebody has changed it and a refresh has seen that", async () => {
      const other = "7391";
      const living = [...simulator.state.objects.values()].at(-1)?.record["uuid"];
      simulator.portal.edit(String(living), Object.fromEntries(readable.map((wire) => [wire, other])));
      const refresh = await stack.must("refresh", "--yes", "--diff");
      expect([refresh, await stack.must("stack", "export")].filter((text) => standsIn(other, text) || standsIn(secret, text))).toEqual([]);
      expect(standsIn(other, await stack.must("stack", "export", "--show-secrets"))).toBe(true);
    });
});
