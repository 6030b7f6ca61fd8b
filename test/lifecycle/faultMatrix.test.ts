import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cellsOf, type Operation, operations, type Outcome, outcomeOf } from "../support/faultMatrix";
import { scenarios } from "../support/lifecycleScenarios";

jest.setTimeout(60_000);

/** By kind, operation and fault; YAY_RECORD=1 writes it anew, and docs/reliability.md is made from it. */
type Outcomes = Record<string, Record<string, Record<string, Partial<Record<"once" | "each time", Outcome>>>>>;

const file = join(__dirname, "faultMatrix.json");
const recorded = JSON.parse(readFileSync(file, "utf8")) as Outcomes;
const found: Outcomes = {};

afterAll(() => {
  if (process.env["YAY_RECORD"] !== undefined) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
});

describe.each(Object.values(scenarios))("a $kind under every fault", (scenario) => {
  describe.each(Object.keys(operations) as Operation[])("%s", (operation) => {
    const cells = cellsOf(operation).map((cell) => ({
      ...cell,
      met: cell.lasting ? ("each time" as const) : ("once" as const),
      what: cell.fault.name,
    }));

    it.each(cells)("$what, $met: nothing is lost, doubled or shown, and the next command is clean", async (cell) => {
      const outcome = await outcomeOf(scenario, cell);
      const row = (((found[scenario.kind] ??= {})[operation] ??= {})[cell.what] ??= {});
      row[cell.met] = outcome;
      if (process.env["YAY_RECORD"] === undefined) expect(recorded[scenario.kind]?.[operation]?.[cell.what]?.[cell.met]).toBe(outcome);
    });
  });
});
