import type { Json, JsonObject } from "./jsonValue";
import { isWritten, plain } from "./written";

export { isUuid, sameUuid } from "./uuid";

/** The inputs or outputs of a resource, as the engine passes them. */
export type Props = Record<string, unknown>;

/** Pulumi's marker for a value that is unknown during a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The marker that the class puts in place of an output or promise that resolved to nothing. Check removes it. */
export const NOTHING = "yay/has-no-value/5d0c8e57-6c5f-4c0a-9a57-1f2b7c9e4a31";

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isWritten(value);
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return isRecord(value);
}

/** Whether a value is unknown, or any part of it is. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
}

/** Whether a value is blank: absent, null, the empty text, list or map. All of these mean the same to the API. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}

/** Equality that treats all blank values as equal, and a blank entry of a map as absent. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  if (isRecord(a) && isRecord(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => sameValue(own(a, key), own(b, key)));
  }
  return a === b;
}

/** Equality of lists regardless of order. */
export function sameMembers(a: unknown, b: unknown, same?: (x: unknown, y: unknown) => boolean): boolean;
export function sameMembers<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): boolean;
export function sameMembers(a: unknown, b: unknown, same: (x: never, y: never) => boolean = sameValue): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return sameValue(a, b);
  const rest = [...(b as never[])];
  for (const item of a as never[]) {
    const at = rest.findIndex((other) => same(item, other));
    if (at < 0) return false;
    rest.splice(at, 1);
  }
  return rest.length === 0;
}

/** Reads an own property, because inherited ones are never data. */
export function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}

/** A value as text; the empty text if it is neither a text nor a number. */
export function asText(value: unknown): string {
  if (isWritten(value)) return String(plain(value));
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

/** Whether a text is a mask, which stands for a hidden value: one character, no digit, repeated. */
export function isMask(value: unknown): boolean {
  return typeof value === "string" && /^(\P{N})\1*$/su.test(value);
}

/**
 * Turns a value into what the engine accepts as a property: no `undefined` (it would orphan a created object), no functions, and no numbers
 * that JSON does not have. Every output and every property of an error goes through here.
 */
export function clean(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, (item) => clean(item) ?? null);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (value instanceof Map) return clean(Object.fromEntries([...value].filter(([key]) => typeof key === "string")));
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64");
  if (isRecord(value)) {
    const result: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      const cleaned = clean(item);
      if (cleaned !== undefined && cleaned !== null) define(result, key, cleaned);
    }
    return result;
  }
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number") return cleanNumber(value);
  if (isWritten(value)) return clean(plain(value));
  return typeof value === "function" || typeof value === "symbol" ? undefined : value;
}

function cleanNumber(value: number): number | string | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value).toString() : value + 0;
}

/** Sets an own property, also for a key such as `__proto__`. */
export function define(object: object, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
  else (object as Record<string, unknown>)[key] = value;
}
