import type { JsonObject } from "../../client/index";
import type { AnswerPolicy, Difference, Facts, Field, Recorded } from "../kind";
import { type Former, formerOf, type Living, pair, toRead, toWrite } from "./pairing";
import { itemsOf, type InnerFields, normalizeItems, RecordMapping, type WholeOptions } from "./record";
import { shaped } from "./shaped";
import { define, isRecord, own, type Props, sameMembers, sameUuid, sameValue } from "../../common/values";

/** What a list of objects with uuids of their own is made of. */
export interface IdentifiedList<Required extends boolean> extends WholeOptions<Required> {
  readonly fields: InnerFields;
  /** The output that records the uuids of the declared ones, in their order. */
  readonly uuids: string;
  /** The kind that they are, if they have commands of their own, too. */
  readonly shows?: string;
}

/**
 * Objects that the API knows by uuid and the program by their content. A declared one is the live one whose uuid the state has recorded, or one
 * with its content; those that the program never declared stay as they are, and one that it declared before and no longer does is removed.
 * Their order means nothing.
 */
export function identifiedList<R extends boolean = false>(
  wire: string,
  { fields, uuids, required, shows }: IdentifiedList<R>,
): Field<NoInfer<R>> {
  const mapping = new RecordMapping(fields);
  const sameItem = (a: unknown, b: unknown) => (isRecord(a) && isRecord(b) ? mapping.same(a, b) : sameValue(a, b));
  const known = (items: readonly Props[]) => items.map((item) => mapping.withoutSecrets(item));
  const livingIn = (live: JsonObject) => itemsOf(live, wire)?.map((item) => asLiving(item, mapping));
  const formerIn = ({ before, state }: Recorded): Former => {
    return { before: known(list(before)), uuids: uuidsBeside(list(before), uuidsIn(state, uuids)) };
  };
  return {
    facts: { wire, removesWhatLeaves: true, ...(shows !== undefined && { shows }), nested: blankable(mapping.facts()) },
    isRequired: (required ?? false) as R,
    shape: shaped((z) => z.array(mapping.shape())),
    known: mapping.known,
    decode: (live, recorded) => {
      const living = livingIn(live);
      return living === undefined ? undefined : { living, former: formerIn(recorded) };
    },
    encode: (body, value, recorded) => {
      define(body, wire, bodyItems(mapping, { wanted: list(value), living: livingIn(body) ?? [], former: formerIn(recorded) }));
    },
    normalize: (body) => {
      normalizeItems(body, wire, mapping);
    },
    same: (a, b) => sameMembers(a, b, sameItem),
    unchanged: (body, live, { before, state }) => {
      const beside = uuidsBeside(list(before), uuidsIn(state, uuids));
      const recorded = (uuid: string) => list(before)[beside.findIndex((one) => sameUuid(one, uuid))];
      const isKept = (sent: JsonObject, now: JsonObject) =>
        uuidIn(sent) === uuidIn(now) && mapping.unchanged(sent, now, recorded(uuidIn(now) ?? ""));
      return sameMembers(itemsOf(body, wire) ?? [], itemsOf(live, wire) ?? [], isKept);
    },
    project: (live, declared, policy, path) => {
      const wanted = list(declared);
      if (live === undefined) return wanted.length === 0 || policy.hidden(path) ? declared : [];
      return shownItems(mapping, { wanted, ...(live as { living: readonly Living[]; former: Former }) }, policy, path);
    },
    whole: (live) => (livingIn(live) ?? []).map((item) => item.values),
    differences: (a, b, path) => differencesOf(mapping, { a: list(a), b: list(b), path }),
    records: {
      output: uuids,
      of: (live, declared, recorded) => uuidsOf({ wanted: known(list(declared)), living: livingIn(live), former: formerIn(recorded) }),
    },
  };
}

function asLiving(item: JsonObject, mapping: RecordMapping): Living {
  return { uuid: uuidIn(item), values: mapping.decode(item), wire: item };
}

function uuidIn(item: JsonObject): string | undefined {
  return typeof item["uuid"] === "string" ? item["uuid"] : undefined;
}

function uuidsIn(state: Props, output: string): string[] {
  const recorded = own(state, output);
  return Array.isArray(recorded) ? recorded.map(String) : [];
}

