import { z } from "zod";
import type { JsonObject } from "../../provider/client/index";
import { type Kind, defineKind } from "../../provider/lifecycle/defineKind";
import {
  decimal,
  generated,
  identifiedList,
  option,
  record,
  reference,
  references,
  secret,
  text,
} from "../../provider/lifecycle/fields/index";
import type { Adopt } from "../../provider/lifecycle/verbs/adopt";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { checkInputs } from "../../provider/lifecycle/inputs/check";
import { declared, everyBlock, living } from "../support/everyBlock";

interface PlainArgs {
  customer?: string;
  adopt?: Adopt;
  name: string;
  note?: string;
}

const plainPage = { kind: "Plain", documentation: "documented", scope: "account", path: "/plain" } as const;
const page: Kind<PlainArgs> = {
  ...plainPage,
  args: { name: text("the_name", { required: true }), note: text("note") },
};
const plain = defineKind(page);
const keyed = defineKind<PlainArgs>({ ...page, key: "name" });

const customer = "0a7c1111-abcd-4111-8111-111111111111";
const seed = "urn:it";

/** What the schema of a kind refuses, by path. */
function refused({ schema }: ResourceDefinition, value: unknown): string[] {
  return (schema.safeParse(value).error?.issues ?? []).map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
}

describe("the schema that follows from the fields", () => {
  it("asks for what is required, takes what may be left out, and knows what every kind has", () => {
    expect(refused(plain, { name: "a" })).toEqual([]);
    expect(refused(plain, { name: "a", note: "", seed, adopt: true, __provider: "text" })).toEqual([]);
    expect(refused(plain, { note: "b" })).toEqual(["name: Invalid input: expected string, received undefined"]);
    expect(refused(plain, { name: "", note: 5 })).toEqual([
      "name: must not be empty",
      "note: Invalid input: expected string, received number",
    ]);
  });

  it("is strict", () => {
    expect(refused(plain, { name: "a", nmae: "b", other: 1 })).toEqual(['Unrecognized keys: "nmae", "other"']);
  });

  it("has a customer for the kinds of a customer, and for no others", () => {
    expect(refused(plain, { name: "a", customer })).toEqual(['Unrecognized key: "customer"']);
    const owned = defineKind<PlainArgs>({ ...page, scope: "customer" });
    expect(refused(owned, { name: "a", customer })).toEqual([]);
    expect(refused(owned, { name: "a" })).toEqual([]);
    expect(refused(owned, { name: "a", customer: "acme" })).toEqual(["customer: must be the uuid of a SubReseller, such as acme.uuid"]);
    expect(owned.fields["customer"]?.facts).toEqual({ replaceOnChanges: true, leftOut: "for the own account", refersTo: ["SubReseller"] });
    expect(plain.fields).not.toHaveProperty("customer");
  });

  it.each([true, false, customer, { uuid: customer, overwrite: true }, { uuid: customer }])(
    "takes a living object over by adopt: %j",
    (adopt) => {
      expect(refused(plain, { name: "a", adopt })).toEqual([]);
    },
  );

  it.each<[unknown, string]>([
    ["main", "adopt: must be a uuid, such as the uuid of another resource"],
    [{ uuid: "main" }, "adopt.uuid: must be a uuid, such as the uuid of another resource"],
    [{ uuid: customer, force: true }, 'adopt: Unrecognized key: "force"'],
    [{ overwrite: true }, 'adopt: must be true, the uuid of a living object, or { uuid: "…", overwrite: true }'],
    [5, 'adopt: must be true, the uuid of a living object, or { uuid: "…", overwrite: true }'],
  ])("takes nothing over by another adopt: %j", (adopt, expected) => {
    expect(refused(plain, { name: "a", adopt })).toEqual([expected]);
  });

  it("has every block of a kind", () => {
    expect(refused(everyBlock, { ...declared, seed, customer, locked: true, force: false })).toEqual([]);
    expect(refused(everyBlock, { extension: 501, name: "a" })).toEqual([]);
  });
});

