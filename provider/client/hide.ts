import { HIDDEN } from "../common/hidden";
import { significantDigits } from "../common/phone";
import { patternsOf } from "./forms";

/** Hides some values in a text. */
export type Hide = (text: string) => string;

/** Fewer digits than this may be part of anything, such as a uuid. */
const FEWEST_DIGITS = 6;

/** Other spellings of a word shorter than this would match in half of all sentences. */
const SHORTEST_WORD = 4;

const WORD = /[\p{L}\p{N}]/u;

/**
 * Hides values in every spelling that the API may give them: other letter case, blanks or punctuation, a phone number with or without its
 * country code, and a beginning that `…` cuts off. Parts of longer words are not hidden, because they are other words.
 */
export function hider(values: readonly string[]): Hide {
  const known = [...new Set(values)].filter((value) => value.trim() !== "").sort((a, b) => b.length - a.length);
  if (known.length === 0) return (text) => text;
  const patterns = known.flatMap((value) => [...numberPatterns(value), ...exactPatterns(value)]);
  const words = known.map((value) => folded(value).text).filter(({ length }) => length >= SHORTEST_WORD);
  const longest = known.filter(({ length }) => length >= SHORTEST_WORD);
  return (text) => {
    const exact = patterns.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), text);
    return withoutBeginnings(words.reduce(withoutWord, exact), longest);
  };
}

/** The patterns of the exact value; a few digits match only if no letter or digit is next to them. */
function exactPatterns(value: string): RegExp[] {
  if (/^\d+$/.test(value) && value.length < FEWEST_DIGITS) return [new RegExp(`(?<![A-Za-z0-9])${value}(?![A-Za-z0-9])`, "g")];
  return patternsOf(value, "gi");
}

interface Folded {
  readonly text: string;
  /** For each code unit of the text: where the character that it comes from begins and ends. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A text reduced to letters and digits, in lower case and one Unicode form. */
function folded(text: string): Folded {
  const [from, to]: [number[], number[]] = [[], []];
  let result = "";
  for (const { 0: sign, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const units = sign
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
    result += units;
    from.push(...Array<number>(units.length).fill(index));
    to.push(...Array<number>(units.length).fill(index + sign.length));
  }
  return { text: result, from, to };
}

function withoutWord(text: string, word: string): string {
  const { text: searched, from, to } = folded(text);
  const kept: string[] = [];
  let done = 0;
  for (let at = searched.indexOf(word); at >= 0; at = searched.indexOf(word, at + 1)) {
    const [start = 0, end = 0] = [from[at], to[at + word.length - 1]];
    if (start < done || isInside(text, start, end)) continue;
    kept.push(text.slice(done, start), HIDDEN);
    done = end;
  }
  return kept.join("") + text.slice(done);
}

/** Whether a range of a text is only part of a longer word. */
function isInside(text: string, start: number, end: number): boolean {
  return WORD.test(text.charAt(start - 1)) || WORD.test(text.charAt(end));
}

/** What may stand between two digits of a phone number. */
const BETWEEN_DIGITS = String.raw`(?:\(0\)|%20|&nbsp;|[\s().\-/+\u2010-\u2015]){0,4}`;

/** A prefix for dialling abroad or out of an exchange. */
const LEAD = String.raw`(?:\((?:\+|00)?\d{1,3}\)[\s.\-/]{0,3}|(?:\+|%2[bB]|\b00)\d{0,3}${BETWEEN_DIGITS})?`;

/** The patterns of a phone number: its last digits, and as many of the digits before them as the text has. */
function numberPatterns(value: string): RegExp[] {
  const digits = significantDigits(value).split("");
  if (digits.length < FEWEST_DIGITS || digits.length > 32) return [];
  const needed = digits.slice(-FEWEST_DIGITS).join(BETWEEN_DIGITS);
  const more = digits.slice(0, -FEWEST_DIGITS).reduce((before, digit) => `(?:${before}${digit}${BETWEEN_DIGITS})?`, "");
  return [new RegExp(`${LEAD}0?${more}${needed}(?!\\d)`, "g")];
}

/** Hides the beginning of a value that was cut off by `…`. */
function withoutBeginnings(text: string, values: readonly string[]): string {
  if (!text.includes("…")) return text;
  return text
    .split("…")
    .map((part, index, all) => (index === all.length - 1 ? part : withoutBeginning(part, values)))
    .join("…");
}

function withoutBeginning(part: string, values: readonly string[]): string {
  for (const value of values) {
    for (const spelling of [value, JSON.stringify(value).slice(1, -1)]) {
      for (let length = Math.min(spelling.length - 1, part.length); length >= SHORTEST_WORD; length--) {
        if (part.endsWith(spelling.slice(0, length))) return `${part.slice(0, -length)}${HIDDEN}`;
      }
    }
  }
  return part;
}
