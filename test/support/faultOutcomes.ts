import { readFileSync } from "node:fs";
import { join } from "node:path";
import { registry } from "../../provider/kinds/registry";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { cellsOf, type Cell, type Operation, operations, type Outcome, tellingOf } from "./faultMatrix";
import { type Lifecycle, lifecycleOf, lifecycles, type Scenario } from "./scenario";

type Met = "once" | "each time";

/** The outcome of each fault, by lifecycle, operation and fault; YAY_RECORD=1 records it, and docs/reliability.md is made from it. */
export type Outcomes = Partial<Record<Lifecycle, Record<string, Record<string, Partial<Record<Met, Outcome>>>>>>;

/** Cells with another outcome, for all kinds of a scope, or for those of them whose path is a guess. */
export interface Difference {
  readonly scope: "account" | "customer";
  readonly lifecycle: Lifecycle;
  readonly path?: "guessed";
  readonly why: string;
  readonly operations: readonly Operation[];
  readonly met: Met;
  readonly faults: readonly string[];
  readonly outcome: Outcome;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, "../lifecycle", name), "utf8"));

export const outcomesFile = join(__dirname, "../lifecycle/faultMatrix.json");

export const recordedOutcomes = (): Outcomes => read("faultMatrix.json") as Outcomes;

export const differences = read("faultDifferences.json") as readonly Difference[];

export const metBy = ({ lasting }: Cell): Met => (lasting ? "each time" : "once");

export const everyCell = (): Cell[] => (Object.keys(operations) as Operation[]).flatMap(cellsOf);

/** The difference that a cell has for a kind, if it has one. */
export function differenceOf({ kind }: Pick<Scenario, "kind">, cell: Cell): Difference | undefined {
  const { guessedPath }: ResourceDefinition = registry[kind];
  return differences.find(
    ({ scope, lifecycle, path, operations: some, met, faults }) =>
      scope === registry[kind].scope &&
      (path === undefined || guessedPath !== undefined) &&
      lifecycle === lifecycleOf(kind) &&
      met === metBy(cell) &&
      some.includes(cell.operation) &&
      faults.includes(cell.fault.name),
  );
}

/** The expected outcome of a cell for a kind: that of its lifecycle, except for the differences. */
export function expectedOutcome(outcomes: Outcomes, scenario: Scenario, cell: Cell): Outcome | undefined {
  const { operation, fault } = cell;
  return differenceOf(scenario, cell)?.outcome ?? outcomes[lifecycleOf(scenario.kind)]?.[operation]?.[fault.name]?.[metBy(cell)];
}

/** The cells that every kind runs, besides those in which it differs: one or two of each operation, of different sorts. */
const sample: Readonly<Record<Operation, readonly (readonly [fault: string, met: Met])[]>> = {
  "create, looking": [["HTML of a proxy, 502", "each time"]],
  "create, writing": [
    ["500, though it was done", "once"],
    ["422", "once"],
  ],
  "update, looking": [["200 with 404 inside", "each time"]],
  "update, writing": [
    ["connection reset", "once"],
    ["half a body, though it was done", "each time"],
  ],
  "delete, looking": [["404", "once"]],
  "delete, writing": [
    ["an empty result", "once"],
    ["connection closed, though it was done", "once"],
  ],
  refresh: [
    ["403", "each time"],
    ["no body", "once"],
  ],
  "look up": [["JSON of another service", "each time"]],
  "adopt, looking": [["429, Retry-After in seconds", "once"]],
  "adopt, writing": [["silence", "each time"]],
};

const keyOf = (cell: Cell): string => JSON.stringify([cell.operation, cell.fault.name, metBy(cell)]);

const telling = new Set((Object.keys(operations) as Operation[]).flatMap((operation) => tellingOf(cellsOf(operation)).map(keyOf)));

/** Whether a kind that does not represent its lifecycle runs a cell: of two for one operation, the next kind runs the other. */
export function isSampled(scenario: Scenario, cell: Cell): boolean {
  const some = sample[cell.operation];
  const mine = some[Object.keys(registry).indexOf(scenario.kind) % some.length];
  const isOne = mine?.[0] === cell.fault.name && mine[1] === metBy(cell);
  return isOne || (differenceOf(scenario, cell) !== undefined && telling.has(keyOf(cell)));
}

/** How many cells the sample names. */
export const sampleSize = Object.values(sample).flat().length;

/** The recorded outcomes, overlaid with new ones, in the order of the cells; cells that no longer exist are dropped. */
export function merged(recorded: Outcomes, found: Outcomes): Outcomes {
  const outcomes: Outcomes = {};
  for (const lifecycle of lifecycles)
    for (const cell of everyCell()) {
      const { operation, fault } = cell;
      const at = (of: Outcomes) => of[lifecycle]?.[operation]?.[fault.name]?.[metBy(cell)];
      const outcome = at(found) ?? at(recorded);
      if (outcome !== undefined) note(outcomes, { lifecycle, cell, outcome });
    }
  return outcomes;
}

export function note(outcomes: Outcomes, { lifecycle, cell, outcome }: { lifecycle: Lifecycle; cell: Cell; outcome: Outcome }): void {
  const row = (((outcomes[lifecycle] ??= {})[cell.operation] ??= {})[cell.fault.name] ??= {});
  row[metBy(cell)] = outcome;
}
