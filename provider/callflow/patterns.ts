import { backtrackingOf } from "./backtracking";
import type { Code } from "./codes";
import { waysOf, withoutAtomicRepetitions, withoutPcre } from "./pcre";

/** What is wrong with one pattern of `calleridmatch`. */
export interface PatternFault {
  code: Code;
  message: string;
  hint: string;
}

/** Words that `calleridmatch` matches besides numbers: the number is withheld, or there is none. */
export const CALLER_WORDS: readonly string[] = ["anonymous", "unavailable"];

const LONGEST = 1_000;

/** Compiles a pattern; undefined if it is not a regular expression of JavaScript. */
export function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}

/** Whether a pattern matches a literal plus: escaped, or alone in a class. */
const asksForPlus = (pattern: string): boolean => /(?:^|[^\\])(?:\\\\)*\\\+|\[\+\]/.test(pattern);

const invalid = (pattern: string): PatternFault => ({
  code: "pattern-invalid",
  message: `${JSON.stringify(pattern)} is not a regular expression`,
  hint: pattern.replace("^", "").startsWith("+")
    ? `Callers' numbers have no plus: write ${JSON.stringify(pattern.replace("+", ""))}.`
    : "Signs such as ( [ * + ? need a partner, or something before them to repeat.",
});

/** Trying more ways than this, as a power of two, takes seconds. */
const MOST_WAYS = 24;

function catastropheOf(pattern: string, shown: string): PatternFault | undefined {
  const backtracking = backtrackingOf(pattern);
  if (backtracking === "exponential") {
    const message = `${shown} can backtrack without end: a repetition in it reads the same digits in several ways`;
    return { code: "pattern-catastrophic", message, hint: "Repeat once: write \\d+ for (\\d+)+, and [12] for (1|2|[12])." };
  }
  if (backtracking === "too large") {
    return { code: "pattern-unchecked", message: `${shown} is too large to be looked into`, hint: "Split it into several patterns." };
  }
  if (waysOf(pattern) <= MOST_WAYS) return undefined;
  const message = `${shown} has so many repetitions that its ways to share out the digits cannot all be tried`;
  return { code: "pattern-unchecked", message, hint: "Write fixed counts, such as \\d{3}, or split it into several patterns." };
}

/** The faults of a pattern, and the expression to match callers with; undefined if matching could take too long. */
interface Examined {
  readonly faults: PatternFault[];
  readonly expression: RegExp | undefined;
}

const known = new Map<string, Examined>();
const MOST_KNOWN = 500;

function examined(pattern: string): Examined {
  const found = known.get(pattern) ?? examine(pattern);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(pattern, found);
  return found;
}

/** Everything that is wrong with one pattern. */
export function patternFaults(pattern: string): PatternFault[] {
  return examined(pattern).faults;
}

function unchecked(shown: string): PatternFault {
  const message = `${shown} has more than ${LONGEST} signs and was not checked`;
  return { code: "pattern-unchecked", message, hint: "Split it into several patterns." };
}

/** Warnings about the dialect and a literal plus, of a pattern that can be compiled. */
function oddities(shown: string, translated: string, native: boolean): PatternFault[] {
  const dialect: PatternFault = {
    code: "pattern-dialect",
    message: `${shown} is a regular expression in PCRE and none in JavaScript`,
    hint: "Write it without forms that only PCRE has, or try it on a test flow.",
  };
  const plus: PatternFault = {
    code: "pattern-plus",
    message: `${shown} asks for a plus`,
    hint: "Callers' numbers are digits only: write ^44 for +44.",
  };
  return [...(native ? [] : [dialect]), ...(asksForPlus(translated) ? [plus] : [])];
}

function examine(pattern: string): Examined {
  const shown = JSON.stringify(pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern);
  if (pattern.length > LONGEST) return { faults: [unchecked(shown)], expression: undefined };
  const native = compilePattern(pattern) !== undefined;
  const translated = native ? pattern : withoutPcre(pattern);
  const expression = compilePattern(translated);
  if (expression === undefined) return { faults: [invalid(pattern)], expression };
  // PCRE has possessive and atomic forms that never backtrack. The translation to JavaScript loses them, so both are checked.
  const asRun = catastropheOf(translated, shown);
  const fault = native ? asRun : asRun && catastropheOf(withoutPcre(withoutAtomicRepetitions(pattern)), shown);
  const faults = [...oddities(shown, translated, native), ...(fault === undefined ? [] : [fault])];
  return { faults, expression: asRun === undefined ? expression : undefined };
}

/** A caller's number as `calleridmatch` sees it: digits without plus, or a word. */
export function callerAsMatched(callerId: string): string {
  if (CALLER_WORDS.includes(callerId)) return callerId;
  return callerId.replace(/[^0-9A-Za-z*#]/g, "").slice(0, 32) || "unavailable";
}

/** The pattern that matches a caller; false if none does; undefined if that cannot be decided in bounded time. */
export function matchesCaller(patterns: readonly string[], callerId: string): string | false | undefined {
  const caller = callerAsMatched(callerId);
  let certain = true;
  for (const pattern of patterns) {
    const { expression, faults } = examined(pattern);
    if (expression?.test(caller) === true) return pattern;
    if (expression === undefined && !faults.some(({ code }) => code === "pattern-invalid")) certain = false;
  }
  return certain ? false : undefined;
}
