import type { Texts } from "../kind";
import { isUuid, sameUuid } from "../../common/values";

/**
 * Whether an answer shows a text that it was given in its own spelling: other letter case, other blanks and signs, letters composed in
 * another way, or a phone number with the code of its country. A uuid is itself in whatever case only, and a
 * number keeps its value.
 */
export function isRespelling(texts: Texts): boolean {
  const { live, declared } = texts;
  if (isComposedAlike(texts)) return true;
  if (isUuid(live) && isUuid(declared)) return sameUuid(live, declared);
  if (isSameNumber(live, declared)) return true;
  if (isNumeral(live) && isNumeral(declared) && Number(live) !== Number(declared)) return false;
  const [shown, wanted] = [folded(live), folded(declared)];
  if (shown === "" && wanted === "") return withoutBlanks(live) === withoutBlanks(declared);
  return shown === wanted;
}

/** Whether two texts look the same: Unicode has a letter with its accent as one sign or as two. */
export function isComposedAlike({ live, declared }: Texts): boolean {
  return live.normalize("NFC") === declared.normalize("NFC");
}

/** By way of the capitals, because some letters have two small forms, or two capitals for one. */
function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

/** All that there is to a text of signs: an API may set them as a printer would. */
function withoutBlanks(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s/gu, "");
}

/** In such a text a sign or a point is more than a way to write it. */
function isNumeral(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?$/.test(text.trim());
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
