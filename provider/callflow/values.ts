/** Pulumi's marker for a value that is not known until an update runs. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** An object that is read by its own keys only, never its prototype's. */
export type Entries = Readonly<Record<string, unknown>>;

/** Whether a value is an object with keys, not a list. */
export function isRecord(value: unknown): value is Entries {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. Types its members as `unknown`, while `Array.isArray` would give `any`. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Reads an own key; undefined for one that only the prototype has. */
export function own(record: Entries, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Whether a value means the same as an absent optional key: null, the empty text or the empty list. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (isList(value) && value.length === 0);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a string has the form of a uuid. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value);
}

/** Whether a text is a mask, by which APIs show that a secret is set: one character, no digit, repeated. */
export function isMask(value: unknown): boolean {
  return typeof value === "string" && /^([^0-9])\1*$/u.test(value);
}

/** A string within a value, with its path. */
export interface Found {
  text: string;
  at: readonly string[];
}

/** Every string within a value, at any depth. Each object is visited once, so cycles end. */
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

/** A path as in the program, such as `flow.menu.next.2`; a segment that is not a plain word is put in brackets. */
export function pathOf(segments: readonly string[], root: string): string {
  return root + segments.map((segment) => (/^[\w*#-]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`)).join("");
}
