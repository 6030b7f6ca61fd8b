import { isRecord, own } from "../common/values";
import { argumentChanges, type ArgumentChange } from "./changes";
import { keyOf, nameOf } from "./naming";
import { type Pair, pairsOf } from "./pairs";
import { withContents } from "./raw";
import { inTheSameWords } from "./sameWords";
import { objectWithoutSecrets } from "./secrets";
import type { FactsOf, MapMark, MapObject } from "./types";

/** What became of one object. */
export interface ObjectChange {
  readonly kind: string;
  /** The uuid as it is after the change; of what was removed, as it was. */
  readonly uuid: string;
  readonly name: string;
  /** The uuid of the customer; left out, the own account. */
  readonly customer?: string;
  readonly resource?: string;
  readonly fate: MapMark;
  /**
   * The object before and after, in the same words: uuids are those after the change; of what lives beside a program only what that manages, its
   * steps by the names that the program has for them.
   */
  readonly before?: MapObject;
  readonly after?: MapObject;
  readonly arguments: readonly ArgumentChange[];
  /** Sentences about it that no argument has. */
  readonly notes: readonly string[];
}

/** What differs between two accounts. */
export interface AccountDiff {
  /** The objects that differ, by customer and in the order in which they stood. */
  readonly changes: readonly ObjectChange[];
  /** How many are the same. */
  readonly unchanged: number;
  /** For each object that both have, its uuid after the change by the one before, in small letters. */
  readonly pairs: ReadonlyMap<string, string>;
}

/** What a comparison is made with. */
export interface CompareOptions {
  /** What is known of the kinds: `kindFacts` of `pulumi-yay/objects`. */
  readonly factsOf: FactsOf;
  /** What is known to happen to an object beside what its arguments show; with a note it counts as changed. */
  readonly notesOn?: (object: MapObject) => readonly string[];
}

/**
 * Says what differs between two accounts, object by object and argument by argument, with names instead of uuids. Secrets are never compared.
 * Between a program and what lives, only arguments that both have count, because a program does not manage what it does not declare.
 */
export function compareObjects(before: readonly MapObject[], after: readonly MapObject[], options: CompareOptions): AccountDiff {
  const { factsOf, notesOn = () => [] } = options;
  const clean = (objects: readonly MapObject[]) =>
    withContents(objects).map((object) => objectWithoutSecrets(object, factsOf(object.kind)));
  const [was, is] = [clean(before), clean(after)];
  const pairs = pairsOf(was, is, factsOf);
  const keys = new Map(pairs.map((pair) => [keyOf(pair.before.uuid), pair.after.uuid]));
  const names = new Map([...was, ...is].map((object) => [keyOf(object.uuid), nameOf(object)]));
  const nameOfId = (uuid: string): string | undefined => names.get(keyOf(uuid));
  const partners = new Map(pairs.map((pair) => [pair.after, pair]));
  const paired = new Set(pairs.map((pair) => pair.before));
  const changes = [
    ...is.flatMap((object) => {
      const pair = partners.get(object);
      const told = { notes: notesOn(object), factsOf, nameOf: nameOfId };
      return pair === undefined ? [alone(object, "added", told.notes)] : changeOf(withUuidsAfter(pair, keys), told);
    }),
    ...was.filter((object) => !paired.has(object)).map((object) => alone(withUuids(object, keys), "removed", notesOn(object))),
  ];
  const differ = changes.filter(({ fate }) => fate !== "added").length;
  return { changes, unchanged: was.length - differ, pairs: new Map([...keys].map(([key, uuid]) => [key, keyOf(uuid)])) };
}

function alone(object: MapObject, fate: "added" | "removed", notes: readonly string[]): ObjectChange {
  return { ...headOf(object), fate, ...(fate === "added" ? { after: object } : { before: object }), arguments: [], notes };
}

function headOf(object: MapObject): Pick<ObjectChange, "kind" | "uuid" | "name" | "customer" | "resource"> {
  const { kind, uuid, customer, resource } = object;
  return { kind, uuid, name: nameOf(object), ...(customer !== undefined && { customer }), ...(resource !== undefined && { resource }) };
}

interface Told {
  readonly notes: readonly string[];
  readonly factsOf: FactsOf;
  readonly nameOf: (uuid: string) => string | undefined;
}

function changeOf(pair: Pair, { notes, factsOf, nameOf: named }: Told): ObjectChange[] {
  const facts = factsOf(pair.after.kind);
  const { before, after } = inTheSameWords(pair, facts);
  const found = argumentChanges({ before, after }, { facts, nameOf: named });
  if (found.length === 0 && notes.length === 0) return [];
  const { resource = before.resource } = after;
  return [{ ...headOf(pair.after), ...(resource !== undefined && { resource }), fate: "changed", before, after, arguments: found, notes }];
}

/** Both with the uuids that what they refer to has after the change: an object that is made anew is still the one that was meant. */
function withUuidsAfter({ before, after }: Pair, uuids: ReadonlyMap<string, string>): Pair {
  return { before: withUuids(before, uuids), after: withUuids(after, uuids) };
}

function withUuids(object: MapObject, uuids: ReadonlyMap<string, string>): MapObject {
  const args = respelled(object.args, uuids);
  const customer = object.customer === undefined ? undefined : respelled(object.customer, uuids);
  return { ...object, args: isRecord(args) ? args : {}, ...(typeof customer === "string" && { customer }) };
}

function respelled(value: unknown, uuids: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return uuids.get(keyOf(value)) ?? value;
  if (Array.isArray(value)) return value.map((item) => respelled(item, uuids));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, respelled(own(value, key), uuids)]));
}
