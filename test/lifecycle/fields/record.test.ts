import fc from "fast-check";
import type { Json, JsonObject } from "../../../provider/client/index";
import { factsAt, isSecretAt, secretPathsOf } from "../../../provider/lifecycle/kind";
import {
  choice,
  extension,
  flag,
  identifiedList,
  integer,
  keyedList,
  record,
  reference,
  references,
  secret,
  text,
  valueList,
} from "../../../provider/lifecycle/fields/index";
import { RecordMapping } from "../../../provider/lifecycle/fields/record";
import {
  asked,
  decoded,
  isUnchanged,
  laidOver,
  NO_PASSWORDS,
  normalized,
  problems,
  projected,
  recorded,
  runs,
  wrongType,
} from "../../support/fields";

const fields = {
  name: text("the_name", { required: true }),
  size: integer("size"),
  on: flag("is_on", { documentedDefault: true }),
  pin: secret("pin", { readable: true }),
  store: reference("store", "Store"),
};
const box = record("it", fields);

const live = { the_name: "a", size: "5", is_on: 1, pin: "1234", extra: { x: 1 }, created_on: "2026-01-01", updated_on: "2026-01-02" };

describe("an object within an object", () => {
  it.each<[Json | undefined, unknown]>([
    [live, { name: "a", size: 5, on: true, pin: "1234" }],
    [
      { pin: "****", size: null, the_name: null },
      { size: "", name: "" },
    ],
    [{ extra: 1 }, {}],
    [{}, {}],
    [null, undefined],
    [undefined, undefined],
    ["", undefined],
    [[], undefined],
  ])("is read from an answer: %j as %j", (value, expected) => {
    expect(decoded(box, value)).toStrictEqual(expected);
  });

  it("goes back in the documented form, without what the API sets, and with what nobody knows", () => {
    expect(normalized(box, live)).toStrictEqual({ it: { the_name: "a", size: 5, is_on: true, pin: "1234", extra: { x: 1 } } });
    expect(normalized(box, null)).toStrictEqual({});
    expect(normalized(box, "")).toStrictEqual({ it: "" });
    for (const mask of NO_PASSWORDS) expect(normalized(box, { pin: mask })).toStrictEqual({ it: {} });
  });

  it("gets its declared keys; the others live on", () => {
    expect(laidOver(box, live, { size: 6 })).toStrictEqual({ the_name: "a", size: 6, is_on: true, pin: "1234", extra: { x: 1 } });
    expect(laidOver(box, undefined, { name: "b", pin: "5678" })).toStrictEqual({ the_name: "b", pin: "5678" });
    expect(laidOver(box, null, { name: "b" })).toStrictEqual({ the_name: "b" });
    expect(laidOver(box, live, {})).toStrictEqual({ the_name: "a", size: 5, is_on: true, pin: "1234", extra: { x: 1 } });
  });

  it("is no managed one where the program declares something else", () => {
    const body: JsonObject = { it: { the_name: "a" } };
    box.encode(body, "b", recorded());
    expect(body).toStrictEqual({ it: { the_name: "a" } });
  });

  it("is shown at the declared keys, and asked for key by key", () => {
    const keep = asked();
    expect(projected(box, live, { name: "a", size: 6, pin: "1234" }, keep)).toStrictEqual({ name: "a", size: 5, pin: "1234" });
    expect(projected(box, { extra: 1 }, { name: "a", size: 6 }, keep)).toStrictEqual({ name: "" });
    expect(keep.questions).toEqual(["it.name", "it.size"]);
  });

  it("that an answer does not show is what the policy says", () => {
    const keep = asked({ hidden: true });
    expect(projected(box, undefined, { name: "a" }, keep)).toStrictEqual({ name: "a" });
    expect(projected(box, undefined, {}, keep)).toStrictEqual({});
    expect(keep.questions).toEqual(["it"]);
    expect(projected(box, undefined, { name: "a" }, asked())).toStrictEqual({});
    expect(box.project({}, "none", asked(), "it")).toBe("none");
  });

  it.each<[unknown, unknown, boolean]>([
    [{ name: "a" }, { name: "a" }, true],
    [{ name: "a" }, { name: "a", on: true }, true],
    [{ name: "a", on: false }, { name: "a" }, false],
    [{ name: "a" }, { name: "b" }, false],
    [{ name: "a", unknown: 1 }, { name: "a" }, false],
    [undefined, {}, true],
    [undefined, { name: "a" }, false],
  ])("means the same by the rules of its keys: %j and %j %s", (a, b, expected) => {
    expect(box.same(a, b)).toBe(expected);
    expect(box.same(b, a)).toBe(expected);
  });

  it.each<[string, Json | undefined, Json | undefined, unknown, boolean]>([
    ["equal", { size: 5 }, { size: "5", extra: 1 }, undefined, true],
    ["another value", { size: 6 }, { size: "5" }, undefined, false],
    ["a null that is left out", {}, { is_on: null, size: null }, undefined, true],
    ["nothing", undefined, undefined, undefined, true],
    ["the secret of the state behind a mask", { pin: "1234" }, { pin: "****" }, { pin: "1234" }, true],
    ["another secret behind a mask", { pin: "5678" }, { pin: "****" }, { pin: "1234" }, false],
    ["another secret than lives", { pin: "5678" }, { pin: "1234" }, undefined, false],
  ])("is left as it is or not: %s", (_what, sent, now, before, expected) => {
    expect(isUnchanged(box, sent, now, recorded(before))).toBe(expected);
  });

  it("is shown without its secret by a look-up", () => {
    expect(box.whole?.({ it: live }, recorded())).toStrictEqual({ name: "a", size: 5, on: true });
    expect(box.whole?.({}, recorded())).toBeUndefined();
  });

  it("differs key by key, and by nothing that means the same", () => {
    expect(box.differences?.({ name: "a", size: 5, on: true, pin: "1" }, { name: "b", size: 5, pin: "2" }, "it")).toEqual([
      { path: "it.name", from: "a", to: "b" },
      { path: "it.pin", from: "1", to: "2" },
    ]);
    expect(box.differences?.({ unknown: 1 }, {}, "it")).toEqual([{ path: "it.unknown", from: 1, to: undefined }]);
    expect(box.differences?.(undefined, { name: "a" }, "it")).toEqual([]);
  });

  it.each<[unknown, string[]]>([
    [{ name: "a" }, []],
    [{ name: "a", size: 5, on: false, pin: "1", store: "" }, []],
    [{}, [`name: ${wrongType("string", "undefined")}`]],
    [{ name: "", size: "5" }, ["name: must not be empty", "size: must be a whole number"]],
    [{ name: "a", other: 1 }, ['Unrecognized key: "other"']],
    ["a", [wrongType("object", "string")]],
  ])("has a strict shape: %j", (value, expected) => {
    expect(problems(box, value)).toEqual(expected);
  });

  it("has the facts of its keys by their paths, and the names that the documents have", () => {
    expect(factsAt(box.facts, ["store"]).refersTo).toEqual(["Store"]);
    expect(factsAt(box.facts, ["on"]).documentedDefault).toBe(true);
    expect(isSecretAt(box.facts, ["pin"])).toBe(true);
    expect(secretPathsOf(box.facts)).toEqual([["pin"]]);
    expect(box.known).toEqual(["the_name", "size", "is_on", "pin", "store", "uuid", "created_on", "updated_on"]);
    expect([box.isRequired, record("it", {}, { required: true }).isRequired]).toEqual([false, true]);
  });
});

