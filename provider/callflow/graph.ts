import { moduleEntry, SIPUSER_VOICEMAIL, type KeyFact, type ModuleEntry } from "./modules";
import { isAbsent, isList, isRecord, isUuid, own, stringsWithin, UNKNOWN, type Entries } from "./values";

/** A way from one step to another. */
export interface Edge {
  from: string;
  /** Keys that lead to the target within the step: `["next", "2"]`. */
  at: readonly string[];
  /** What takes a call this way: `next`, `2`, `timeout`, `noanswer`, `match` … */
  label: string;
  /** Name of the step, whether it exists or not. */
  to: string;
  /** The edge was found in an undocumented part. */
  verbatim: boolean;
}

/** One step, read. */
export interface Node {
  name: string;
  step: unknown;
  /** Name of the module; undefined where it is not known or no text. */
  module: string | undefined;
  /** Facts of a documented module. */
  entry: ModuleEntry | undefined;
  edges: readonly Edge[];
  /** A value that is not known yet could lead anywhere. */
  open: boolean;
}

/** A flow, read: every step and every way between steps. */
export type Graph = ReadonlyMap<string, Node>;

/** How the uuids that undocumented parts mention are related to steps. */
export interface GraphOptions {
  /** uuid of each step by its name, where it is known. */
  uuids?: Readonly<Record<string, string>>;
}

interface Reading {
  edges: Edge[];
  open: boolean;
}

/** Steps by what a documented target can say (their name or uuid), and by what an undocumented part can say (their uuid). */
interface Steps {
  named: ReadonlyMap<string, string>;
  byUuid: ReadonlyMap<string, string>;
}

/** Follows strings of an undocumented part that are a step's uuid. */
function readVerbatim(name: string, value: unknown, at: readonly string[], { byUuid }: Steps): Reading {
  const found = stringsWithin(value, at);
  const edges = found.flatMap(({ text, at: here }) => {
    const to = byUuid.get(text);
    return to === undefined ? [] : [{ from: name, at: here, label: here.slice(at.length).join("."), to, verbatim: true }];
  });
  return { edges, open: found.some(({ text }) => text === UNKNOWN) };
}

function readTarget(name: string, value: unknown, at: readonly string[], steps: Steps): Reading {
  if (value === UNKNOWN) return { edges: [], open: true };
  if (typeof value !== "string" || isAbsent(value)) return { edges: [], open: false };
  const edge = { from: name, at, label: at.at(-1) ?? "next", to: steps.named.get(value) ?? value, verbatim: false };
  return { edges: [edge], open: false };
}

function readKey(name: string, [key, fact]: [string, KeyFact], value: unknown, steps: Steps): Reading {
  if (fact.value.is === "target") {
    if (value === SIPUSER_VOICEMAIL && fact.value.literals.includes(value)) return { edges: [], open: false };
    return readTarget(name, value, [key], steps);
  }
  if (fact.value.is !== "targets") return { edges: [], open: false };
  if (value === UNKNOWN) return { edges: [], open: true };
  if (!isRecord(value) && !isList(value)) return { edges: [], open: false };
  const order = fact.value.keys;
  const place = (digit: string): number => (order.includes(digit) ? order.indexOf(digit) : order.length);
  const targets = Object.entries(value).sort(([a], [b]) => place(a) - place(b));
  return together(targets.map(([digit, target]) => readTarget(name, target, [key, digit], steps)));
}

const together = (readings: readonly Reading[]): Reading => ({
  edges: readings.flatMap(({ edges }) => edges),
  open: readings.some(({ open }) => open),
});

function readStep(name: string, step: unknown, steps: Steps): Node {
  const given = isRecord(step) ? own(step, "module") : undefined;
  const module = typeof given === "string" && given !== UNKNOWN ? given : undefined;
  const entry = moduleEntry(module);
  const node = { name, step, module, entry };
  if (!isRecord(step)) return { ...node, edges: [], open: step === UNKNOWN };
  if (entry === undefined) return { ...node, ...readVerbatim(name, step, [], steps) };
  const documented = [...entry.keys].map((pair) => readKey(name, pair, own(step, pair[0]), steps));
  return { ...node, ...together([...documented, readVerbatim(name, own(step, "extra"), ["extra"], steps)]) };
}

/** Reads anything that is meant as a flow. A target that is a step's uuid leads to the step. */
export function readGraph(flow: Entries, options: GraphOptions = {}): Graph {
  const names = Object.keys(flow);
  const byUuid = new Map(names.filter(isUuid).map((name) => [name, name]));
  for (const [name, uuid] of Object.entries(options.uuids ?? {})) {
    if (Object.hasOwn(flow, name) && !byUuid.has(uuid)) byUuid.set(uuid, name);
  }
  const named = new Map([...byUuid, ...names.map((name): [string, string] => [name, name])]);
  return new Map(Object.entries(flow).map(([name, step]) => [name, readStep(name, step, { named, byUuid })]));
}
