import { backtrackingOf } from "./backtracking";
import type { Code } from "./codes";

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

/** Forms that PCRE has and JavaScript has not, each with one that JavaScript reads alike. */
const ONLY_PCRE: readonly (readonly [RegExp, string])[] = [
  [/\(\?#[^)]*\)/g, ""],
  [/^\(\*[A-Z0-9_=]+\)/g, ""],
  [/\(\?[imsxUJn]+(?:-[imsx]+)?\)/g, ""],
  [/\(\?(?:>|\||[imsx]+(?:-[imsx]+)?:)/g, "(?:"],
  [/\(\?P</g, "(?<"],
  [/\(\?'(\w+)'/g, "(?<$1>"],
  [/\(\?P=(\w+)\)/g, "\\k<$1>"],
  [/([*+?}])\+/g, "$1"],
];

/** Brings forms of PCRE into JavaScript's. */
export function withoutPcre(pattern: string): string {
  return ONLY_PCRE.reduce((text, [form, same]) => text.replace(form, same), pattern);
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

/** Possessive repetitions and atomic groups of PCRE never backtrack. */
const holdsBack = (pattern: string): boolean => /[*+?}]\+|\(\?>/.test(pattern);

function catastropheOf(pattern: string, shown: string): PatternFault | undefined {
  const backtracking = backtrackingOf(pattern);
  if (backtracking === "bounded") return undefined;
  if (backtracking === "too large") {
    return { code: "pattern-unchecked", message: `${shown} is too large to be looked into`, hint: "Split it into several patterns." };
  }
  const message = `${shown} can backtrack without end: a repetition in it reads the same digits in several ways`;
  return { code: "pattern-catastrophic", message, hint: "Repeat once: write \\d+ for (\\d+)+, and [12] for (1|2|[12])." };
}

const known = new Map<string, PatternFault[]>();
const MOST_KNOWN = 500;

/** Everything that is wrong with one pattern. */
export function patternFaults(pattern: string): PatternFault[] {
  const found = known.get(pattern) ?? look(pattern);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(pattern, found);
  return found;
}

function look(pattern: string): PatternFault[] {
  const shown = JSON.stringify(pattern.length > 80 ? `${pattern.slice(0, 80)}…` : pattern);
  if (pattern.length > LONGEST) {
    return [
      {
        code: "pattern-unchecked",
        message: `${shown} has more than ${LONGEST} signs and was not checked`,
        hint: "Split it into several patterns.",
      },
    ];
  }
  const faults: PatternFault[] = [];
  const native = compilePattern(pattern) !== undefined;
  const translated = native ? pattern : withoutPcre(pattern);
  if (!native && compilePattern(translated) === undefined) return [invalid(pattern)];
  if (!native) {
    const hint = "Write it without forms that only PCRE has, or try it on a test flow.";
    faults.push({ code: "pattern-dialect", message: `${shown} is a regular expression in PCRE and none in JavaScript`, hint });
  }
  if (asksForPlus(translated)) {
    faults.push({
      code: "pattern-plus",
      message: `${shown} asks for a plus`,
      hint: "Callers' numbers are digits only: write ^44 for +44.",
    });
  }
  const catastrophe = holdsBack(pattern) ? undefined : catastropheOf(translated, shown);
  return catastrophe === undefined ? faults : [...faults, catastrophe];
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
    const expression = compilePattern(pattern) ?? compilePattern(withoutPcre(pattern));
    if (patternFaults(pattern).some(({ code }) => code === "pattern-catastrophic" || code === "pattern-unchecked")) certain = false;
    else if (expression?.test(caller) === true) return pattern;
  }
  return certain ? false : undefined;
}
