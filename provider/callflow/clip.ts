const LONGEST = 34;

/** Shortens a text to fit into a box of a picture. */
export function clip(text: string): string {
  const signs = Array.from(text);
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join("")}…` : text;
}
