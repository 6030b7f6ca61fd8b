import fc from "fast-check";
import type { Json, JsonObject } from "../../../provider/client/index";
import { UNKNOWN } from "../../../provider/common/values";
import { factsAt, secretPathsOf } from "../../../provider/lifecycle/kind";
import { flag, integer, keyedList, secret, text } from "../../../provider/lifecycle/fields/index";
import {
  asked,
  decoded,
  isUnchanged,
  laidOver,
  MASKS,
  NO_PASSWORDS,
  normalized,
  problems,
  projected,
  recorded,
  runs,
  wrongType,
} from "../../support/fields";

const list = {
  key: { argument: "login", wire: "user_name" },
  fields: {
    email: text("email", { required: true }),
    role: integer("role_id"),
    on: flag("is_on", { documentedDefault: true }),
    password: secret("password", { readable: true }),
  },
  confirmedBy: "email",
} as const;
const users = keyedList("it", list);

const bob = { user_name: "bob", email: "b@x", role_id: "3", is_on: 1, password: "****", uuid: "u1", extra: 1, created_on: "2026" };
const eve = { user_name: "eve", email: "e@x", role_id: 1, is_on: true, password: "s3cret", uuid: "u2", updated_on: "2026" };
const bobSent = { user_name: "bob", email: "b@x", role_id: 3, is_on: true, uuid: "u1", extra: 1 };
const eveSent = { user_name: "eve", email: "e@x", role_id: 1, is_on: true, password: "s3cret", uuid: "u2" };

describe("objects that a name tells apart", () => {
  it.each<[string, Json | undefined, unknown]>([
    [
      "a map by name",
      [bob, eve],
      { bob: { email: "b@x", role: 3, on: true }, eve: { email: "e@x", role: 1, on: true, password: "s3cret" } },
    ],
    ["names that are numbers", [{ user_name: 501, email: "a" }], { 501: { email: "a" } }],
    ["no name", [{ email: "a" }], { "": { email: "a" } }],
    ["what is no object left out", ["bob", null, eve], { eve: { email: "e@x", role: 1, on: true, password: "s3cret" } }],
    ["none", [], {}],
    ["null as not shown", null, undefined],
    ["nothing as not shown", undefined, undefined],
    ["a text as not shown", "bob", undefined],
  ])("are read from an answer: %s", (_what, value, expected) => {
    expect(decoded(users, value)).toStrictEqual(expected);
  });

  it("may have a name that every object inherits", () => {
    const read = decoded(users, [JSON.parse('{"user_name": "__proto__", "email": "a"}') as JsonObject]) as object;
    expect(Object.getOwnPropertyDescriptor(read, "__proto__")?.value).toEqual({ email: "a" });
  });

  it("go back in the documented form, without masks and what the API sets", () => {
    expect(normalized(users, [bob, eve])).toStrictEqual({ it: [bobSent, eveSent] });
    expect(normalized(users, null)).toStrictEqual({});
    expect(normalized(users, [])).toStrictEqual({ it: [] });
    for (const mask of NO_PASSWORDS)
      expect(JSON.stringify(normalized(users, [{ ...bob, password: mask }]))).not.toContain(JSON.stringify(mask));
  });

  it("get their declared keys; what nobody knows and who was never declared live on", () => {
    expect(laidOver(users, [bob, eve], { bob: { email: "new@x" } })).toStrictEqual([{ ...bobSent, email: "new@x" }, eveSent]);
    expect(laidOver(users, undefined, { bob: { email: "b@x" } })).toStrictEqual([{ user_name: "bob", email: "b@x" }]);
  });

  it("are removed if they were declared before and are not any more", () => {
    const before = recorded({ bob: { email: "b@x" }, eve: { email: "e@x" } });
    expect(laidOver(users, [bob, eve], { eve: { email: "e@x" } }, before)).toStrictEqual([eveSent]);
    expect(laidOver(users, [bob, eve], [], before)).toStrictEqual([]);
    expect(laidOver(users, [bob, eve], [], recorded({ bob: { email: "b@x" } }))).toStrictEqual([eveSent]);
  });

  it("are made if they do not live, beside those that do", () => {
    expect(laidOver(users, [eve], { bob: { email: "b@x", role: 3, password: "new" } })).toStrictEqual([
      eveSent,
      { user_name: "bob", email: "b@x", role_id: 3, password: "new" },
    ]);
  });
});

