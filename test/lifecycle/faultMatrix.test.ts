import { writeFileSync } from "node:fs";
import { representatives, runsAll, sampled, scenarios, stands } from "../kinds/index";
import { cellsOf, operations, operationsOf, outcomeOf, tellingOf } from "../support/faultMatrix";
import {
  differenceOf,
  everyCell,
  expectedOutcome,
  isSampled,
  merged,
  metBy,
  note,
  type Outcomes,
  outcomesFile,
  recordedOutcomes,
  sampleSize,
} from "../support/faultOutcomes";
import { lifecycleOf } from "../support/scenario";

jest.setTimeout(60_000);

const isRecording = process.env["YAY_RECORD"] !== undefined;
const recorded = recordedOutcomes();
const found: Outcomes = {};

afterAll(() => {
  if (isRecording) writeFileSync(outcomesFile, `${JSON.stringify(merged(recorded, found), null, 2)}\n`);
});

/** Those that stand for their lifecycles come first, so that the others are held to what is recorded in this very run. */
const inOrder = Object.values(scenarios).sort((a, b) => Number(stands(b)) - Number(stands(a)));

describe.each(inOrder)("a $kind under faults", (scenario) => {
  const lifecycle = lifecycleOf(scenario.kind);

  describe.each(operationsOf(scenario))("%s", (operation) => {
    const all = cellsOf(operation);
    const buys = lifecycle === "purchase" && operation.startsWith("create");
    const some = isRecording || runsAll || buys ? all : lifecycle === "fullObject" ? tellingOf(all) : sampled(scenario, all);
    const cells = all
      .filter((cell) => (stands(scenario) && some.includes(cell)) || runsAll || isSampled(scenario, cell))
      .map((cell) => ({ ...cell, met: metBy(cell), what: cell.fault.name }));

    it.each(cells)("$what, $met: nothing is lost, doubled or shown, and the next command is clean", async (cell) => {
      const outcome = await outcomeOf(scenario, cell);
      if (stands(scenario)) note(found, { lifecycle: lifecycleOf(scenario.kind), cell, outcome });
      expect(outcome).toBe(expectedOutcome(isRecording ? merged(recorded, found) : recorded, scenario, cell));
    });
  });
});

describe("the sample of cells", () => {
  it("names cells that exist, and in each operation at least one", () => {
    for (const scenario of [representatives.part, representatives.child]) {
      const cells = everyCell().filter((cell) => isSampled(scenario, cell));
      expect(cells).toHaveLength(Object.keys(operations).length);
      expect(new Set(cells.map(({ operation }) => operation)).size).toBe(Object.keys(operations).length);
    }
    const named = everyCell().filter((cell) =>
      Object.values(scenarios).some((scenario) => isSampled(scenario, cell) && differenceOf(scenario, cell) === undefined),
    );
    expect(named).toHaveLength(sampleSize);
  });
});

describe("recording some cells", () => {
  it("keeps the others, of all lifecycles, and forgets those of faults that are no more", () => {
    const [cell, other] = everyCell();
    const before = {
      fullObject: { [cell!.operation]: { [cell!.fault.name]: { once: "done" }, "no such fault": { once: "told" } } },
    } as const;
    const later: Outcomes = {};
    note(later, { lifecycle: "part", cell: cell!, outcome: "told" });
    note(later, { lifecycle: "fullObject", cell: other!, outcome: "told" });
    expect(merged(before, later)).toEqual({
      fullObject: { [cell!.operation]: { [cell!.fault.name]: { once: "done", "each time": "told" } } },
      part: { [cell!.operation]: { [cell!.fault.name]: { once: "told" } } },
    });
    expect(merged(recorded, {})).toEqual(recorded);
  });
});
