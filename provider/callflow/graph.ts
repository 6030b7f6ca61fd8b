import { moduleEntry, SIPUSER_VOICEMAIL, type KeyFact, type ModuleEntry } from "./modules";
import { isList, isRecord, isUuid, own, stringsWithin, UNKNOWN, type Entries } from "./values";

/** A way from one step to another. */
export interface Edge {
  from: string;
  /** The path of the target within the step: `["next", "2"]`. */
  at: readonly string[];
  /** What makes a call go this way: `next`, `2`, `timeout`, `noanswer`, `match` … */
  label: string;
  /** Name of the target step, whether or not it exists. */
  to: string;
  /** The edge was found in an undocumented part. */
  verbatim: boolean;
  /** The step ends the call, so no call goes this way. */
  dead: boolean;
}

/** A parsed step. */
export interface Node {
  name: string;
  step: unknown;
  /** Name of the module; undefined if it is not known or not text. */
  module: string | undefined;
  /** Facts of the module, if it is documented. */
  entry: ModuleEntry | undefined;
  edges: readonly Edge[];
  /** The step has a value that is not known yet and could lead anywhere. */
  open: boolean;
  /** An undocumented part has a uuid that is none of the known ones: it may be that of any step whose own is not known. */
  strays: boolean;
  /** The uuid of the step is known. */
  identified: boolean;
}

/** A parsed flow: every step, and every way between steps. */
export type Graph = ReadonlyMap<string, Node>;

/** The uuids of steps, to recognise them in undocumented parts. */
export interface GraphOptions {
  /** The uuid of each step by its name, if known. */
  uuids?: Readonly<Record<string, string>>;
}

/** Finds steps: `named` by what a documented target can say (name or uuid), `byUuid` by what an undocumented part can say. */
interface Steps {
  named: ReadonlyMap<string, string>;
  byUuid: ReadonlyMap<string, string>;
}

/** Collects the edges of a step. */
class Reading {
  readonly edges: Edge[] = [];
  open = false;
  strays = false;
  readonly #name: string;
  readonly #steps: Steps;
  readonly #ends: boolean;

  constructor(name: string, steps: Steps, ends: boolean) {
    this.#name = name;
    this.#steps = steps;
    this.#ends = ends;
  }

  /** Adds an edge for each string of an undocumented part that is a step's uuid. */
  verbatim(value: unknown, at: readonly string[]): void {
    if (value === undefined) return;
    for (const { text, at: here } of stringsWithin(value, at)) {
      if (text === UNKNOWN && !this.#ends) this.open = true;
      const to = this.#steps.byUuid.get(text);
      // A flow that was taken over names steps whose uuids the account alone has.
      if (to === undefined && isUuid(text) && !this.#ends) this.strays = true;
      if (to === undefined) continue;
      this.edges.push({ from: this.#name, at: here, label: here.slice(at.length).join("."), to, verbatim: true, dead: this.#ends });
    }
  }

  key(key: string, { value: fact }: KeyFact, value: unknown): void {
    if (fact.is === "target" && !(value === SIPUSER_VOICEMAIL && fact.literals.includes(value))) this.#target(value, [key]);
    if (fact.is !== "targets") return;
    if (value === UNKNOWN) this.open = true;
    if (isList(value)) for (const [index, target] of value.entries()) this.#target(target, [key, String(index)]);
    if (isRecord(value)) for (const label of inOrder(value, fact.keys)) this.#target(own(value, label), [key, label]);
  }

  #target(value: unknown, at: readonly string[]): void {
    if (value === UNKNOWN) this.open = true;
    else if (typeof value === "string" && value !== "") {
      const to = this.#steps.named.get(value) ?? value;
      this.edges.push({ from: this.#name, at, label: at.at(-1) ?? "next", to, verbatim: false, dead: this.#ends });
    }
  }
}

/** Keys of a record in the documented order, others last. */
function inOrder(record: Entries, order: readonly string[]): string[] {
  return [...order.filter((key) => Object.hasOwn(record, key)), ...Object.keys(record).filter((key) => !order.includes(key))];
}

function readStep(name: string, step: unknown, steps: Steps): Omit<Node, "identified"> {
  const given = isRecord(step) ? own(step, "module") : undefined;
  const module = typeof given === "string" && given !== UNKNOWN ? given : undefined;
  const entry = moduleEntry(module);
  const reading = new Reading(name, steps, entry?.terminal === true);
  if (!isRecord(step)) return { name, step, module, entry, edges: [], open: step === UNKNOWN, strays: false };
  if (entry === undefined) reading.verbatim(step, []);
  else {
    for (const [key, fact] of entry.keys) reading.key(key, fact, own(step, key));
    reading.verbatim(own(step, "extra"), ["extra"]);
  }
  return { name, step, module, entry, edges: reading.edges, open: reading.open, strays: reading.strays };
}

/** Parses anything that is meant as a flow. A target may be the name or the uuid of a step. */
export function readGraph(flow: Entries, options: GraphOptions = {}): Graph {
  const names = Object.keys(flow);
  const byUuid = new Map(names.filter(isUuid).map((name) => [name, name]));
  for (const [name, uuid] of Object.entries(options.uuids ?? {})) {
    if (Object.hasOwn(flow, name) && !byUuid.has(uuid)) byUuid.set(uuid, name);
  }
  const named = new Map([...byUuid, ...names.map((name): [string, string] => [name, name])]);
  const identified = new Set(byUuid.values());
  const steps = { named, byUuid };
  return new Map(Object.entries(flow).map(([name, step]) => [name, { ...readStep(name, step, steps), identified: identified.has(name) }]));
}
