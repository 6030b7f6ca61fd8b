import fc from "fast-check";
import { z } from "zod";
import type { Json, JsonObject } from "../../../provider/client/index";
import { writtenNumber } from "../../../provider/common/written";
import { factsAt } from "../../../provider/lifecycle/kind";
import { flag, reference, secret, set, text, valueList } from "../../../provider/lifecycle/fields/index";
import { asked, decoded, isUnchanged, laidOver, normalized, problems, projected, recorded, runs, wrongType } from "../../support/fields";

describe("a set", () => {
  const tags = set("it", z.string());
  const days = set("it", z.int({ error: "must be a whole number" }), { required: true });

  it.each<[Json | undefined, unknown]>([
    [
      ["a", "b"],
      ["a", "b"],
    ],
    [[], []],
    [null, []],
    [undefined, undefined],
    [[writtenNumber("1.0")], [1]],
  ])("is read from an answer: %j as %j", (value, expected) => {
    expect(decoded(tags, value)).toStrictEqual(expected);
  });

  it.each<[unknown, unknown, boolean]>([
    [["a", "b"], ["b", "a"], true],
    [["a"], ["a", "b"], false],
    [["a", "a"], ["a", "b"], false],
    [[1, 2], ["2", "1"], true],
    [[1], ["01"], false],
    [[""], [null], true],
    [[], undefined, true],
    [[{ a: 1 }], [{ a: 2 }], false],
  ])("means the same in any order, with numbers as text: %j and %j %s", (a, b, expected) => {
    expect(tags.same(a, b)).toBe(expected);
    expect(tags.same(b, a)).toBe(expected);
  });

  it("lives as it is declared if it means the same, and as a whole if not", () => {
    const keep = asked({ respelled: true });
    expect(projected(tags, ["b", "a"], ["a", "b"], keep)).toEqual(["a", "b"]);
    expect(projected(days, ["2", "1"], [1, 2], keep)).toEqual([1, 2]);
    expect(projected(tags, ["b", "c"], ["a", "b"], keep)).toEqual(["b", "c"]);
    expect(projected(tags, null, ["a"], keep)).toEqual([]);
    expect(keep.questions).toEqual([]);
  });

  it("that an answer does not show is what the policy says", () => {
    const keep = asked({ hidden: true });
    expect(projected(tags, undefined, ["a"], keep)).toEqual(["a"]);
    expect(projected(tags, undefined, [], keep)).toEqual([]);
    expect(keep.questions).toEqual(["it"]);
    expect(projected(tags, undefined, ["a"], asked())).toEqual([]);
  });

  it("is written as declared, and not as null", () => {
    expect(laidOver(tags, ["x"], ["a"])).toEqual(["a"]);
    expect(laidOver(tags, ["x"], [])).toEqual([]);
    expect(normalized(tags, null)).toStrictEqual({});
    expect(normalized(tags, ["x"])).toStrictEqual({ it: ["x"] });
  });

  it("has its wire name, and the shape of its members", () => {
    expect(tags.facts).toEqual({ wire: "it" });
    expect([tags.isRequired, days.isRequired]).toEqual([false, true]);
    expect(problems(days, [1, "2", 1.5])).toEqual(["1: must be a whole number", "2: must be a whole number"]);
    expect(problems(days, "1")).toEqual([wrongType("array", "string")]);
  });

  it("that was declared is the one that an answer shows, in any order", () => {
    const shuffled = fc.array(fc.string()).chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([declared, shown]) => {
        expect(projected(tags, shown, declared, asked())).toStrictEqual(declared);
      }),
      runs,
    );
  });
});

