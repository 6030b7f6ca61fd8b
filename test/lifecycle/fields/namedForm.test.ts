import fc from "fast-check";
import { NOTHING, UNKNOWN } from "../../../provider/common/values";
import { namedForm } from "../../../provider/lifecycle/fields/namedForm";
import { runs } from "../../support/fields";

const form = namedForm("users", "name");
const list = [
  { name: "bob", email: "b@x" },
  { name: "eve", email: "e@x" },
];

describe("a list that the engine has as a map", () => {
  it("has each entry under its name, which is no part of it then", () => {
    expect(form.toInput(list)).toStrictEqual({ bob: { email: "b@x" }, eve: { email: "e@x" } });
    expect(form.toInput([])).toStrictEqual({});
  });

  it.each([undefined, null, "users", 5, { bob: { email: "b@x" } }, UNKNOWN])("is handed over as it is if it is none: %j", (value) => {
    expect(form.toInput(value)).toStrictEqual(value);
  });

  it("keeps a name that stands twice in the later entry, under a name of its own", () => {
    expect(
      form.toInput([
        { name: "bob", a: 1 },
        { name: "bob", a: 2 },
      ]),
    ).toStrictEqual({ bob: { a: 1 }, "bob #2": { name: "bob", a: 2 } });
  });

  it.each([undefined, null, "", 5, NOTHING, true])("has an entry under its place if its name is none: %j", (name) => {
    expect(form.toInput([{ name, a: 1 }])).toStrictEqual({ "#1": { name: "", a: 1 } });
  });

  it("has what is no entry under its place", () => {
    expect(form.toInput([UNKNOWN, "bob"])).toStrictEqual({ "#1": UNKNOWN, "#2": "bob" });
  });

  it("loses no entry to a name that looks like a place", () => {
    expect(form.toInput([{ a: 1 }, { name: "#1", a: 2 }])).toStrictEqual({ "#1#": { name: "", a: 1 }, "#1": { a: 2 } });
    const twice = [
      { name: "bob", a: 1 },
      { name: "bob", a: 2 },
      { name: "bob #2", a: 3 },
    ];
    expect(form.toInput(twice)).toStrictEqual({ bob: { a: 1 }, "bob #2#": { name: "bob", a: 2 }, "bob #2": { a: 3 } });
  });

  it("waits for its entries and their names, and for nothing else in them", () => {
    expect(form.needs([{ name: "bob", email: UNKNOWN }])).toEqual([{ name: "bob", email: UNKNOWN }, "bob"]);
    expect(form.needs([5, { email: "a" }])).toEqual([5, { email: "a" }, undefined]);
    expect(form.needs(undefined)).toEqual([]);
  });

  it("has its words for reports", () => {
    expect(form).toMatchObject({ entries: "users", entry: "a user", key: "name" });
  });
});

describe("a map as the list that a program would write", () => {
  it("has the name in each entry", () => {
    expect(form.toArgument({ bob: { email: "b@x" }, eve: { email: "e@x" } })).toStrictEqual(list);
    expect(form.toArgument({ bob: UNKNOWN })).toStrictEqual([UNKNOWN]);
    expect(form.toArgument(undefined)).toBeUndefined();
    expect(form.toArgument(list)).toStrictEqual(list);
  });
});

describe("a part of the argument", () => {
  const twice = [{ name: "bob" }, { name: "bob" }, {}];

  it.each<[(string | number)[], (string | number)[]]>([
    [["users"], ["users"]],
    [
      ["users", 0, "email"],
      ["users", "bob", "email"],
    ],
    [
      ["users", 1, "email"],
      ["users", "bob #2", "email"],
    ],
    [
      ["users", 2],
      ["users", "#3"],
    ],
    [["users", 0, "name"], ["users"]],
    [["users", 9], ["users"]],
    [["users", "bob"], ["users"]],
  ])("%j stands in the input at %j", (path, expected) => {
    expect(form.placeOf(path, twice)).toEqual(expected);
  });

  it("stands at the argument if that is no list", () => {
    expect(form.placeOf(["users", 0, "email"], { bob: {} })).toEqual(["users"]);
  });
});

describe("for each list", () => {
  // The engine has keys that are numbers before all others.
  const name = fc.string({ minLength: 1 }).filter((text) => !/^\d+$/.test(text) && text !== NOTHING);
  const entry = fc.record({ name, email: fc.string(), more: fc.jsonValue() }, { requiredKeys: ["name"], noNullPrototype: true });
  const keysOf = (value: unknown) => Object.keys(value as object);

  it("with distinct names, there and back is the list itself", () => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (item) => item.name }), (all) => {
        expect(form.toArgument(form.toInput(all))).toStrictEqual(all);
      }),
      runs,
    );
  });

  it("with any names, no entry is lost, and each part stands where the input has it", () => {
    const names = fc.oneof(fc.constantFrom("a", "a #2", "a #3", "#1", "#2", "", 5, undefined), fc.string());
    fc.assert(
      fc.property(fc.array(fc.record({ name: names, at: fc.nat() })), (all) => {
        const input = form.toInput(all) as Record<string, { at: number }>;
        expect(keysOf(input)).toHaveLength(all.length);
        all.forEach((item, index) => {
          const [, place = ""] = form.placeOf(["users", index, "at"], all);
          expect(input[String(place)]?.at).toBe(item.at);
        });
      }),
      runs,
    );
  });
});
