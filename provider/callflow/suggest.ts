const LONGEST = 48;
const FURTHEST = 3;

/** The edit distance of two words, counting a swap of neighbours as one; `limit + 1` as soon as it exceeds the limit. */
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

const plain = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, "");

/** The candidate that a word most probably means; undefined if none is similar enough. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const wanted = plain(word);
  let best: string | undefined;
  let limit = Math.max(1, Math.min(FURTHEST, Math.floor(wanted.length / 3)));
  for (const candidate of candidates) {
    if (candidate.length > LONGEST || candidate === word) continue;
    const found = distance(wanted, plain(candidate), limit);
    if (found > limit) continue;
    best = candidate;
    if (found === 0) break;
    limit = found - 1;
  }
  return best;
}

const SHOWN = 8;

/** "Did you mean …?", or else the list of candidates. */
export function suggestion(word: string, candidates: readonly string[], kind: string): string {
  const best = nearest(word, candidates);
  if (best !== undefined) return `Did you mean "${best}"?`;
  if (candidates.length === 0) return "";
  const shown = candidates.slice(0, SHOWN).map((candidate) => `"${candidate}"`);
  const more = candidates.length > SHOWN ? `, and ${candidates.length - SHOWN} more` : "";
  return `${kind}: ${shown.join(", ")}${more}.`;
}
