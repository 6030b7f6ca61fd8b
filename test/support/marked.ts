/** A text reduced to letters and digits in one case, which all of its spellings have in common. */
function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The lines of a text that contain one of the values, in any spelling; a telephone number also without its country code. */
export function foundOf(values: readonly string[]): (text: string) => string[] {
  const searched = values.map((value) => folded(value).replace(/^44(?=7)/, ""));
  return (text) => text.split("\n").filter((line) => searched.some((value) => folded(line).includes(value)));
}
