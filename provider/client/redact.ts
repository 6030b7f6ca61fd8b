import { isObject, type Json } from "./json";

const HIDDEN = "[secret]";

const SENSITIVE_KEY = /pass|secret|token|pin/i;

const SENSITIVE_PAIR = /((?:pass|secret|token|pin)\w{0,40}["']?\s{0,9}[:=]\s{0,9})("[^"]{0,500}"?|'[^']{0,500}'?|[^\s,;&}\]]+)/gi;

const ESCAPE_SEQUENCE = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?/g;

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Makes a text safe to print: no control or invisible characters, none of the secrets, at most `limit` characters. */
export type Clean = (text: string, limit?: number) => string;

/** The one choke point through which every text of an error goes. */
export function cleaner(secrets: readonly string[]): Clean {
  const patterns = [...new Set(secrets.flatMap(spellings))].sort((a, b) => b.length - a.length).map(patternOf);
  const hide = (text: string): string => patterns.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), text);
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
    return Object.entries(value).flatMap(([key, item]) => secretsIn(item, sensitive || SENSITIVE_KEY.test(key)));
  }
  return sensitive && (typeof value === "string" || typeof value === "number") ? [String(value)] : [];
}

/** The same JSON with everything hidden that stands under a key which sounds like a secret. */
export function withoutSecrets(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(withoutSecrets);
  }
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, SENSITIVE_KEY.test(key) ? HIDDEN : withoutSecrets(item)]));
  }
  return value;
}

/** Hides what follows a word that sounds like a secret in free text: `password: …`, `token=…`. */
export function withoutSecretPairs(text: string): string {
  return text.replace(SENSITIVE_PAIR, `$1${HIDDEN}`);
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

/** A secret may come back as it was sent, as JSON writes it, or as a URL or HTML writes it. */
function spellings(secret: string): string[] {
  const html = secret.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const entities = secret.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(wellFormed(secret)),
    html,
    entities,
    visible(secret).trim(),
  ].filter((spelling) => spelling.trim() !== "");
}

/** One to three characters would tear every other word apart, so they are hidden only where they stand alone. */
function patternOf(secret: string): RegExp {
  const literal = secret.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  return new RegExp(secret.length > 3 ? literal : `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, "g");
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${wellFormed(text.slice(0, limit))}…` : text;
}

function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "\ufffd");
}
