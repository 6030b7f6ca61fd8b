/** A text as a part of a name: small letters, digits and hyphens. Accents go; what has no Latin letter or digit at all is empty. */
export function slug(text: string, most = 40): string {
  const latin = text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").replace(/['’]/g, "").toLowerCase();
  const words = latin.split(/[^a-z0-9]+/).filter((word) => word !== "");
  return words.reduce((joined, word) => {
    const longer = joined === "" ? word : `${joined}-${word}`;
    return longer.length <= most ? longer : joined === "" ? word.slice(0, most) : joined;
  }, "");
}
