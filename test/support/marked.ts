/** Letters and digits alone, in one case: what every spelling of a text has in common. */
function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The lines of a text in which one of some values stands, in whatever spelling; of a telephone number also without its country. */
export function foundOf(values: readonly string[]): (text: string) => string[] {
  const searched = values.map((value) => folded(value).replace(/^44(?=7)/, ""));
  return (text) => text.split("\n").filter((line) => searched.some((value) => folded(line).includes(value)));
}
