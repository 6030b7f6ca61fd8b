/** One to three characters would tear every other word apart, so they are hidden only where they stand alone. */
export const SHORT = 3;

/** A pattern of each sign in each of its forms would be too large for longer ones. */
const LONG = 256;

/** The patterns of a secret: it may come back as it was sent, or with any of its signs as JSON, a URL or HTML writes them. */
export function patternsOf(secret: string, flags = "g"): RegExp[] {
  if (secret.length > LONG) return spellings(secret).map((spelling) => new RegExp(literal(spelling), flags));
  const signs = secret.match(/\\+|[^\\]/gsu) ?? [];
  const pattern = signs.map((sign, at) => formsOf(sign) + wrapBetween(sign, signs[at + 1], secret.length)).join("");
  return [new RegExp(secret.length > SHORT ? pattern : `(?<![A-Za-z0-9])${pattern}(?![A-Za-z0-9])`, flags)];
}

/** Where a line may have been wrapped; beside a blank it would be a second way to read the same, and many of them take exponential time. */
function wrapBetween(sign: string, following: string | undefined, length: number): string {
  return length > SHORT && following !== undefined && !/\s/.test(sign + following) ? " ?" : "";
}

function spellings(secret: string): string[] {
  const entities = secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(wellFormed(secret)), entities];
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/** One sign, or one run of backslashes: any number of them may have been added to it, and a choice for each would take exponential time. */
function formsOf(sign: string): string {
  if (sign.startsWith("\\"))
    return String.raw`(?:\\{${sign.length},${4 * sign.length}}|(?:${encodedForms("\\").join("|")}){${sign.length}})`;
  const entity = ENTITIES[sign];
  const plain = sign === '"' || sign === "/" ? String.raw`\\{0,4}${sign}` : literal(sign);
  const short = /[\b\f\n\r\t]/.test(sign) ? [String.raw`\\{1,4}${JSON.stringify(sign).slice(2, -1)}`] : [];
  return `(?:${[plain, ...short, ...(sign === " " ? ["\\+"] : []), ...(entity === undefined ? [] : [`&${entity};`]), ...encodedForms(sign)].join("|")})`;
}

/** By its bytes in a URL, also encoded twice or thrice; by its units in JSON; by its number in HTML. */
function encodedForms(sign: string): string[] {
  const bytes = Array.from(Buffer.from(sign), (byte) => `%(?:25){0,2}${hex(byte, 2)}`).join("");
  const units = Array.from({ length: sign.length }, (_, at) => String.raw`\\{1,4}u${hex(sign.charCodeAt(at), 4)}`).join("");
  const code = sign.codePointAt(0) ?? 0;
  return [bytes, units, `&#0{0,6}${code};`, `&#[xX]0{0,6}${hex(code, 1)};`];
}

function hex(code: number, digits: number): string {
  return code
    .toString(16)
    .padStart(digits, "0")
    .replace(/[a-f]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** The text with a sign in the place of each half of one. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
