import type { JsonObject } from "../client/index";
import type { Props } from "../common/values";
import { type Drift, driftOf } from "../lifecycle/compare/project";
import type { Held } from "./heldStates";

const found = new WeakMap<JsonObject, { readonly state: Props; readonly drift: Drift }>();

/** What a refresh would show of a held object by an answer. Asked twice, when what lives is read and when it is compared, and found once. */
export function heldDrift({ definition, state }: Pick<Held, "definition" | "state">, live: JsonObject): Drift {
  const known = found.get(live);
  if (known?.state === state) return known.drift;
  const drift = driftOf(definition, live, state);
  found.set(live, { state, drift });
  return drift;
}
