import fc from "fast-check";
import type { Json, JsonObject } from "../../../provider/client/index";
import { type Props } from "../../../provider/common/values";
import { factsAt, secretPathsOf } from "../../../provider/lifecycle/kind";
import { flag, identifiedList, integer, secret, text } from "../../../provider/lifecycle/fields/index";
import {
  asked,
  decoded,
  isUnchanged,
  laidOver,
  MASKS,
  normalized,
  problems,
  projected,
  recorded,
  runs,
  wrongType,
} from "../../support/fields";

const fields = {
  street: text("street_one", { required: true }),
  two: text("street_two"),
  floor: integer("floor"),
  on: flag("is_on", { documentedDefault: true }),
};
const addresses = identifiedList("it", { fields, uuids: "itUuids" });

const home = { uuid: "u1", street_one: "1 High St", floor: "2", is_on: 1, extra: 1, created_on: "2026" };
const work = { uuid: "u2", street_one: "2 Low St", street_two: "Unit 3", updated_on: "2026" };
const homeSent = { uuid: "u1", street_one: "1 High St", floor: 2, is_on: true, extra: 1 };
const workSent = { uuid: "u2", street_one: "2 Low St", street_two: "Unit 3" };

/** What the state has of declared ones and their uuids. */
const state = (before: readonly Props[], ...uuids: string[]) => recorded(before, { itUuids: uuids });
const uuidsOf = (live: Json | undefined, declared: unknown, about = recorded()) =>
  addresses.records?.of(live === undefined ? {} : { it: live }, declared, about);

describe("objects with uuids", () => {
  it("go back in the documented form, with their uuids and without what else the API sets", () => {
    expect(normalized(addresses, [home, work])).toStrictEqual({ it: [homeSent, workSent] });
    expect(normalized(addresses, null)).toStrictEqual({});
    expect(normalized(addresses, [])).toStrictEqual({ it: [] });
  });

  it("are shown whole by a look-up", () => {
    const all = [
      { street: "1 High St", floor: 2, on: true },
      { street: "2 Low St", two: "Unit 3" },
    ];
    expect(addresses.whole?.({ it: [home, work] }, recorded())).toStrictEqual(all);
    expect(addresses.whole?.({ it: null }, recorded())).toStrictEqual([]);
  });

  it("are not shown by an answer without a list", () => {
    for (const live of [undefined, null, "none"]) expect(decoded(addresses, live)).toBeUndefined();
  });
});

