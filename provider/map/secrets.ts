import { standsForSecret, withoutSecrets } from "../common/hidden";
import { fits, type KeyPath } from "../common/keyPath";
import { soundsSecret } from "../common/secretNames";
import { isRecord } from "../common/values";
import type { MapFacts, MapObject } from "./types";

/**
 * An object without secrets: those that its kind has, everything under a key that sounds like one, and what the engine marks as one. So no
 * comparison can tell of them, and none takes another encryption of the same secret for a change.
 */
export function objectWithoutSecrets(object: MapObject, facts: MapFacts | undefined): MapObject {
  const patterns = (facts?.secrets ?? []).map((path) => path.split("."));
  const isSecret = (value: unknown, _key: string, path: KeyPath) =>
    standsForSecret(value) || isSecretName(path) || patterns.some((pattern) => fits(pattern, path));
  const args = withoutSecrets(object.args, { isSecret, leavesOut: true });
  return { ...object, args: isRecord(args) ? args : {} };
}

/** The first key of a path is an argument, of which the facts say all; names of a flow's steps and of entries are the program's own. */
function isSecretName(path: KeyPath): boolean {
  const key = path.at(-1) ?? "";
  const isName = path.length === 1 || (path.length === 2 && path[0] === "flow");
  return !isName && soundsSecret(key);
}
