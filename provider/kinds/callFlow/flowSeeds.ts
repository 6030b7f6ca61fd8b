import type { JsonObject } from "../../client/index";
import { isJsonObject, own, type Props } from "../../common/values";

/** How many living flows of one former name can stand beside each other with step uuids of their own. */
const MOST = 20;

/** The seeds that the step uuids of a flow can be made from: its own, and others for when a living flow has those. */
export function seedsOf(inputs: Props): string[] {
  const seed = String(own(inputs, "seed"));
  return [seed, ...Array.from({ length: MOST - 1 }, (_each, index) => `${seed}#${index + 2}`)];
}

const keysSeen = new WeakMap<readonly JsonObject[], Set<string>>();

/** The uuids of the steps of all flows in a list, found once for each list. */
export function stepKeysIn(flows: readonly JsonObject[]): ReadonlySet<string> {
  const seen = keysSeen.get(flows) ?? new Set(flows.flatMap(stepKeysOf));
  keysSeen.set(flows, seen);
  return seen;
}

function stepKeysOf(live: JsonObject): string[] {
  const flow = live["flow"];
  return isJsonObject(flow) ? Object.keys(flow).map((key) => key.toLowerCase()) : [];
}
