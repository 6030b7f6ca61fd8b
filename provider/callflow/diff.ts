import type { Change } from "./changes";
import { readGraph, type GraphOptions } from "./graph";
import { pairSteps } from "./match";
import { moduleEntry, type KeyFact } from "./modules";
import { renameSteps } from "./rename";
import { sameLoose, sameStep, sameValue } from "./same";
import type { FlowLike } from "./types";
import { isAbsent, isRecord, own, type Entries } from "./values";
import { describeChange, type Naming } from "./words";

/** A change, with a sentence for reviewers. */
export type Difference = Change & { sentence: string };

/** Options of a comparison. */
export interface DiffOptions extends Naming {
  /** The known uuids of steps of both flows, see {@link GraphOptions}. */
  uuids?: GraphOptions["uuids"];
}

const keysOf = (a: Entries, b: Entries): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];
const recordOr = (value: unknown): Entries => (isRecord(value) ? value : {});

const isMap = (value: unknown): boolean => isRecord(value) || isAbsent(value);

type At = (at: readonly string[], from: unknown, to: unknown) => void;

function compareLoose(a: Entries, b: Entries, at: readonly string[], changed: At): void {
  for (const key of keysOf(a, b)) if (!sameLoose(own(a, key), own(b, key))) changed([...at, key], own(a, key), own(b, key));
}

function compareKey(fact: KeyFact, key: string, [from, to]: readonly [unknown, unknown], changed: At): void {
  if (sameValue(fact, from, to)) return;
  if (fact.value.is !== "targets" || !isRecord(from) || !isRecord(to)) return changed([key], from, to);
  for (const label of keysOf(from, to)) {
    const [before, after] = [own(from, label), own(to, label)];
    if (before !== after && !(isAbsent(before) && isAbsent(after))) changed([key, label], before, after);
  }
}

function compareSteps(a: Entries, b: Entries, changed: At): void {
  const module = moduleEntry(own(a, "module"));
  if (module === undefined) return compareLoose(a, b, [], changed);
  for (const key of keysOf(a, b)) {
    const fact = module.keys.get(key);
    if (fact !== undefined) compareKey(fact, key, [own(a, key), own(b, key)], changed);
    else if (key === "extra" && isMap(own(a, key)) && isMap(own(b, key)))
      compareLoose(recordOr(own(a, key)), recordOr(own(b, key)), [key], changed);
    else if (key !== "module" && !sameLoose(own(a, key), own(b, key))) changed([key], own(a, key), own(b, key));
  }
}

function compareStep(step: string, from: unknown, to: unknown): Change[] {
  if (sameStep(from, to)) return [];
  if (!isRecord(from) || !isRecord(to) || own(from, "module") !== own(to, "module")) return [{ kind: "replaced", step, from, to }];
  const changes: Change[] = [];
  compareSteps(from, to, (at, before, after) => changes.push({ kind: "changed", step, at, from: before, to: after }));
  return changes;
}

/** The new name of each renamed step, by its old name. */
function renamed(before: FlowLike, after: FlowLike, options: GraphOptions): Map<string, string> {
  const known = ({ name }: { name: string }): string | undefined => (Object.hasOwn(after, name) ? name : undefined);
  const pairs = pairSteps(readGraph(before, options), readGraph(after, options), known);
  return new Map([...pairs].filter(([name, partner]) => name !== partner));
}

/**
 * The changes from one flow to another, as data and as sentences. Steps are compared by name; a renamed step is recognised by its place in
 * the flow. The order of keys and the uuids of steps do not matter.
 */
export function diff(before: FlowLike, after: FlowLike, options: DiffOptions = {}): Difference[] {
  const graph: GraphOptions = options.uuids === undefined ? {} : { uuids: options.uuids };
  const renames = renamed(before, after, graph);
  const now = renameSteps(before, renames);
  const changes: Change[] = [...renames].map(([step, to]) => ({ kind: "renamed", step, to }));
  for (const step of keysOf(now, after)) {
    const [from, to] = [own(now, step), own(after, step)];
    if (!Object.hasOwn(after, step)) changes.push({ kind: "removed", step, from });
    else if (!Object.hasOwn(now, step)) changes.push({ kind: "added", step, to });
    else changes.push(...compareStep(step, from, to));
  }
  const moduleOf = (step: string): unknown => recordOr(own(after, step))["module"];
  return changes.map((change) => ({ ...change, sentence: describeChange(change, moduleOf, options) }));
}

function withKey(record: Entries, [key, ...rest]: readonly string[], value: unknown): Entries {
  if (key === undefined) return record;
  const inner = rest.length === 0 ? value : withKey(recordOr(own(record, key)), rest, value);
  const replaced = Object.entries(record).map(([name, old]): [string, unknown] => [name, name === key ? inner : old]);
  const entries: [string, unknown][] = Object.hasOwn(record, key) ? replaced : [...replaced, [key, inner]];
  return Object.fromEntries(entries.filter(([, kept]) => kept !== undefined));
}

/** Applies the changes that {@link diff} found. The result means the same as the flow that `diff` compared with. */
export function apply(flow: FlowLike, changes: readonly Change[]): Record<string, unknown> {
  const renames = new Map(changes.flatMap((change) => (change.kind === "renamed" ? [[change.step, change.to] as const] : [])));
  let result: Entries = renameSteps(flow, renames);
  for (const change of changes) {
    if (change.kind === "removed") result = Object.fromEntries(Object.entries(result).filter(([name]) => name !== change.step));
    if (change.kind === "added" || change.kind === "replaced") result = withKey(result, [change.step], change.to);
    if (change.kind === "changed") result = withKey(result, [change.step, ...change.at], change.to);
  }
  return { ...result };
}
