import fc from "fast-check";
import { z } from "zod";
import type { Json } from "../../../provider/client/index";
import { writtenNumber } from "../../../provider/common/written";
import type { Field } from "../../../provider/lifecycle/kind";
import { choice, decimal, extension, phoneNumber, timeZone } from "../../../provider/lifecycle/fields/index";
import { asked, decoded, isUnchanged, laidOver, normalized, problems, projected, runs, wrongType } from "../../support/fields";

const roles = choice("it", { "API Admin": 1, "Storefront User": 3 });
const words = choice("it", { ring: "ring", "in turn": "seq" });
const mixed = choice("it", { never: "never", once: 1, twice: "2" });

describe("what an answer shows", () => {
  it.each<[string, Field, Json | undefined, unknown]>([
    ["an extension", extension("it"), 501, 501],
    ["the digits of an extension", extension("it"), "501", 501],
    ["no extension", extension("it"), null, ""],
    ["a numeric choice", roles, 3, 3],
    ["a numeric choice as text", roles, " 3 ", 3],
    ["a number that is none of the choices", roles, "7", 7],
    ["a word", words, "seq", "seq"],
    ["another word", words, "other", "other"],
    ["no word", words, null, ""],
    ["a number among words", mixed, "1", 1],
    ["a word in digits among numbers", mixed, 2, "2"],
    ["what is neither", mixed, 7, "7"],
    ["a list, of which one is a choice", words, ["seq"], ["seq"]],
    ["a decimal", decimal("it"), "10.00", "10.00"],
    ["a decimal that is a number", decimal("it"), 10.5, "10.5"],
    ["no decimal", decimal("it"), null, ""],
    ["a phone number without its plus", phoneNumber("it"), 441632960001, "441632960001"],
    ["a time zone", timeZone("it"), "Europe/London", "Europe/London"],
    ["nothing", timeZone("it"), undefined, undefined],
  ])("is %s", (_what, field, value, expected) => {
    expect(decoded(field, value)).toStrictEqual(expected);
  });
});

describe("a body that answers made", () => {
  it.each<[string, Field, Json, object]>([
    ["the number of an extension", extension("it"), "501", { it: 501 }],
    ["the number of a choice", roles, "3", { it: 3 }],
    ["the word of a choice in digits", mixed, 2, { it: "2" }],
    ["a decimal as text", decimal("it"), 10.5, { it: "10.5" }],
    ["a decimal with all its digits", decimal("it"), writtenNumber("12345678901234567.89"), { it: "12345678901234567.89" }],
    ["a phone number as text", phoneNumber("it"), 441632960001, { it: "441632960001" }],
    ["no null", timeZone("it"), null, {}],
    ["a blank as it is", decimal("it"), "", { it: "" }],
  ])("has %s", (_what, field, value, expected) => {
    expect(normalized(field, value)).toStrictEqual(expected);
  });

  it("gets a declared value as it is", () => {
    expect(laidOver(decimal("it"), 10, "10.00")).toBe("10.00");
    expect(laidOver(roles, "1", 3)).toBe(3);
    expect(isUnchanged(decimal("it"), "10.00", 10)).toBe(true);
    expect(isUnchanged(decimal("it"), "10.01", 10)).toBe(false);
  });
});

describe("a declared value", () => {
  const phone = "must be a number in E.164 form, such as +441632960123";
  const zone = "must be a time zone of the IANA database, such as Europe/London";
  const above = "must be a whole number above zero";
  const amount = 'must be a number as text, such as "10.00"';

  it.each<[Field, unknown]>([
    [extension("it"), 1],
    [extension("it", { shape: z.literal("next") }), "next"],
    [roles, 3],
    [words, "seq"],
    [mixed, 1],
    [mixed, "2"],
    [decimal("it"), "-0.50"],
    [decimal("it"), "10"],
    [phoneNumber("it"), "+441632960123"],
    [phoneNumber("it"), ""],
    [timeZone("it"), "Europe/London"],
    [timeZone("it"), "UTC"],
    [timeZone("it"), "Etc/GMT+5"],
    [timeZone("it"), ""],
  ])("may be that (%#)", (field, value) => {
    expect(problems(field, value)).toEqual([]);
  });

  it.each<[Field, unknown, string]>([
    [extension("it"), 0, above],
    [extension("it"), -1, above],
    [extension("it"), 1.5, above],
    [extension("it"), "501", above],
    [roles, 2, "must be 1 (API Admin) or 3 (Storefront User)"],
    [roles, "1", "must be 1 (API Admin) or 3 (Storefront User)"],
    [words, "in turn", 'must be "ring" or "seq" (in turn)'],
    [mixed, 2, 'must be "never", 1 (once) or "2" (twice)'],
    [choice("it", { a: "a" }), "b", 'must be "a"'],
    [decimal("it"), "", amount],
    [decimal("it"), "1.", amount],
    [decimal("it"), "1e3", amount],
    [decimal("it"), "+1", amount],
    [decimal("it"), 10, wrongType("string", "number")],
    [phoneNumber("it"), "01632960123", phone],
    [phoneNumber("it"), "+44 1632 960123", phone],
    [phoneNumber("it"), "+0441632960123", phone],
    [phoneNumber("it"), "+1234567890123456", phone],
    [phoneNumber("it"), "+123456", phone],
    [phoneNumber("it", { required: true }), "", phone],
    [timeZone("it"), "Europe/Londn", zone],
    [timeZone("it"), "+01:00", zone],
    [timeZone("it", { required: true }), "", zone],
  ])("is refused (%#)", (field, value, expected) => {
    expect(problems(field, value)).toEqual([expected]);
  });
});

