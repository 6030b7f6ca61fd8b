import {
  asText,
  clean,
  hasUnknown,
  isBlank,
  isMask,
  isUuid,
  own,
  sameMembers,
  sameUuid,
  sameValue,
  UNKNOWN,
} from "../../provider/common/values";

const uuid = "0a7c1111-abcd-4111-8111-111111111111";

describe("values that the engine hands over", () => {
  it.each<[unknown, boolean]>([
    [UNKNOWN, true],
    [[1, UNKNOWN], true],
    [{ a: { b: [UNKNOWN] } }, true],
    [{ a: { b: [1] }, c: null }, false],
    [`${UNKNOWN} `, false],
    [undefined, false],
  ])("are unknown in a part of %j: %s", (value, expected) => {
    expect(hasUnknown(value)).toBe(expected);
  });

  it.each<[unknown, boolean]>([
    [undefined, true],
    [null, true],
    ["", true],
    [[], true],
    [{}, true],
    [" ", false],
    [0, false],
    [false, false],
    [[""], false],
    [{ a: "" }, false],
  ])("are blank: %j %s", (value, expected) => {
    expect(isBlank(value)).toBe(expected);
  });

  it.each<[unknown, unknown, boolean]>([
    [null, [], true],
    ["", 0, false],
    [1, 1, true],
    [1, "1", false],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[1, 2], [1], false],
    [{ a: 1, b: "" }, { a: 1, c: [] }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [{ a: { b: null } }, { a: {} }, false],
    [[], { a: 1 }, false],
    [{ 0: 1 }, [1], false],
    [{ a: 1 }, "a", false],
  ])("mean the same: %j and %j %s", (a, b, expected) => {
    expect(sameValue(a, b)).toBe(expected);
    expect(sameValue(b, a)).toBe(expected);
  });

  it.each<[unknown, unknown, boolean]>([
    [[1, 2, 2], [2, 1, 2], true],
    [[1, 1, 2], [1, 2, 2], false],
    [[1], [1, 1], false],
    [[1, 1], [1], false],
    [[], null, true],
    [[1], { 0: 1 }, false],
    ["a", "a", true],
  ])("have the same members: %j and %j %s", (a, b, expected) => {
    expect(sameMembers(a, b)).toBe(expected);
    expect(sameMembers(b, a)).toBe(expected);
  });

  it("have the same members by another rule", () => {
    expect(sameMembers(["A", "b"], ["B", "a"], sameUuid)).toBe(true);
    expect(sameMembers(["A", "b"], ["B", "c"], sameUuid)).toBe(false);
  });
});

describe("texts", () => {
  it.each<[unknown, boolean]>([
    [uuid, true],
    [uuid.toUpperCase(), true],
    [`${uuid}0`, false],
    [` ${uuid}`, false],
    [uuid.slice(1), false],
    [uuid.replace("b", "g"), false],
    [uuid.replaceAll("-", ""), false],
    [1, false],
  ])("are a uuid: %j %s", (value, expected) => {
    expect(isUuid(value)).toBe(expected);
  });

  it.each<[unknown, unknown, boolean]>([
    [uuid, uuid.toUpperCase(), true],
    [uuid, uuid.replace("1", "2"), false],
    [undefined, undefined, false],
    [1, "1", false],
    ["1", 1, false],
  ])("are the same uuid: %j and %j %s", (a, b, expected) => {
    expect(sameUuid(a, b)).toBe(expected);
  });

  it.each<[unknown, boolean]>([
    ["****", true],
    ["x", true],
    ["●●●", true],
    ["𝕏𝕏", true],
    ["**x*", false],
    ["0000", false],
    ["", false],
    [" **", false],
    ["**\n", false],
    [null, false],
  ])("are a mask: %j %s", (value, expected) => {
    expect(isMask(value)).toBe(expected);
  });

  it.each([
    ["a", "a"],
    [501, "501"],
    [0, "0"],
    [null, ""],
    [true, ""],
    [["a"], ""],
  ])("of %j is %j", (value, expected) => {
    expect(asText(value)).toBe(expected);
  });
});

describe("what goes to the engine", () => {
  it.each<[string, unknown, unknown]>([
    ["nothing undefined or null in an object", { a: undefined, b: null, c: 0, d: "", e: false }, { c: 0, d: "", e: false }],
    ["null for what a list cannot leave out", [undefined, () => 1, , 2], [null, null, null, 2]],
    ["no function and no symbol", { a: () => 1, b: Symbol("b"), c: 1 }, { c: 1 }],
    ["no number that JSON does not have", { a: Number.NaN, b: Infinity, c: -Infinity, d: 1.5 }, { d: 1.5 }],
    [
      "digits for a number that cannot be held exactly",
      { a: 2 ** 60, b: 10n ** 20n, c: 2 ** 53 - 1 },
      { a: "1152921504606846976", b: "100000000000000000000", c: 9007199254740991 },
    ],
    ["no minus before nothing", { a: -0 }, { a: 0 }],
    ["a date as its text, and no wrong one", { a: new Date(0), b: new Date(Number.NaN) }, { a: "1970-01-01T00:00:00.000Z" }],
    [
      "a map as an object, without keys that are no texts",
      new Map<unknown, unknown>([
        ["a", new Map([["b", 1]])],
        [1, 2],
      ]),
      { a: { b: 1 } },
    ],
    ["bytes in base64, those of a part alone", { a: new Uint8Array([1, 2, 3, 4]).subarray(1, 3) }, { a: "AgM=" }],
    ["lists and objects at any depth", { a: [{ b: undefined, c: [new Date(0)] }] }, { a: [{ c: ["1970-01-01T00:00:00.000Z"] }] }],
  ])("has %s", (_name, value, expected) => {
    expect(clean(value)).toStrictEqual(expected);
  });

  it("keeps a key that every object inherits as data", () => {
    const cleaned = clean(JSON.parse('{"__proto__": {"a": 1}, "toString": 2}')) as object;
    expect(Object.getPrototypeOf(cleaned)).toBe(Object.prototype);
    expect(own(cleaned, "__proto__")).toEqual({ a: 1 });
    expect(own(cleaned, "toString")).toBe(2);
    expect(own(cleaned, "valueOf")).toBeUndefined();
    expect(Object.getOwnPropertyDescriptor(cleaned, "__proto__")).toMatchObject({ enumerable: true, writable: true, configurable: true });
  });
});
