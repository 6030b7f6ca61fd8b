export { isUuid } from "../common/uuid";
export { isMask, isRecord, own, UNKNOWN } from "../common/values";

/** An object that is read by its own keys only, never its prototype's. */
export type Entries = Readonly<Record<string, unknown>>;

/** A list without the `any` that `Array.isArray` would give its members. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Null, blank and the empty list mean the same as an absent optional key. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (isList(value) && value.length === 0);
}

/** A string met within a value, with the keys that lead to it. */
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
