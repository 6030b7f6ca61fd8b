/** The name that is meant by a misspelt one; undefined if none is near. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(text.length / 3));
  const [best] = names
    .map((name) => ({ name, distance: distance(text.toLowerCase(), name.toLowerCase()) }))
    .filter(({ distance: far }) => far <= limit)
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}

/** A sentence that names what is meant by a misspelt name; undefined if none is near. */
export function meant(text: string, names: readonly string[]): string | undefined {
  const near = nearest(text, names);
  return near === undefined ? undefined : `Did you mean "${near}"?`;
}

/** A sentence that helps with a misspelt name: the one that is meant, or all that there are. */
export function suggestion(text: string, names: readonly string[]): string {
  return meant(text, names) ?? `There are: ${names.join(", ")}.`;
}

/** How many characters have to be inserted, removed or replaced. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [above, letter] of Array.from(a).entries()) {
    const next = [above + 1];
    for (const [index, other] of Array.from(b).entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
