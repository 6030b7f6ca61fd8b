import { SECRET_HEADER, SECRET_NAME, soundsSecret } from "../secretNames";
import { isObject, type Json } from "./json";
import { WrittenNumber } from "./numbers";
import type { Call } from "./types";

const HIDDEN = "[secret]";

/** What may stand between a name and its value, also where JSON stands in a text of JSON. */
const BETWEEN = String.raw`[\w-]{0,40}\\{0,3}["']?\s{0,9}[:=]\s{0,9}`;

const QUOTED = String.raw`"(?:[^"\\]|\\[^])*"?|'(?:[^'\\]|\\[^])*'?|\\{1,3}"[^"]*"?`;

const SENSITIVE_PAIR = new RegExp(String.raw`((?:${SECRET_NAME})${BETWEEN})(?:${QUOTED}|[^\s,;&}\]]+)`, "gi");

/** The value of a header has blanks and marks of its own and ends with the line. */
const SENSITIVE_HEADER = new RegExp(String.raw`((?:${SECRET_HEADER})${BETWEEN})(?:${QUOTED}|[^\r\n]+)`, "gi");

const BASE64 = /(?:[\w+/-]|%2[bf]|\\\/){6,}/gi;

const ESCAPE_SEQUENCE = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?/g;

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Makes a text safe to print: no control or invisible characters, none of the secrets, at most `limit` characters. */
export type Clean = (text: string, limit?: number) => string;

/** The one choke point through which every text of an error goes. */
export function cleaner(secrets: readonly string[]): Clean {
  const known = [...new Set(secrets.flatMap((secret) => [secret, visible(secret).trim()]))].filter((secret) => secret.trim() !== "");
  const patterns = known.sort((a, b) => b.length - a.length).flatMap(patternsOf);
  const wrapped = known.filter(({ length }) => length > SHORT);
  const hide = (text: string): string => patterns.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), withoutBase64(text, wrapped));
  return (text, limit = 2000) => cut(hide(visible(hide(text))).trim(), limit);
}

/** JSON that means the same and can be printed: what cannot be seen stands there as an escape. */
export function escaped(json: string): string {
  return json.replace(INVISIBLE, (signs) =>
    Array.from({ length: signs.length }, (_, at) => `\\u${signs.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** The values in a body that stand under a key which sounds like a secret. */
export function secretsIn(value: Json | undefined, sensitive = false): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => secretsIn(item, sensitive));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, item]) => secretsIn(item, sensitive || soundsSecret(key)));
  }
  if (sensitive && (value as unknown) instanceof WrittenNumber) return [String(value), (value as unknown as WrittenNumber).token];
  return sensitive && (typeof value === "string" || typeof value === "number") ? [String(value)] : [];
}

/** What must not be shown of a call: what its caller names, and what its body has under such a key. */
export function secretsOf({ secrets = [], body }: Pick<Call, "secrets" | "body">): string[] {
  return [...secrets, ...secretsIn(body)];
}

/** The same JSON with everything hidden that stands under a key which sounds like a secret. */
export function withoutSecrets(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(withoutSecrets);
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, soundsSecret(key) ? HIDDEN : withoutSecrets(item)]));
  }
  return value;
}

/** Hides what follows a word that sounds like a secret in free text: `password: …`, `token=…`, `Cookie: …`. */
export function withoutSecretPairs(text: string): string {
  return text.replace(SENSITIVE_HEADER, `$1${HIDDEN}`).replace(SENSITIVE_PAIR, `$1${HIDDEN}`);
}

/** A message of several lines as a terminal may show it: nothing in it but what can be seen. */
export function printable(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(ESCAPE_SEQUENCE, " ").replace(INVISIBLE, " "))
    .join("\n");
}

function visible(text: string): string {
  return text.replace(ESCAPE_SEQUENCE, " ").replace(INVISIBLE, " ").replace(/\s+/g, " ");
}

/** One to three characters would tear every other word apart, so they are hidden only where they stand alone. */
const SHORT = 3;

/** A pattern of each sign in each of its forms would be too large for longer ones. */
const LONG = 256;

/** A secret may come back as it was sent, or with any of its signs as JSON, a URL or HTML writes them. */
function patternsOf(secret: string): RegExp[] {
  if (secret.length > LONG) return spellings(secret).map((spelling) => new RegExp(literal(spelling), "g"));
  const signs = secret.match(/\\+|[^\\]/gsu) ?? [];
  const pattern = signs.map((sign, at) => formsOf(sign) + wrapBetween(sign, signs[at + 1], secret.length)).join("");
  return [new RegExp(secret.length > SHORT ? pattern : `(?<![A-Za-z0-9])${pattern}(?![A-Za-z0-9])`, "g")];
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

/** Hides every text in base64 in which a secret stands, alone or among others, as in a header for basic authorization. */
function withoutBase64(text: string, secrets: readonly string[]): string {
  return text.replace(BASE64, (run) => {
    const plain = run.replace(/%2b/gi, "+").replace(/%2f|\\\//gi, "/");
    const decoded = [0, 1, 2, 3].map((start) => Buffer.from(plain.slice(start), "base64").toString());
    return secrets.some((secret) => decoded.some((inner) => inner.includes(secret))) ? HIDDEN : run;
  });
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${wellFormed(text.slice(0, limit))}…` : text;
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