describe("what a program can read, and what is a secret", () => {
  it("are the arguments that do not only steer the provider, and what the API makes", () => {
    expect(plain.outputs).toEqual(["name", "note"]);
    expect(everyBlock.outputs).toEqual([...["customer"], ...Object.keys({ ...argumentsOf(everyBlock), locked: 1 }), "token", "number"]);
    expect(everyBlock.outputs).not.toEqual(expect.arrayContaining(["force"]));
    const computed = defineKind<PlainArgs>({ ...page, computedOutputs: ["steps"] });
    expect(computed.outputs).toEqual(["name", "note", "steps"]);
  });

  it("are secret outputs if the API makes them so", () => {
    expect(everyBlock.secretOutputs).toEqual(["token"]);
    expect(plain.secretOutputs).toEqual([]);
  });

  it("is read when the object is made, and later changes of it are none", () => {
    for (const name of ["adopt", "seed"]) expect(plain.fields[name]?.facts).toEqual({ createOnly: true, isOption: true });
  });
});

function argumentsOf({ fields }: ResourceDefinition): Record<string, unknown> {
  const steering = ["customer", "adopt", "seed", "force"];
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !steering.includes(name)));
}

describe("the names on the wire", () => {
  it("that the API sets and does not take are the usual ones, those of outputs, and those of the page", () => {
    expect(plain.readOnly).toEqual(["uuid", "created_on", "updated_on"]);
    expect(everyBlock.readOnly).toEqual(["uuid", "created_on", "updated_on", "token", "number", "balance"]);
  });

  it("that the documents have are those of the fields, and of what stands within them", () => {
    expect(plain.known).toEqual(["the_name", "note"]);
    expect(everyBlock.known).toEqual(
      expect.arrayContaining(["box", "box.label", "users", "users.name", "users.role_id", "users.uuid", "auth.username", "times.day"]),
    );
    for (const none of ["locked", "force", "seed", "token"]) expect(everyBlock.known).not.toContain(none);
  });

  it("are those of its path", () => {
    expect(plain.paths).toEqual({ collection: "/plain", item: "/plain/{uuid}" });
  });
});

describe("what makes two objects the same", () => {
  it("is the uuid alone if there is no key", () => {
    expect(plain.hasTwins).toBe(true);
    expect(plain.looksAt).toEqual([]);
    expect(plain.natural({ the_name: "a" }, { name: "a" })).toBe(false);
    expect(plain.naturalKey({ name: "a" })).toBe("a Plain with this content");
    expect(plain).not.toHaveProperty("respelled");
  });

  it("is the key if there is one, read from its own field on the wire", () => {
    expect(keyed.hasTwins).toBeUndefined();
    expect(keyed.looksAt).toEqual(["the_name"]);
    expect(keyed.natural({ the_name: "a" }, { name: "a" })).toBe(true);
    expect(keyed.natural({ the_name: 5 }, { name: "5" })).toBe(true);
    expect(keyed.natural({ the_name: "b" }, { name: "a" })).toBe(false);
    expect(keyed.natural({ name: "a" }, { name: "a" })).toBe(false);
    expect(keyed.naturalKey({ name: 'a"b' })).toBe('name "a\\"b"');
    expect(everyBlock.natural({ extension_number: "501" }, { extension: 501 })).toBe(true);
    expect(everyBlock.naturalKey({ extension: 501 })).toBe("extension 501");
  });

  it("is no key in other letters: only the answer to the own request may spell it so", () => {
    expect(keyed.natural({ the_name: "ACME" }, { name: "acme" })).toBe(false);
    expect(keyed.respelled?.({ the_name: "ACME" }, { name: "acme" })).toBe(true);
    expect(keyed.respelled?.({ the_name: "other" }, { name: "acme" })).toBe(false);
    expect(everyBlock.respelled?.({ extension_number: 501 }, { extension: 501 })).toBe(false);
  });

  it("is a reference in any letter case, and a decimal with any zeros", () => {
    const by = (args: object) => defineKind<{ of: string }>({ ...plainPage, key: "of", args } as never);
    expect(by({ of: reference("of", "Store", { required: true }) }).natural({ of: customer.toUpperCase() }, { of: customer })).toBe(true);
    expect(by({ of: decimal("of", { required: true }) }).natural({ of: 10 }, { of: "10.00" })).toBe(true);
  });

  it.each([undefined, "", null])("is nothing if the program gives no key: %j", (name) => {
    for (const live of [{}, { the_name: "" }, { the_name: null }] as JsonObject[]) {
      expect(keyed.natural(live, { name })).toBe(false);
      expect(keyed.respelled?.(live, { name })).toBe(false);
    }
  });

  it("is what the kind says of itself, if it has its own signs", () => {
    const ours = () => true;
    const signed = defineKind<PlainArgs>({ ...page, key: "name", identity: { looksAt: ["the_name", "note"], ours } });
    expect(signed.looksAt).toEqual(["the_name", "note"]);
    expect(signed).toMatchObject({ ours });
  });
});

