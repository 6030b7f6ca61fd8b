import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Kind, registry } from "../../provider/kinds/registry";
import { documentedBody } from "../support/documentedBodies";
import { cellsOf, isTheApisWord, type Operation, operations } from "../support/faultMatrix";
import type { Scenario } from "../support/lifecycle";
import { scenarios } from "../support/lifecycleScenarios";
import { ROOT } from "./support";

const kinds = Object.keys(registry) as Kind[];

type Cells = Partial<Record<"once" | "each time", string>>;
type Outcomes = Record<string, Record<string, Record<string, Cells>>>;

const outcomes = JSON.parse(readFileSync(join(ROOT, "test/lifecycle/faultMatrix.json"), "utf8")) as Outcomes;

const table = async () => {
  const { properties } = await import("../../tools/docs/properties.mjs");
  const { testsOf } = await import("../../tools/docs/reliability.mjs");
  return { properties, testsOf };
};

describe("the table of properties", () => {
  it("has a row for each of T1 to T34, in their order", async () => {
    const { properties } = await table();
    expect(Object.keys(properties)).toEqual(Array.from({ length: 34 }, (_, index) => `T${index + 1}`));
  });

  it("names a test for every row", async () => {
    const { properties, testsOf } = await table();
    expect(Object.keys(properties).filter((name) => testsOf(name).length === 0)).toEqual([]);
  });
});

describe.each(kinds)("the table of faults of a %s", (kind) => {
  it.each(Object.keys(operations) as Operation[])("has an outcome for every fault at %s, and for no other", (operation) => {
    const met = (lasting: boolean) => (lasting ? "each time" : "once");
    const wanted = cellsOf(operation).map(({ fault, lasting }) => `${fault.name}: ${met(lasting)}`);
    const found = Object.entries(outcomes[kind]?.[operation] ?? {}).flatMap(([fault, cells]) =>
      Object.keys(cells).map((once) => `${fault}: ${once}`),
    );
    expect(found.sort()).toEqual(wanted.sort());
  });

  it("says nowhere lost, leaked, duplicated or hung: only done, told, and the word of the API believed", () => {
    const cells = Object.entries(outcomes[kind] ?? {}).flatMap(([operation, faults]) =>
      Object.entries(faults).flatMap(([fault, { once, "each time": always }]) =>
        [once, always].map((outcome) => ({ operation, fault, outcome })),
      ),
    );
    const allowed = (operation: string, fault: string) =>
      isTheApisWord(operation, fault) ? ["done", "told", "believed"] : ["done", "told"];
    expect(cells.filter(({ operation, fault, outcome }) => !allowed(operation, fault).includes(outcome ?? ""))).toEqual([]);
    expect(cells.length).toBeGreaterThan(0);
  });
});

describe("the suites that every kind gets", () => {
  it("have what they need of each kind that is registered, and of no other", () => {
    for (const given of [scenarios, documentedBody, outcomes]) expect(Object.keys(given).sort()).toEqual([...kinds].sort());
    for (const kind of kinds) expect(scenarios[kind].kind).toBe(kind);
  });

  it.each(kinds)("get a value, and another, for every argument of a %s that goes over the wire", (kind) => {
    const { inputs, changes, replacements }: Scenario = scenarios[kind];
    const fields = Object.entries<{ facts: { wire?: string; replaces?: true } }>(registry[kind].fields);
    const wire = fields.filter(([, { facts }]) => facts.wire !== undefined).map(([name]) => name);
    const replacing = fields.filter(([, { facts }]) => facts.replaces === true).map(([name]) => name);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining([...wire, ...replacing]));
    expect(Object.keys({ ...changes, ...replacements }).sort()).toEqual([...new Set([...wire, ...replacing])].sort());
    for (const [name, value] of Object.entries(changes)) expect([name, value]).not.toEqual([name, inputs[name]]);
  });
});
