import type { JsonObject } from "../../provider/simulator/index";
import type { Props } from "../../provider/common/values";
import type { Field } from "../../provider/lifecycle/kind";
import { registry } from "../../provider/kinds/registry";
import { plain } from "../support/lifecycle";
import { canAdopt, isOwn, lifecycleOf, type Scenario } from "../support/scenario";
import { Engine, type Program } from "../support/lifecycleEngine";
import { Stranger } from "../support/lifecycleStranger";
import { strangers, type WaysOfAny } from "../support/strangerWays";
import { runsAll, sampled, scenarios } from "../kinds/index";

const names = Object.keys(strangers);

/** Those that answer a creation or a list in a way of their own, and every fourth other one: a whole life goes through what is left. */
const telling = names.filter((name, index) => {
  const { inList, onPost, write } = strangers[name] ?? {};
  return runsAll || index % 4 === 0 || [inList, onPost, write].some((way) => way !== undefined);
});

/** The wire names of lists whose order means something to a kind. */
function orderedBy({ kind, inputs }: Scenario): string[] {
  return Object.entries<Field>(registry[kind].fields).flatMap(([name, field]) => {
    const [value, { wire }] = [inputs[name], field.facts];
    const isOrdered = Array.isArray(value) && wire !== undefined && !field.same(value, [...(value as unknown[])].reverse());
    return isOrdered ? [wire] : [];
  });
}

interface Met {
  readonly scenario: Scenario;
  readonly stranger: Stranger;
  readonly engine: Engine;
}

const program = ({ scenario }: Met, change: Props = {}): Program => ({
  it: { kind: scenario.kind, inputs: { ...scenario.inputs, ...change } },
});

async function settled(met: Met, change: Props = {}): Promise<void> {
  const { engine, scenario, stranger } = met;
  expect(engine.recorded("it").outputs).toMatchObject({ ...scenario.inputs, ...change });
  expect(await engine.refresh()).toEqual({ it: "same" });
  const from = stranger.requests.length;
  expect(await engine.up(program(met, change))).toEqual({ it: "same" });
  expect(stranger.requests.slice(from)).toEqual([]);
}

const live = ({ scenario, stranger, engine }: Met) => {
  const { id } = engine.recorded("it");
  return stranger.record(scenario.stored?.(id) ?? id);
};

async function meet(scenario: Scenario, ways: WaysOfAny, action: (met: Met) => Promise<void>): Promise<void> {
  const ordered = orderedBy(scenario);
  const { write, ...rest } = ways;
  const stranger = await Stranger.start({ ...rest, ...(write && { write: (said) => write(said, ordered) }) });
  try {
    stranger.seed(scenario.seed);
    await action({ scenario, stranger, engine: new Engine(stranger, scenario.settings) });
  } finally {
    await stranger.close();
  }
}

describe.each(Object.values(scenarios))("a $kind on the server of a stranger", (scenario) => {
  // What no list shows can be made, and cannot be found.
  const met = sampled(scenario, names).filter((name) => lifecycleOf(scenario.kind) !== "found" || name !== "has empty lists");

  it.each(met)("that %s lives its life and loses nothing", async (name) => {
    await meet(scenario, strangers[name] ?? {}, async (met) => {
      const { engine, stranger } = met;
      const before = stranger.living.size;
      await engine.up(program(met));
      await settled(met);
      scenario.neighbour(live(met));
      expect(await engine.refresh()).toEqual({ it: "same" });
      const kept = neighbours(met);
      expect(await engine.up(program(met, scenario.changes))).toEqual({ it: "update" });
      await settled(met, scenario.changes);
      await engine.up(program(met));
      expect(neighbours(met)).toEqual(kept);
      for (const { argument, edit } of seenDrifts(met, name)) {
        edit(live(met));
        expect(await engine.refresh()).toEqual({ it: "changed" });
        expect(engine.recorded("it").outputs[argument]).not.toEqual(scenario.inputs[argument]);
        await engine.up(program(met));
        await settled(met);
      }
      await engine.destroy();
      expect(stranger.living.size).toBe(before);
    });
  });

  it.each(
    sampled(
      scenario,
      telling.filter((name) => name !== "has empty lists"),
    ),
  )("that %s is made once where the answer is lost", async (name) => {
    await meet(scenario, strangers[name] ?? {}, async (met) => {
      const { engine, stranger } = met;
      const before = stranger.living.size;
      stranger.losesWrite = true;
      await engine.up(program(met));
      await settled(met);
      expect(stranger.living.size).toBe(isOwn(scenario.kind) ? before + 1 : before);
    });
  });

  if (!canAdopt(scenario.kind)) return;

  it.each(sampled(scenario, telling))("that %s is adopted by uuid", async (name) => {
    await meet(scenario, strangers[name] ?? {}, async (met) => {
      const { engine } = met;
      await engine.up(program(met));
      const { id } = engine.recorded("it");
      engine.state.clear();
      await engine.up(program(met, { adopt: { uuid: id, overwrite: true } }));
      await settled(met, { adopt: { uuid: id, overwrite: true } });
    });
  });
});

/** What a stranger shows is what comes back: numbers and truth values as texts, no blanks, lists in any order. */
function neighbours(met: Met): unknown {
  const noise = ["uuid", "seen", "by", "extra"];
  return JSON.parse(JSON.stringify(plain(met.scenario.neighbours(live(met)))), (key, value: unknown) => {
    if (noise.includes(key) || value === "" || value === null) return undefined;
    if (Array.isArray(value))
      return value
        .filter((item) => item !== undefined)
        .map((item) => JSON.stringify(item))
        .sort();
    if (typeof value === "object" && Object.keys(value).length === 0) return undefined;
    return typeof value === "number" || typeof value === "boolean" ? String(Number(value)) : value === "true" ? "1" : value;
  }) as unknown;
}

/** A few drifts of every argument that this stranger can show. */
function seenDrifts({ scenario }: Met, name: string): { argument: string; edit: (record: JsonObject) => void }[] {
  const hidden = name.includes("pins") ? ["pin"] : name === "hides a field that it takes" ? ["phone", "showCallRouteName"] : [];
  const shown = Object.entries(scenario.drifts).filter(([path]) => !hidden.some((word) => path.includes(word)));
  const nested = shown.filter(([path]) => path.includes("."));
  return [
    ...shown.slice(0, 1),
    ...nested.slice(0, 1),
    ...nested.slice(-1),
    ...shown.filter(([path]) => path.includes("removed)")).slice(-1),
  ].map(([, drift]) => drift);
}
