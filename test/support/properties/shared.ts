import type { JsonObject, RequestRecord } from "../../../provider/simulator/index";
import { plain, type Stage } from "../lifecycle";
import type { Scenario } from "../scenario";

type Test = (stage: Stage) => Promise<void>;

/** Makes a test of what happens on a fresh stage of the scenario. */
export type On = (test: Test) => () => Promise<void>;

export const UPDATE = ["GET ITEM", "PUT ITEM"];

/** Several resources of a scenario that differ in what has to be unique. */
export function manyOf(scenario: Scenario, count: number) {
  const one = (index: number) => ({
    kind: scenario.kind,
    inputs: { ...scenario.inputs, ...scenario.distinct(index) },
  });
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`it${index}`, one(index)]));
}

export function never(): never {
  throw new Error("The scenario has no such part.");
}

/** The names of arguments that no answer shows, so that a PUT has them and a GET has not. */
export function unseenIn(stage: Stage, before: object): string[] {
  const wires = Object.values(stage.definition.fields).flatMap(({ facts }) => (facts.writeOnly === true ? (facts.wire ?? []) : []));
  return wires.filter((wire) => !Object.hasOwn(before, wire));
}

export function wireOf(stage: Stage, argument: string): string {
  const changed = stage.scenario.changed?.[argument];
  if (changed !== undefined) return changed;
  return Object.entries(stage.definition.fields).find(([name]) => name === argument)?.[1].facts.wire ?? "";
}

/** Applies the first change of the scenario: the PUT that it causes, and the object that was read before it. */
export async function theChange(stage: Stage): Promise<{ body: JsonObject; before: JsonObject }> {
  const [argument = ""] = Object.keys(stage.scenario.changes);
  const requests = await stage.requests(() => stage.up({ [argument]: stage.scenario.changes[argument] }));
  return overwritten(requests);
}

export function overwritten(requests: readonly RequestRecord[]): { body: JsonObject; before: JsonObject } {
  const [get, put] = requests.slice(-2);
  return { body: plain(put?.body) as JsonObject, before: plain((get?.answer as JsonObject)["result"]) as JsonObject };
}

/** Drift of another argument than this one; if the kind has no other, of this one, to a value that no program of the scenario writes. */
export function driftBeside(stage: Stage, argument: string): (record: JsonObject) => void {
  const other = Object.values(stage.scenario.drifts).findLast((drift) => drift.argument !== argument);
  return other?.edit ?? ((record) => Object.assign(record, { [wireOf(stage, argument)]: "edited in the portal" }));
}
