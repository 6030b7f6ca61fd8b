import { entryFact, moduleEntry, type KeyFact, type ModuleEntry } from "./modules";
import { nameSteps } from "./names";
import { rememberOrder } from "./order";
import { factOnWire, typed } from "./typed";
import type { Flow, FlowLike } from "./types";
import { isList, isRecord, own, type Entries } from "./values";

/** Options of parsing. */
export interface ParseOptions {
  /** Names that are known already: step names by uuid. */
  names?: Readonly<Record<string, string>>;
  /** Keeps `"30"` for seconds, or a number for a PIN, as on the wire. */
  verbatim?: boolean;
}

/** A live flow in the program's form. */
export interface Parsed {
  flow: Flow;
  /** The name of each step by its uuid. */
  names: Record<string, string>;
}

interface Context {
  names: ReadonlyMap<string, string>;
  verbatim: boolean;
}

/** Moves undocumented keys into `extra`, at the place of the first one. */
function gatherExtra(wire: Entries, decode: (key: string, value: unknown) => [string, unknown] | undefined): Entries {
  const entries: [string, unknown][] = [];
  const extra: [string, unknown][] = [];
  for (const [key, value] of Object.entries(wire)) {
    const documented = decode(key, value);
    if (documented !== undefined) entries.push(documented);
    else if (extra.push([key, value]) === 1) entries.push(["extra", undefined]);
  }
  const gathered = Object.fromEntries(entries.map(([key, value]) => (key === "extra" ? [key, Object.fromEntries(extra)] : [key, value])));
  if (extra.length > 0) rememberOrder(gathered, Object.keys(wire));
  return gathered;
}

function parseTarget(value: unknown, { names }: Context): unknown {
  return typeof value === "string" ? (names.get(value) ?? value) : value;
}

function parseTargets(value: unknown, context: Context): unknown {
  if (isList(value)) return value.map((target) => parseTarget(target, context));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, target]) => [key, parseTarget(target, context)]));
}

function parseEntry(entry: unknown): unknown {
  if (!isRecord(entry)) return entry;
  const fact = entryFact(own(entry, "type"));
  if (fact === undefined) return entry;
  return gatherExtra(entry, (key, value) => (key === "type" || key === fact.key ? [key, value] : undefined));
}

function parseValue(fact: KeyFact, value: unknown, context: Context): unknown {
  switch (fact.value.is) {
    case "target":
      return parseTarget(value, context);
    case "targets":
      return parseTargets(value, context);
    case "extensions":
      return isList(value) ? value.map(parseEntry) : value;
    default:
      return context.verbatim ? value : typed(fact.value, value);
  }
}

function parseStep(step: unknown, context: Context): unknown {
  const module: ModuleEntry | undefined = isRecord(step) ? moduleEntry(own(step, "module")) : undefined;
  if (!isRecord(step) || module === undefined) return step;
  return gatherExtra(step, (wireKey, value) => {
    if (wireKey === "module") return [wireKey, value];
    const key = module.byWire.get(wireKey);
    const fact = factOnWire(module, wireKey);
    return key === undefined || fact === undefined ? undefined : [key, parseValue(fact, value, context)];
  });
}

/**
 * Parses a live flow: uuids become step names, snake case becomes the program's spelling, and undocumented keys of a documented module go
 * under `extra`. Nothing is lost and nothing is checked: whatever the API sends comes through.
 */
export function parse(wire: FlowLike, options: ParseOptions = {}): Parsed {
  const live: Entries = isRecord(wire) ? wire : {};
  const names = nameSteps(live, options.names ?? {});
  const context: Context = { names, verbatim: options.verbatim ?? false };
  const steps = Object.entries(live).map(([key, step]) => [names.get(key) ?? key, parseStep(step, context)]);
  // A live flow is typed as documented; if the API sends something else, `validate` says so.
  const flow = Object.fromEntries(steps) as Flow;
  return { flow, names: Object.fromEntries(names) };
}

/** The inverse of {@link Parsed.names}: the uuid of each step by its name. */
export function uuidsOf(names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(names).map(([uuid, name]) => [name, uuid]));
}