describe("a body", () => {
  it("has a declared one with the uuid of its content, and the others as they live", () => {
    expect(laidOver(addresses, [home, work], [{ street: "2 Low St", two: "Unit 4" }, { street: "1 High St" }])).toStrictEqual([
      homeSent,
      workSent,
      { street_one: "2 Low St", street_two: "Unit 4" },
    ]);
  });

  it("changes the one that the state has recorded", () => {
    const about = state([{ street: "1 High St" }, { street: "2 Low St" }], "u1", "u2");
    expect(laidOver(addresses, [work, home], [{ street: "1 High St" }, { street: "3 New St" }], about)).toStrictEqual([
      { ...workSent, street_one: "3 New St" },
      homeSent,
    ]);
  });

  it("has none that was declared before and is not any more, and the one that never was", () => {
    expect(laidOver(addresses, [home, work], [], state([{ street: "1 High St" }], "u1"))).toStrictEqual([workSent]);
    expect(laidOver(addresses, [home, work], [], recorded([{ street: "1 High St" }]))).toStrictEqual([workSent]);
  });

  it("blanks a line that left the program, and no other", () => {
    const about = state([{ street: "2 Low St", two: "Unit 3", floor: 1 }], "u2");
    expect(laidOver(addresses, [{ ...work, floor: 1 }], [{ street: "2 Low St" }], about)).toStrictEqual([
      { uuid: "u2", street_one: "2 Low St", street_two: "" },
    ]);
    expect(laidOver(addresses, [work], [{ street: "2 Low St" }], state([{ street: "2 Low St" }], "u2"))).toStrictEqual([workSent]);
  });

  it("writes each over itself beside a recorded gap, which a refresh leaves for one that it found gone", () => {
    const left = [{ street: "1 High St" }, { street: "2 Low St" }];
    const sent = laidOver(addresses, [home, work], [{ street: "9 Gone St" }, ...left], state(left, "", "u1", "u2"));
    expect(sent).toStrictEqual([homeSent, workSent, { street_one: "9 Gone St" }]);
  });

  it("knows uuids in any letter case, and content in the spelling of the API", () => {
    const about = state([{ street: "1 High St" }], "U1");
    expect(laidOver(addresses, [home], [{ street: "9 Other St" }], about)).toStrictEqual([{ ...homeSent, street_one: "9 Other St" }]);
    expect(laidOver(addresses, [home], [{ street: "1 HIGH ST." }])).toStrictEqual([{ ...homeSent, street_one: "1 HIGH ST." }]);
  });

  it.each<[string, Json | undefined, Json | undefined, boolean]>([
    ["in another order and form", [workSent, homeSent], [home, work], true],
    ["none and nothing", [], undefined, true],
    ["a null that is left out", [{ uuid: "u1" }], [{ uuid: "u1", is_on: null, floor: null }], true],
    ["another value", [{ ...homeSent, floor: 3 }], [home], false],
    ["a new one", [homeSent, { street_one: "2 Low St" }], [home], false],
    ["one fewer", [homeSent], [home, work], false],
    ["the same content of another", [{ ...homeSent, uuid: "u9" }], [home], false],
  ])("leaves the live ones as they are or not: %s", (_what, sent, live, expected) => {
    expect(isUnchanged(addresses, sent, live)).toBe(expected);
  });
});

describe("what is recorded", () => {
  it("is the uuid of each, also where the API spells them anew and the program has put one first or taken one out", () => {
    const capital = (street: string, uuid: string) => ({ uuid, street_one: street.toUpperCase() });
    const [one, two, three] = ["1 High St", "2 Low St", "3 New St"].map((street) => ({ street }));
    const living = [capital("1 High St", "u1"), capital("2 Low St", "u2"), capital("3 New St", "u3")];
    const before = state([one!, two!], "u1", "u2");
    expect(uuidsOf(living, [three, one, two], before)).toEqual(["u3", "u1", "u2"]);
    expect(uuidsOf([...living].reverse(), [three, { street: "1 HIGH ST" }, two], before)).toEqual(["u3", "u1", "u2"]);
    expect(uuidsOf(living.slice(1), [two, three], state([one!, two!, three!], "u1", "u2", "u3"))).toEqual(["u2", "u3"]);
    expect(
      uuidsOf([capital("1 High St", "u1"), capital("1 High St", "u2")].reverse(), [one, one], state([one!, one!], "u1", "u2")),
    ).toEqual(["u1", "u2"]);
  });

  it("is the uuid of each declared one, in their order, and an empty text for one that does not live", () => {
    const declared = [{ street: "2 Low St" }, { street: "9 Gone St" }, { street: "1 High St" }];
    expect(uuidsOf([home, work], declared)).toEqual(["u2", "", "u1"]);
    expect(uuidsOf([home, work], [])).toBeUndefined();
    expect(uuidsOf([home], undefined)).toBeUndefined();
    expect(addresses.records?.output).toBe("itUuids");
  });

  it("stays what it is if an answer does not show them, and in its letter case", () => {
    const about = state([{ street: "1 High St" }], "U1");
    expect(uuidsOf(undefined, [{ street: "1 High St" }], about)).toEqual(["U1"]);
    expect(uuidsOf([home], [{ street: "1 High St" }], about)).toEqual(["U1"]);
  });

  it("stands beside the declared ones, too, if an answer does not show them and a refresh found one gone", () => {
    const left = [{ street: "1 High St" }, { street: "2 Low St" }];
    const declared = [{ street: "9 Gone St" }, ...left];
    expect(uuidsOf(undefined, declared, state(left, "u1", "u2"))).toEqual(["", "u1", "u2"]);
    expect(uuidsOf(undefined, declared, state(left, "", "u1", "u2"))).toEqual(["", "u1", "u2"]);
  });

  it("is the new uuid if the API made an equal one anew", () => {
    expect(uuidsOf([{ ...home, uuid: "u9" }], [{ street: "1 High St" }], state([{ street: "1 High St" }], "u1"))).toEqual(["u9"]);
  });
});

