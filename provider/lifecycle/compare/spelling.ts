import type { Texts } from "../kind";
import { significantDigits } from "../../common/phone";
import { isUuid, sameUuid } from "../../common/values";

/**
 * Whether a live text is only another spelling of the declared one: other letter case, blanks or punctuation, another Unicode composition,
 * or a phone number with its country code. Uuids may differ only in letter case, and numbers must keep their value.
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

/** Whether two texts look the same: Unicode can write an accented letter as one character or as two. */
export function isComposedAlike({ live, declared }: Texts): boolean {
  return live.normalize("NFC") === declared.normalize("NFC");
}

/** Compares capitals, because some letters have two small forms, or two capitals for one. */
function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

/** For a text of punctuation only: without blanks, and with a printer's dashes and quotation marks replaced by plain ones. */
function withoutBlanks(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s/gu, "");
}

/** Whether a text is a number, in which a sign or a point changes the value. */
function isNumeral(text: string): boolean {
  return /^[+-]?\d+(\.\d+)?$/.test(text.trim());
}

/** Fewer digits could end any phone number. */
const leastDigits = 6;

/** Whether two texts are the same phone number, with or without its country code, whatever people write between its digits. */
export function isSameNumber(a: string, b: string): boolean {
  const [short = "", long = ""] = [a, b].map(significantDigits).sort((x, y) => x.length - y.length);
  return short.length >= leastDigits && long.endsWith(short);
}
