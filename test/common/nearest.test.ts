import fc from "fast-check";
import { misspelt, nearest } from "../../provider/common/nearest";

const words = ["name", "phone", "streetOne", "streetTwo", "internationalCallsAllowed", "zip"];

describe("a mistyped word", () => {
  it.each<[string, string | undefined]>([
    ["phnoe", "phone"],
    ["PHONE", "phone"],
    ["nam", "name"],
    ["zpi", "zip"],
    ["zop", "zip"],
    ["zpo", undefined],
    ["street_one", "streetOne"],
    ["Street Tow", "streetTwo"],
    ["streetTwos", "streetTwo"],
    ["internatonalCalsAlowed", "internationalCallsAllowed"],
    ["mode", undefined],
    ["colour", undefined],
    ["st", undefined],
    ["", undefined],
    ["-", undefined],
  ])("%j is a slip of %s", (word, expected) => {
    expect(misspelt(word, words)).toBe(expected);
    expect(nearest(word, words)).toBe(expected);
  });

  it.each([
    ["street", "streetOne"],
    ["international", "internationalCallsAllowed"],
    ["INTERNATIONAL_calls", "internationalCallsAllowed"],
  ])("%j is no slip, and a hint names what it is the beginning of: %s", (word, expected) => {
    expect(misspelt(word, words)).toBeUndefined();
    expect(nearest(word, words)).toBe(expected);
  });

  it("means the nearest of several, the first of equally near ones, never itself, and nothing where there is nothing", () => {
    expect(nearest("streetTow", ["streetOne", "streetTwo"])).toBe("streetTwo");
    expect(nearest("aab", ["aaa", "aac"])).toBe("aaa");
    expect(nearest("aaa", ["aaa"])).toBeUndefined();
    expect([nearest("a", ["b", "ab"]), nearest("ab", ["a"]), nearest("A", ["a"])]).toEqual([undefined, undefined, "a"]);
    expect(nearest("phone", [])).toBeUndefined();
  });

  it("of a dozen letters is known with any one of them left out, doubled, changed or swapped with the next", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{9,12}$/), fc.nat(8), fc.nat(3), (word, at, slip) => {
        const [start, letter, next, end] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 1)];
        const typed = [start + end, start + letter + letter + end, `${start}0${end}`, start + next + letter + end.slice(1)][slip] ?? "";
        fc.pre(typed !== word);
        expect(misspelt(typed, ["0000", word])).toBe(word);
      }),
    );
  });

  it("is never compared at length", () => {
    const long = "a".repeat(100_000);
    expect(misspelt(long, [long.slice(1)])).toBeUndefined();
    expect(misspelt("aaa", [long])).toBeUndefined();
  });
});
