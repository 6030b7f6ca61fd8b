import { standsForSecret } from "../common/hidden";
import { soundsSecret } from "../common/secretNames";
import { isRecord, own } from "../common/values";
import type { MapFacts, MapObject } from "./types";

/**
 * An object without secrets: those that its kind has, everything under a key that sounds like one, and what the engine marks as one. So no
 * comparison can tell of them, and none takes another encryption of the same secret for a change.
 */
export function withoutSecrets(object: MapObject, facts: MapFacts | undefined): MapObject {
  const patterns = (facts?.secrets ?? []).map((path) => path.split("."));
  const args = stripped(object.args, [], patterns);
  return { ...object, args: isRecord(args) ? args : {} };
}

type Path = readonly string[];

function stripped(value: unknown, at: Path, secrets: readonly Path[]): unknown {
  if (Array.isArray(value))
    return value.filter((item) => !standsForSecret(item)).map((item, index) => stripped(item, [...at, String(index)], secrets));
  if (!isRecord(value)) return value;
  const kept = Object.keys(value).filter((key) => {
    const path = [...at, key];
    return !standsForSecret(own(value, key)) && !isSecretName(path) && !secrets.some((pattern) => fits(pattern, path));
  });
  return Object.fromEntries(kept.map((key) => [key, stripped(own(value, key), [...at, key], secrets)]));
}

/** The first key of a path is an argument, of which the facts say all; names of a flow's steps and of entries are the program's own. */
function isSecretName(path: Path): boolean {
  const key = path.at(-1) ?? "";
  const isName = path.length === 1 || (path.length === 2 && path[0] === "flow");
  return !isName && soundsSecret(key);
}

function fits(pattern: Path, path: Path): boolean {
  return pattern.length === path.length && pattern.every((key, index) => key === "*" || key === path[index]);
}
