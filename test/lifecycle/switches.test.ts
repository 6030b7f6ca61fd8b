import fc from "fast-check";
import { SWITCHES, SWITCH_NAMES, type SwitchName, type Simulator, type Switches, type SwitchSpec } from "../../provider/simulator/index";
import { askedFor, live } from "../support/lifecycleLife";
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

  it("lives its life with each other position of a switch that a life asks for", async () => {
    const asked = await askedFor(scenario);
    const positions = otherPositions.filter(([name]) => asked.has(name));
    expect(positions.length).toBeGreaterThan(0);
    for (const [name, position] of sampled(scenario, positions)) {
      await live(scenario, { [name]: position }).catch((error: unknown) => {
        throw new Error(`${name} = ${position}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
    }
  }, 240_000);
});

it("no position of a switch that a life does not ask for changes an answer in it", async () => {
  const { HuntGroup: scenario } = scenarios;
  const asked = await askedFor(scenario);
  const unasked = Object.fromEntries(otherPositions.filter(([name]) => !asked.has(name)));
  const answersUnder = async (switches: Partial<Switches>) => {
    const met: Simulator[] = [];
    await live(scenario, switches, (sim) => void met.push(sim));
    const told = met.flatMap(({ requests }) => requests.map(({ method, path, status, answer }) => [method, path, status, answer]));
    return JSON.stringify(told, null, 1).replaceAll(/[0-9a-f-]{36}/g, "*");
  };
  expect(Object.keys(unasked).length).toBeGreaterThan(0);
  expect(await answersUnder(unasked)).toEqual(await answersUnder({}));
});
