import { merged } from "./align.js";
import { evaluate } from "./evaluate.js";
import { indexOf, segmentsOf } from "./path.js";
import type { Program } from "./program.js";
import type { Declaration } from "./resources.js";
import type { Difference, Segment } from "./types.js";
import { completed, equal, isRecord, own, valueAt } from "./values.js";
import type { Wish } from "./work.js";

interface Parsed extends Wish {
  /** How many segments lead to the first list on the way. */
  readonly list: number | undefined;
}

/**
 * What the arguments of a resource should say. Differences within one list become one wish for the list, because the first edit of it would move
 * the positions that the others name.
 */
export function wishesOf(program: Program, { site }: Declaration, differences: readonly Difference[]): Wish[] {
  const node = site.node.arguments?.[1];
  const args = node === undefined ? undefined : evaluate(program, { source: site.source, node });
  const parsed = differences.map((difference) => parsedIn(args, difference));
  const wishes: Wish[] = [];
  const done = new Set<string>();
  for (const { list, ...wish } of parsed) {
    const path = wish.path.slice(0, list);
    if (list === undefined) wishes.push(withOwnChanges(args, wish));
    else if (!done.has(JSON.stringify(path))) {
      done.add(JSON.stringify(path));
      const inside = parsed.filter((one) => one.list === list && path.every((segment, index) => segment === one.path[index]));
      wishes.push(ofList(valueAt(args, path) as readonly unknown[], { path, inside }));
    }
  }
  return wishes;
}

function parsedIn(args: unknown, { path, from, to }: Difference): Parsed {
  const segments = segmentsOf(path);
  const list = segments.findIndex((_segment, index) => index > 0 && Array.isArray(valueAt(args, segments.slice(0, index))));
  return { path: segments, from, to, list: list < 0 ? undefined : list };
}

/** The wish for a list leaves what only the program has added and taken out since the last `up`. */
function withOwnChanges(args: unknown, wish: Wish): Wish {
  const { path, from, to } = wish;
  const now = completed(valueAt(args, path), from);
  return Array.isArray(now) && Array.isArray(from) && Array.isArray(to) ? { ...wish, to: merged(now, { from, to }) } : wish;
}

interface Within {
  readonly path: readonly Segment[];
  readonly inside: readonly Wish[];
}

/** Several wishes within a list as one for the list. */
function ofList(now: readonly unknown[], { path, inside }: Within): Wish {
  const depth = path.length;
  const [from, to]: [unknown[], unknown[]] = [[...now], [...now]];
  const leaving = new Set<number>();
  for (const wish of inside) {
    const [segment = 0, ...rest] = wish.path.slice(depth);
    const index = positionOf(now, segment, rest.length === 0 ? wish.from : undefined);
    const value = named(wish.to, segment, rest.length);
    if (index === undefined || (rest.length === 0 && wish.from === undefined && now[index] === undefined)) {
      if (wish.to !== undefined && !now.some((item) => equal(item, value))) to.push(rest.length === 0 ? value : undefined);
      continue;
    }
    from[index] = rest.length === 0 ? (wish.from ?? from[index]) : withValue(from[index], rest, wish.from);
    if (rest.length === 0 && wish.to === undefined) leaving.add(index);
    else to[index] = rest.length === 0 ? value : withValue(to[index], rest, wish.to);
  }
  return { path, from, to: to.filter((item, index) => !leaving.has(index) && item !== undefined) };
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
