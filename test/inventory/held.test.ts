import { differencesBetween } from "../../provider/objects";
import type { Props } from "../../provider/common/values";
import { onStage, type Stage } from "../support/lifecycle";
import { everyScenario, faultsFor } from "../kinds/index";

jest.setTimeout(60_000);

/** The arguments in which the state differs after a refresh, by what the kinds say. */
async function drifted(stage: Stage, edit: () => void): Promise<string[]> {
  const before = stage.it.outputs;
  edit();
  await stage.engine.refresh();
  const { kind } = stage.scenario;
  return differencesBetween(kind, before, stage.it.outputs).map(({ path }) => path);
}

const argumentsIn = (paths: readonly string[]) => [...new Set(paths.map((path) => path.split(".")[0]))];

describe.each(Object.values(everyScenario))("drift of a $kind", (scenario) => {
  it("is told of each field that somebody edits, with nothing beside it", async () => {
    for (const { argument, edit } of faultsFor(scenario, Object.values(scenario.drifts))) {
      await onStage(scenario, async (stage) => {
        await stage.up();
        expect(argumentsIn(await drifted(stage, () => stage.edit(edit)))).toEqual([argument]);
      });
    }
  });

  it("is none where the API adds what nobody declares", async () => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      expect(await drifted(stage, () => stage.edit(scenario.neighbour))).toEqual([]);
    });
  });

  it("tells no secret", async () => {
    await onStage(scenario, async (stage) => {
      if (scenario.withSecret === undefined) return;
      await stage.up();
      const before = stage.it.outputs;
      const after = scenario.withSecret(before, "sentinel-password");
      const told = JSON.stringify(differencesBetween(scenario.kind, before, after));
      expect(told).toContain("[secret]");
      expect(told).not.toContain("sentinel-password");
    });
  });
});

describe("two states that mean the same", () => {
  const ids = ["11110000-0000-4000-8000-000000000001", "22220000-0000-4000-8000-00000000000a"];
  const none = (kind: Parameters<typeof differencesBetween>[0], from: Props, to: Props) =>
    expect(differencesBetween(kind, from, to)).toEqual([]);

  it("differ neither in the order of a set nor in the letters of a uuid", () =>
    none("HuntGroup", { name: "Sales", members: ids }, { name: "Sales", members: ids.map((id) => id.toUpperCase()).reverse() }));

  it("do not differ in an empty list, a blank text and a value that is not there", () =>
    none("HuntGroup", { name: "Sales", members: [], extension: 601 }, { name: "Sales", extension: 601 }));

  it("do not differ in a number that the API was asked to choose", () =>
    none("CallFlow", { name: "Main", extension: 501, assigned: ["extension"] }, { name: "Main", extension: "next" }));
});

test("entries of a list without an order are told beside their partner, wherever they stand", () => {
  const at = (closedTime: string) => ({ closedTime });
  const [night, sunday, lunch] = [at("18:00-9:00,mon-fri,*,*"), at("0:00-23:59,sun,*,*"), at("12:00-13:00,mon-fri,*,*")];
  const told = (from: object[], to: object[]) => differencesBetween("TimeDiary", { elements: from }, { elements: to });
  expect(told([night, sunday], [lunch, sunday, night])).toEqual([{ path: "elements.0", from: undefined, to: lunch }]);
  expect(told([night, lunch, sunday], [sunday, night])).toEqual([{ path: "elements.1", from: lunch, to: undefined }]);
  expect(told([night, lunch], [sunday, night])).toEqual([{ path: "elements.1", from: lunch, to: sunday }]);
});
