import { cycles, reachable, type Successors } from "./components";
import { positionsOf, TooLarge, type Positions } from "./positions";

const MOST_STEPS = 200_000;

/** Encodes a pair of positions, one of each of two walks over the same text, as one number. */
const pairOf = (a: number, b: number, size: number): number => Math.min(a, b) * size + Math.max(a, b);

/** For a pair of positions: the pairs that can follow when both walks read the same next character. */
function pairSuccessors({ reads, follow }: Positions, within: ReadonlySet<number>): Successors<number> {
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

/** Whether a loop can return to its first position by two different walks over the same text. */
function isAmbiguous(positions: Positions, loop: readonly number[]): boolean {
  const within = new Set(loop);
  if (loop.some((position) => [...(positions.follow[position] ?? [])].some(([next, ways]) => ways > 1 && within.has(next)))) return true;
  const size = positions.reads.length;
  const pivot = loop[0] ?? 0;
  const successors = pairSuccessors(positions, within);
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

/** How a pattern can backtrack: `exponential` if a loop matches the same text in more than one way. */
export type Backtracking = "bounded" | "exponential" | "too large";

/**
 * Whether a pattern that JavaScript can compile may backtrack exponentially. The work is limited by counting, not by a clock, so that every
 * machine gives the same answer.
 */
export function backtrackingOf(pattern: string): Backtracking {
  // A pattern without repetition tries nothing twice.
  if (!/[*+{]/.test(pattern)) return "bounded";
  try {
    const positions = positionsOf(pattern);
    const all = [...positions.reads.keys()];
    const loops = cycles(all, (position) => [...(positions.follow[position]?.keys() ?? [])]);
    return loops.some((loop) => isAmbiguous(positions, loop)) ? "exponential" : "bounded";
  } catch {
    // Too many positions or pairs, nested too deep for the stack, or syntax newer than the parser: reported as not checked.
    return "too large";
  }
}
