import fc from "fast-check";
import { z } from "zod";
import type { Json, JsonObject } from "../../../provider/client/index";
import { writtenNumber } from "../../../provider/common/written";
import type { Field } from "../../../provider/lifecycle/kind";
import { flag, integer, text } from "../../../provider/lifecycle/fields/index";
import { projectScalar, readFlag, readInteger, wireValue } from "../../../provider/lifecycle/fields/plain";
import { asked, decoded, isUnchanged, laidOver, normalized, problems, projected, recorded, runs, wrongType } from "../../support/fields";

describe("what an answer shows", () => {
  it.each<[string, Field, Json | undefined, unknown]>([
    ["a text", text("it"), "a", "a"],
    ["a number that is a text", text("it"), 501, "501"],
    ["yes or no that is a text", text("it"), true, "true"],
    ["no text", text("it"), null, ""],
    ["an object where a text should be", text("it"), { a: 1 }, { a: 1 }],
    ["nothing at all", text("it"), undefined, undefined],
    ["a number", integer("it"), 501, 501],
    ["the digits of a number", integer("it"), " -501 ", -501],
    ["a blank number", integer("it"), "", ""],
    ["no number", integer("it"), null, ""],
    ["too many digits for a number", integer("it"), "1234567890123456", "1234567890123456"],
    ["a broken number", integer("it"), "1.5", "1.5"],
    ["digits and more", integer("it"), "501 x", "501 x"],
    ["more and digits", integer("it"), "x 501", "x 501"],
    ["yes", flag("it"), "Y", true],
    ["no", flag("it"), "0", false],
  ])("is %s", (_what, field, value, expected) => {
    expect(decoded(field, value)).toStrictEqual(expected);
  });

  it.each<[Json, Json]>([
    ...([1, "1", true, "true", " TRUE ", "yes", "Y", "on"] as Json[]).map((value): [Json, Json] => [value, true]),
    ...([0, "0", false, "false", "No", "n", "OFF", "", " ", null] as Json[]).map((value): [Json, Json] => [value, false]),
    [2, 2],
    ["maybe", "maybe"],
    [["1"], ["1"]],
    [{ on: 1 }, { on: 1 }],
  ])("is read as yes or no: %j is %j", (value, expected) => {
    expect(readFlag(value)).toStrictEqual(expected);
  });

  it("is no more than its own", () => {
    expect(wireValue({}, "toString")).toBeUndefined();
    expect(readInteger(true)).toBe(true);
  });
});

describe("a body that answers made", () => {
  it.each<[string, Field, Json | undefined, JsonObject]>([
    ["has the number that its digits mean", integer("it"), "501", { it: 501 }],
    ["has no null", integer("it"), null, {}],
    ["keeps what is blank as it is", integer("it"), "", { it: "" }],
    ["keeps an empty list as it is", text("it"), [], { it: [] }],
    ["has yes where an answer has 1", flag("it"), 1, { it: true }],
    ["has no where an answer has 0", flag("it"), "0", { it: false }],
    ["keeps a blank yes or no as it is", flag("it"), "", { it: "" }],
    ["has nothing where it had nothing", flag("it"), undefined, {}],
  ])("%s", (_name, field, value, expected) => {
    expect(normalized(field, value)).toStrictEqual(expected);
  });

  it("keeps a number as the answer wrote it, and has the digits of a text as text", () => {
    const exact = writtenNumber("9007199254740993");
    expect(normalized(integer("it"), exact)).toStrictEqual({ it: exact });
    expect(normalized(text("it"), exact)).toStrictEqual({ it: "9007199254740993" });
    expect(normalized(text("it"), 501)).toStrictEqual({ it: "501" });
    expect(normalized(flag("it"), writtenNumber("1.0"))).toStrictEqual({ it: true });
  });

  it("gets a declared value as it is, whatever lived there", () => {
    for (const live of [undefined, null, "", "a", 1, { a: 1 }]) {
      expect(laidOver(text("it"), live, "b")).toBe("b");
      expect(laidOver(integer("it"), live, 5)).toBe(5);
      expect(laidOver(flag("it"), live, false)).toBe(false);
    }
  });

  it.each<[string, Field, Json | undefined, Json | undefined, boolean]>([
    ["equal", text("it"), "a", "a", true],
    ["in another form", integer("it"), 501, "501", true],
    ["in another form", flag("it"), true, "Y", true],
    ["different", text("it"), "a", "b", false],
    ["another number", integer("it"), 502, "501", false],
    ["blank where nothing lives", text("it"), "", undefined, true],
    ["left out where null lives", flag("it"), undefined, null, true],
    ["no where null lives", flag("it"), false, null, true],
    ["yes where null lives", flag("it"), true, null, false],
    ["left out where no lives, for the default may be yes", flag("it"), undefined, false, false],
    ["left out where the documented default lives", flag("it", { documentedDefault: true }), undefined, true, true],
  ])("leaves the live field as it is or not: %s (%#)", (_what, field, sent, live, expected) => {
    expect(isUnchanged(field, sent, live)).toBe(expected);
  });
});

it("an argument keeps the facts that it is given, and its name on the wire", () => {
  const facts = { replaceOnChanges: true, documentedDefault: 1 } as const;
  for (const make of [text, integer, flag]) {
    expect(make("it", facts).facts).toEqual({ wire: "it", leavesAlone: true, ...facts });
    expect([make("it").isRequired, make("it", { required: true }).isRequired]).toEqual([false, true]);
  }
});

