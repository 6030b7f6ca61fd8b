import { entryTypes, modules } from "../callflow/index";
import { registry } from "../kinds/registry";
import type { ResourceDefinition } from "../lifecycle/kind";
import { own, type Props } from "../common/values";
import { type Section, sectionInFlows, sectionOf, sections } from "./sections";

/** Where the arguments of a part stand: `["groups", "sales"]`. */
export type Path = readonly (string | number)[];

/** A place in the arguments of a part that names other parts. */
export interface Reference {
  readonly path: Path;
  /** The sections that it can name a part of. */
  readonly to: readonly Section[];
  /** What the program wrote: a text; anything else names nothing. */
  readonly name: string;
}

/** Puts something in the place of a reference. */
export type Replace = (reference: Reference) => unknown;

/** A map or a list that the program wrote itself, and no output, resource or file. */
export function isPlain(value: unknown): value is Props {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The arguments of a part with every reference replaced. What is an output, or of another form than the arguments have, stays as it is. */
export function replaced(kind: keyof typeof registry, args: Props, at: Path, replace: Replace): Props {
  const { fields }: ResourceDefinition = registry[kind];
  const entries = Object.entries(args).map(([name, value]) => {
    const path = [...at, name];
    if (kind === "CallFlow" && name === "flow") return [name, replacedSteps(value, path, replace)] as const;
    const to = sectionsOf((own(fields, name) as ResourceDefinition["fields"][string] | undefined)?.facts.refersTo ?? []);
    return [name, to.length === 0 ? value : each(value, path, (text, where) => replace({ path: where, to, name: text }))] as const;
  });
  return Object.fromEntries(entries);
}

function sectionsOf(kinds: readonly string[]): Section[] {
  return kinds.flatMap((kind) => sectionOf(kind) ?? []);
}

/** The texts of a value, or of a list, each replaced. */
export function each(value: unknown, path: Path, visit: (text: string, path: Path) => unknown): unknown {
  if (typeof value === "string") return value === "" ? value : visit(value, path);
  return Array.isArray(value) ? value.map((item, index) => each(item, [...path, index], visit)) : value;
}

/** The step of a known client that leads into a queue, and its key; the documents do not have it. */
const QUEUE_STEP = { module: "place_call_into_queue", key: "queue" };

function replacedSteps(flow: unknown, path: Path, replace: Replace): unknown {
  if (!isPlain(flow)) return flow;
  const steps = Object.entries(flow).map(([name, step]) => [name, isPlain(step) ? replacedStep(step, [...path, name], replace) : step]);
  return Object.fromEntries(steps) as Props;
}

function replacedStep(step: Props, path: Path, replace: Replace): Props {
  const module = own(step, "module");
  const keys = Object.entries(step).map(([key, value]) => {
    const at = [...path, key];
    if (module === "extension" && key === "extensions") return [key, replacedTargets(value, at, replace)] as const;
    const to = sectionsIn(module, key);
    return [key, to.length === 0 ? value : each(value, at, (name, where) => replace({ path: where, to, name }))] as const;
  });
  return Object.fromEntries(keys);
}

/** The sections that a key of a step names parts of. */
function sectionsIn(module: unknown, key: string): Section[] {
  if (module === QUEUE_STEP.module) return key === QUEUE_STEP.key ? ["queueGroups"] : [];
  const facts = typeof module === "string" ? own(modules, module) : undefined;
  const fact = facts === undefined ? undefined : own((facts as { keys: object }).keys, key);
  const { is, kinds = [] } = (fact as { value: { is: string; kinds?: Parameters<typeof sectionInFlows>[0][] } } | undefined)?.value ?? {};
  return is === "id" || is === "ids" ? kinds.flatMap((kind) => sectionInFlows(kind) ?? []) : [];
}

/** Whom a step rings; the type of an entry says what its uuid is of. */
function replacedTargets(entries: unknown, path: Path, replace: Replace): unknown {
  if (!Array.isArray(entries)) return entries;
  return entries.map((entry: unknown, index) => {
    if (!isPlain(entry) || typeof entry["uuid"] !== "string") return entry;
    const type = entry["type"];
    const section = entryTypes.find((known) => known === type);
    const to = section === "sipuser" || section === "huntgroup" ? [sectionInFlows(section)].filter((one) => one !== undefined) : [];
    if (to.length === 0) return entry;
    return { ...entry, uuid: each(entry["uuid"], [...path, index, "uuid"], (name, where) => replace({ path: where, to, name })) };
  });
}

/** The sections that a reference can name a part of, in words: `group`, or `sound or playlist`. */
export function wordsFor(to: readonly Section[]): string {
  return to.map((section) => sections[section].part).join(" or ");
}
