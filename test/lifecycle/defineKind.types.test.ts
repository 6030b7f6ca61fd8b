import { z } from "zod";
import { defineKind } from "../../provider/lifecycle/defineKind";
import {
  choice,
  decimal,
  extension,
  flag,
  identifiedList,
  integer,
  keyedList,
  local,
  option,
  phoneNumber,
  record,
  reference,
  references,
  secret,
  set,
  text,
  timeZone,
  valueList,
} from "../../provider/lifecycle/fields/index";
import type { Field } from "../../provider/lifecycle/kind";

interface Args {
  customer?: string;
  adopt?: boolean;
  name: string;
  note?: string;
}

const page = { kind: "Plain", documentation: "documented", scope: "account", path: "/plain" } as const;
const name = text("name", { required: true });
const note = text("note");

/** Compiling is the test: each `@ts-expect-error` fails the type check when the line under it compiles. */
it("the compiler holds a page to its arguments", () => {
  const kinds = [
    defineKind<Args>({ ...page, args: { name, note }, key: "name" }),
    // @ts-expect-error an argument without a field
    defineKind<Args>({ ...page, args: { name } }),
    // @ts-expect-error a field without an argument
    defineKind<Args>({ ...page, args: { name, note, other: note } }),
    // @ts-expect-error a required argument whose field may be left out
    defineKind<Args>({ ...page, args: { name: text("name"), note } }),
    // @ts-expect-error an optional argument whose field is required
    defineKind<Args>({ ...page, args: { name, note: text("note", { required: true }) } }),
    // @ts-expect-error every kind has adopt, and no page writes it
    defineKind<Args>({ ...page, args: { name, note, adopt: note } }),
    // @ts-expect-error every kind of a customer has one, and no page writes it
    defineKind<Args>({ ...page, args: { name, note, customer: note } }),
    // @ts-expect-error a key that is no argument
    defineKind<Args>({ ...page, args: { name, note }, key: "nmae" }),
    // @ts-expect-error a key that every kind has
    defineKind<Args>({ ...page, args: { name, note }, key: "adopt" }),
  ];
  expect(kinds.map(({ kind }) => kind)).toEqual(Array.from({ length: 9 }, () => "Plain"));
});

/** A required argument is none if its field says so by mistake: what a block returns follows from its options, not from where it stands. */
it("no block is required because its argument is", () => {
  const wrong: Field<true>[] = [
    // @ts-expect-error text is required only if it says so
    text("it"),
    // @ts-expect-error integer is required only if it says so
    integer("it"),
    // @ts-expect-error extension is required only if it says so
    extension("it"),
    // @ts-expect-error flag is required only if it says so
    flag("it"),
    // @ts-expect-error choice is required only if it says so
    choice("it", { a: 1 }),
    // @ts-expect-error decimal is required only if it says so
    decimal("it"),
    // @ts-expect-error phoneNumber is required only if it says so
    phoneNumber("it"),
    // @ts-expect-error timeZone is required only if it says so
    timeZone("it"),
    // @ts-expect-error secret is required only if it says so
    secret("it"),
    // @ts-expect-error reference is required only if it says so
    reference("it", "Store"),
    // @ts-expect-error references is required only if it says so
    references("it", "Store"),
    // @ts-expect-error record is required only if it says so
    record("it", {}),
    // @ts-expect-error set is required only if it says so
    set("it", z.string()),
    // @ts-expect-error local is required only if it says so
    local(z.string()),
    // @ts-expect-error option is required only if it says so
    option(z.string()),
    // @ts-expect-error keyedList is required only if it says so
    keyedList("it", { key: { argument: "name", wire: "name" }, fields: {}, confirmedBy: "name" }),
    // @ts-expect-error identifiedList is required only if it says so
    identifiedList("it", { fields: {}, uuids: "itUuids" }),
    // @ts-expect-error valueList is required only if it says so
    valueList("it", { fields: {} }),
  ];
  const right: Field<true>[] = [
    text("it", { required: true }),
    integer("it", { required: true }),
    extension("it", { required: true }),
    flag("it", { required: true }),
    choice("it", { a: 1 }, { required: true }),
    decimal("it", { required: true }),
    phoneNumber("it", { required: true }),
    timeZone("it", { required: true }),
    secret("it", { required: true }),
    reference("it", "Store", { required: true }),
    references("it", "Store", { required: true }),
    record("it", {}, { required: true }),
    set("it", z.string(), { required: true }),
    local(z.string(), { required: true }),
    option(z.string(), { required: true }),
    keyedList("it", { key: { argument: "name", wire: "name" }, fields: {}, confirmedBy: "name", required: true }),
    identifiedList("it", { fields: {}, uuids: "itUuids", required: true }),
    valueList("it", { fields: {}, required: true }),
  ];
  expect(wrong.map(({ isRequired }) => isRequired)).toEqual(right.map(() => false));
  expect(right.map(({ isRequired }): boolean => isRequired)).not.toContain(false);
});

it("a fact that nothing would obey does not compile", () => {
  const fields = [
    // @ts-expect-error a text does not know masks: use the block for secrets
    text("it", { secret: true }),
    // @ts-expect-error a text has nothing that leaves one by one
    text("it", { removesWhatLeaves: true }),
    // @ts-expect-error what only steers is no field of the object: use option
    extension("it", { isOption: true }),
    // @ts-expect-error a text refers to nothing: use reference
    phoneNumber("it", { refersTo: ["SipUser"] }),
    // @ts-expect-error a name on the wire is given once
    text("it", { wire: "other" }),
    // @ts-expect-error a number loses the zeros that a PIN begins with
    secret("it", { shape: z.int() }),
    // @ts-expect-error whether answers show a secret is said by readable
    secret("it", { writeOnly: true }),
    // @ts-expect-error a secret has no default
    secret("it", { documentedDefault: "1234" }),
    // @ts-expect-error a list is no secret as a whole
    set("it", z.string(), { secret: true }),
    // @ts-expect-error what is in no body has no mask
    local(z.string(), { secret: true }),
    // @ts-expect-error whether it is one is said by the block
    option(z.string(), { isOption: true }),
  ];
  expect(fields).toHaveLength(11);
});
