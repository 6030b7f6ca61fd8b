import { type Kind, registry } from "../../provider/kinds/registry";
import { everyScenario, representatives, scenarios } from "../kinds/index";
import { type Cell, cellsOf, isTheApisWord, type Operation, operations, operationsOf } from "../support/faultMatrix";
import { type Difference, differenceOf, differences, everyCell, expectedOutcome, metBy, recordedOutcomes } from "../support/faultOutcomes";
import { lifecycleOf, lifecycles, type Scenario } from "../support/scenario";
import { text } from "./support";

const kinds = Object.keys(registry) as Kind[];

const outcomes = recordedOutcomes();

/** The properties that the page names, by the template that has their sentences. */
const rows = () => [...text("tools/docs/pages/reliability.md").matchAll(/^\| (T\d+) +\|/gm)].map(([, name = ""]) => name);

const testsOf = async () => (await import("../../tools/docs/propertyTests.mjs")).propertyTests();

describe("the table of properties", () => {
  it("has a row for each of T1 to T34, in their order", () => {
    expect(rows()).toEqual(Array.from({ length: 34 }, (_, index) => `T${index + 1}`));
  });

  it("names a test for every row, and no test names another", async () => {
    expect(Object.keys(await testsOf()).sort()).toEqual(rows().sort());
  });
});

describe.each(lifecycles)("the table of faults of the lifecycle %s", (lifecycle) => {
  it.each(Object.keys(operations) as Operation[])("has an outcome for every fault at %s, and for no other", (operation) => {
    const isOffered = operationsOf(representatives[lifecycle]).includes(operation);
    const wanted = isOffered ? cellsOf(operation).map((cell) => `${cell.fault.name}: ${metBy(cell)}`) : [];
    const found = Object.entries(outcomes[lifecycle]?.[operation] ?? {}).flatMap(([fault, cells]) =>
      Object.keys(cells).map((once) => `${fault}: ${once}`),
    );
    expect(found.sort()).toEqual(wanted.sort());
  });

  it("is that of the kind that stands for it", () => {
    expect(lifecycleOf(representatives[lifecycle].kind)).toBe(lifecycle);
  });
});

describe.each(Object.values(scenarios))("the faults of a $kind", (scenario) => {
  it("come nowhere to lost, leaked, duplicated or hung: only done, told, and the word of the API believed", () => {
    const allowed = ({ operation, fault }: Cell) =>
      isTheApisWord(operation, fault.name) ? ["done", "told", "believed"] : ["done", "told"];
    const offered = everyCell().filter(({ operation }) => operationsOf(scenario).includes(operation));
    const wrong = offered.filter((cell) => !allowed(cell).includes(expectedOutcome(outcomes, scenario, cell) ?? ""));
    expect(wrong.map(({ operation, fault }) => `${operation}: ${fault.name}`)).toEqual([]);
  });
});

describe("the differences of some kinds", () => {
  it("name faults that exist, concern a kind, say why, and differ from what the lifecycle comes to", () => {
    for (const difference of differences) {
      const cells = everyCell().filter((cell) => concerns(difference, cell));
      expect(cells).toHaveLength(difference.operations.length * difference.faults.length);
      expect(difference.why).toMatch(/\w{3,} \w{3,}/);
      const some = Object.values(scenarios).filter((scenario) => cells.every((cell) => differenceOf(scenario, cell) === difference));
      expect(some.length).toBeGreaterThan(0);
      for (const cell of cells) expect(expectedOutcome(outcomes, representatives[difference.lifecycle], cell)).not.toBe(difference.outcome);
    }
  });
});

function concerns({ operations: some, met, faults }: Difference, cell: Cell): boolean {
  return some.includes(cell.operation) && met === metBy(cell) && faults.includes(cell.fault.name);
}

describe("the suites that every kind gets", () => {
  it("have what they need of each kind that is registered, and of no other", () => {
    expect(Object.keys(everyScenario).sort()).toEqual([...kinds].sort());
    for (const kind of kinds) expect(everyScenario[kind].kind).toBe(kind);
  });

  it.each(kinds)("get a value, and another, for every argument of a %s that goes over the wire", (kind) => {
    const { inputs, changes, replacements }: Scenario = everyScenario[kind];
    const fields = Object.entries<{ facts: { wire?: string; replaceOnChanges?: true } }>(registry[kind].fields);
    const wire = fields.filter(([, { facts }]) => facts.wire !== undefined).map(([name]) => name);
    const replacing = fields.filter(([, { facts }]) => facts.replaceOnChanges === true).map(([name]) => name);
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining([...wire, ...replacing]));
    expect(Object.keys({ ...changes, ...replacements }).sort()).toEqual([...new Set([...wire, ...replacing])].sort());
    for (const [name, value] of Object.entries(changes)) expect([name, value]).not.toEqual([name, inputs[name]]);
  });
});
