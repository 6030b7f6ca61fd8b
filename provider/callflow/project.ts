import { entryFact, moduleEntry, type KeyFact, type ModuleEntry } from "./modules";
import { sameLoose, sameStep, sameValue } from "./same";
import type { Flow, FlowLike } from "./types";
import { isAbsent, isList, isRecord, isUuid, own, stringsWithin, type Entries } from "./values";

/** Options of a projection. */
export interface ProjectOptions {
  /** The uuid of each live step by its name. With it, undocumented ways to steps that the program does not have are shown as drift. */
  uuids?: Readonly<Record<string, string>>;
}

/** Whether an undocumented value leads to a live step that the program does not have. An update would drop it, so it is shown as drift. */
type LeadsAway = (value: unknown) => boolean;

/**
 * Builds an object: declared keys in the declared order, then the other live ones. Keys for which `choose` returns undefined are left out.
 */
function mergeKeys(live: Entries, declared: Entries, choose: (key: string) => unknown): Entries {
  const keys = new Set([...Object.keys(declared), ...Object.keys(live)]);
  return Object.fromEntries([...keys].map((key) => [key, choose(key)] as const).filter(([, value]) => value !== undefined));
}

/** Whether a live value has what the program wrote. Further keys, at any depth, are the API's and do not count. */
function isAsWritten(live: unknown, written: unknown, leadsAway: LeadsAway): boolean {
  if (isList(live) && isList(written))
    return live.length === written.length && live.every((item, at) => isAsWritten(item, written[at], leadsAway));
  if (!isRecord(live) || !isRecord(written)) return sameLoose(live, written);
  return [...new Set([...Object.keys(live), ...Object.keys(written)])].every((key) =>
    Object.hasOwn(written, key) ? isAsWritten(own(live, key), own(written, key), leadsAway) : !leadsAway(own(live, key)),
  );
}

function projectLoose(live: Entries, declared: Entries, leadsAway: LeadsAway): Entries {
  return mergeKeys(live, declared, (key) => {
    const [value, written] = [own(live, key), own(declared, key)];
    if (written === undefined) return leadsAway(value) ? value : undefined;
    return sameLoose(value, written) || isAsWritten(value, written, leadsAway) ? written : value;
  });
}

function projectExtra(live: unknown, declared: unknown, leadsAway: LeadsAway): unknown {
  if (!isRecord(declared)) {
    const shown = projectLoose(isRecord(live) ? live : {}, {}, leadsAway);
    return Object.keys(shown).length === 0 ? declared : shown;
  }
  return projectLoose(isRecord(live) ? live : {}, declared, leadsAway);
}

/** Whether two entries of `extensions` ring the same: compared by the documented key of their type, else as a whole. */
export const sameEntry = (a: unknown, b: unknown): boolean => {
  if (!isRecord(a) || !isRecord(b) || own(a, "type") !== own(b, "type")) return false;
  const fact = entryFact(own(a, "type"));
  return fact === undefined ? sameLoose(a, b) : sameLoose(own(a, fact.key), own(b, fact.key));
};

const without = (name: string, record: Entries): Entries => Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));

const documentedEntry = (entry: unknown): unknown =>
  isRecord(entry) && entryFact(own(entry, "type")) !== undefined ? without("extra", entry) : entry;

/** The documented keys of a step that the program does not have. Others could change in every answer, which would be a conflict. */
function documentedStep(step: Entries): Entries {
  if (moduleEntry(own(step, "module")) === undefined) return { module: own(step, "module") };
  const entries = own(step, "extensions");
  const documented = without("extra", step);
  return isList(entries) ? { ...documented, extensions: entries.map(documentedEntry) } : documented;
}

/** Shows undocumented keys of an entry only if the program declares them for the same entry. Equal entries are paired one by one. */
function projectEntries(live: readonly unknown[], declared: unknown): unknown[] {
  const written = isList(declared) ? [...declared] : [];
  return live.map((entry) => {
    const at = written.findIndex((other) => sameEntry(entry, other));
    const [partner] = at < 0 ? [] : written.splice(at, 1);
    if (!isRecord(entry) || !isRecord(partner) || entryFact(own(entry, "type")) === undefined) return documentedEntry(entry);
    return mergeKeys(entry, partner, (key) =>
      key === "extra" ? projectExtra(own(entry, key), own(partner, key), () => false) : (own(entry, key) ?? own(partner, key)),
    );
  });
}

function projectTargets(live: unknown, declared: unknown): unknown {
  if (!isRecord(live) || !isRecord(declared)) return live;
  return mergeKeys(live, declared, (key) => {
    const [value, written] = [own(live, key), own(declared, key)];
    return isAbsent(value) ? (isAbsent(written) ? written : undefined) : value;
  });
}

function projectKey(fact: KeyFact, live: unknown, declared: unknown): unknown {
  const isEdge = fact.value.is === "target" || fact.value.is === "targets";
  if (declared === undefined && !isEdge && !fact.required) return undefined;
  const shown = fact.value.is === "extensions" && isList(live) ? projectEntries(live, declared) : live;
  if (declared !== undefined && sameValue(fact, shown, declared)) return declared;
  if (isAbsent(shown)) return undefined;
  return fact.value.is === "targets" ? projectTargets(shown, declared) : shown;
}

function projectStep(live: Entries, declared: Entries, module: ModuleEntry | undefined, leadsAway: LeadsAway): Entries {
  if (module === undefined) return projectLoose(live, declared, leadsAway);
  return mergeKeys(live, declared, (key) => {
    const fact = module.keys.get(key);
    if (fact !== undefined) return projectKey(fact, own(live, key), own(declared, key));
    if (key === "extra") return projectExtra(own(live, key), own(declared, key), leadsAway);
    return Object.hasOwn(declared, key) ? (own(live, key) ?? (isAbsent(own(declared, key)) ? own(declared, key) : undefined)) : undefined;
  });
}

/**
 * The managed part of a live flow, for showing drift: every live step and every way between steps; of the other keys those that the program
 * declares; of a step that it does not have, the documented ones. Values that mean the same keep the program's spelling, so that they show
 * no drift.
 */
export function projectFlow(live: FlowLike, declared: FlowLike, options: ProjectOptions = {}): Flow {
  const away = new Set(Object.keys(live).filter((name) => !Object.hasOwn(declared, name)));
  const uuids = new Map(Object.entries(options.uuids ?? {}));
  const awayUuids = new Set([...away].map((name) => uuids.get(name) ?? name).filter(isUuid));
  const leadsAway: LeadsAway = (value) => awayUuids.size > 0 && stringsWithin(value).some(({ text }) => awayUuids.has(text));
  const steps = mergeKeys(live, declared, (name) => {
    const [step, written] = [own(live, name), own(declared, name)];
    if (!isRecord(step)) return step;
    const isOurs = isRecord(written) && own(step, "module") === own(written, "module");
    const managed = isOurs ? written : documentedStep(step);
    const shown = projectStep(step, managed, moduleEntry(own(step, "module")), leadsAway);
    return sameStep(shown, managed) ? managed : shown;
  });
  // As in `parse`, a live flow is typed as documented.
  return steps as Flow;
}
