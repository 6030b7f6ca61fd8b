import { diff, type Difference } from "./diff";
import { readGraph, type Edge, type Graph, type GraphOptions, type Node } from "./graph";
import { moduleEntry } from "./modules";
import type { FlowLike } from "./types";
import { inspect } from "./validate";
import { isAbsent, isList, isRecord, own, UNKNOWN } from "./values";
import { entryInWords, nameOfId, type Naming } from "./words";

/** How a part changed, if two flows are compared. */
export type Mark = "added" | "removed" | "changed";

/** A step in a picture. */
export interface PictureNode {
  /** An identifier that is valid in every format. */
  id: string;
  /** Name of the step. */
  name: string;
  /** The title of its module, or the module's name if it is undocumented. */
  title: string;
  /** Whom it rings, what it plays, and the like. */
  details: string[];
  role: "start" | "menu" | "step" | "end" | "undocumented" | "missing";
  /** The messages of this step's errors. */
  errors: string[];
  mark: Mark | undefined;
  /** Lines that are not drawn, but shown with the box and found in it, such as all names if the box has a few. */
  more?: string[];
  /** Where it stands among others: boxes of a lower layer come first. Left out, the ways decide. */
  layer?: number;
}

/** A way between two steps in a picture. */
export interface PictureEdge {
  from: string;
  to: string;
  label: string;
  error: boolean;
  mark: Mark | undefined;
  /** No call goes this way, because its step ends the call. */
  dead?: true;
}

/** A flow as nodes and edges, ready to be written in any format. */
export interface Picture {
  nodes: PictureNode[];
  edges: PictureEdge[];
}

/** What a picture shows. */
export interface PictureOptions extends Naming, GraphOptions {
  /** The flow before a change: differences are marked. */
  before?: FlowLike;
  /** Draw errors in red. Default true. */
  errors?: boolean;
}

const MOST_DETAILS = 4;

function listed(items: readonly string[]): string[] {
  const shown = items.slice(0, MOST_DETAILS);
  return items.length > MOST_DETAILS ? [...shown, `and ${items.length - MOST_DETAILS} more`] : shown;
}

/** What a step refers to, in the order of its module's keys. */
function detailsOf({ step, entry }: Node, naming: Naming): string[] {
  if (!isRecord(step) || entry === undefined) return [];
  return [...entry.keys].flatMap(([key, { value: fact }]) => {
    const value = own(step, key);
    if (isAbsent(value)) return [];
    if (fact.is === "id") return [`${key === "uuid" ? "" : `${key} `}${nameOfId(value, naming)}`];
    if (fact.is === "pin") return ["PIN ••••"];
    if (value === UNKNOWN || !isList(value)) return [];
    if (fact.is === "ids") return listed(value.map((item) => nameOfId(item, naming)));
    if (fact.is === "patterns") return listed(value.map((item) => (item === UNKNOWN ? "a pattern not known yet" : String(item))));
    return fact.is === "extensions" ? listed(value.map((item) => entryInWords(item, naming))) : [];
  });
}

function roleOf({ module, entry, step }: Node): PictureNode["role"] {
  if (module === "start") return "start";
  if (module === "pressextension" || module === "dialbyextension") return "menu";
  if (entry !== undefined) return entry.terminal ? "end" : "step";
  return step === UNKNOWN ? "step" : "undocumented";
}

/** The marks of a comparison, by step and by edge. */
class Marks {
  readonly #steps = new Map<string, Mark>();
  readonly #edges = new Set<string>();

