import { HIDDEN } from "../client/index";
import { soundsSecret } from "../common/secretNames";
import { asText, isRecord, own, type Props, sameUuid } from "../common/values";
import { type Difference, type Field, factsAt, isSecretAt, type ResourceDefinition } from "../lifecycle/kind";
import { MarkedSecrets } from "../lifecycle/secrets/confidential";
import { type AccountObject, type AccountObjects, answerOf, argumentsOfState, type Unread, stepUuidsOfState } from "./accountObject";
import { heldDrift } from "./heldDrift";
import type { Held } from "./heldStates";

/** An object that lives otherwise than the state says. */
export interface ChangedObject {
  /** As the state has it: only what it manages, without secrets. */
  readonly object: AccountObject;
  /** The same arguments as they live now; a flow with the step names of the program. */
  readonly live: AccountObject;
  /** Each with its path in the inputs of the resource, as `flow.menu.next.2`; `from` is what the state has, `to` what lives. */
  readonly differences: readonly Difference[];
}

/** An object of which nobody knows how it lives. */
export interface UnreadObject {
  readonly object: AccountObject;
  /** Why; undefined if nobody looked for it. */
  readonly failure: unknown;
}

/** What stacks hold beside what lives. Each object stands in one list. */
export interface Comparison {
  readonly same: readonly AccountObject[];
  readonly changed: readonly ChangedObject[];
  /** Held, and proven not to live. */
  readonly gone: readonly AccountObject[];
  /** Living, among what was listed, and held by none. */
  readonly onlyLive: readonly AccountObject[];
  /** Held, and not known. */
  readonly unread: readonly UnreadObject[];
  /** Lists that could not be read: what lives only there is not known. */
  readonly unlisted: readonly Unread[];
  /** Arguments that answers may show and that could not be compared, because the export has them encrypted. */
  readonly uncompared: readonly { readonly object: AccountObject; readonly paths: readonly string[] }[];
}

/**
 * Compares what stacks hold with what lives, by the rules of a refresh: only what a state manages counts, and another spelling, another order of a
 * set, a blank in another form, a documented default or a masked secret is no difference.
 */
export function compareInventory(held: readonly Held[], live: AccountObjects): Comparison {
  const gone = new Set((live.gone ?? []).map((uuid) => uuid.toLowerCase()));
  const livingOf = findingIn(live);
  const judged = held.map((each) => judge(each, { living: livingOf(each), isGone: gone.has(each.id.toLowerCase()), live }));
  return {
    same: judged.flatMap((verdict) => (verdict.is === "same" ? [verdict.object] : [])),
    changed: judged.flatMap((verdict) => (verdict.is === "changed" ? [verdict.change] : [])),
    gone: judged.flatMap((verdict) => (verdict.is === "gone" ? [verdict.object] : [])),
    onlyLive: onlyLiving(held, live),
    unread: judged.flatMap((verdict) => (verdict.is === "unread" ? [{ object: verdict.object, failure: verdict.failure }] : [])),
    unlisted: live.unread.filter(({ uuid }) => uuid === undefined),
    uncompared: held.flatMap((each) => {
      const paths = each.encrypted.filter((path) => couldBeShown(each.definition, path.split(".")));
      return paths.length === 0 ? [] : [{ object: asObject(each, each.state), paths }];
    }),
  };
}

/** Finds what a held object is; a part of another kind's object is looked for among those, too. */
function findingIn({ objects }: AccountObjects): (held: Held) => AccountObject | undefined {
  const byKind = new Map(objects.map((object) => [`${object.kind} ${object.uuid}`.toLowerCase(), object]));
  const byUuid = new Map(objects.map((object) => [object.uuid.toLowerCase(), object]));
  return ({ definition: { kind }, id }) => byKind.get(`${kind} ${id}`.toLowerCase()) ?? byUuid.get(id.toLowerCase());
}

type Verdict =
  | { readonly is: "same" | "gone"; readonly object: AccountObject }
  | { readonly is: "changed"; readonly change: ChangedObject }
  | { readonly is: "unread"; readonly object: AccountObject; readonly failure: unknown };

interface Seen {
  readonly living: AccountObject | undefined;
  readonly isGone: boolean;
  readonly live: AccountObjects;
}

