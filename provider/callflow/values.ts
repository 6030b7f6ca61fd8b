/** What stands for a value that is not known until an update runs, wherever the value would stand. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** An object that is read key by key; its prototype is never asked. */
export type Entries = Readonly<Record<string, unknown>>;

/** Whether a value is an object with keys, not a list. */
export function isRecord(value: unknown): value is Entries {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list without the `any` that `Array.isArray` would give its members. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** A key of the object itself; undefined for one that only its prototype has. */
export function own(record: Entries, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Null, blank and the empty list mean the same as an absent optional key. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (isList(value) && value.length === 0);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a string has the form of a uuid. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

/** A run of one sign that is no digit: how APIs show a secret that is set. */
export function isMask(value: unknown): boolean {
  return typeof value === "string" && /^([^0-9])\1*$/u.test(value);
}

/** A string met within a value, with the keys that lead to it. */
export interface Found {
  text: string;
  at: readonly string[];
}

/** Every string within a value, at any depth; each object is entered once, so a cycle ends. */
export function stringsWithin(root: unknown, at: readonly string[] = []): Found[] {
  const found: Found[] = [];
  const seen = new Set<object>();
  const waiting: { value: unknown; at: readonly string[] }[] = [{ value: root, at }];
  for (const { value, at: here } of waiting) {
    if (typeof value === "string") found.push({ text: value, at: here });
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [key, inner] of Object.entries(value)) waiting.push({ value: inner, at: [...here, key] });
  }
  return found;
}

/** A path in the program's words, such as `flow.menu.next.2`; a segment that is no plain word stands in brackets. */
export function pathOf(segments: readonly string[], root: string): string {
  return root + segments.map((segment) => (/^[\w*#-]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`)).join("");
}