describe("a live value in the program's words", () => {
  it("is that of each declared one in its order, at its declared keys", () => {
    const keep = asked();
    const declared = [
      { street: "2 Low St", two: "Unit 3" },
      { street: "1 High St", floor: 2 },
    ];
    expect(projected(addresses, [home, work], declared, keep)).toStrictEqual(declared);
    expect(keep.questions).toEqual([]);
  });

  it("is what somebody made of a recorded one, and nothing of one that is gone", () => {
    const about = state([{ street: "1 High St" }, { street: "2 Low St" }], "u1", "u2");
    const declared = [{ street: "1 High St" }, { street: "2 Low St" }];
    expect(projected(addresses, [{ ...home, street_one: "8 Else St" }], declared, asked(), about)).toStrictEqual([{ street: "8 Else St" }]);
  });

  it("is the declared one if the policy knows how the API spells it", () => {
    const keep = asked({ respelled: true });
    expect(projected(addresses, [home], [{ street: "1 HIGH ST" }], keep)).toStrictEqual([{ street: "1 HIGH ST" }]);
    expect(keep.questions).toEqual([["it.0.street", { live: "1 High St", declared: "1 HIGH ST" }]]);
  });

  it("is what the policy says if none is shown", () => {
    const keep = asked({ hidden: true });
    expect(projected(addresses, undefined, [{ street: "a" }], keep)).toStrictEqual([{ street: "a" }]);
    expect(projected(addresses, undefined, [], keep)).toStrictEqual([]);
    expect(keep.questions).toEqual(["it"]);
    expect(projected(addresses, undefined, [{ street: "a" }], asked())).toStrictEqual([]);
  });
});

it.each<[unknown, unknown, boolean]>([
  [[{ street: "a" }, { street: "b" }], [{ street: "b" }, { street: "a", on: true }], true],
  [[{ street: "a" }], [{ street: "a", two: "" }], true],
  [[{ street: "a" }], [{ street: "a", on: false }], false],
  [[{ street: "a" }, { street: "a" }], [{ street: "a" }], false],
  [[], undefined, true],
  [[5], [5], true],
])("lists mean the same in any order, by the rules of their keys: %j and %j %s", (a, b, expected) => {
  expect(addresses.same(a, b)).toBe(expected);
  expect(addresses.same(b, a)).toBe(expected);
});

describe("what is told and what is fixed", () => {
  it("is each difference at the place of the first list", () => {
    const a = [{ street: "a" }, { street: "b", on: true }, { street: "c" }];
    const b = [{ street: "c" }, { street: "b2" }];
    expect(addresses.differences?.(a, b, "it")).toEqual([
      { path: "it.0.street", from: "a", to: "b2" },
      { path: "it.1", from: { street: "b", on: true }, to: undefined },
    ]);
    expect(addresses.differences?.(a, a, "it")).toEqual([]);
  });

  it.each<[unknown, string[]]>([
    [[{ street: "a", two: "" }], []],
    [[], []],
    [[{ street: "a" }, {}], [`1.street: ${wrongType("string", "undefined")}`]],
    [[{ street: "a", uuid: "u" }], ['0: Unrecognized key: "uuid"']],
    [{}, [wrongType("array", "object")]],
  ])("is the shape: %j", (value, expected) => {
    expect(problems(addresses, value)).toEqual(expected);
  });

  it("are the facts: what leaves is removed, so leaving a line out has a meaning", () => {
    expect(addresses.facts.removesWhatLeaves).toBe(true);
    expect(factsAt(addresses.facts, ["0", "two"])).toEqual({ wire: "street_two" });
    expect(factsAt(addresses.facts, ["0", "on"])).toEqual({ wire: "is_on", documentedDefault: true });
    expect(addresses.known).toEqual(["street_one", "street_two", "floor", "is_on", "uuid", "created_on", "updated_on"]);
    expect([addresses.isRequired, identifiedList("it", { fields, uuids: "u", required: true }).isRequired]).toEqual([false, true]);
  });
});

