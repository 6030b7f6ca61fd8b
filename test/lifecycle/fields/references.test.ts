import fc from "fast-check";
import type { Json, JsonObject } from "../../../provider/client/index";
import { reference, references } from "../../../provider/lifecycle/fields/index";
import { asked, decoded, isUnchanged, laidOver, normalized, problems, projected, recorded, runs, wrongType } from "../../support/fields";

const [first, second, third] = ["1", "2", "3"].map((digit) => `0a7c1111-abcd-4111-8111-11111111111${digit}`) as [string, string, string];
const upper = first.toUpperCase();

describe("a reference", () => {
  const store = reference("it", "Store");

  it.each<[Json | undefined, unknown]>([
    [first, first],
    [upper, upper],
    [null, ""],
    ["", ""],
    [undefined, undefined],
    [5, "5"],
  ])("is read from an answer: %j as %j", (live, expected) => {
    expect(decoded(store, live)).toBe(expected);
  });

  it("is one uuid in any letter case, and a blank names none", () => {
    expect(store.same(first, upper)).toBe(true);
    expect(store.same(first, second)).toBe(false);
    expect(store.same(undefined, "")).toBe(true);
    expect(isUnchanged(store, first, upper)).toBe(true);
    expect(isUnchanged(store, second, upper)).toBe(false);
    expect(projected(store, upper, first, asked())).toBe(first);
  });

  it("is what lives if that is another, and what the policy says if none is shown", () => {
    const keep = asked({ hidden: true, respelled: false });
    expect(projected(store, second, first, keep)).toBe(second);
    expect(projected(store, undefined, first, keep)).toBe(first);
    expect(keep.questions).toEqual([["it", { live: second, declared: first }], "it"]);
    expect(projected(store, undefined, first, asked())).toBe("");
    expect(projected(store, null, first, asked())).toBe("");
    expect(projected(store, null, "", asked())).toBe("");
  });

  it("is written as declared, and not as null", () => {
    expect(laidOver(store, upper, first)).toBe(first);
    expect(laidOver(store, upper, "")).toBe("");
    expect(normalized(store, null)).toStrictEqual({});
  });

  it("has the kinds that may stand there; leaving it out may mean something", () => {
    expect(store.facts).toEqual({ wire: "it", refersTo: ["Store"] });
    expect(reference("it", ["Sound", "Playlist"], { replaceOnChanges: true }).facts).toEqual({
      wire: "it",
      refersTo: ["Sound", "Playlist"],
      replaceOnChanges: true,
    });
  });

  it("is declared as a uuid; blank only if it may be left out", () => {
    const required = reference("it", ["Sound", "Playlist"], { required: true });
    expect(problems(store, first)).toEqual([]);
    expect(problems(store, "")).toEqual([]);
    expect(problems(store, "main")).toEqual(["must be the uuid of a Store"]);
    expect(problems(required, upper)).toEqual([]);
    expect(problems(required, "")).toEqual(["must be the uuid of a Sound or a Playlist"]);
    expect([store.isRequired, required.isRequired]).toEqual([false, true]);
  });
});

describe("references", () => {
  const members = references("it", "SipUser");
  const line = references("it", "SipUser", { ordered: true });

  it.each<[Json | undefined, unknown]>([
    [
      [first, second],
      [first, second],
    ],
    [[5], ["5"]],
    [[], []],
    [null, []],
    ["none", "none"],
    [undefined, undefined],
  ])("are read from an answer: %j as %j", (live, expected) => {
    expect(decoded(members, live)).toStrictEqual(expected);
  });

  it("mean the same in any order, unless their order means something", () => {
    expect(members.same([first, second], [second, upper])).toBe(true);
    expect(line.same([first, second], [second, upper])).toBe(false);
    expect(line.same([first, second], [upper, second])).toBe(true);
    expect(line.same([first, second], [upper])).toBe(false);
    expect(line.same([first], [upper, second])).toBe(false);
    for (const field of [members, line]) {
      expect(field.same([], undefined)).toBe(true);
      expect(field.same(undefined, [first])).toBe(false);
      expect(field.same([first], [second])).toBe(false);
      expect(field.same([first, first], [first, second])).toBe(false);
    }
  });

  it("live as they are declared if they mean the same, and as a whole if not", () => {
    const keep = asked();
    expect(projected(members, [second, upper], [first, second], keep)).toEqual([first, second]);
    expect(projected(line, [second, upper], [first, second], keep)).toEqual([second, upper]);
    expect(projected(members, [first, third], [first], keep)).toEqual([first, third]);
    expect(projected(members, null, [first], keep)).toEqual([]);
    expect(keep.questions).toEqual([]);
  });

  it("that an answer does not show are what the policy says", () => {
    const keep = asked({ hidden: true });
    expect(projected(members, undefined, [first], keep)).toEqual([first]);
    expect(projected(members, undefined, [], keep)).toEqual([]);
    expect(keep.questions).toEqual(["it"]);
    expect(projected(members, undefined, [first], asked())).toEqual([]);
  });

  it("are written as declared, and not as null", () => {
    expect(laidOver(members, [third], [first, second])).toEqual([first, second]);
    expect(laidOver(members, [third], [])).toEqual([]);
    expect(normalized(members, null)).toStrictEqual({});
    expect(normalized(members, [first])).toStrictEqual({ it: [first] });
  });

  it("have their facts, and a shape that names each wrong one", () => {
    expect(references("it", ["Sound", "Playlist"]).facts).toEqual({ wire: "it", refersTo: ["Sound", "Playlist"] });
    expect([members.isRequired, references("it", "SipUser", { required: true }).isRequired]).toEqual([false, true]);
    expect(problems(members, [first, upper])).toEqual([]);
    expect(problems(members, [first, "bob", ""])).toEqual(["1: must be the uuid of a SipUser", "2: must be the uuid of a SipUser"]);
    expect(problems(members, first)).toEqual([wrongType("array", "string")]);
  });

  it("that were written are those that an answer shows, in any order and letter case", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([first, second, third]), fc.boolean(), (declared, isUpper) => {
        const body: JsonObject = {};
        members.encode(body, declared, recorded());
        const shown = [...declared].reverse().map((uuid) => (isUpper ? uuid.toUpperCase() : uuid));
        expect(projected(members, shown, declared, asked())).toStrictEqual(declared);
      }),
      runs,
    );
  });
});
