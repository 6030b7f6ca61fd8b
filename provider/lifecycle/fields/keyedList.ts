import type { JsonObject } from "../../client/index";
import type { Difference, Field, Finding, Recorded } from "../kind";
import { type KeyedList, Names } from "./entryNames";
import { itemsOf, normalizeItems, RecordMapping } from "./record";
import { shaped } from "./shaped";
import { namedForm, type NamedForm } from "./namedForm";
import { asText, define, isBlank, isRecord, own, type Props, sameMembers, sameValue } from "../../common/values";

/**
 * Objects that a name tells apart: a list in the program and on the wire, a map by name in the state, so that a secret within hides itself
 * alone. Those that the program never declared stay as they are, and one that it declared before and no longer does is removed.
 */
export function keyedList<R extends boolean = false>(wire: string, list: KeyedList<R>): Field<NoInfer<R>> {
  const mapping = new RecordMapping(list.fields);
  const form = namedForm(wire, list.key.argument);
  const names = new Names(wire, list);
  const nameOf = (item: JsonObject) => asText(item[list.key.wire]);
  const byName = (live: JsonObject, read: (item: JsonObject) => Props) => {
    const items = itemsOf(live, wire);
    return items === undefined ? undefined : Object.fromEntries(items.map((item) => [nameOf(item), read(item)]));
  };
  return {
    facts: { wire, removesWhatLeaves: true, ...(list.shows !== undefined && { shows: list.shows }), nested: mapping.facts() },
    isRequired: (list.required ?? false) as R,
    shape: shaped((z) =>
      z.record(z.string(), mapping.shape({ [list.key.argument]: z.unknown().optional() }), {
        error: `must be a list of ${wire}, each with its ${list.key.argument}`,
      }),
    ),
    known: [list.key.wire, ...mapping.known],
    form,
    findings: (value, path) => misnamed(declaredIn(value), path, form),
    decode: (live) => byName(live, (item) => mapping.shown(item)),
    encode: (body, value, { before, state }) => {
      const [declared, recorded, living] = [declaredIn(value), declaredIn(before), itemsOf(body, wire) ?? []];
      const programName = names.ofLiving(living, { declared: { ...recorded, ...declared }, state });
      const laidOver = (item: JsonObject, name: string, entry: Props) => {
        const hidden = mapping.hiddenSecrets(item, entry, declaredIn(own(recorded, name)));
        return mapping.laidOver({ ...item, [list.key.wire]: name }, { ...entry, ...hidden });
      };
      define(body, wire, bodyItems(mapping, { declared, recorded, living, programName, laidOver }));
    },
    normalize: (body) => {
      normalizeItems(body, wire, mapping);
    },
    ...(mapping.hasSecrets && {
      hiddenSecrets: (live: JsonObject, value: unknown, { before, state }: Recorded) => {
        const [declared, recorded, living] = [declaredIn(value), declaredIn(before), itemsOf(live, wire) ?? []];
        return hiddenByName(mapping, { declared, recorded, living, programName: names.ofLiving(living, { declared, state }) });
      },
    }),
    same: (a, b) => sameByName(mapping, a, b),
    unchanged: (body, live, { before }) => {
      const isKept = (sent: JsonObject, now: JsonObject) =>
        nameOf(sent) === nameOf(now) && mapping.unchanged(sent, now, own(declaredIn(before), nameOf(now)));
      return sameMembers(itemsOf(body, wire) ?? [], itemsOf(live, wire) ?? [], isKept);
    },
    project: (live, declared, policy, path) => {
      if (!isRecord(declared)) return declared;
      if (!isRecord(live)) return isBlank(declared) || policy.hidden(path) ? declared : {};
      const entries = Object.entries(declared).flatMap(([name, entry]) => {
        const shown = own(live, name) ?? names.respelled(live, { name, declared, policy, path });
        return isRecord(entry) && isRecord(shown) ? [[name, mapping.project(shown, entry, policy, `${path}.${name}`)] as const] : [];
      });
      return Object.fromEntries(entries);
    },
    whole: (live) => byName(live, (item) => mapping.decode(item)) ?? {},
    differences: (a, b, path) => differencesByName(mapping, { a: declaredIn(a), b: declaredIn(b), path, entry: form.entry }),
  };
}

interface Items {
  readonly declared: Props;
  readonly recorded: Props;
  readonly living: readonly JsonObject[];
  /** The name that the program has for a live item. */
  readonly programName: (item: JsonObject) => string;
  readonly laidOver: (item: JsonObject, name: string, entry: Props) => JsonObject;
}

/** The items of a request body: those that the program declares, and those that it never declared. */
function bodyItems(mapping: RecordMapping, { declared, recorded, living, programName, laidOver }: Items): JsonObject[] {
  const kept = living.flatMap((item) => {
    const name = programName(item);
    const entry = own(declared, name);
    if (isRecord(entry)) return [laidOver(item, name, entry)];
    return own(recorded, name) === undefined ? [mapping.normalized(item)] : [];
  });
  const present = new Set(living.map(programName));
  const missing = Object.entries(declared).filter(([name]) => !present.has(name));
  return [...kept, ...missing.flatMap(([name, entry]) => (isRecord(entry) ? [laidOver({}, name, entry)] : []))];
}

/** The recorded secrets that declared entries have no longer and that the living ones hide. */
function hiddenByName(mapping: RecordMapping, { declared, recorded, living, programName }: Omit<Items, "laidOver">): Props {
  const found = Object.entries(declared).map(([name, entry]) => {
    const item = living.find((one) => programName(one) === name) ?? {};
    return [name, mapping.hiddenSecrets(item, declaredIn(entry), declaredIn(own(recorded, name)))] as const;
  });
  return Object.fromEntries(found.filter(([, secrets]) => Object.keys(secrets).length > 0));
}

/** Blank entries are none, as everywhere. */
function sameByName(mapping: RecordMapping, a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return sameValue(a, b);
  const sameEntry = (x: unknown, y: unknown) => (isRecord(x) && isRecord(y) ? mapping.same(x, y) : sameValue(x, y));
  return Object.keys({ ...a, ...b }).every((name) => sameEntry(own(a, name), own(b, name)));
}

function declaredIn(value: unknown): Props {
  return isRecord(value) ? value : {};
}

/** The form leaves the name in an entry that it could not hand over under a name of its own. */
function misnamed(declared: Props, path: string, { key, entries }: NamedForm): Finding[] {
  return Object.entries(declared).flatMap(([name, entry]) => {
    const given = isRecord(entry) ? own(entry, key) : undefined;
    if (given === undefined) return [];
    const rule = `${entries} are told apart by their ${key}`;
    if (isBlank(given)) return [{ path: `${path}.${name}.${key}`, reason: `is required; ${rule}` }];
    return [{ path: `${path}.${asText(given)}`, reason: `is declared twice; ${rule}` }];
  });
}

interface Compared {
  readonly a: Props;
  readonly b: Props;
  readonly path: string;
  readonly entry: string;
}

/** An entry that only one of them has is told as a whole: it may hold a secret. */
function differencesByName(mapping: RecordMapping, { a, b, path, entry }: Compared): Difference[] {
  const presence = (value: unknown) => (value === undefined ? undefined : entry);
  return Object.keys({ ...a, ...b }).flatMap((name) => {
    const [from, to] = [own(a, name), own(b, name)];
    if (isRecord(from) && isRecord(to)) return mapping.differences(from, to, `${path}.${name}`);
    return sameValue(from, to) ? [] : [{ path: `${path}.${name}`, from: presence(from), to: presence(to) }];
  });
}
