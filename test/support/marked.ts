/** A text reduced to letters and digits in one case, which all of its spellings have in common. */
function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Fewer letters and digits than these, times and random uuids contain by chance. */
const UNMISTAKABLE = 6;

/**
 * The lines of a text that contain one of the values, in any spelling; a telephone number also without its country code.
 * Throws if a value is so short that a text can contain it by chance.
 */
export function foundOf(values: readonly string[]): (text: string) => string[] {
  const searched = values.map((value) => folded(value).replace(/^44(?=7)/, ""));
  const short = searched.filter(({ length }) => length < UNMISTAKABLE);
  if (short.length > 0) throw new Error(`too short to be looked for: ${short.join(", ")}`);
  return (text) => text.split("\n").filter((line) => searched.some((value) => folded(line).includes(value)));
}