describe("a list of values", () => {
  const fields = {
    day: text("the_day", { required: true }),
    on: flag("is_on", { documentedDefault: true }),
    sound: reference("sound", "Sound"),
  };
  const times = valueList("it", { fields });
  const notices = valueList("it", { fields, ordered: true, required: true });
  const mon = { the_day: "mon", is_on: 1, extra: 1, uuid: "u1", created_on: "2026" };
  const tue = { the_day: "tue", is_on: "0" };

  it.each<[Json | undefined, unknown]>([
    [
      [mon, tue],
      [
        { day: "mon", on: true },
        { day: "tue", on: false },
      ],
    ],
    [[], []],
    [["mon", null, tue], [{ day: "tue", on: false }]],
    [null, undefined],
    [undefined, undefined],
  ])("is read from an answer: %j as %j", (value, expected) => {
    expect(decoded(times, value)).toStrictEqual(expected);
  });

  it("goes back in the documented form, without what the API sets", () => {
    expect(normalized(times, [mon, tue])).toStrictEqual({
      it: [
        { the_day: "mon", is_on: true, extra: 1, uuid: "u1" },
        { the_day: "tue", is_on: false },
      ],
    });
    expect(normalized(times, null)).toStrictEqual({});
  });

  it("is written as a whole; what nobody knows lives on in an entry that still has its content", () => {
    expect(laidOver(times, [mon, tue], [{ day: "wed" }, { day: "mon", on: true }])).toStrictEqual([
      { the_day: "wed" },
      { the_day: "mon", is_on: true, extra: 1, uuid: "u1" },
    ]);
    expect(laidOver(times, [mon], [{ day: "mon" }, { day: "mon" }])).toStrictEqual([
      { the_day: "mon", is_on: true, extra: 1, uuid: "u1" },
      { the_day: "mon" },
    ]);
    expect(laidOver(times, [mon], [])).toStrictEqual([]);
    expect(laidOver(times, undefined, undefined)).toStrictEqual([]);
  });

  it.each<[unknown, unknown, boolean, boolean]>([
    [[{ day: "a" }, { day: "b" }], [{ day: "b" }, { day: "a" }], true, false],
    [[{ day: "a", on: true }], [{ day: "a" }], true, true],
    [[{ day: "a", on: false }], [{ day: "a" }], false, false],
    [[{ day: "a" }], [{ day: "a" }, { day: "a" }], false, false],
    [[], undefined, true, true],
    [undefined, [{ day: "a" }], false, false],
    [[5], [5], true, true],
    ["none", "none", true, true],
  ])("means the same: %j and %j unordered %s, ordered %s", (a, b, unordered, ordered) => {
    expect(times.same(a, b)).toBe(unordered);
    expect(notices.same(a, b)).toBe(ordered);
  });

  it("lives as it is declared if it means the same, and as a whole if not", () => {
    const keep = asked();
    const declared = [{ day: "mon" }, { day: "tue", on: false }];
    expect(projected(times, [tue, mon], declared, keep)).toStrictEqual(declared);
    expect(projected(notices, [tue, mon], declared, keep)).toStrictEqual([
      { day: "tue", on: false },
      { day: "mon", on: true },
    ]);
    expect(projected(times, [mon, tue, { the_day: "wed" }], declared, keep)).toHaveLength(3);
    expect(keep.questions).toEqual([]);
  });

  it("asks the policy of each text that the API spells anew, and of each value that it does not show, by the place in the program", () => {
    const declared = [{ day: "Mon" }, { day: "Tue", on: false }];
    const shown: Json = [{ the_day: "TUE" }, { the_day: "MON" }];
    const keep = asked({ hidden: true, respelled: true });
    expect(projected(times, shown, declared, keep)).toStrictEqual(declared);
    expect(keep.questions).toEqual([
      ["it.0.day", { live: "MON", declared: "Mon" }],
      ["it.1.day", { live: "TUE", declared: "Tue" }],
      "it.1.on",
    ]);
    expect(projected(times, shown, declared, asked())).toStrictEqual([{ day: "MON" }, { day: "TUE" }]);
    expect(projected(notices, [...shown].reverse(), declared, asked({ hidden: true, respelled: true }))).toStrictEqual(declared);
  });

  it("lives as an answer shows it where an entry has more than is declared, or another content", () => {
    const keep = asked({ hidden: true, respelled: true });
    for (const field of [times, notices]) {
      expect(projected(field, [{ the_day: "MON", is_on: false }], [{ day: "Mon" }], keep)).toStrictEqual([{ day: "MON", on: false }]);
      expect(projected(field, [{ the_day: "mon" }, { the_day: "wed" }], [{ day: "mon" }, { day: "tue" }], keep)).toStrictEqual([
        { day: "mon" },
        { day: "wed" },
      ]);
    }
    expect(keep.questions).toEqual([]);
  });

  it("has hidden values where an entry is empty, and asks about the entry where it is none of the declared ones", () => {
    const declared = [{ day: "mon" }, { day: "tue" }];
    for (const field of [times, notices]) {
      const keep = asked({ hidden: true });
      expect(projected(field, [{}, { uuid: "u1", extra: 1 }], declared, keep)).toStrictEqual(declared);
      expect(keep.questions).toEqual(["it.0.day", "it.1.day"]);
      const more = asked({ hidden: true });
      expect(projected(field, [{}, { the_day: "mon" }, {}], declared, more)).toStrictEqual([{}, { day: "mon" }, {}]);
      expect(more.questions).toEqual(["it.0", "it.2"]);
    }
  });

  it("keeps what nobody knows in an entry that the API spells anew, or shows in part", () => {
    const live: Json = [
      { the_day: "TUE", extra: 2 },
      { the_day: "MON", is_on: true, extra: 1 },
    ];
    expect(laidOver(times, live, [{ day: "Mon" }, { day: "Tue", on: false }])).toStrictEqual([
      { the_day: "Mon", is_on: true, extra: 1 },
      { the_day: "Tue", is_on: false, extra: 2 },
    ]);
    expect(laidOver(times, [{ extra: 3 }], [{ day: "mon" }])).toStrictEqual([{ the_day: "mon" }]);
  });

  it("that an answer does not show is what the policy says", () => {
    const keep = asked({ hidden: true });
    expect(projected(times, null, [{ day: "a" }], keep)).toEqual([{ day: "a" }]);
    expect(projected(times, undefined, [], keep)).toEqual([]);
    expect(keep.questions).toEqual(["it"]);
    expect(projected(times, undefined, [{ day: "a" }], asked())).toEqual([]);
  });

  it.each<[string, Json | undefined, Json | undefined, boolean]>([
    ["in another form", [{ the_day: "mon", is_on: true }], [mon], true],
    ["none and nothing", [], undefined, true],
    ["a null that is left out", [{ the_day: "mon" }], [{ the_day: "mon", is_on: null }], true],
    ["another value", [{ the_day: "tue" }], [mon], false],
    ["one more", [mon, tue], [mon], false],
  ])("is left as it is or not: %s", (_what, sent, live, expected) => {
    expect(isUnchanged(times, sent, live)).toBe(expected);
  });

  it("in another order is left as it is unless the order means something", () => {
    expect(isUnchanged(times, [tue, mon], [mon, tue])).toBe(true);
    expect(isUnchanged(notices, [tue, mon], [mon, tue])).toBe(false);
  });

  it("is shown by a look-up, and told entry by entry", () => {
    expect(times.whole?.({ it: [mon] }, recorded())).toStrictEqual([{ day: "mon", on: true }]);
    expect(times.whole?.({}, recorded())).toBeUndefined();
    expect(times.differences?.([{ day: "a" }, { day: "b" }], [{ day: "a", on: true }, { day: "c" }, { day: "d" }], "it")).toEqual([
      { path: "it.1", from: { day: "b" }, to: { day: "c" } },
      { path: "it.2", from: undefined, to: { day: "d" } },
    ]);
  });

  it.each<[unknown, string[]]>([
    [[{ day: "a" }], []],
    [
      [{ day: "" }, { on: 1 }],
      ["0.day: must not be empty", `1.day: ${wrongType("string", "undefined")}`, `1.on: ${wrongType("boolean", "number")}`],
    ],
    [[{ day: "a", sound: "b" }], ["0.sound: must be the uuid of a Sound"]],
    [{}, [wrongType("array", "object")]],
  ])("has a strict shape: %j", (value, expected) => {
    expect(problems(times, value)).toEqual(expected);
  });

  it("has the facts of its keys, and the names that the documents have", () => {
    expect(factsAt(times.facts, ["0", "sound"])).toEqual({ wire: "sound", refersTo: ["Sound"] });
    expect(times.facts).toMatchObject({ wire: "it" });
    expect(times.known).toEqual(["the_day", "is_on", "sound", "uuid", "created_on", "updated_on"]);
    expect([times.isRequired, notices.isRequired]).toEqual([false, true]);
  });

  it("cannot hold a secret, because nothing tells whose it would be", () => {
    expect(() => valueList("times", { fields: { pin: secret("pin") } })).toThrow(
      "times: an entry without a name or uuid of its own cannot hold a secret.",
    );
  });

  it.each([
    ["unordered", times],
    ["ordered", notices],
  ])("that was declared over what lives is what an answer shows, and stays so: %s", (name, field) => {
    const entry = fc.record({ day: fc.string({ minLength: 1 }), on: fc.boolean() }, { requiredKeys: ["day"], noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(entry), fc.boolean(), (declared, isReversed) => {
        const sent = laidOver(field, [mon, tue], declared) as JsonObject[];
        const shown = isReversed && name === "unordered" ? [...sent].reverse() : sent;
        const keep = asked();
        expect(projected(field, shown, declared, keep)).toStrictEqual(declared);
        expect(keep.questions).toEqual([]);
        expect(normalized(field, sent)).toStrictEqual({ it: sent });
        expect(isUnchanged(field, sent, shown)).toBe(true);
      }),
      runs,
    );
  });
});
