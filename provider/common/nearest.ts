/** Longer names are not compared: the work grows with the square of their length. */
const LONGEST = 64;

/** A longer word is another one, and no slip of the keys, if it differs in more places. */
const FURTHEST = 3;

/** Of names of one letter each is one letter from every other: that is no slip. */
const SHORTEST = 2;

/** As much of a name as tells which one is meant. */
const SHORTEST_BEGINNING = 3;

/** The candidate that a mistyped word is a slip of: few letters to change, whatever its case, blanks, `-` and `_`; undefined if none is so near. */
export function misspelt(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = letters(word);
  if (wanted === "" || word.length > LONGEST) return undefined;
  let best: string | undefined;
  let limit = Math.max(1, Math.min(FURTHEST, Math.floor(wanted.length / 3)));
  for (const candidate of candidates) {
    if (candidate.length > LONGEST || candidate === word) continue;
    const other = letters(candidate);
    if (other !== wanted && Math.min(other.length, wanted.length) < SHORTEST) continue;
    const found = distance(wanted, other, limit);
    if (found > limit) continue;
    best = candidate;
    if (found === 0) break;
    limit = found - 1;
  }
  return best;
}

/** The candidate to name in a hint: one that is misspelt, or one of which the word is the beginning, as `street` of `streetOne`. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  return misspelt(word, candidates) ?? candidates.find((candidate) => isBeginning(letters(word), letters(candidate)));
}

function letters(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, "");
}

function isBeginning(word: string, candidate: string): boolean {
  return word.length >= SHORTEST_BEGINNING && word.length < candidate.length && candidate.startsWith(word);
}

/** Letters to change, add, leave out or swap to get from one word to the other; `limit + 1` as soon as it is more than that. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const steps = [(previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + (same ? 0 : 1)];
      if (swapped) steps.push((before[column - 2] ?? 0) + 1);
      current.push(Math.min(...steps));
    }
    if (Math.min(...current) > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}
