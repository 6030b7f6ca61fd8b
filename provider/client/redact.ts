import { HIDDEN } from "../common/hidden";
import { SECRET_HEADER, SECRET_NAME, soundsSecret } from "../common/secretNames";
import { patternsOf, SHORT, wellFormed } from "./forms";
import { hider } from "./hide";
import { isObject, type Json } from "./json";
import { WrittenNumber } from "../common/numbers";
import type { Call } from "./types";

/** What may stand between a name and its value, also in JSON inside a JSON string. */
const BETWEEN = String.raw`[\w-]{0,40}\\{0,3}["']?\s{0,9}[:=]\s{0,9}`;

const QUOTED = String.raw`"(?:[^"\\]|\\[^])*"?|'(?:[^'\\]|\\[^])*'?|\\{1,3}"[^"]*"?`;

const SENSITIVE_PAIR = new RegExp(String.raw`((?:${SECRET_NAME})${BETWEEN})(?:${QUOTED}|[^\s,;&}\]]+)`, "gi");

/** The value of a header may hold blanks and punctuation, and ends with the line. */
const SENSITIVE_HEADER = new RegExp(String.raw`((?:${SECRET_HEADER})${BETWEEN})(?:${QUOTED}|[^\r\n]+)`, "gi");

const BASE64 = /(?:[\w+/-]|%2[bf]|\\\/){6,}/gi;

/** The bytes of a file as text: no word for people is as long, with capitals, small letters and digits. */
const LEAST_OF_BYTES = 256;

const ESCAPE_SEQUENCE = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?/g;

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Makes a text safe to print: no control or invisible characters, none of the secrets, at most `limit` characters. */
export type Clean = (text: string, limit?: number) => string;

/**
 * Makes the function that every text of an error goes through. Values that the program marked as secret (`confidential`) are hidden in the
 * API's spelling too.
 */
export function cleaner(secrets: readonly string[], confidential: readonly string[] = []): Clean {
  const known = [...new Set(secrets.flatMap((secret) => [secret, visible(secret).trim()]))].filter((secret) => secret.trim() !== "");
  const patterns = known.sort((a, b) => b.length - a.length).flatMap((secret) => patternsOf(secret));
  const wrapped = known.filter(({ length }) => length > SHORT);
  const hide = (text: string): string => patterns.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), withoutBase64(text, wrapped));
  const hideSpelled = hider(confidential);
  return (text, limit = 2000) => cut(hideSpelled(hide(visible(hide(hideSpelled(text))))).trim(), limit);
}

/** The same JSON with invisible characters escaped, so that it can be printed. */
export function escaped(json: string): string {
  return json.replace(INVISIBLE, (signs) =>
    Array.from({ length: signs.length }, (_, at) => `\\u${signs.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
  );
}

/** The values in a body whose key sounds like a secret. */
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

/** The secrets of a call: those that its caller names, and those in its body whose key sounds like a secret. */
export function secretsOf({ secrets = [], confidential = [], body }: Pick<Call, "secrets" | "confidential" | "body">): string[] {
  return [...secrets, ...confidential, ...secretsIn(body)];
}

/** Hides what follows a word that sounds like a secret in free text: `password: …`, `token=…`, `Cookie: …`. */
export function withoutSecretPairs(text: string): string {
  return text.replace(SENSITIVE_HEADER, `$1${HIDDEN}`).replace(SENSITIVE_PAIR, `$1${HIDDEN}`);
}

/** A message of several lines that is safe for a terminal: without escape sequences and invisible characters. */
export function printable(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(ESCAPE_SEQUENCE, " ").replace(INVISIBLE, " "))
    .join("\n");
}

function visible(text: string): string {
  return text.replace(ESCAPE_SEQUENCE, " ").replace(INVISIBLE, " ").replace(/\s+/g, " ");
}

/** Hides every base64 text that contains a secret, such as the header of basic authorization, and every one that is a file. */
function withoutBase64(text: string, secrets: readonly string[]): string {
  return text.replace(BASE64, (run) => {
    if (run.length >= LEAST_OF_BYTES && [/[a-z]/, /[A-Z]/, /\d/].every((sort) => sort.test(run))) return "[bytes]";
    const plain = run.replace(/%2b/gi, "+").replace(/%2f|\\\//gi, "/");
    const decoded = [0, 1, 2, 3].map((start) => Buffer.from(plain.slice(start), "base64").toString());
    return secrets.some((secret) => decoded.some((inner) => inner.includes(secret))) ? HIDDEN : run;
  });
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${wellFormed(text.slice(0, limit))}…` : text;
}