describe("a name that an API spells in its own way", () => {
  const shown = { ...bob, user_name: "BOB" };

  it("is the declared one if what confirms it is the same, and goes back as declared", () => {
    expect(laidOver(users, [shown], { bob: { email: "B@X " } })).toStrictEqual([{ ...bobSent, email: "B@X " }]);
    expect(laidOver(users, [shown], { bob: { email: "other@x" } })).toHaveLength(2);
  });

  it("is the declared one if the state has recorded it, or if it only is composed otherwise", () => {
    const state = { shownAs: { "it.bob.login": "BOB" } };
    expect(laidOver(keyedList("it", list), [shown], { bob: { email: "other@x" } }, recorded({}, state))).toHaveLength(1);
    expect(laidOver(users, [{ ...bob, user_name: "e\u0301va" }], { "\u00e9va": { email: "other@x" } })).toStrictEqual([
      { ...bobSent, user_name: "\u00e9va", email: "other@x" },
    ]);
  });

  it("is asked for, and shown under the declared name if the policy agrees", () => {
    const keep = asked({ respelled: true });
    expect(projected(users, [shown], { bob: { email: "b@x" } }, keep)).toStrictEqual({ bob: { email: "b@x" } });
    expect(keep.questions).toEqual([["it.bob.login", { live: "BOB", declared: "bob" }]]);
    expect(projected(users, [shown], { bob: { email: "b@x" } }, asked())).toStrictEqual({});
  });
});

describe("a live value in the program's words", () => {
  it("is that of each declared entry at its declared keys, and of no other", () => {
    const keep = asked();
    const declared = { bob: { email: "b@x", role: 1, password: "s3cret" }, eve: { email: "e@x", password: "old" }, gone: { email: "g@x" } };
    expect(projected(users, [bob, eve], declared, keep)).toStrictEqual({
      bob: { email: "b@x", role: 3, password: "s3cret" },
      eve: { email: "e@x", password: "s3cret" },
    });
    expect(keep.questions).toEqual(["it.bob.password"]);
  });

  it("is what the policy says if none is shown", () => {
    const keep = asked({ hidden: true });
    expect(projected(users, null, { bob: { email: "b@x" } }, keep)).toStrictEqual({ bob: { email: "b@x" } });
    expect(projected(users, undefined, {}, keep)).toStrictEqual({});
    expect(keep.questions).toEqual(["it"]);
    expect(projected(users, undefined, { bob: { email: "b@x" } }, asked())).toStrictEqual({});
    expect(users.project({}, "none", asked(), "it")).toBe("none");
  });

  it("is shown without secrets by a look-up", () => {
    const all = { bob: { email: "b@x", role: 3, on: true }, eve: { email: "e@x", role: 1, on: true } };
    expect(users.whole?.({ it: [bob, eve] }, recorded())).toStrictEqual(all);
    expect(users.whole?.({}, recorded())).toStrictEqual({});
  });
});

it.each<[unknown, unknown, boolean]>([
  [{ a: { email: "x" } }, { a: { email: "x", on: true } }, true],
  [{ a: { email: "x" }, b: { email: "y" } }, { b: { email: "y" }, a: { email: "x" } }, true],
  [{ a: { email: "x" } }, { a: { email: "y" } }, false],
  [{ a: { email: "x" } }, {}, false],
  [{ a: { email: "x" } }, undefined, false],
  [undefined, {}, true],
  [UNKNOWN, { a: { email: "x" } }, false],
])("maps mean the same by the rules of their entries: %j and %j %s", (a, b, expected) => {
  expect(users.same(a, b)).toBe(expected);
  expect(users.same(b, a)).toBe(expected);
});

it.each<[string, Json | undefined, Json | undefined, unknown, boolean]>([
  ["in another order and form", [eveSent, bobSent], [bob, eve], undefined, true],
  ["none and nothing", [], undefined, undefined, true],
  ["one more", [bobSent, eveSent], [bob], undefined, false],
  ["one fewer", [bobSent], [bob, eve], undefined, false],
  ["another name", [{ ...bobSent, user_name: "rob" }], [bob], undefined, false],
  ["another value", [{ ...bobSent, role_id: 1 }], [bob], undefined, false],
  ["the secret of the state behind a mask", [{ ...bobSent, password: "old" }], [bob], { bob: { password: "old" } }, true],
  ["another secret behind a mask", [{ ...bobSent, password: "new" }], [bob], { bob: { password: "old" } }, false],
  ["a secret that looks like a mask", [{ ...bobSent, password: MASKS.at(-1)! }], [bob], { bob: { password: "old" } }, false],
  ["another secret than lives", [{ ...eveSent, password: "new" }], [eve], undefined, false],
])("a list is left as it is or not: %s", (_what, sent, live, before, expected) => {
  expect(isUnchanged(users, sent, live, recorded(before))).toBe(expected);
});

