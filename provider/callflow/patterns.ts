import { backtrackingOf } from "./backtracking";
import type { Code } from "./codes";
import { waysOf, withoutHeldBack, withoutPcre } from "./pcre";

/** What is wrong with one pattern of `calleridmatch`. */
export interface PatternFault {
  code: Code;
  message: string;
  hint: string;
}

/** Words that `calleridmatch` knows beside numbers: the number is withheld, or there is none. */
export const CALLER_WORDS: readonly string[] = ["anonymous", "unavailable"];

const LONGEST = 1_000;

/** Reads a pattern as JavaScript does; undefined where it is none. */
export function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern);
  } catch {
    return undefined;
  }
}

/** A plus that is meant as a sign: escaped, alone in a class, or at the start, where no quantifier can stand. */
const asksForPlus = (pattern: string): boolean => /(?:^|[^\\])(?:\\\\)*\\\+|\[\+\]/.test(pattern);

const invalid = (pattern: string): PatternFault => ({
  code: "pattern-invalid",
  message: `${JSON.stringify(pattern)} is not a regular expression`,
  hint: pattern.replace("^", "").startsWith("+")
    ? `Callers' numbers have no plus: write ${JSON.stringify(pattern.replace("+", ""))}.`
    : "Signs such as ( [ * + ? need a partner, or something before them to repeat.",
});

/** More ways than these, as a power of two, take seconds. */
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

/** Everything that is wrong with one pattern, and what stands for it where a caller is matched; undefined where that could take too long. */
interface Looked {
  readonly faults: PatternFault[];
  readonly expression: RegExp | undefined;
}

const known = new Map<string, Looked>();
const MOST_KNOWN = 500;

function lookedAt(pattern: string): Looked {
  const found = known.get(pattern) ?? look(pattern);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(pattern, found);
  return found;
}

/** Everything that is wrong with one pattern. */
export function patternFaults(pattern: string): PatternFault[] {
  return lookedAt(pattern).faults;
}

function unchecked(shown: string): PatternFault {
  const message = `${shown} has more than ${LONGEST} signs and was not checked`;
  return { code: "pattern-unchecked", message, hint: "Split it into several patterns." };
}

/** What is wrong with the dialect and the signs of a pattern that can be read. */
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

function look(pattern: string): Looked {
  const shown = JSON.stringify(pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern);
  if (pattern.length > LONGEST) return { faults: [unchecked(shown)], expression: undefined };
  const native = compilePattern(pattern) !== undefined;
  const translated = native ? pattern : withoutPcre(pattern);
  const expression = compilePattern(translated);
  if (expression === undefined) return { faults: [invalid(pattern)], expression };
  // PCRE holds some repetitions back, and JavaScript, which is given them without that, does not.
  const asRun = catastropheOf(translated, shown);
  const fault = native ? asRun : asRun && catastropheOf(withoutPcre(withoutHeldBack(pattern)), shown);
  const faults = [...oddities(shown, translated, native), ...(fault === undefined ? [] : [fault])];
  return { faults, expression: asRun === undefined ? expression : undefined };
}

/** A caller's number as `calleridmatch` sees it: digits without plus, or a word. */
export function callerAsMatched(callerId: string): string {
  if (CALLER_WORDS.includes(callerId)) return callerId;
  return callerId.replace(/[^0-9A-Za-z*#]/g, "").slice(0, 32) || "unavailable";
}

/** The pattern that matches a caller, false where none does, undefined where that cannot be told in bounded time. */
export function matchesCaller(patterns: readonly string[], callerId: string): string | false | undefined {
  const caller = callerAsMatched(callerId);
  let certain = true;
  for (const pattern of patterns) {
    const { expression, faults } = lookedAt(pattern);
    if (expression?.test(caller) === true) return pattern;
    if (expression === undefined && !faults.some(({ code }) => code === "pattern-invalid")) certain = false;
  }
  return certain ? false : undefined;
}
