import { nearest } from "../common/nearest";

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
