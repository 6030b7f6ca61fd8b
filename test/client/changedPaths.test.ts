import fc from "fast-check";
import { changedPaths, isSameItem, type Json } from "../../provider/client";
import { customer, uuid } from "./support";

describe("changed fields", () => {
  test.each<[string, Json, Json, string[]]>([
    ["a value", { a: 1, b: 2 }, { a: 1, b: 3 }, ["b"]],
    ["a nested value", { a: { b: { c: 1 } } }, { a: { b: { c: 2 } } }, ["a.b.c"]],
    ["a number that became its digits", { a: 501 }, { a: "501" }, []],
    ["blank values", { a: null, b: [] }, { a: "", c: {} }, []],
    ["a field that was added, and one that was removed", { a: 1 }, { b: 1 }, ["a", "b"]],
    [
      "an item of a list by its name",
      {
        u: [
          { name: "x", p: 1 },
          { name: "y", p: 2 },
        ],
      },
      {
        u: [
          { name: "y", p: 3 },
          { name: "x", p: 1 },
        ],
      },
      ["u.p"],
    ],
    ["an item that was removed", { u: [{ name: "x" }, { name: "y" }] }, { u: [{ name: "y" }] }, ["u"]],
    ["an item that was added", { u: [] }, { u: [{ name: "y", p: 2 }] }, ["u.name", "u.p"]],
    ["keys of a telephone", { next: { 1: "a" } }, { next: { 1: "b", 12: "c" } }, ["next.1", "next.12"]],
    ["keys that are data", { next: { "+441632960123": "a" } }, { next: { "+441632960123": "b", 8427: "c" } }, ["next.*"]],
    ["no order of keys", { u: [{ a: 1, b: 2, c: 3 }] }, { u: [{ c: 3, a: 1, b: 2 }] }, []],
    ["no blank key of an item", { u: [{ a: 1, b: "", c: null, d: {} }] }, { u: [{ a: 1, e: [] }] }, []],
    ["an item that became blank", { u: [{ a: 1 }] }, { u: [{ a: "" }] }, ["u"]],
    ["an item without anything that tells it from others", { u: [{ p: 1 }] }, { u: [{ p: 2 }] }, ["u", "u.p"]],
    ["one of two equal items", { u: [{ p: 1 }, { p: 1 }] }, { u: [{ p: 1 }] }, ["u"]],
    ["one of several plain items", { u: [1, 2] }, { u: [2, 3] }, ["u"]],
    ["an item by its uuid, though its name is another", { u: [{ uuid, name: "x" }] }, { u: [{ uuid, name: "y" }] }, ["u.name"]],
    ["an item by its name where its uuid is no text", { u: [{ uuid: 1, name: "x" }] }, { u: [{ uuid: 2, name: "x" }] }, ["u.uuid"]],
    ["a value in the place of an object", { a: { b: 1 } }, { a: 1 }, ["a"]],
    ["an object in the place of a value", { a: 1 }, { a: { b: 1 } }, ["a"]],
    ["a list in the place of a value", { a: 1 }, { a: [1] }, ["a"]],
    ["a value in the place of a list", { a: [1] }, { a: 1 }, ["a"]],
    ["a list in the place of nothing", { a: "" }, { a: [{ b: 1 }] }, ["a.b"]],
    ["an object in the place of nothing", { a: "" }, { a: { b: 1 } }, ["a.b"]],
    ["nothing of values without a name", 1, 2, []],
    ["a step by its uuid", {}, { flow: { [uuid]: { pin: "1" } } }, [`flow.${uuid}.pin`]],
  ])("are named: %s", (_name, before, after, expected) => {
    expect(changedPaths(before, after)).toEqual(expected);
  });

  test("are none between equal values, and hold no text of a value", () => {
    const values = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
    fc.assert(fc.property(values, (value) => changedPaths(value, structuredClone(value)).length === 0));
    const texts = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.stringMatching(/^value-[a-z]{3}$/));
    fc.assert(fc.property(texts, texts, (before, after) => !changedPaths(before, after).join().includes("value")));
  });

  test("are at least one where something differs", () => {
    const texts = fc.dictionary(fc.constantFrom("a", "b"), fc.dictionary(fc.constantFrom("c", "d"), fc.constantFrom("x", "y")));
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const differs = ["a", "b"].some((a) => ["c", "d"].some((c) => before[a]?.[c] !== after[a]?.[c]));
        return changedPaths(before, after).length > 0 === differs;
      }),
    );
  });
});

test.each<[Json, Json, boolean]>([
  [{ uuid, name: "a" }, { uuid, name: "b" }, true],
  [{ uuid, name: "a" }, { uuid: customer, name: "a" }, false],
  [{ uuid, name: "a" }, { name: "a" }, false],
  [{ name: "a" }, { uuid, name: "a" }, true],
  [{ name: "a" }, { name: "b" }, false],
  [{ name: 1 }, { name: 1 }, false],
  [{}, {}, false],
  ["a", { name: "a" }, false],
  [{ name: "a" }, "a", false],
  ["a", "a", false],
])("%j and %j are the same item: %s", (a, b, same) => {
  expect(isSameItem(a, b)).toBe(same);
});
