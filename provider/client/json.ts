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
 * and numbers that would be rounded, lose digits or become infinite are kept as strings of their digits.
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
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      at = endOfString(text, at);
    } else if (sign === OPEN_BRACE || sign === OPEN_BRACKET) {
      if (++depth > MAX_DEPTH) {
        throw new JsonFault(`it is nested deeper than ${MAX_DEPTH} levels`);
      }
    } else if (sign === CLOSE_BRACE || sign === CLOSE_BRACKET) {
      depth--;
    } else if (isPartOfNumber(sign)) {
      const end = endOfNumber(text, at);
      if (end - at >= SHORTEST_UNSAFE && losesDigits(text.slice(at, end))) {
        out += `${text.slice(copied, at)}"${text.slice(at, end)}"`;
        copied = end;
      }
      at = end - 1;
    }
  }
  return out + text.slice(copied);
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/** `1e16`; anything shorter is exact. */
const SHORTEST_UNSAFE = 4;

/** As many digits survive in every double. */
const ALWAYS_EXACT = 15;

function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) {
      return at;
    }
    at += sign === BACKSLASH ? 1 : 0;
  }
  return at;
}

function endOfNumber(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && isPartOfNumber(text.charCodeAt(at))) {
    at++;
  }
  return at;
}

/** Digits, signs, the point and both forms of the letter e, which also stands in `true` and `false` and does no harm there. */
function isPartOfNumber(sign: number): boolean {
  return (sign >= 0x30 && sign <= 0x39) || sign === 0x2d || sign === 0x2b || sign === 0x2e || sign === 0x65 || sign === 0x45;
}

/** Whether the number that JSON.parse would make is another one than what stands there, or too large to count with. */
function losesDigits(digits: string): boolean {
  if (digits.length <= ALWAYS_EXACT && !/e/i.test(digits)) return false;
  if (!/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(digits)) return false;
  const value = Number(digits);
  return !(Math.abs(value) <= Number.MAX_SAFE_INTEGER) || magnitudeOf(digits) !== magnitudeOf(String(value));
}

/** One text for each magnitude: its digits without zeros at either end, and where they stand. It walks from both ends, as no pattern does. */
function magnitudeOf(number: string): string {
  const [mantissa = "", exponent = "0"] = number.replace(/^-/, "").split(/e/i);
  const [whole = "", fraction = ""] = mantissa.split(".");
  const all = whole + fraction;
  let start = 0;
  let end = all.length;
  while (start < end && all[start] === "0") start++;
  while (end > start && all[end - 1] === "0") end--;
  return start === end ? "0" : `${all.slice(start, end)}e${Number(exponent) + whole.length - start}`;
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
