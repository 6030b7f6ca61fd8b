import type { Json, JsonObject } from "../../provider/client/index";
import type { Field, AnswerPolicy, Texts } from "../../provider/lifecycle/kind";
import { z } from "zod";
import { recordedOf } from "../../provider/lifecycle/kind";
import { flag, integer, local as localOf, reference as referenceTo, secret, text } from "../../provider/lifecycle/fields/index";
import { projectScalar, readFlag, readInteger, wireValue } from "../../provider/lifecycle/fields/plain";
import { RecordMapping } from "../../provider/lifecycle/fields/record";

const local = (facts = {}) => localOf(z.unknown(), facts);
const reference = (wire: string) => referenceTo(wire, "Store");
const nothing = recordedOf("it", {});

const uuid = "0a7c1111-abcd-4111-8111-111111111111";

/** Says no, and keeps what it was asked. */
function asked(answers: { hidden?: boolean; respelled?: boolean } = {}): AnswerPolicy & { readonly questions: unknown[] } {
  const questions: unknown[] = [];
  return {
    questions,
    hidden: (path) => (questions.push(path), answers.hidden ?? false),
    respelled: (path: string, texts: Texts) => (questions.push([path, texts]), answers.respelled ?? false),
  };
}

const tidied = (field: Field, value: Json | undefined): JsonObject => {
  const body: JsonObject = value === undefined ? {} : { it: value };
  field.normalize?.(body);
  return body;
};

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
    expect(field.decode(value === undefined ? {} : { it: value }, nothing)).toStrictEqual(expected);
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
    expect(tidied(field, value)).toStrictEqual(expected);
  });

  it("gets a declared value as it is, and nothing from what only steers the provider", () => {
    const body: JsonObject = {};
    text("it").encode(body, "a", nothing);
    local().encode(body, "a", nothing);
    expect(body).toStrictEqual({ it: "a" });
    expect(local().decode({ it: "a" }, nothing)).toBeUndefined();
  });
});

it("an argument keeps the facts that it is given, and its name on the wire", () => {
  const facts = { replaceOnChanges: true, documentedDefault: 1 } as const;
  for (const make of [text, integer, flag]) expect(make("it", facts).facts).toEqual({ wire: "it", leavesAlone: true, ...facts });
  expect(reference("it").facts).toEqual({ wire: "it", refersTo: ["Store"] });
  expect(local(facts).facts).toEqual(facts);
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
    ["a blank one and the default of what only steers", local({ documentedDefault: false }), undefined, false, true],
    ["the default of what only steers and a blank one", local({ documentedDefault: false }), false, undefined, true],
    ["not other values of what only steers", local({ documentedDefault: false }), true, false, false],
    ["equal values of what only steers", local(), { a: 1 }, { a: 1 }, true],
    ["a uuid in other letters", reference("it"), uuid, uuid.toUpperCase(), true],
    ["not another uuid", reference("it"), uuid, uuid.replace("1", "2"), false],
    ["no uuid and a blank one", reference("it"), undefined, "", true],
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
    expect(local().project("live", "declared", keep, "p")).toBe("declared");
    expect(reference("it").project(uuid.toUpperCase(), uuid, keep, "p")).toBe(uuid);
    expect(keep.questions).toEqual([]);
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
    expect(projectScalar("A", "a", keep, "p")).toBe("a");
    expect(keep.questions).toEqual([["p", { live: "A", declared: "a" }]]);
    expect(projectScalar("A", "a", asked(), "p")).toBe("A");
    expect(projectScalar(1, "a", keep, "p")).toBe(1);
    expect(projectScalar("A", 1, keep, "p")).toBe("A");
    expect(keep.questions).toHaveLength(1);
    expect(reference("it").project("other", uuid, asked(), "p")).toBe("other");
  });

  it("is that of each declared key of an object, and of no other", () => {
    const keep = asked();
    const declared = { a: 1, b: "x", c: 3, password: "p" };
    const live = { a: 2, b: "x", d: 4, password: "****" };
    const mapping = new RecordMapping({ a: integer("a"), b: text("b"), c: integer("c"), password: secret("password") });
    expect(mapping.project(live, declared, keep, "u.boss")).toStrictEqual({ a: 2, b: "x", password: "p" });
    expect(keep.questions).toEqual(["u.boss.c"]);
    expect(new RecordMapping({ a: text("a") }).project("gone", { a: "x" }, asked(), "u")).toStrictEqual({ a: "" });
  });
});
