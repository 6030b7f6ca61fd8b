import { equal, isBlank, isRecord, own, Undeployed } from "./values.js";

/** How one list becomes another. */
export interface Alignment {
  /** Positions whose items become others: before and after. */
  readonly changed: readonly (readonly [number, number])[];
  /** Positions before of items that go. */
  readonly gone: readonly number[];
  /** Positions after of items that come, each with the position before that it comes in front of. */
  readonly come: readonly { readonly at: number; readonly before: number }[];
}

/**
 * How a list becomes another with the fewest items touched. Objects of one name or uuid are the same one, and what stands between the same
 * neighbours becomes each other.
 */
export function aligned(before: readonly unknown[], after: readonly unknown[]): Alignment {
  const kept = [...commonItems(before, after, isSameOne), [before.length, after.length] as const];
  const changed: [number, number][] = [];
  const gone: number[] = [];
  const come: { at: number; before: number }[] = [];
  let [i, j] = [0, 0];
  for (const [keptBefore, keptAfter] of kept) {
    const pairs = Math.min(keptBefore - i, keptAfter - j);
    for (let each = 0; each < pairs; each += 1) changed.push([i + each, j + each]);
    for (let index = i + pairs; index < keptBefore; index += 1) gone.push(index);
    for (let index = j + pairs; index < keptAfter; index += 1) come.push({ at: index, before: keptBefore });
    if (!equal(before[keptBefore], after[keptAfter])) changed.push([keptBefore, keptAfter]);
    [i, j] = [keptBefore + 1, keptAfter + 1];
  }
  return { changed, gone, come };
}

/** The keys by which objects of a list are known. */
const IDENTITIES = ["name", "uuid", "number"];

/** Whether two items are the same one, though it may have changed. */
export function isSameOne(a: unknown, b: unknown): boolean {
  if (b instanceof Undeployed) return equal(a, b.now);
  if (!isRecord(a) || !isRecord(b)) return equal(a, b);
  const key = IDENTITIES.find((each) => !isBlank(own(a, each)));
  return key === undefined ? equal(a, b) : equal(own(a, key), own(b, key));
}

/** Whether an object of a list is known by more than its content. */
export function isNamed(value: unknown): boolean {
  return isRecord(value) && IDENTITIES.some((each) => !isBlank(own(value, each)));
}

/** The positions of a longest common subsequence. */
function commonItems(
  a: readonly unknown[],
  b: readonly unknown[],
  isSame: (a: unknown, b: unknown) => boolean,
): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row !== undefined) row[j] = isSame(a[i], b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    if (isSame(a[i], b[j])) found.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return found;
}

/** Which item of another list an item is: the same one in the same order, the same one elsewhere, or another one in its place. */
export type Partners = ReadonlyMap<number, { readonly at: number; readonly how: "same" | "moved" | "instead" }>;

interface Rules {
  readonly isSame: (a: unknown, b: unknown) => boolean;
  /** Whether an item may stand for another one between the same neighbours. */
  readonly canReplace: (a: unknown, b: unknown) => boolean;
}

/** Finds for the items of one list what they are in another one, by position. */
export function partners(a: readonly unknown[], b: readonly unknown[], { isSame, canReplace }: Rules): Partners {
  const common = commonItems(a, b, isSame);
  const found = new Map<number, { at: number; how: "same" | "moved" | "instead" }>(common.map(([i, j]) => [i, { at: j, how: "same" }]));
  const free = new Set([...b.keys()].filter((j) => !common.some(([, at]) => at === j)));
  const pair = (i: number, how: "moved" | "instead", fits: (j: number) => boolean): void => {
    const at = found.has(i) ? undefined : [...free].find(fits);
    if (at === undefined) return;
    found.set(i, { at, how });
    free.delete(at);
  };
  for (const i of a.keys()) pair(i, "moved", (j) => isSame(a[i], b[j]));
  let [start, before] = [0, 0];
  for (const [end, after] of [...common, [a.length, b.length] as const]) {
    const isWithin = (j: number): boolean => j >= before && j < after;
    for (let i = start; i < end; i += 1) pair(i, "instead", (j) => isWithin(j) && canReplace(a[i], b[j]));
    [start, before] = [end + 1, after + 1];
  }
  return found;
}
