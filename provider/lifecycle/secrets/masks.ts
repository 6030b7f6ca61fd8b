import type { Json } from "../../client/index";
import { isMasked } from "../fields/secret";
import { isBlank, isJsonObject } from "../../common/values";

/**
 * What lives, without what stands in the place of a secret that the answer hides: sent back, it would become the secret. `isSecret` is asked with
 * the keys on the way, places in lists among them. In a list, null stands in its place, so that the others keep theirs.
 */
export function withoutMasks(value: Json, path: readonly string[], isSecret: (path: readonly string[]) => boolean): Json | undefined {
  if (typeof value === "string") return !isBlank(value) && isSecret(path) && isMasked(value) ? undefined : value;
  if (Array.isArray(value)) return value.map((item, index) => withoutMasks(item, [...path, String(index)], isSecret) ?? null);
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const rest = withoutMasks(inner, [...path, key], isSecret);
    return rest === undefined ? [] : [[key, rest] as const];
  });
  return Object.fromEntries(kept);
}
