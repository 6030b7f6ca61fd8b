import { backtrackingOf } from "../../provider/callflow/backtracking";
import { matchesCaller, patternFaults } from "../../provider/callflow/patterns";
import { verdicts } from "./recheckVerdicts";

const codesOf = (pattern: string): string[] => patternFaults(pattern).map(({ code }) => code);

describe("backtrackingOf", () => {
  test.each(verdicts.exponential)("finds that %s is exponential, as recheck does", (pattern) => {
    expect(backtrackingOf(pattern)).toBe("exponential");
  });

  test.each(verdicts.bounded)("finds that %s is not, as recheck does", (pattern) => {
    expect(backtrackingOf(pattern)).toBe("bounded");
  });

  test("looks into look-arounds, and at large counts as if they had no bound", () => {
    expect(backtrackingOf("(?=(\\d+)+$)")).toBe("exponential");
    expect(backtrackingOf("^(?!44)\\d+$")).toBe("bounded");
    expect(backtrackingOf("(.*a){20}")).toBe("exponential");
    expect(backtrackingOf("^((\\d{1,20}){1,20}){1,20}x")).toBe("exponential");
    expect(backtrackingOf("^(\\d?){30}\\d{30}$")).toBe("exponential");
    expect(backtrackingOf("^\\d{1,15}\\d{1,15}\\d{1,15}$")).toBe("bounded");
  });

  test("gives up on what is too large, soon", () => {
    expect(backtrackingOf(`(${"a?".repeat(200)})*${"a".repeat(200)}`)).toBe("too large");
    expect(backtrackingOf("(".repeat(4000) + "a*" + ")".repeat(4000))).not.toBe("exponential");
  });
});

describe("patternFaults", () => {
  test("takes what the reference shows, and what resellers write", () => {
    for (const pattern of [
      "^44800",
      "9000$",
      "1483",
      "anonymous",
      "unavailable",
      ".*9000",
      "^(?:0044|44)?20\\d{8}$",
      "^44(7\\d{9}|20\\d{8})$",
      "^[0-9]*$",
    ]) {
      expect([pattern, codesOf(pattern)]).toEqual([pattern, []]);
    }
  });

  test("leaves alone what PCRE holds back from backtracking, and only that", () => {
    expect(codesOf("^(?>\\d+)+$")).toEqual(["pattern-dialect"]);
    expect(codesOf("^(\\d++)+$")).toEqual(["pattern-dialect"]);
    expect(codesOf("(?i)^(\\d+)+$")).toEqual(["pattern-dialect", "pattern-catastrophic"]);
  });

  test("takes a possessive repetition to protect itself alone", () => {
    expect(codesOf("^(\\d+)+[*+]$")).toEqual(["pattern-catastrophic"]);
    for (const pattern of ["^(\\d+)+x++$", "^(\\d+)+$x++", "^(?>1)(\\d+)+$", "^(\\d|(?>\\d))+$"])
      expect([pattern, codesOf(pattern)]).toEqual([pattern, ["pattern-dialect", "pattern-catastrophic"]]);
  });

  test("warns of many repetitions in a row, which no loop shows, and of nested counts", () => {
    for (const pattern of [`^${"\\d*".repeat(20)}x`, `^${"\\d*".repeat(8)}x`, "^(\\d{1,9}){1,9}x", `^${"\\d?".repeat(32)}x`])
      expect([pattern, codesOf(pattern)]).toEqual([pattern, ["pattern-unchecked"]]);
    for (const pattern of [
      "^\\d{1,15}\\d{1,15}\\d{1,15}$",
      "^(?:00|\\+)?44-?\\d{2,4}-?\\d{3}-?\\d{3,}$",
      "^(\\d{1,3}){4}$",
      "[*+?]{9}[(?>]",
    ])
      expect([pattern, codesOf(pattern).filter((code) => code !== "pattern-plus")]).toEqual([pattern, []]);
  });

  test("warns of many choices between alternatives that can read the same, or nothing", () => {
    for (const pattern of [
      "^(?:1|){10}(?:1|){10}(?:1|){8}x",
      "^(?:|){30}x",
      "^(?:1|1){10}(?:1|1){10}(?:1|1){8}x",
      "^(?:1|11){9}(?:1|11){9}(?:1|11){9}x",
      "^(?:1?|2){8}(?:1?|2){8}x",
      "^(?:\\d|1){10}(?:1|\\d){10}(?:\\d|1){5}x",
      "^(?:(?:1|){5}(?:1|){5}){3}x",
      "(?<a>1|1){9}(?:1|1){9}(?:1|1){9}x",
    ]) {
      expect([pattern, codesOf(pattern)]).toEqual([pattern, ["pattern-unchecked"]]);
      expect([pattern, matchesCaller([pattern], "1".repeat(32))]).toEqual([pattern, undefined]);
    }
    for (const pattern of [
      "^(?:1|2|3){16}$",
      "^(?:0[1-9]|1[0-2]){12}$",
      "^(?:441|44|20)?\\d{8}$",
      "^(?:|1){3}$",
      "^(?:a*|b*|c*|d*|e*|f*|g*)$",
    ])
      expect([pattern, codesOf(pattern)]).toEqual([pattern, []]);
  });

  test("are run on a caller only where that is soon over", () => {
    const caller = "+44163296020144163296020112345678";
    for (const pattern of [
      "^(\\d++)+x$",
      "^(?>\\d+)+x$",
      "^(\\d+)+[*+]$",
      "^(\\d+)+x++$",
      "^(\\d+)+$x++",
      `^${"\\d*".repeat(20)}x`,
      "^(\\d{1,9}){1,9}x",
    ])
      expect([pattern, matchesCaller([pattern], caller)]).toEqual([pattern, undefined]);
    expect(matchesCaller(["^44\\d++$"], caller)).toBe("^44\\d++$");
    expect(matchesCaller(["(", "^1"], caller)).toBe(false);
  });

  test("tells PCRE from no regular expression at all", () => {
    for (const pattern of ["(?i)44", "(?P<a>4)(?P=a)", "(?#note)44", "(*UTF8)44", "(?|4|5)", "(?'a'4)"])
      expect([pattern, codesOf(pattern)]).toEqual([pattern, ["pattern-dialect"]]);
    for (const pattern of ["(", "[", "*44", "(?Z)", "44)", "+44", "^+44"])
      expect([pattern, codesOf(pattern)]).toEqual([pattern, ["pattern-invalid"]]);
  });
});
