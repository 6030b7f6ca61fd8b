import type { Segment } from "../types.js";
import { isRecord, isUuid, valueAt } from "../values.js";

/** A list as texts. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The uuids in a value. */
export function uuidTexts(value: unknown): string[] {
  if (isUuid(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(uuidTexts) : [];
}

/** Whether a path begins with another. */
export function startsWith(path: readonly Segment[], start: readonly Segment[]): boolean {
  return start.every((segment, index) => segment === path[index]);
}

/** A place where a text stands. */
export interface Mention {
  readonly path: readonly Segment[];
  readonly inList: boolean;
}

/** Where a text stands as a value. */
export function mentions(value: unknown, text: string, path: readonly Segment[] = []): Mention[] {
  if (value === text) return [{ path, inList: typeof path.at(-1) === "number" }];
  if (Array.isArray(value)) return value.flatMap((item, index) => mentions(item, text, [...path, index]));
  return isRecord(value) ? Object.entries(value).flatMap(([key, item]) => mentions(item, text, [...path, key])) : [];
}

/** The lists that hold a text. */
export function listsWith(value: unknown, text: string): { readonly path: readonly Segment[]; readonly value: readonly unknown[] }[] {
  const paths = mentions(value, text).flatMap(({ path, inList }) => (inList ? [path.slice(0, -1)] : []));
  return paths.map((path) => ({ path, value: valueAt(value, path) as readonly unknown[] }));
}