describe("with a secret, as the logins of a trunk have", () => {
  const logins = identifiedList("it", {
    fields: { user: text("username"), password: secret("password", { readable: true }) },
    uuids: "itUuids",
  });
  const live = { uuid: "u1", username: "bob", password: "****" };
  const declared = [{ user: "bob", password: "s3cret" }];

  it("the one with the declared content is found, whether an answer shows the secret or not", () => {
    for (const password of ["****", "s3cret", "other"]) {
      const shown = [{ ...live, password }];
      expect(logins.records?.of({ it: shown }, declared, recorded())).toEqual(["u1"]);
      expect(laidOver(logins, shown, declared)).toStrictEqual([{ uuid: "u1", username: "bob", password: "s3cret" }]);
    }
  });

  it("the secret is the declared one behind a mask, and drift if it is shown in clear", () => {
    const keep = asked();
    expect(projected(logins, [live], declared, keep)).toStrictEqual(declared);
    expect(keep.questions).toEqual(["it.0.password"]);
    expect(projected(logins, [{ ...live, password: "other" }], declared, asked())).toStrictEqual([{ user: "bob", password: "other" }]);
  });

  it("a new secret is a change, and stays behind a mask no reason to send it again", () => {
    const about = state([{ user: "bob", password: "old" }], "u1");
    for (const password of ["new", ...MASKS]) {
      expect(laidOver(logins, [live], [{ user: "bob", password }], about)).toStrictEqual([{ ...live, password }]);
      expect(isUnchanged(logins, [{ ...live, password }], [live], about)).toBe(false);
    }
    expect(isUnchanged(logins, [{ ...live, password: "old" }], [live], about)).toBe(true);
  });

  it("a secret that leaves the program stays what it is", () => {
    const about = state(declared, "u1");
    expect(laidOver(logins, [live], [{ user: "bob" }], about)).toStrictEqual([{ uuid: "u1", username: "bob" }]);
  });

  it("no look-up and no report shows it", () => {
    expect(logins.whole?.({ it: [{ ...live, password: "s3cret" }] }, recorded())).toStrictEqual([{ user: "bob" }]);
    expect(logins.differences?.(declared, [], "it")).toEqual([{ path: "it.0", from: { user: "bob" }, to: undefined }]);
    expect(secretPathsOf(logins.facts)).toEqual([["*", "password"]]);
  });
});

it("what was declared over what lives is what an answer shows, in any order, and stays so", () => {
  const item = fc.record(
    { street: fc.string({ minLength: 1 }), two: fc.string({ minLength: 1 }), floor: fc.nat() },
    { requiredKeys: ["street"], noNullPrototype: true },
  );
  const distinct = fc.uniqueArray(item, {
    selector: ({ street }) =>
      street
        .normalize("NFKC")
        .toUpperCase()
        .replace(/[^\p{L}\p{N}]/gu, ""),
    maxLength: 4,
  });
  fc.assert(
    fc.property(distinct, fc.boolean(), (declared, isReversed) => {
      const sent = laidOver(addresses, [], declared) as JsonObject[];
      const made = sent.map((body, index) => ({ uuid: `u${index}`, ...body }));
      const shown = isReversed ? [...made].reverse() : made;
      const uuids = addresses.records?.of({ it: shown }, declared, recorded()) as string[] | undefined;
      const about = state(declared, ...(uuids ?? []));
      expect(uuids ?? []).toEqual(made.map(({ uuid }) => uuid));
      expect(projected(addresses, shown, declared, asked(), about)).toStrictEqual(declared);
      expect(laidOver(addresses, shown, declared, about)).toStrictEqual(shown);
      expect(normalized(addresses, shown)).toStrictEqual({ it: shown });
      expect(isUnchanged(addresses, shown, made, about)).toBe(true);
    }),
    runs,
  );
});