it("facts say what is unique: an extension, of all that it may reach", () => {
  expect(extension("it").facts).toEqual({ wire: "it", leavesAlone: true, unique: "extension" });
  for (const field of [roles, decimal("it"), phoneNumber("it"), timeZone("it")]) {
    expect(field.facts).toEqual({ wire: "it", leavesAlone: true });
    expect(field.isRequired).toBe(false);
  }
  expect(decimal("it", { required: true, replaceOnChanges: true })).toMatchObject({ isRequired: true, facts: { replaceOnChanges: true } });
});

describe("two values mean the same", () => {
  it.each<[string, Field, unknown, unknown, boolean]>([
    ["decimals with other zeros", decimal("it"), "10.00", "10", true],
    ["decimals with zeros before them", decimal("it"), "010.50", "10.5", true],
    ["nothing, with or without a sign", decimal("it"), "-0.00", "0", true],
    ["not decimals of another sign", decimal("it"), "-10", "10", false],
    ["not decimals of another size", decimal("it"), "100", "10", false],
    ["no decimal and a blank one", decimal("it"), undefined, "", true],
    ["not nothing and a blank one", decimal("it"), "0", "", false],
    ["time zones in other letters", timeZone("it"), "europe/london", "Europe/London", true],
    ["not other time zones", timeZone("it"), "Europe/Paris", "Europe/London", false],
    ["not other numbers", phoneNumber("it"), "+441632960001", "+441632960002", false],
  ])("%s", (_name, field, a, b, expected) => {
    expect(field.same(a, b)).toBe(expected);
  });
});

describe("a live value in the program's words", () => {
  it.each<[string, Field, Json, unknown]>([
    ["the zeros of a decimal", decimal("it"), 10, "10.00"],
    ["the letter case of a time zone", timeZone("it"), "EUROPE/LONDON", "Europe/London"],
    ["the digits of an extension", extension("it"), "501", 501],
    ["the digits of a choice", roles, "3", 3],
  ])("is the declared one whatever %s, and nobody is asked", (_what, field, live, declared) => {
    const keep = asked();
    expect(projected(field, live, declared, keep)).toBe(declared);
    expect(keep.questions).toEqual([]);
  });

  it.each<[string, Field, string, string]>([
    ["time zones differ by a sign", timeZone("it"), "Etc/GMT-5", "Etc/GMT+5"],
    ["amounts differ by their point", decimal("it"), "1000000.0", "100000.00"],
    ["one number ends another", phoneNumber("it"), "+441632960", "+1441632960"],
    ["choices differ by a hyphen", choice("it", { a: "on-hold", b: "onhold" }), "on-hold", "onhold"],
  ])("is another one, and no other spelling, if %s", (_what, field, live, declared) => {
    const keep = asked({ respelled: true });
    expect(projected(field, live, declared, keep)).toBe(live);
    expect(keep.questions).toEqual([]);
  });

  it("may be the declared one in a form that the documents do not have", () => {
    const keep = asked({ respelled: true });
    expect(projected(phoneNumber("it"), "01632 960001", "+441632960001", keep)).toBe("+441632960001");
    expect(projected(words, "Ring", "ring", keep)).toBe("ring");
    expect(keep.questions).toHaveLength(2);
    expect(projected(phoneNumber("it"), "01632 960001", "+441632960001", asked())).toBe("01632 960001");
  });
});

describe("for each amount", () => {
  const amounts = fc
    .tuple(fc.boolean(), fc.nat({ max: 1e9 }), fc.nat({ max: 9999 }), fc.nat({ max: 4 }))
    .map(
      ([isNegative, whole, fraction, zeros]) => `${isNegative ? "-" : ""}${whole}.${String(fraction).padStart(4, "0")}${"0".repeat(zeros)}`,
    );

  it("zeros at its ends mean nothing, and every other digit does", () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        expect(decimal("it").same(a, `${a}0`)).toBe(true);
        expect(decimal("it").same(a, b)).toBe(Number(a) === Number(b));
        expect(projected(decimal("it"), Number(a), a, asked())).toBe(a);
      }),
      runs,
    );
  });
});