/** The recorded uuids beside the declared items, if no answer shows the live ones. */
function keptUuids(wanted: readonly Props[], { before, uuids }: Former): string[] {
  if (wanted.length === before.length) return [...uuids];
  return wanted.map((item) => uuids[before.findIndex((old) => sameValue(old, item))] ?? "");
}

/** The recorded uuids beside the recorded items: an empty one stands for an item that a refresh found gone, which is in the list no more. */
function uuidsBeside(before: readonly Props[], uuids: readonly string[]): readonly string[] {
  const named = uuids.filter((uuid) => uuid !== "");
  return uuids.length > before.length && named.length === before.length ? named : uuids;
}

interface Pairing<Items> {
  readonly wanted: readonly Props[];
  readonly living: Items;
  readonly former: Former;
}

/** The items of a request body: those that the program declares, and those that it never declared. */
function bodyItems(mapping: RecordMapping, { wanted, living, former }: Pairing<readonly Living[]>): JsonObject[] {
  const paired = pair(
    wanted.map((item) => mapping.withoutSecrets(item)),
    toWrite(former),
    living,
  );
  const taken = new Map([...paired].map(([index, item]) => [item, index]));
  const kept = living.flatMap((item) => {
    const index = taken.get(item);
    const old = formerOf(item, former);
    if (index !== undefined) return [mapping.laidOver(item.wire, wanted[index] ?? {}, old)];
    return old === undefined ? [mapping.normalized(item.wire)] : [];
  });
  const made = wanted.flatMap((item, index) => (paired.has(index) ? [] : [mapping.laidOver({}, item)]));
  return [...kept, ...made];
}

/** What lives of the declared items. */
function shownItems(
  mapping: RecordMapping,
  { wanted, living, former }: Pairing<readonly Living[]>,
  policy: AnswerPolicy,
  path: string,
): Props[] {
  const paired = pair(
    wanted.map((item) => mapping.withoutSecrets(item)),
    toRead(former),
    living,
  );
  return wanted.flatMap((item, index) => {
    const found = paired.get(index);
    if (found === undefined) return [];
    // An answer that leaves the uuids out is not the whole object: it is read anew.
    if (found.uuid === undefined) policy.hidden(`${path}.${index}.uuid`);
    return [mapping.project(mapping.shown(found.wire), item, policy, `${path}.${index}`)];
  });
}

/** The uuids of the live items that declared ones are; an empty text if none is known. */
function uuidsOf({ wanted, living, former }: Pairing<readonly Living[] | undefined>): string[] | undefined {
  if (wanted.length === 0) return undefined;
  if (living === undefined) return keptUuids(wanted, former);
  const paired = pair(wanted, toRead(former), living);
  return wanted.map((_item, index) => {
    const uuid = paired.get(index)?.uuid;
    return former.uuids.find((one) => sameUuid(one, uuid)) ?? uuid ?? "";
  });
}

/** A line that leaves an item is blanked, so leaving it out has a meaning. */
function blankable(facts: Readonly<Record<string, Facts>>): Record<string, Facts> {
  const withoutLeaving = (inner: Facts) => Object.fromEntries(Object.entries(inner).filter(([fact]) => fact !== "leavesAlone"));
  return Object.fromEntries(Object.entries(facts).map(([path, inner]) => [path, withoutLeaving(inner)]));
}

function list(value: unknown): Props[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

interface Compared {
  readonly a: readonly Props[];
  readonly b: readonly Props[];
  readonly path: string;
}

/** Those of the first list that the second lacks, each beside one that the first lacks. What is told as a whole is told without its secrets. */
function differencesOf(mapping: RecordMapping, { a, b, path }: Compared): Difference[] {
  const others = [...b];
  const missing = a.flatMap((item, index) => {
    const at = others.findIndex((one) => mapping.same(one, item));
    if (at >= 0) others.splice(at, 1);
    return at >= 0 ? [] : [{ item, at: `${path}.${index}` }];
  });
  return missing.flatMap(({ item, at }) => {
    const other = others.shift();
    if (other === undefined) return [{ path: at, from: mapping.withoutSecrets(item), to: undefined }];
    return mapping.differences(item, other, at);
  });
}