describe("a declared value", () => {
  it.each<[string, Field, unknown]>([
    ["a text", text("it"), "a"],
    ["the empty text", text("it"), ""],
    ["a text that has to be there", text("it", { required: true }), "a"],
    ["a number", integer("it"), -5],
    ["nothing", integer("it"), 0],
    ["yes or no", flag("it"), false],
    ["what a stricter shape takes", text("it", { shape: z.literal("a") }), "a"],
  ])("may be %s", (_what, field, value) => {
    expect(problems(field, value)).toEqual([]);
  });

  it.each<[string, Field, unknown, string]>([
    ["a number for a text", text("it"), 5, wrongType("string", "number")],
    ["null for a text", text("it"), null, wrongType("string", "null")],
    ["the empty text where there has to be one", text("it", { required: true }), "", "must not be empty"],
    ["digits for a number", integer("it"), "5", "must be a whole number"],
    ["a broken number", integer("it"), 1.5, "must be a whole number"],
    ["a number that cannot be held exactly", integer("it"), 2 ** 53, "must be a whole number"],
    ["a word for yes", flag("it"), "yes", wrongType("boolean", "string")],
    ["a number for yes", flag("it"), 1, wrongType("boolean", "number")],
    ["what a stricter shape refuses", text("it", { shape: z.string().max(1, "is long") }), "ab", "is long"],
  ])("is not %s", (_what, field, value, expected) => {
    expect(problems(field, value)).toEqual([expected]);
  });
});

describe("two values mean the same", () => {
  it.each<[string, Field, unknown, unknown, boolean]>([
    ["equal ones", text("it"), "a", "a", true],
    ["blank ones", text("it"), "", undefined, true],
    ["not different ones", text("it"), "a", "b", false],
    ["a blank one and the documented default", flag("it", { documentedDefault: true }), undefined, true, true],
    ["the documented default and a blank one", flag("it", { documentedDefault: true }), true, "", true],
    ["not a blank one and another than the default", flag("it", { documentedDefault: true }), undefined, false, false],
    ["not no and a blank one without a default", flag("it"), false, undefined, false],
  ])("%s", (_name, field, a, b, expected) => {
    expect(field.same(a, b)).toBe(expected);
  });
});

describe("a live value in the program's words", () => {
  it("is the declared one where both mean the same, and nobody is asked", () => {
    const keep = asked();
    expect(projectScalar("a", "a", keep, "p")).toBe("a");
    expect(projectScalar(null, "", keep, "p")).toBe("");
    expect(projectScalar(undefined, "", keep, "p")).toBe("");
    expect(projected(integer("it"), "501", 501, keep)).toBe(501);
    expect(keep.questions).toEqual([]);
  });

  it("is the declared default where the live one is blank, and asked for where none is shown", () => {
    const keep = asked({ hidden: true });
    const field = integer("it", { documentedDefault: 20 });
    expect(projected(field, "", 20, keep)).toBe(20);
    expect(projected(field, null, 20, keep)).toBe(20);
    expect(keep.questions).toEqual([]);
    expect(projected(field, undefined, 20, keep)).toBe(20);
    expect(keep.questions).toEqual(["it"]);
    expect(projected(field, "", 30, keep)).toBe("");
  });

  it("is the declared one where it is not shown and known to be hidden, else none", () => {
    const keep = asked({ hidden: true });
    expect(projectScalar(undefined, "a", keep, "p")).toBe("a");
    expect(projectScalar(undefined, "a", asked(), "p")).toBe("");
    expect(projectScalar(undefined, 5, asked(), "p")).toBeUndefined();
    expect(keep.questions).toEqual(["p"]);
  });

  it("is the declared one where a text is known to be spelled so, else the live one", () => {
    const keep = asked({ respelled: true });
    expect(projected(text("it"), "A", "a", keep)).toBe("a");
    expect(keep.questions).toEqual([["it", { live: "A", declared: "a" }]]);
    expect(projected(text("it"), "A", "a", asked())).toBe("A");
    expect(projectScalar(1, "a", keep, "p")).toBe(1);
    expect(projectScalar("A", 1, keep, "p")).toBe("A");
    expect(keep.questions).toHaveLength(1);
  });
});

describe("for each plain value", () => {
  const blocks: [string, Field, fc.Arbitrary<string | number | boolean>][] = [
    ["text", text("it"), fc.string()],
    ["integer", integer("it"), fc.maxSafeInteger().map((number) => number + 0)],
    ["flag", flag("it"), fc.boolean()],
  ];

  it.each(blocks)("of %s, what was declared is what an answer shows, in whatever form", (_name, field, values) => {
    fc.assert(
      fc.property(values, fc.boolean(), (value, asText) => {
        const body: JsonObject = {};
        field.encode(body, value, recorded());
        const isShort = typeof value === "number" && Math.abs(value) >= 1e15;
        const shown = asText && !isShort ? String(value) : (body["it"] as Json);
        const keep = asked();
        expect(projected(field, shown, value, keep)).toStrictEqual(value);
        expect(keep.questions).toEqual([]);
        expect(isUnchanged(field, value, shown)).toBe(true);
      }),
      runs,
    );
  });

  it.each(blocks)("of %s, a body in the documented form stays as it is", (_name, field) => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = normalized(field, value as Json);
        const twice = structuredClone(once);
        field.normalize?.(twice);
        expect(twice).toStrictEqual(once);
      }),
      runs,
    );
  });
});