describe("an object within an object within an object", () => {
  const deep = record("it", {
    inner: record("inner", { code: secret("code", { readable: true }), list: valueList("list", { fields: { day: text("day") } }) }),
  });
  const shown = { inner: { code: "s3cret", list: [{ day: "mon", extra: 1 }], created_on: "2026-01-01", other: 1 } };

  it("has its facts by the whole path, so that a secret is one at any depth", () => {
    expect(Object.keys(deep.facts.nested ?? {})).toEqual(["inner", "inner.code", "inner.list", "inner.list.*.day"]);
    expect(isSecretAt(deep.facts, ["inner", "code"])).toBe(true);
    expect(secretPathsOf(deep.facts)).toEqual([["inner", "code"]]);
  });

  it("shows no secret by a look-up, and is compared with it", () => {
    expect(deep.whole?.({ it: shown }, recorded())).toStrictEqual({ inner: { list: [{ day: "mon" }] } });
    expect(projected(deep, shown, { inner: { code: "old" } }, asked())).toStrictEqual({ inner: { code: "s3cret" } });
    expect(isUnchanged(deep, { inner: { code: "new" } }, { inner: { code: "***" } }, recorded({ inner: { code: "old" } }))).toBe(false);
    expect(isUnchanged(deep, { inner: { code: "old" } }, { inner: { code: "***" } }, recorded({ inner: { code: "old" } }))).toBe(true);
  });

  it("keeps what nobody knows at every depth, and sends nothing that the API sets", () => {
    expect(laidOver(deep, shown, { inner: { list: [{ day: "mon" }] } })).toStrictEqual({
      inner: { code: "s3cret", list: [{ day: "mon", extra: 1 }], other: 1 },
    });
  });

  it("differs at its innermost paths", () => {
    expect(deep.differences?.({ inner: { code: "a" } }, { inner: { code: "b" } }, "it")).toEqual([
      { path: "it.inner.code", from: "a", to: "b" },
    ]);
  });
});

