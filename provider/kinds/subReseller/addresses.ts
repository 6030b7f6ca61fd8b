import { z } from "zod";
import { type Json, type JsonObject, plain } from "../../client/index";
import type { Difference, Field } from "../../lifecycle/kind";
import { projectRecord, wireValue } from "../../lifecycle/fields/scalars";
import { isRespelling } from "../../lifecycle/compare/spelling";
import { asText, define, isBlank, isJsonObject, isRecord, own, type Props, sameMembers, sameUuid, sameValue } from "../../common/values";
import { nestedReadOnly } from "./users";

const filled = z.string().min(1, "must not be empty");

/** The shape of one address. */
export const addressShape = z.strictObject({
  streetOne: filled,
  streetTwo: z.string().optional(),
  streetThree: z.string().optional(),
  city: filled,
  state: z.string().optional(),
  zip: filled,
  countryCode: filled,
});

const wireNames: Readonly<Record<string, string>> = {
  streetOne: "street_one",
  streetTwo: "street_two",
  streetThree: "street_three",
  city: "city",
  state: "state",
  zip: "zip",
  countryCode: "country_code",
};

interface LiveAddress {
  readonly uuid: string | undefined;
  readonly values: Record<string, unknown>;
  readonly wire: JsonObject;
}

/** Live addresses together with what the state has recorded of the declared ones. */
interface LiveAddresses extends Former {
  readonly items: readonly LiveAddress[];
}

type Address = Record<string, unknown>;

function items(live: JsonObject): LiveAddress[] | undefined {
  const list = wireValue(live, "addresses");
  if (!Array.isArray(list)) return undefined;
  return list.filter(isJsonObject).map((wire) => {
    const values: Record<string, unknown> = {};
    for (const [key, name] of Object.entries(wireNames)) {
      const value = plain(own(wire, name) as Json | undefined);
      if (value !== undefined) values[key] = value === null ? "" : typeof value === "number" ? String(value) : value;
    }
    return { uuid: typeof wire["uuid"] === "string" ? wire["uuid"] : undefined, values, wire };
  });
}

function recordedUuids(state: Props): string[] {
  const uuids = own(state, "addressUuids");
  return Array.isArray(uuids) ? uuids.map(String) : [];
}