function judge(held: Held, { living, isGone, live }: Seen): Verdict {
  const { definition, state } = held;
  const object = asObject(held, state);
  const answer = living === undefined ? undefined : answerOf(living);
  if (answer === undefined) return isGone ? { is: "gone", object } : { is: "unread", object, failure: whyUnread(object, live) };
  const { managed, differences } = heldDrift(held, answer);
  if (differences.length === 0) return { is: "same", object };
  const told = new MarkedSecrets({}, state).told(differences);
  // Steps that somebody has added are known by their uuids alone, and steps of undocumented modules lead to them by these.
  const { stepUuids } = definition.computed?.(answer, state, state) ?? {};
  return { is: "changed", change: { object, live: asObject(held, { ...managed, stepUuids }), differences: told } };
}

function whyUnread({ kind, uuid, customer }: AccountObject, { unread }: AccountObjects): unknown {
  const own = unread.find((each) => each.uuid !== undefined && sameUuid(each.uuid, uuid));
  return (own ?? unread.find((each) => each.uuid === undefined && each.kind === kind && sameCustomer(each.customer, customer)))?.failure;
}

function sameCustomer(a: string | undefined, b: string | undefined): boolean {
  return a === b || sameUuid(a, b);
}

/** Whether answers can show an argument, so that not to compare it overlooks something. */
function couldBeShown({ fields }: ResourceDefinition, [argument = "", ...within]: readonly string[]): boolean {
  const field = fields[argument];
  return field?.facts.wire !== undefined && field.facts.writeOnly !== true && factsAt(field.facts, within).writeOnly !== true;
}

/** Values of a held object as arguments, with nothing in it that is a secret. */
function asObject({ definition, id, resource, state }: Held, values: Props): AccountObject {
  const { kind, fields } = definition;
  const markedSecrets = new MarkedSecrets({}, state);
  const shown = Object.entries(values).flatMap(([name, value]) => {
    const field = fields[name];
    return field === undefined || field.facts.createOnly === true
      ? []
      : [[name, veiled(value, { field, markedSecrets, path: [name] })] as const];
  });
  const customer = own(state, "customer");
  const args = argumentsOfState({ fields }, Object.fromEntries(shown));
  const steps = stepUuidsOfState(definition, values);
  return { kind, uuid: id, resource, args, ...steps, ...(typeof customer === "string" && { customer }) };
}

interface Veiling {
  readonly field: Field;
  readonly markedSecrets: MarkedSecrets;
  readonly path: readonly string[];
}

function veiled(value: unknown, { field, markedSecrets, path }: Veiling): unknown {
  const within = path.slice(1);
  const isPlain = typeof value !== "object" || value === null;
  const mayBeSecret =
    field.isSecretAt?.(within, value) === true || markedSecrets.covers(path.join(".")) || soundsSecret(within.at(-1) ?? "");
  if (isSecretAt(field.facts, within) || (isPlain && mayBeSecret)) return HIDDEN;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => veiled(item, { field, markedSecrets, path: [...path, String(index)] }));
  if (!isRecord(value)) return typeof value === "string" ? markedSecrets.hide(value) : value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, veiled(item, { field, markedSecrets, path: [...path, key] })]),
  );
}

/** What lives and has no resource, also none that declares it in a list of its own. */
function onlyLiving(held: readonly Held[], { objects }: AccountObjects): AccountObject[] {
  const known = new Set(held.flatMap((each) => [each.id, ...listedUuids(each)]).map((uuid) => uuid.toLowerCase()));
  const named = new Set(held.flatMap(listedNames));
  const isNamed = ({ kind, customer, args }: AccountObject) =>
    Object.entries(args).some(([key, value]) => named.has(nameKey(kind, customer, key, asText(value))));
  return objects.filter((object) => !known.has(object.uuid.toLowerCase()) && !isNamed(object));
}

/** The uuids of objects that a resource declares in its own lists. */
function listedUuids({ definition: { fields }, state }: Held): string[] {
  return Object.values(fields).flatMap(({ facts, records }) => {
    const uuids = facts.shows === undefined || records === undefined ? undefined : own(state, records.output);
    return Array.isArray(uuids) ? uuids.filter((uuid) => typeof uuid === "string") : [];
  });
}

/** The same of objects that it declares by name. */
function listedNames({ definition: { fields }, id, state }: Held): string[] {
  return Object.entries(fields).flatMap(([name, { facts, form }]) => {
    const entries = own(state, name);
    if (facts.shows === undefined || form?.key === undefined || !isRecord(entries)) return [];
    return Object.keys(entries).map((entry) => nameKey(facts.shows, id, form.key, entry));
  });
}

function nameKey(kind: string | undefined, customer: string | undefined, key: string | undefined, name: string): string {
  return JSON.stringify([kind, customer?.toLowerCase(), key, name]);
}
