import { objectsOfStates } from "pulumi-yay/objects";
import type { MapObject } from "pulumi-yay/map";
import { isRecord } from "../shared/json.js";
import type { State } from "../shared/states.js";

/** The objects that a stack holds, without what is only still to be deleted, and what it records of answers. */
export function objectsInStates(states: readonly State[]): MapObject[] {
  return states
    .filter((state) => state["delete"] !== true)
    .flatMap((state) => objectsOfStates([state]).map((object) => withRecorded(object, state)));
}

function withRecorded(object: MapObject, { outputs }: State): MapObject {
  const { shownAs, notShown } = isRecord(outputs) ? outputs : {};
  const recorded = { ...(isRecord(shownAs) && { shownAs }), ...(Array.isArray(notShown) && { notShown: notShown as unknown[] }) };
  return { ...object, recorded };
}
