import { equal, isBlank, isRecord, own } from "./values.js";

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
  const kept = [...commonItems(before, after), [before.length, after.length] as const];
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
  if (!isRecord(a) || !isRecord(b)) return equal(a, b);
  const key = IDENTITIES.find((each) => !isBlank(own(a, each)));
  return key === undefined ? equal(a, b) : equal(own(a, key), own(b, key));
}

/** The positions of a longest common subsequence. */
function commonItems(a: readonly unknown[], b: readonly unknown[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row !== undefined) row[j] = isSameOne(a[i], b[j]) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const found: (readonly [number, number])[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    if (isSameOne(a[i], b[j])) found.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return found;
}

/** What lives, with what the program itself has added and taken out since the state was written. Objects count as they live. */
export function merged(
  now: readonly unknown[],
  { from, to }: { readonly from: readonly unknown[]; readonly to: readonly unknown[] },
): readonly unknown[] {
  if ([...now, ...from, ...to].some((item) => typeof item === "object")) return to;
  const has = (list: readonly unknown[], item: unknown): boolean => list.some((one) => equal(one, item));
  const removedHere = (item: unknown): boolean => has(from, item) && !has(now, item);
  const addedHere = now.filter((item) => !has(from, item) && !has(to, item));
  return [...to.filter((item) => !removedHere(item)), ...addedHere];
}