  constructor(changes: readonly Difference[]) {
    for (const change of changes) {
      if (change.kind === "changed") this.#edges.add(`${change.step} ${change.at.join(".")}`);
      if (change.kind === "renamed") this.#steps.set(change.to, "changed");
      else if (change.kind === "added" || change.kind === "removed") this.#steps.set(change.step, change.kind);
      else if (!this.#steps.has(change.step)) this.#steps.set(change.step, "changed");
    }
  }

  step(name: string): Mark | undefined {
    return this.#steps.get(name);
  }

  edge({ from, at }: Edge): Mark | undefined {
    const whole = this.#steps.get(from);
    return whole === "added" || whole === "removed" ? whole : this.#edges.has(`${from} ${at.join(".")}`) ? "changed" : undefined;
  }
}

/** The removed steps and ways. */
function gone(now: Graph, changes: readonly Difference[], before: FlowLike, options: GraphOptions): Node[] {
  const was = readGraph(before, options);
  const names = new Map(changes.flatMap((change) => (change.kind === "renamed" ? [[change.step, change.to] as const] : [])));
  const nameNow = (name: string): string => names.get(name) ?? name;
  return [...was.values()].flatMap((node) => {
    const name = nameNow(node.name);
    const ways = node.edges.map((edge) => ({ ...edge, from: name, to: nameNow(edge.to) }));
    const here = now.get(name);
    if (here === undefined) return [{ ...node, name, edges: ways }];
    const same = (way: Edge): boolean => here.edges.some(({ at, to }) => at.join(".") === way.at.join(".") && to === way.to);
    return [{ ...here, edges: ways.filter((way) => !same(way)) }];
  });
}

function labelOf({ label, dead }: Edge): string {
  if (dead) return label === "next" ? "never followed" : `${label} (never followed)`;
  return label === "next" ? "" : label;
}

interface Drawing {
  options: PictureOptions;
  marks: Marks;
  errors: ReadonlyMap<string, string[]>;
  ids: Map<string, string>;
}

function errorsByStep(flow: FlowLike, options: PictureOptions): Map<string, string[]> {
  const errors = new Map<string, string[]>();
  if (options.errors === false) return errors;
  for (const { step, finding } of inspect(flow, options)) {
    if (finding.severity === "error" && step !== undefined) errors.set(step, [...(errors.get(step) ?? []), finding.message]);
  }
  return errors;
}

function drawNode(node: Node, mark: Mark | undefined, { options, errors, ids }: Drawing): PictureNode {
  const title = moduleEntry(node.module)?.title ?? node.module ?? "not known yet";
  const role = roleOf(node);
  return {
    id: ids.get(node.name) ?? "",
    name: node.name,
    title,
    details: detailsOf(node, options),
    role,
    errors: errors.get(node.name) ?? [],
    mark,
  };
}

function drawMissing(name: string, { ids }: Drawing): PictureNode {
  return {
    id: ids.get(name) ?? "",
    name,
    title: "does not exist",
    details: [],
    role: "missing",
    errors: [`Step "${name}" does not exist.`],
    mark: undefined,
  };
}

/** Reads a flow, or the change from one flow to another, as a picture. Every step is drawn, whatever its module. */
export function picture(flow: FlowLike, options: PictureOptions = {}): Picture {
  const graph = readGraph(flow, options);
  const changes = options.before === undefined ? [] : diff(options.before, flow, options);
  const past = options.before === undefined ? [] : gone(graph, changes, options.before, options);
  const removed = past.filter(({ name }) => !graph.has(name));
  const known = new Set([...graph.keys(), ...removed.map(({ name }) => name)]);
  const ways = [...graph.values()].flatMap(({ edges }) => edges);
  const missing = [...new Set(ways.map(({ to }) => to).filter((to) => !known.has(to)))];
  const ids = new Map([...known, ...missing].map((name, index) => [name, `n${index}`]));
  const drawing: Drawing = { options, marks: new Marks(changes), errors: errorsByStep(flow, options), ids };
  const drawEdge = (edge: Edge, mark: Mark | undefined): PictureEdge[] => {
    const [from, to] = [ids.get(edge.from), ids.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    return [{ from, to, label: labelOf(edge), error: missing.includes(edge.to), mark, ...(edge.dead && { dead: true as const }) }];
  };
  return {
    nodes: [
      ...[...graph.values()].map((node) => drawNode(node, drawing.marks.step(node.name), drawing)),
      ...removed.map((node) => drawNode(node, "removed", drawing)),
      ...missing.map((name) => drawMissing(name, drawing)),
    ],
    edges: [
      ...ways.flatMap((edge) => drawEdge(edge, drawing.marks.edge(edge))),
      ...past.flatMap(({ edges }) => edges.flatMap((edge) => drawEdge(edge, "removed"))),
    ],
  };
}

const WIDEST = 34;

/** A text that is short enough for a box of a picture. */
export function clip(text: string): string {
  const signs = Array.from(text);
  return signs.length > WIDEST ? `${signs.slice(0, WIDEST - 1).join("")}…` : text;
}
