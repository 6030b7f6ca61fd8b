import { randomUUID } from "node:crypto";
import { isObject, type Json } from "../common/jsonValue";
import { isWrittenOtherwise, losesDigits } from "../common/numbers";
import { pairUp, writtenNumber } from "../common/written";

export { isObject, type Json, type JsonObject } from "../common/jsonValue";

/** Deeper answers are refused; the deepest documented object has six levels. */
export const MAX_DEPTH = 64;

/** Why a text could not be parsed as JSON. */
export class JsonFault extends Error {}

const POLLUTING = ["__proto__", "constructor", "prototype"];

/**
 * Parses JSON from an untrusted sender. The depth is limited before anything is built, keys that could pollute a prototype are dropped, and
 * numbers that would lose digits or become infinite are returned as texts of their digits. Remembers how each number was written, for
 * bodies that send it back.
 */
export function parseJson(text: string): Json {
  const numbers = oddNumbers(text);
  try {
    const unsafe = numbers.filter(({ token }) => losesDigits(token));
    const value = dropPolluting(JSON.parse(replaced(text, unsafe, ({ token }) => token)) as Json);
    if (numbers.length > 0) pairUp(value, readAsWritten(text, numbers));
    return value;
  } catch {
    throw new JsonFault("it is not JSON");
  }
}

/** A number that JavaScript would write differently, and its position. */
interface OddNumber {
  readonly at: number;
  readonly token: string;
}

/** The odd numbers of a text, in order. */
function oddNumbers(text: string): OddNumber[] {
  const found: OddNumber[] = [];
  let depth = 0;
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
      const token = text.slice(at, end);
      if (isWrittenOtherwise(token)) found.push({ at, token });
      at = end - 1;
    }
  }
  return found;
}

/** The text with each number replaced by a string. */
function replaced(text: string, numbers: readonly OddNumber[], by: (number: OddNumber) => string): string {
  let copied = 0;
  let out = "";
  for (const number of numbers) {
    out += `${text.slice(copied, number.at)}"${by(number)}"`;
    copied = number.at + number.token.length;
  }
  return out + text.slice(copied);
}

/** Parses the text with its odd numbers as they were written. They pass through JSON.parse as strings that no sender can guess. */
function readAsWritten(text: string, numbers: readonly OddNumber[]): Json {
  const mark = randomUUID();
  const meant = new Map(numbers.map(({ at, token }) => [`${mark}${at}`, writtenNumber(token)]));
  const visit = (value: Json): Json => {
    if (typeof value === "string") return meant.get(value) ?? value;
    if (Array.isArray(value)) return value.map(visit);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visit(item)])) : value;
  };
  return visit(dropPolluting(JSON.parse(replaced(text, numbers, ({ at }) => `${mark}${at}`)) as Json));
}

const [QUOTE, BACKSLASH, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

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

/** Digits, signs, the point and the letter e. That `true` and `false` also have an e does no harm. */
function isPartOfNumber(sign: number): boolean {
  return (sign >= 0x30 && sign <= 0x39) || sign === 0x2d || sign === 0x2b || sign === 0x2e || sign === 0x65 || sign === 0x45;
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