function list(value: unknown): Address[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function hasContent(live: LiveAddress, declared: Address): boolean {
  return Object.entries(declared).every(([key, value]) => sameValue(own(live.values, key), value));
}

type Rule = (address: Address, index: number, free: readonly LiveAddress[]) => LiveAddress | undefined;

/** For each declared address the live one that it is: the first rule that finds a free one wins. */
function pair(declared: readonly Address[], rules: readonly Rule[], living: readonly LiveAddress[]): Map<number, LiveAddress> {
  const paired = new Map<number, LiveAddress>();
  for (const rule of rules) {
    declared.forEach((address, index) => {
      if (paired.has(index)) return;
      const taken = new Set(paired.values());
      const found = rule(
        address,
        index,
        living.filter((item) => !taken.has(item)),
      );
      if (found !== undefined) paired.set(index, found);
    });
  }
  return paired;
}

const byWholeContent: Rule = (address, _index, free) => free.find((item) => sameValue(item.values, address));

/** With its declared content; a live one may have more, such as a second line. */
const byContent: Rule = (address, _index, free) => free.find((item) => hasContent(item, address));

/** With its declared content in the spelling of the API. */
const bySpelling: Rule = (address, _index, free) => free.find((item) => hasSpelling(item, address));

function hasSpelling({ values }: LiveAddress, declared: Address): boolean {
  const isSame = (live: unknown, value: unknown) => sameValue(live, value) || isRespelling({ live: asText(live), declared: asText(value) });
  return Object.entries(declared).every(([key, value]) => isSame(own(values, key), value));
}

function byRecord(recorded: readonly string[]): Rule {
  return (_address, index, free) => free.find((item) => sameUuid(item.uuid, recorded[index]));
}

/** Content alone can mean two; where the recorded one still has it, it is that. */
function byRecordAndContent(recorded: readonly string[]): Rule {
  return (address, index, free) => free.find((item) => sameUuid(item.uuid, recorded[index]) && hasContent(item, address));
}

/** The recorded uuid of the address that the last state had with the same content. */
function byFormerContent({ before, recorded }: Former): Rule {
  return (address, _index, free) =>
    free.find((item) => before.some((old, at) => sameUuid(recorded[at], item.uuid) && sameValue(old, address)));
}

/** One that was declared and is not any more: a changed address is the successor of that. */
function bySuccession(former: Former, living: readonly LiveAddress[]): Rule {
  return (_address, _index, free) => free.find((item) => formerOf(item, former, living) !== undefined);
}

/** What the last state knew: the declared addresses and their uuids, in one order. */
interface Former {
  readonly before: readonly Address[];
  readonly recorded: readonly string[];
}

function formerIn(state: Props): Former {
  return { before: list(own(state, "addresses")), recorded: recordedUuids(state) };
}

/** What the program said of a live address before. */
function formerOf(item: LiveAddress, { before, recorded }: Former, living: readonly LiveAddress[]): Address | undefined {
  if (item.uuid !== undefined) return before[recorded.findIndex((uuid) => sameUuid(uuid, item.uuid))];
  return (
    before.find((old) => hasContent(item, old)) ??
    before.find((old) => hasSpelling(item, old) && !living.some((other) => hasContent(other, old))) ??
    before.find((old) => onlyEdited(old, before, living) === item)
  );
}

/** What may be edited in one place. Another street would be another address. */
const editable = ["city", "state", "zip", "countryCode"];

function isEdited(item: LiveAddress, old: Address): boolean {
  const [key = "", ...more] = Object.keys(old).filter((name) => !sameValue(own(item.values, name), own(old, name)));
  return item.uuid === undefined && more.length === 0 && editable.includes(key);
}

/**
 * The live address without a uuid that one of the last state has become by an edit of one line; undefined where another could be meant, or
 * where there are others that no program has declared.
 */
function onlyEdited(old: Address, before: readonly Address[], living: readonly LiveAddress[]): LiveAddress | undefined {
  const gone = before.filter((one) => !living.some((item) => hasContent(item, one)));
  const strange = living.filter((item) => !before.some((one) => hasContent(item, one)));
  const [item, ...more] = strange.filter((one) => isEdited(one, old));
  if (item === undefined || more.length > 0 || strange.length > gone.length) return undefined;
  return gone.filter((one) => isEdited(item, one)).length === 1 ? item : undefined;
}

function byEdit(before: readonly Address[], living: readonly LiveAddress[]): Rule {
  return (address, _index, free) => {
    const old = before.find((one) => sameValue(one, address));
    const item = old === undefined ? undefined : onlyEdited(old, before, living);
    return free.find((one) => one === item);
  };
}

function inOneOrder(declared: readonly Address[], { before, recorded }: Former, living: readonly LiveAddress[]): Map<number, LiveAddress> {
  const rules = [byRecordAndContent(recorded), byWholeContent, byContent, byRecord(recorded), bySpelling, byEdit(before, living)];
  return pair(declared, rules, living);
}

/** Among the recorded addresses that are free, the one that the last state had most like the declared one; at its own place where none is like it. */
function byLikeness({ before, recorded }: Former): Rule {
  const likeness = (address: Address, old: Address | undefined) =>
    Object.entries(address).filter(([key, value]) => old !== undefined && sameValue(own(old, key), value)).length;
  return (address, index, free) => {
    const candidates = recorded.flatMap((uuid, at) => {
      const item = uuid === "" ? undefined : free.find((one) => sameUuid(one.uuid, uuid));
      return item === undefined ? [] : [{ item, at, score: likeness(address, before[at]) * 2 + (at === index ? 1 : 0) }];
    });
    return candidates.sort((a, b) => b.score - a.score).find(({ score }) => score > 0)?.item;
  };
}

/** The uuids of the live addresses that declared ones are; an empty text where none is known. */
export function addressUuids(live: JsonObject, declared: Props, state: Props): string[] | undefined {
  const wanted = list(own(declared, "addresses"));
  const living = items(live);
  if (wanted.length === 0) return undefined;
  if (living === undefined) return recordedUuids(state);
  const former = formerIn(state);
  const { recorded } = former;
  const paired = inOneOrder(wanted, former, living);
  return wanted.map((_, index) => {
    const uuid = paired.get(index)?.uuid;
    return recorded.find((one) => sameUuid(one, uuid)) ?? uuid ?? "";
  });
}

/** How many addresses a live object has. */
export function addressCount(live: JsonObject): number {
  return items(live)?.length ?? 0;
}

/** Without what the API sets, and without blanks that it shows as null: it may want a text. */
function writableAddress(address: JsonObject): JsonObject {
  const isBlankLine = (key: string, value: Json) => value === null && Object.values(wireNames).includes(key);
  return Object.fromEntries(Object.entries(address).filter(([key, value]) => !nestedReadOnly.includes(key) && !isBlankLine(key, value)));
}

/** A line that the program declared and no longer does is blank: it would make another address of the one that is written. */
function laidOver(wire: JsonObject, declared: Address, before: Address = {}): JsonObject {
  const body = writableAddress(wire);
  for (const [key, name] of Object.entries(wireNames)) {
    if (own(declared, key) !== undefined) define(body, name, own(declared, key));
    else if (!isBlank(own(before, key))) define(body, name, "");
  }
  return body;
}

/**
 * The addresses of a customer. A declared one is the live one whose uuid the state has recorded, or one with its content; those that the
 * program never declared stay as they are, and one that it declared before and no longer does is left out. Their order has no meaning.
 */
export const addresses: Field = {
  facts: { wire: "addresses", removesWhatLeaves: true },
  decode: (live, state): LiveAddresses | undefined => {
    const living = items(live);
    return living === undefined ? undefined : { items: living, ...formerIn(state) };
  },
  encode: (body, value, { state }) => {
    const wanted = list(value);
    const living = items(body) ?? [];
    const former = formerIn(state);
    const likely = [byLikeness(former), byRecord(former.recorded), bySpelling, bySuccession(former, living)];
    const rules = [byFormerContent(former), byWholeContent, byContent, ...likely];
    const paired = pair(wanted, rules, living);
    const taken = new Map([...paired].map(([index, item]) => [item, index]));
    const kept = living.flatMap((item) => {
      const index = taken.get(item);
      const old = formerOf(item, former, living);
      if (index !== undefined) return [laidOver(item.wire, wanted[index] ?? {}, old)];
      return old === undefined ? [writableAddress(item.wire)] : [];
    });
    const made = wanted.flatMap((address, index) => (paired.has(index) ? [] : [laidOver({}, address)]));
    define(body, "addresses", [...kept, ...made]);
  },
  normalize: (body) => {
    const living = items(body);
    if (body["addresses"] === null) Reflect.deleteProperty(body, "addresses");
    else if (living !== undefined)
      define(
        body,
        "addresses",
        living.map(({ wire }) => writableAddress(wire)),
      );
  },
  same: (a, b) => sameMembers(a, b),
  unchanged: (body, live) => {
    const contents = (object: JsonObject) => (items(object) ?? []).map(({ uuid, values }) => ({ uuid, values }));
    return sameMembers(contents(body), contents(live));
  },
  project: (live, declared, policy, path) => {
    const wanted = list(declared);
    if (live === undefined) return wanted.length === 0 || policy.hidden(path) ? declared : [];
    const { items: living, ...former } = live as LiveAddresses;
    const paired = inOneOrder(wanted, former, living);
    return wanted.flatMap((address, index) => {
      const item = paired.get(index);
      if (item === undefined) return [];
      if (item.uuid === undefined) policy.hidden(`${path}.${index}.uuid`);
      return [projectRecord(item.values, address, policy, { path: `${path}.${index}` })];
    });
  },
  whole: (live) => (items(live) ?? []).map((item) => item.values),
  differences: (a, b) => addressDifferences(list(a), list(b)),
};

/** Those of the first list that the second lacks, each beside one that the first lacks. */
function addressDifferences(a: readonly Address[], b: readonly Address[]): Difference[] {
  const others = [...b];
  const missing = a.flatMap((address, index) => {
    const at = others.findIndex((one) => sameValue(one, address));
    if (at >= 0) others.splice(at, 1);
    return at >= 0 ? [] : [{ address, path: `addresses.${index}` }];
  });
  return missing.flatMap(({ address, path }) => {
    const other = others.shift();
    if (other === undefined) return [{ path, from: address, to: undefined }];
    const keys = Object.keys({ ...address, ...other }).filter((key) => !sameValue(own(address, key), own(other, key)));
    return keys.map((key) => ({ path: `${path}.${key}`, from: own(address, key), to: own(other, key) }));
  });
}
