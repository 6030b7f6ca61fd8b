import { isRecord, own } from "./values";

/** The keys that lead to a part of a value; in a pattern `*` is each key of a map and each item of a list. */
export type KeyPath = readonly string[];

/** Whether a pattern names what stands at a path. */
export function fits(pattern: KeyPath, path: KeyPath): boolean {
  return pattern.length === path.length && begins(pattern, path);
}

/** Whether a pattern names what stands at a path, or what that stands in. */
export function begins(pattern: KeyPath, path: KeyPath): boolean {
  return pattern.length <= path.length && pattern.every((key, index) => key === "*" || key === path[index]);
}

/** The value at a path; undefined if there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? own(at, String(key)) : undefined), value);
}

/** A part of a value, with the keys that lead to it. */
export interface Part {
  readonly path: KeyPath;
  readonly value: unknown;
}

/** The parts of a value that a pattern names, as far as it has them. */
export function partsAt(value: unknown, [key, ...rest]: KeyPath, path: KeyPath = []): Part[] {
  if (key === undefined) return [{ path, value }];
  if (!Array.isArray(value) && !isRecord(value)) return [];
  const keys = key === "*" ? Object.keys(value) : [key].filter((name) => Object.hasOwn(value, name));
  return keys.flatMap((name) => partsAt(own(value, name), rest, [...path, name]));
}
