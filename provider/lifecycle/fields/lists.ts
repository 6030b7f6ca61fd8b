import type { z } from "zod";
import { type JsonObject, plain } from "../../client/index";
import { wireValue } from "./plain";
import type { Difference, Field } from "../kind";
import { EntryPairing } from "./entries";
import { shaped } from "./shaped";
import { itemsOf, type InnerFields, normalizeItems, RecordMapping, type WholeOptions } from "./record";
import { asText, define, isBlank, isRecord, type Props, sameMembers, sameValue } from "../../common/values";

/** Plain values whose order means nothing, managed as a whole. */
export function set<R extends boolean = false>(wire: string, item: z.ZodType, { required }: WholeOptions<R> = {}): Field<NoInfer<R>> {
  return {
    facts: { wire },
    isRequired: (required ?? false) as R,
    shape: shaped((z) => z.array(item)),
    decode: (live) => {
      const value = wireValue(live, wire);
      return value === null ? [] : plain(value);
    },
    encode: (body, value) => define(body, wire, value),
    normalize: (body) => {
      if (wireValue(body, wire) === null) Reflect.deleteProperty(body, wire);
    },
    same: sameInAnyOrder,
    project: (live, declared, policy, path) => {
      if (live === undefined) return isBlank(declared) || policy.hidden(path) ? declared : [];
      return sameInAnyOrder(live, declared) ? declared : live;
    },
  };
}

/** An answer may have numbers as text. */
function sameInAnyOrder(a: unknown, b: unknown): boolean {
  return sameMembers(a, b, (x, y) => sameValue(x, y) || (asText(x) !== "" && asText(x) === asText(y)));
}

/** What a list of objects is made of that is managed as a whole. */
export interface ValueList<Required extends boolean> extends WholeOptions<Required> {
  readonly fields: InnerFields;
  /** Set if the order of the entries means something. */
  readonly ordered?: boolean;
}

/**
 * Objects without names or uuids, such as the times of a diary: the list is managed as a whole, so one that appears in the portal is drift.
 * Reports show it entry by entry. Keys that the kind does not know live on in the entry that still has the same content, in whatever spelling.
 * No secret can stand in an entry: nothing tells whose it would be.
 */
export function valueList<R extends boolean = false>(wire: string, { fields, ordered = false, required }: ValueList<R>): Field<NoInfer<R>> {
  const mapping = new RecordMapping(fields);
  if (mapping.hasSecrets) throw new Error(`${wire}: an entry without a name or uuid of its own cannot hold a secret.`);
  const pairing = new EntryPairing(mapping, ordered);
  const shownIn = (live: JsonObject) => itemsOf(live, wire)?.map((item) => mapping.shown(item));
  const sameEntry = (a: unknown, b: unknown) => (isRecord(a) && isRecord(b) ? mapping.same(a, b) : sameValue(a, b));
  const haveSame = <T>(a: readonly T[], b: readonly T[], equal: (x: T, y: T) => boolean) =>
    ordered ? a.length === b.length && a.every((item, index) => equal(item, b[index] as T)) : sameMembers(a, b, equal);
  const same = (a: unknown, b: unknown): boolean => {
    if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
    return Array.isArray(a) && Array.isArray(b) ? haveSame<unknown>(a, b, sameEntry) : sameValue(a, b);
  };
  return {
    facts: { wire, nested: mapping.facts() },
    isRequired: (required ?? false) as R,
    shape: shaped((z) => z.array(mapping.shape())),
    known: mapping.known,
    decode: shownIn,
    encode: (body, value) => define(body, wire, pairing.laidOver(itemsOf(body, wire) ?? [], entriesOf(value))),
    normalize: (body) => {
      normalizeItems(body, wire, mapping);
    },
    same,
    unchanged: (body, live) =>
      haveSame(itemsOf(body, wire) ?? [], itemsOf(live, wire) ?? [], (sent, now) => mapping.unchanged(sent, now, undefined)),
    project: (live, declared, policy, path) => {
      if (live === undefined) return isBlank(declared) || policy.hidden(path) ? declared : [];
      return same(live, declared) ? declared : pairing.project(entriesOf(live), entriesOf(declared), policy, path);
    },
    whole: (live) => itemsOf(live, wire)?.map((item) => mapping.decode(item)),
    differences: (a, b, path) => {
      const [from, to] = [Array.isArray(a) ? a : [], Array.isArray(b) ? b : []] as [unknown[], unknown[]];
      return ordered ? byPlace(from, to, { path, sameEntry }) : byPartner(from, to, { path, sameEntry });
    },
  };
}

function entriesOf(value: unknown): Props[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

interface Comparing {
  readonly path: string;
  readonly sameEntry: (a: unknown, b: unknown) => boolean;
}

function byPlace(from: readonly unknown[], to: readonly unknown[], { path, sameEntry }: Comparing): Difference[] {
  return Array.from({ length: Math.max(from.length, to.length) }, (_each, index) => index)
    .filter((index) => !sameEntry(from[index], to[index]))
    .map((index) => ({ path: `${path}.${index}`, from: from[index], to: to[index] }));
}

/** Entries that have no partner in the other list, wherever they stand: each beside one that the other list alone has. */
function byPartner(from: readonly unknown[], to: readonly unknown[], { path, sameEntry }: Comparing): Difference[] {
  const extra = to.map((item, index) => ({ item, index }));
  const missing = from.flatMap((item, index) => {
    const at = extra.findIndex((other) => sameEntry(item, other.item));
    if (at >= 0) extra.splice(at, 1);
    return at >= 0 ? [] : [{ item, index }];
  });
  return Array.from({ length: Math.max(missing.length, extra.length) }, (_each, place) => {
    const [was, now] = [missing[place], extra[place]];
    return { path: `${path}.${was?.index ?? now?.index ?? 0}`, from: was?.item, to: now?.item };
  });
}