it("a list with names or uuids of its own cannot stand within another object: its form and its uuids are kept by argument", () => {
  const inner = { fields: { a: text("a") } };
  const message = "list: a list with names or uuids of its own is an argument of its own, and cannot stand within another one.";
  const named = keyedList("list", { ...inner, key: { argument: "name", wire: "name" }, confirmedBy: "a" });
  expect(() => record("it", { list: named })).toThrow(message);
  expect(() => record("it", { list: identifiedList("list", { ...inner, uuids: "listUuids" }) })).toThrow(message);
});

describe("a line that was declared and is not any more", () => {
  const mapping = new RecordMapping({
    line: text("line"),
    size: integer("size"),
    timeout: integer("timeout", { documentedDefault: 20 }),
    kind: choice("kind", { a: "a", b: "b" }),
    store: reference("store", "Store"),
    members: references("members", "SipUser"),
    extension: extension("extension"),
    pin: secret("pin"),
  });
  const before = { line: "x", size: 5, timeout: 30, kind: "b", store: "u", members: ["u"], extension: 501, pin: "1234" };
  const item = { line: "x", size: 5, timeout: 30, kind: "b", store: "u", members: ["u"], extension: 501, pin: "1234", extra: 1 };

  it("becomes blank, or its documented default, or is left out if it has neither; a secret stays", () => {
    expect(mapping.laidOver(item, {}, before)).toStrictEqual({ line: "", timeout: 20, store: "", members: [], pin: "1234", extra: 1 });
  });

  it("stays if it never was declared", () => {
    expect(mapping.laidOver(item, {}, {})).toStrictEqual(item);
    expect(mapping.laidOver(item, {}, { line: "" })).toStrictEqual(item);
  });
});

it("secrets are taken out of declared values at every depth, and nothing else", () => {
  const mapping = new RecordMapping({ ...fields, inner: record("inner", { code: secret("code"), a: text("a") }) });
  expect(mapping.hasSecrets).toBe(true);
  expect(new RecordMapping({ inner: record("inner", { code: secret("code") }) }).hasSecrets).toBe(true);
  expect(new RecordMapping({ a: text("a") }).hasSecrets).toBe(false);
  expect(mapping.withoutSecrets({ name: "a", pin: "1", inner: { code: "2", a: "3" }, other: [{ pin: "4" }] })).toStrictEqual({
    name: "a",
    inner: { a: "3" },
    other: [{ pin: "4" }],
  });
});

describe("for each object", () => {
  const declared = fc.record(
    {
      name: fc.string({ minLength: 1 }),
      size: fc.integer(),
      on: fc.boolean(),
      pin: fc.stringMatching(/^[1-8][0-9]{3}$/),
    },
    { requiredKeys: ["name"], noNullPrototype: true },
  );
  const unknown = fc.dictionary(
    fc.string().filter((key) => !["the_name", "size", "is_on", "pin", "store", "created_on", "updated_on"].includes(key)),
    fc.jsonValue(),
    { noNullPrototype: true },
  );

  it("what was declared over what lives is what an answer shows, and what nobody knows lives on", () => {
    fc.assert(
      fc.property(declared, unknown, fc.constantFrom(...NO_PASSWORDS), (value, more, mask) => {
        const body = laidOver(box, { ...(more as JsonObject), size: "7", pin: mask, created_on: "2026-01-01" }, value) as JsonObject;
        expect(body).toMatchObject(more);
        expect(body).not.toHaveProperty("created_on");
        expect(body["pin"]).not.toBe(mask);
        const keep = asked();
        expect(projected(box, body, value, keep)).toStrictEqual(value);
        expect(keep.questions).toEqual([]);
        expect(normalized(box, body)).toStrictEqual({ it: body });
        expect(isUnchanged(box, body, body)).toBe(true);
      }),
      runs,
    );
  });
});
