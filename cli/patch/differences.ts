import { indexOf, segmentsOf } from "./path.js";
import type { Difference, Segment } from "./types.js";
import { meant, shown } from "./undeployed.js";
import { completed, equal, isRecord, own, valueAt } from "./values.js";
import type { TargetValue } from "./editContext.js";

interface Parsed extends TargetValue {
  /** How many segments lead to the first list on the way. */
  readonly list: number | undefined;
}

/**
 * What arguments should say, where that is not what they say. Differences within one list become one target for the list, because the first edit of it
 * would move the positions that the others name.
 * @param args what the program says
 */
export function targetsOf(args: unknown, differences: readonly Difference[]): TargetValue[] {
  const parsed = differences.map((difference) => parsedIn(args, difference));
  const targets: TargetValue[] = [];
  const done = new Set<string>();
  for (const { list, ...target } of parsed) {
    const path = target.path.slice(0, list);
    if (list === undefined) targets.push(target);
    else if (!done.has(JSON.stringify(path))) {
      done.add(JSON.stringify(path));
      const inside = parsed.filter((one) => one.list === list && path.every((segment, index) => segment === one.path[index]));
      targets.push(ofList(valueAt(args, path) as readonly unknown[], { path, inside }));
    }
  }
  return targets.map((target) => withOwnChanges(args, target)).filter(({ from, to }) => !equal(from, to));
}

function parsedIn(args: unknown, { path, from, to }: Difference): Parsed {
  const segments = segmentsOf(path);
  const list = segments.findIndex((_segment, index) => index > 0 && Array.isArray(valueAt(args, segments.slice(0, index))));
  return { path: segments, from, to, list: list < 0 ? undefined : list };
}

/** The target leaves what only the program has changed since the last `up`. */
function withOwnChanges(args: unknown, { path, from, to }: TargetValue): TargetValue {
  const now = valueAt(args, path);
  return { path, from: shown(now, { from, to }), to: meant(now, { from, to }) };
}

interface Within {
  readonly path: readonly Segment[];
  readonly inside: readonly TargetValue[];
}

/** Several targets within a list as one for the list. */
function ofList(now: readonly unknown[], { path, inside }: Within): TargetValue {
  const depth = path.length;
  const [from, to]: [unknown[], unknown[]] = [[...now], [...now]];
  const [coming, leaving] = [new Set<number>(), new Set<number>()];
  for (const target of inside) {
    const [segment = 0, ...rest] = target.path.slice(depth);
    const isWhole = rest.length === 0;
    const comes = isWhole && target.from === undefined;
    // What comes to a position comes beside what the program has there; what comes under a name may be what the program has under it.
    const index = comes && indexOf(segment) !== undefined ? undefined : positionOf(now, segment, isWhole ? target.from : undefined);
    const value = named(target.to, segment, rest.length);
    if (index === undefined) {
      if (isWhole && target.to !== undefined && !now.some((item) => equal(item, value))) to.push(value);
      continue;
    }
    if (comes) coming.add(index);
    else from[index] = isWhole ? named(target.from, segment, 0) : withValue(from[index], rest, target.from);
    if (isWhole && target.to === undefined) leaving.add(index);
    else to[index] = isWhole ? value : withValue(to[index], rest, target.to);
  }
  return { path, from: from.filter((_item, index) => !coming.has(index)), to: to.filter((_item, index) => !leaving.has(index)) };
}

/** An object that the engine has under its name says it itself in a list. */
function named(to: unknown, segment: Segment, further: number): unknown {
  return further === 0 && indexOf(segment) === undefined && isRecord(to) ? { name: segment, ...to } : to;
}

/** Where an item stands in the program: by its name, by its value if the program has it elsewhere than the state, else by its position. */
function positionOf(now: readonly unknown[], segment: Segment, from: unknown): number | undefined {
  const byName = now.findIndex((item) => isRecord(item) && own(item, "name") === segment);
  const index = indexOf(segment);
  if (byName >= 0 || index === undefined) return byName < 0 ? undefined : byName;
  const isIt = (item: unknown): boolean => from === undefined || equal(completed(item, from), from);
  const byValue = now.findIndex(isIt);
  if (index < now.length && (isIt(now[index]) || byValue < 0)) return index;
  return byValue < 0 ? undefined : byValue;
}

/** A value with another one at a path within it. */
function withValue(value: unknown, [segment, ...rest]: readonly Segment[], to: unknown): unknown {
  if (segment === undefined) return to;
  if (Array.isArray(value)) {
    const items: unknown[] = [...(value as unknown[])];
    const index = positionOf(items, segment, undefined) ?? items.length;
    items[index] = withValue(items[index], rest, to);
    return items.filter((item, at) => item !== undefined || at !== index);
  }
  const inner = isRecord(value) ? value : {};
  const changed = withValue(own(inner, String(segment)), rest, to);
  return Object.fromEntries(Object.entries({ ...inner, [segment]: changed }).filter(([, item]) => item !== undefined));
}
