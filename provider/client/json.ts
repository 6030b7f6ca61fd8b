/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = Record<string, Json>;

/** Deeper answers are refused; the deepest documented object has six levels. */
export const MAX_DEPTH = 64;

/** Why a text was not taken as JSON. */
export class JsonFault extends Error {}

const POLLUTING = ["__proto__", "constructor", "prototype"];

/**
 * Parses JSON from an untrusted sender: depth is bounded before anything is built, keys that could pollute a prototype are dropped,
 * and numbers that would be rounded or become infinite are kept as strings of their digits.
 */
export function parseJson(text: string): Json {
  const safe = guard(text);
  try {
    return dropPolluting(JSON.parse(safe) as Json);
  } catch {
    throw new JsonFault("it is not JSON");
  }
}

/** Whether a value is a JSON object, not a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function guard(text: string): string {
  let depth = 0;
  let copied = 0;
  let out = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"') {
      at = endOfString(text, at);
    } else if (sign === "{" || sign === "[") {
      if (++depth > MAX_DEPTH) {
        throw new JsonFault(`it is nested deeper than ${MAX_DEPTH} levels`);
      }
    } else if (sign === "}" || sign === "]") {
      depth--;
    } else if (startsNumber(sign)) {
      const end = endOfNumber(text, at);
      const digits = text.slice(at, end);
      if (losesDigits(digits)) {
        out += `${text.slice(copied, at)}"${digits}"`;
        copied = end;
      }
      at = end - 1;
    }
  }
  return out + text.slice(copied);
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') {
    at += text.charAt(at) === "\\" ? 2 : 1;
  }
  return at;
}

function startsNumber(sign: string): boolean {
  return sign === "-" || (sign >= "0" && sign <= "9");
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && /[0-9.eE+-]/.test(text.charAt(at))) {
    at++;
  }
  return at;
}

function losesDigits(digits: string): boolean {
  const value = Number(digits);
  return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(digits) && !(Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}

function dropPolluting(value: Json): Json {
  if (Array.isArray(value)) {
    value.forEach(dropPolluting);
  } else if (isObject(value)) {
    for (const key of POLLUTING) {
      Reflect.deleteProperty(value, key);
    }
    Object.values(value).forEach(dropPolluting);
  }
  return value;
}
