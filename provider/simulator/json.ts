/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses JSON and drops keys `__proto__`, which would become a prototype on the next assignment. */
export function parseJson(text: string): Json {
  return JSON.parse(text, (key: string, value: Json) => (key === "__proto__" ? undefined : value)) as Json;
}

export function copy<T extends Json>(value: T): T {
  return structuredClone(value);
}

export function asObjects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The string; "" if the value is anything else. */
export function asText(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Whether a field has no value, in the sense of the documents: left out, null or an empty string. */
export function isBlank(value: Json | undefined): value is undefined | null | "" {
  return value === undefined || value === null || value === "";
}

/** Replaces a secret. */
export const REDACTED = "[redacted]";

const SECRET_KEY =
  /(?:^|_)pass(?:word|wd|phrase)?$|(?:^|_)secret$|^(?!(?:x-)?tracking).*token$|(?:^|_)pin$|(?:^|_)credentials?$|(?:^|_)(?:api|private|access|auth)_?key$|^auth_code$|^content_url$|^cookie$|authorization$/i;

/** A copy without secrets: every value whose key is a secret's name is replaced. Use it for pages and logs. */
export function redact(value: Json): Json {
  if (Array.isArray(value)) return value.map(redact);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, isSecret(key, inner) ? REDACTED : redact(inner)]));
}

function isSecret(key: string, value: Json): boolean {
  return isPassword(key) && !isBlank(value);
}

/** Whether a key is a secret's name. */
export function isPassword(key: string): boolean {
  return SECRET_KEY.test(key);
}
