import { isBlank, isRecord, isUuid, sameValue, UNKNOWN } from "../common/values";

/** How objects are named in sentences. */
export interface Wording {
  readonly nameOf: (uuid: string) => string | undefined;
}

const LONGEST = 120;

/** Any value in a few words, with names instead of uuids. */
export function valueInWords(value: unknown, wording: Wording): string {
  const text = wordsOf(value, wording);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function wordsOf(value: unknown, wording: Wording): string {
  if (isBlank(value)) return "nothing";
  if (value === UNKNOWN) return "not known yet";
  if (typeof value === "string") return wording.nameOf(value) ?? (isUuid(value) ? `${value.slice(0, 8)}…` : value);
  if (Array.isArray(value)) return value.map((item) => wordsOf(item, wording)).join(", ");
  if (isRecord(value))
    return Object.entries(value)
      .map(([key, inner]) => entryInWords(key, inner, wording))
      .join(", ");
  return JSON.stringify(value);
}

function entryInWords(key: string, value: unknown, wording: Wording): string {
  const words = wordsOf(value, wording);
  return isRecord(value) ? `${key} (${words})` : `${key} ${words}`;
}

/** What one list has in excess of another, in words. */
export function listInWords(from: unknown, to: unknown, wording: Wording): string {
  const [before, after] = [listOf(from), listOf(to)];
  const [added, removed] = [inExcess(after, before), inExcess(before, after)];
  const entries = (list: readonly unknown[]) =>
    list.map((item) => (isRecord(item) ? `(${wordsOf(item, wording)})` : wordsOf(item, wording)));
  const parts = [
    added.length > 0 ? `now also ${entries(added).join(", ")}` : "",
    removed.length > 0 ? `no longer ${entries(removed).join(", ")}` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join("; ") : `now in the order ${entries(after).join(", ")}`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function inExcess(list: readonly unknown[], than: readonly unknown[]): unknown[] {
  const left = [...than];
  return list.filter((item) => {
    const at = left.findIndex((other) => sameEntry(item, other));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function sameEntry(a: unknown, b: unknown): boolean {
  if (isUuid(a) && isUuid(b)) return a.toLowerCase() === b.toLowerCase();
  return sameValue(a, b);
}
