import fc from "fast-check";
import { SWITCHES, SWITCH_NAMES, type SwitchName, type SwitchSpec } from "../../provider/simulator/index";
import { live } from "../support/lifecycleLife";
import { runsAll, sampled, scenarios, strideOf } from "../kinds/index";

jest.setTimeout(60_000);

/** No answer of the API depends on what callers of a number with a diary get. */
const answering = SWITCH_NAMES.filter((name) => !name.startsWith("diary"));

const otherPositions = answering.flatMap((name) => {
  const spec: SwitchSpec = SWITCHES[name];
  return spec.positions.filter((position) => position !== spec.default).map((position): [SwitchName, string] => [name, position]);
});

const anyPosition = Object.fromEntries(answering.map((name) => [name, fc.constantFrom(...SWITCHES[name].positions)]));

describe.each(Object.values(scenarios))("a $kind under every position of every switch", (scenario) => {
  it("lives its life with every switch in its default position", async () => {
    await live(scenario, {});
  });

  it("lives its life under any combination of positions", async () => {
    await fc.assert(
      fc.asyncProperty(fc.record(anyPosition), (switches) => live(scenario, switches)),
      {
        numRuns: Number(process.env["YAY_TEST_COMBINATIONS"] ?? Math.ceil((runsAll ? 24 : 10) / strideOf(scenario))),
        seed: Number(process.env["YAY_TEST_SEED"] ?? 7),
      },
    );
  }, 120_000);

  it.each(sampled(scenario, otherPositions))("lives its life with %s = %s", async (name, position) => {
    await live(scenario, { [name]: position });
  });
});
