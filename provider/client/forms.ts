/** One to three characters would tear every other word apart, so they are hidden only if they stand alone. */
export const SHORT = 3;

/** For secrets longer than this, a pattern of every form of every character would be too large. */
const LONG = 256;

/** The patterns that find a secret as it was sent, or with any of its characters written as JSON, a URL or HTML writes them. */
export function patternsOf(secret: string, flags = "g"): RegExp[] {
  if (secret.length > LONG) return spellings(secret).map((spelling) => new RegExp(literal(spelling), flags));
  const signs = secret.match(/\\+|[^\\]/gsu) ?? [];
  const pattern = signs.map((sign, at) => formsOf(sign) + wrapBetween(sign, signs[at + 1], secret.length)).join("");
  return [new RegExp(secret.length > SHORT ? pattern : `(?<![A-Za-z0-9])${pattern}(?![A-Za-z0-9])`, flags)];
}

/**
 * A pattern for a wrapped line between two characters. None beside a blank, where a second way to match the same text would take
 * exponential time.
 */
function wrapBetween(sign: string, following: string | undefined, length: number): string {
  return length > SHORT && following !== undefined && !/\s/.test(sign + following) ? " ?" : "";
}

function spellings(secret: string): string[] {
  const entities = secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(wellFormed(secret)), entities];
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos" };

/** The patterns of the printable characters of ASCII, of which most secrets consist: each call makes those of its secrets. */
const PRINTABLE = new Map(Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)).map((sign) => [sign, patternOf(sign)]));

function formsOf(sign: string): string {
  return PRINTABLE.get(sign) ?? patternOf(sign);
}

/**
 * The pattern of one character in all its forms, or of one run of backslashes. Escaping may have multiplied those; a choice for each would
 * take exponential time.
 */
function patternOf(sign: string): string {
  if (sign.startsWith("\\"))
    return String.raw`(?:\\{${sign.length},${4 * sign.length}}|(?:${encodedForms("\\").join("|")}){${sign.length}})`;
  const entity = ENTITIES[sign];
  const plain = sign === '"' || sign === "/" ? String.raw`\\{0,4}${sign}` : literal(sign);
  const short = /[\b\f\n\r\t]/.test(sign) ? [String.raw`\\{1,4}${JSON.stringify(sign).slice(2, -1)}`] : [];
  return `(?:${[plain, ...short, ...(sign === " " ? ["\\+"] : []), ...(entity === undefined ? [] : [`&${entity};`]), ...encodedForms(sign)].join("|")})`;
}

/** The encoded forms of a character: its bytes in a URL, encoded up to three times; its code units in JSON; its number in HTML. */
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

/** The text with each lone surrogate replaced. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