describe("what is told and found", () => {
  it("is a difference within an entry by its key, and an entry that only one has by its kind alone", () => {
    const a = { bob: { email: "b@x", on: true, password: "old" }, eve: { email: "e@x", password: "s3cret" } };
    const b = { bob: { email: "new", password: "new" }, joe: { email: "j@x", password: "s3cret" } };
    expect(keyedList("users", list).differences?.(a, b, "users")).toEqual([
      { path: "users.bob.email", from: "b@x", to: "new" },
      { path: "users.bob.password", from: "old", to: "new" },
      { path: "users.eve", from: "a user", to: undefined },
      { path: "users.joe", from: undefined, to: "a user" },
    ]);
    expect(users.differences?.(undefined, undefined, "it")).toEqual([]);
  });

  it("is a name that stands twice, or that is none", () => {
    const field = keyedList("users", list);
    const inputs = field.form?.toInput([{ login: "bob" }, { login: "bob" }, { login: "" }, {}, { login: "eve" }]);
    expect(field.findings?.(inputs, "users")).toEqual([
      { path: "users.bob", reason: "is declared twice; users are told apart by their login" },
      { path: "users.#3.login", reason: "is required; users are told apart by their login" },
      { path: "users.#4.login", reason: "is required; users are told apart by their login" },
    ]);
    for (const value of [undefined, UNKNOWN, { bob: UNKNOWN }, { bob: { email: "a" } }])
      expect(field.findings?.(value, "users")).toEqual([]);
  });

  it.each<[unknown, string[]]>([
    [{ bob: { email: "b@x" } }, []],
    [{}, []],
    [{ bob: {} }, [`bob.email: ${wrongType("string", "undefined")}`]],
    [{ bob: { email: "b@x", password: "", mail: 1 } }, ["bob.password: must not be empty", 'bob: Unrecognized key: "mail"']],
    [[{ login: "bob" }], ["must be a list of it, each with its login"]],
    ["bob", ["must be a list of it, each with its login"]],
  ])("is the shape: %j", (value, expected) => {
    expect(problems(users, value)).toEqual(expected);
  });

  it("are the facts: who leaves the program is removed, and each secret hides itself alone", () => {
    expect(users.facts.removesWhatLeaves).toBe(true);
    expect(factsAt(users.facts, ["bob", "role"])).toEqual({ wire: "role_id", leavesAlone: true });
    expect(secretPathsOf(users.facts)).toEqual([["*", "password"]]);
    expect(users.known).toEqual(["user_name", "email", "role_id", "is_on", "password", "uuid", "created_on", "updated_on"]);
    expect([users.isRequired, keyedList("it", { ...list, required: true }).isRequired]).toEqual([false, true]);
  });
});

it("what was declared over what lives is what an answer shows, in any order, and stays so", () => {
  const entry = fc.record(
    { email: fc.string({ minLength: 1 }), role: fc.nat(), password: fc.stringMatching(/^[1-8][0-9]{5}$/) },
    { requiredKeys: ["email"], noNullPrototype: true },
  );
  const declared = fc.dictionary(fc.constantFrom("bob", "eve", "joe", "__proto__", "12"), entry, { noNullPrototype: true });
  fc.assert(
    fc.property(declared, fc.boolean(), (value, isReversed) => {
      const sent = laidOver(users, [bob, eve], value) as JsonObject[];
      const shown = isReversed ? [...sent].reverse() : sent;
      const keep = asked();
      expect(projected(users, shown, value, keep)).toEqual(value);
      expect(keep.questions).toEqual([]);
      expect(sent.map((item) => item["user_name"])).toEqual(expect.arrayContaining(["bob", "eve"]));
      expect(normalized(users, sent)).toStrictEqual({ it: sent });
      expect(isUnchanged(users, shown, sent)).toBe(true);
      expect(laidOver(users, shown, value, recorded(value))).toStrictEqual(shown);
    }),
    runs,
  );
});
