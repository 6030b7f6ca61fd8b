import { z } from "zod";
import { type JsonObject, plain } from "../../client/index";
import { wireValue } from "./plain";
import type { Field } from "../kind";
import { itemsOf, type InnerFields, normalizeItems, RecordMapping, type WholeOptions } from "./record";
import { define, isBlank, isRecord, type Props, sameMembers, sameValue } from "../../common/values";

/** Plain values whose order means nothing, managed as a whole. */
export function set<R extends boolean = false>(wire: string, item: z.ZodType, { required }: WholeOptions<R> = {}): Field<R> {
  return {
    facts: { wire },
    isRequired: (required ?? false) as R,
    shape: z.array(item),
    decode: (live) => {
      const value = wireValue(live, wire);
      return value === null ? [] : plain(value);
    },
    encode: (body, value) => define(body, wire, value),
    normalize: (body) => {
      if (wireValue(body, wire) === null) Reflect.deleteProperty(body, wire);
    },
    same: sameMembers,
    project: (live, declared, policy, path) => {
      if (live === undefined) return isBlank(declared) || policy.hidden(path) ? declared : [];
      return sameMembers(live, declared) ? declared : live;
    },
  };
}

/** What a list of objects is made of that is managed as a whole. */
export interface ValueList<Required extends boolean> extends WholeOptions<Required> {
  readonly fields: InnerFields;
  /** Set if the order of the entries means something. */
  readonly ordered?: boolean;
}

/**
 * Objects without names or uuids, such as the times of a diary: the list is managed as a whole, so one that appears in the portal is drift.
 * Reports show it entry by entry. Keys that the kind does not know live on in the entry that still has the same content.
 */
export function valueList<R extends boolean = false>(wire: string, { fields, ordered = false, required }: ValueList<R>): Field<R> {
  const mapping = new RecordMapping(fields);
  const shownIn = (live: JsonObject) => itemsOf(live, wire)?.map((item) => mapping.shown(item));
  const sameEntry = (a: unknown, b: unknown) => (isRecord(a) && isRecord(b) ? mapping.same(a, b) : sameValue(a, b));
  const same = (a: unknown, b: unknown): boolean => {
    if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
    if (!ordered) return sameMembers(a, b, sameEntry);
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => sameEntry(item, b[index]));
  };
  return {
    facts: { wire, nested: mapping.facts() },
    isRequired: (required ?? false) as R,
    shape: z.array(mapping.shape()),
    known: mapping.known,
    decode: shownIn,
    encode: (body, value) => {
      const free = [...(itemsOf(body, wire) ?? [])];
      const entries = (Array.isArray(value) ? value : []).filter(isRecord).map((entry: Props) => {
        const at = free.findIndex((item) => sameEntry(mapping.shown(item), entry));
        const [live] = at < 0 ? [] : free.splice(at, 1);
        return mapping.laidOver(live ?? {}, entry);
      });
      define(body, wire, entries);
    },
    normalize: (body) => {
      normalizeItems(body, wire, mapping);
    },
    same,
    project: (live, declared, policy, path) => {
      if (live === undefined) return isBlank(declared) || policy.hidden(path) ? declared : [];
      return same(live, declared) ? declared : live;
    },
    whole: (live) => itemsOf(live, wire)?.map((item) => mapping.decode(item)),
    differences: (a, b, path) => {
      const [from, to] = [Array.isArray(a) ? a : [], Array.isArray(b) ? b : []] as [unknown[], unknown[]];
      return Array.from({ length: Math.max(from.length, to.length) }, (_each, index) => index)
        .filter((index) => !sameEntry(from[index], to[index]))
        .map((index) => ({ path: `${path}.${index}`, from: from[index], to: to[index] }));
    },
  };
}
