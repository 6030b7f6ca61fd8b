import { cycles, reachable, type Successors } from "./components";
import { positionsOf, TooLarge, type Positions } from "./positions";

const MOST_STEPS = 200_000;

/** Two walks through the pattern over the same text, as one number. */
const pairOf = (a: number, b: number, size: number): number => Math.min(a, b) * size + Math.max(a, b);

/** From each pair of walks, the pairs after one more sign that both can read. */
function inStep({ reads, follow }: Positions, within: ReadonlySet<number>): Successors<number> {
  const size = reads.length;
  const next = follow.map((ways) => [...ways.keys()].filter((position) => within.has(position)));
  let steps = 0;
  return (pair) => {
    const [ways, others] = [next[Math.floor(pair / size)] ?? [], next[pair % size] ?? []];
    steps += ways.length * others.length;
    if (steps > MOST_STEPS) throw new TooLarge();
    const found: number[] = [];
    for (const a of ways) {
      for (const b of others) if (((reads[a] ?? 0n) & (reads[b] ?? 0n)) !== 0n) found.push(pairOf(a, b, size));
    }
    return found;
  };
}

/** Whether two different walks lead over the same text from a position of a loop back to it. */
function isAmbiguous(positions: Positions, loop: readonly number[]): boolean {
  const within = new Set(loop);
  if (loop.some((position) => [...(positions.follow[position] ?? [])].some(([next, ways]) => ways > 1 && within.has(next)))) return true;
  const size = positions.reads.length;
  const pivot = loop[0] ?? 0;
  const successors = inStep(positions, within);
  const ways = new Map<number, readonly number[]>();
  const pairs = reachable([pairOf(pivot, pivot, size)], (pair) => {
    const found = successors(pair);
    ways.set(pair, found);
    return found;
  });
  return cycles([...pairs], (pair) => ways.get(pair) ?? []).some(
    (group) => group.includes(pairOf(pivot, pivot, size)) && group.some((pair) => Math.floor(pair / size) !== pair % size),
  );
}

/** How a pattern can backtrack: `exponential` where a loop reads the same text in more than one way. */
export type Backtracking = "bounded" | "exponential" | "too large";

/**
 * Says whether a pattern that JavaScript can read can backtrack without end. The work is bounded by counting, not by a
 * clock, so that the same pattern has the same answer on every machine.
 */
export function backtrackingOf(pattern: string): Backtracking {
  // Without a repetition nothing is tried twice; what has one is looked into.
  if (!/[*+{]/.test(pattern)) return "bounded";
  try {
    const positions = positionsOf(pattern);
    const all = [...positions.reads.keys()];
    const loops = cycles(all, (position) => [...(positions.follow[position]?.keys() ?? [])]);
    return loops.some((loop) => isAmbiguous(positions, loop)) ? "exponential" : "bounded";
  } catch {
    // Too many positions or pairs, too deep for the stack, or newer than the parser: not looked into, and said so.
    return "too large";
  }
}