describe("what is computed after a read", () => {
  it("are the records of the fields, and what the API makes", () => {
    const computed = everyBlock.computed?.(living, declared, {});
    expect(computed).toEqual({
      loginUuids: declared.logins.map((_login, index) => (living["auth"] as JsonObject[])[index]?.["uuid"]),
      token: "t0ken",
      number: "+441632960999",
    });
  });

  it("stays what the state has if an answer does not show it", () => {
    const state = { token: "t0ken", number: "1", loginUuids: ["u1", "u2"], logins: declared.logins };
    expect(everyBlock.computed?.({ token: "****" }, declared, state)).toEqual({ token: "t0ken", number: "1", loginUuids: ["u1", "u2"] });
    expect(everyBlock.computed?.({}, {}, {})).toEqual({});
  });

  it("is last what the kind itself computes", () => {
    const kind = defineKind<PlainArgs>({ ...page, outputs: { token: generated("token") }, life: { computed: () => ({ token: "mine" }) } });
    expect(kind.computed?.({ token: "a" }, {}, {})).toEqual({ token: "mine" });
  });
});

describe("what a page groups", () => {
  it("is found where the lifecycle looks for it", () => {
    const [rules, complete, create, update, remove, vacant] = Array.from({ length: 6 }, () => () => undefined as never);
    const assigned = { argument: "name", asks: () => false, asWritten: undefined };
    const kind = defineKind<PlainArgs>({
      ...page,
      assigned,
      check: { rules: rules! },
      explain: { create: create!, update: update!, delete: remove! },
      life: { complete: complete! },
      parts: { vacant: vacant! },
    });
    expect(kind).toMatchObject({ assigned, rules, complete, explainCreate: create, explainUpdate: update, explainDelete: remove, vacant });
  });

  it("is not there if the page does not have it", () => {
    const has = Object.keys(plain).sort();
    expect(has).toEqual(
      [
        "kind",
        "documentation",
        "scope",
        "paths",
        "schema",
        "fields",
        "outputs",
        "secretOutputs",
        "readOnly",
        "known",
        "hasTwins",
        "looksAt",
        "natural",
        "naturalKey",
        "computed",
      ].sort(),
    );
  });
});

describe("a uuid of another kind", () => {
  const kind = defineKind<{ sound?: string; members?: string[]; box?: { sound: string }; logins?: { store: string }[] }>({
    ...plainPage,
    args: {
      sound: reference("sound", ["Sound", "Playlist"]),
      members: references("members", "SipUser"),
      box: record("box", { sound: reference("sound", "Sound") }),
      logins: identifiedList("logins", { fields: { store: reference("store", "Store"), pin: secret("pin") }, uuids: "loginUuids" }),
    },
  });
  const others = { kindOf: (uuid: string) => (uuid === customer ? "SubReseller" : undefined) };
  const other = customer.replace("0a7c", "0a7d");

  it("is refused wherever a reference stands, with its path", () => {
    const news = {
      seed,
      sound: customer,
      members: [other, customer],
      box: { sound: customer },
      logins: [{ store: other }, { store: customer }],
    };
    expect(checkInputs(kind, { news, others }).map(({ reason }) => reason)).toEqual([
      "sound: must be the uuid of a Sound or a Playlist, and is that of a SubReseller",
      "members.1: must be the uuid of a SipUser, and is that of a SubReseller",
      "box.sound: must be the uuid of a Sound, and is that of a SubReseller",
      "logins.1.store: must be the uuid of a Store, and is that of a SubReseller",
    ]);
  });

  it("is any that is of no known kind", () => {
    const news = { seed, sound: other, members: [other], box: { sound: other }, logins: [{ store: other }] };
    expect(checkInputs(kind, { news, others })).toEqual([]);
    expect(checkInputs(kind, { news: { seed }, others })).toEqual([]);
  });
});

it("an option that only steers is read by the shape that it is given", () => {
  const kind = defineKind<{ force?: boolean }>({ ...plainPage, args: { force: option(z.boolean()) } });
  expect(refused(kind, { force: true })).toEqual([]);
  expect(refused(kind, { force: "true" })).toEqual(["force: Invalid input: expected boolean, received string"]);
});
