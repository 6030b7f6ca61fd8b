import { begins, fits, partsAt } from "../../provider/common/keyPath";

describe("a pattern of keys", () => {
  it.each([
    [["a", "b"], true, true],
    [["a", "*"], true, true],
    [["*", "b"], true, true],
    [["a", "c"], false, false],
    [["a"], false, true],
    [["*"], false, true],
    [[], false, true],
    [["a", "b", "*"], false, false],
  ])("of %j names what stands at a.b: %s; or what that stands in: %s", (pattern, isThere, isAround) => {
    expect(fits(pattern, ["a", "b"])).toBe(isThere);
    expect(begins(pattern, ["a", "b"])).toBe(isAround);
  });

  it("finds each part that it names, with the keys that lead there", () => {
    const value = { users: { anna: { pin: "1" }, bob: {} }, ranges: ["x", "y"] };
    expect(partsAt(value, ["users", "*", "pin"])).toEqual([{ path: ["users", "anna", "pin"], value: "1" }]);
    expect(partsAt(value, ["ranges", "*"], ["at"])).toEqual([
      { path: ["at", "ranges", "0"], value: "x" },
      { path: ["at", "ranges", "1"], value: "y" },
    ]);
    expect(partsAt(value, [])).toEqual([{ path: [], value }]);
  });

  it("finds nothing in what has no such key of its own", () => {
    for (const value of [undefined, null, "text", 7, {}, [], { users: "anna" }]) expect(partsAt(value, ["users", "*"])).toEqual([]);
    expect(partsAt({ a: {} }, ["a", "constructor"])).toEqual([]);
  });
});
