import type { Texts } from "./definition";

/**
 * Whether an answer shows a text that it was given in its own spelling: other letter case, other blanks and signs, or a phone number with
 * the code of its country.
 */
export function isRespelling({ live, declared }: Texts): boolean {
  const [shown, wanted] = [folded(live), folded(declared)];
  return (shown === wanted && shown !== "") || isSameNumber(live, declared);
}

function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

/** Fewer digits could be those of any number. */
const leastDigits = 6;

function isSameNumber(a: string, b: string): boolean {
  const [short = "", long = ""] = [a, b].map(significantDigits).sort((x, y) => x.length - y.length);
  return short.length >= leastDigits && long.endsWith(short);
}

/** Without the zeros that stand for the way out of an exchange or a country, as in `+44 (0)1632`. */
function significantDigits(text: string): string {
  if (!/^[+\d\s().\-/]+$/.test(text)) return "";
  return text.replace("(0)", "").replace(/\D/g, "").replace(/^0+/, "");
}
