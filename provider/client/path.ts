import { HIDDEN } from "../common/hidden";
import { isUuid } from "../common/uuid";
import { soundsSecret } from "../common/secretNames";
import { NotAppliedError } from "./errors";
import { cleaner } from "./redact";
import type { Call, QueryValue } from "./types";

const TEMPLATE = /^((?:\/[a-z0-9-]+|\/\{[a-z][a-z0-9_]*\})+)(?:\{\?([a-z][a-z0-9_-]*(?:,[a-z][a-z0-9_-]*)*)\})?$/i;

const PLACE = /\{(\w+)\}/g;

/** A shorter secret, such as a PIN, is a part of many a date and count by chance; it is refused only if it stands alone. */
const TELLING = 6;

/** Where a call goes. */
export interface Destination {
  readonly path: string;
  /** As it is sent: empty, or from its question mark on. */
  readonly query: string;
  /** Path and query as errors show them: what the program has marked as secret is hidden in the query. */
  readonly shown: string;
}

interface Template {
  readonly path: string;
  readonly places: readonly string[];
  readonly keys: readonly string[];
}

/**
 * The path of a call with its parameters and its query. Throws if anything but the expected path could be reached, or a query would have
 * what its template does not name.
 * @param passwords those of the settings: like the secrets of the call they never stand in a query.
 */
export function destinationOf(call: Call, passwords: readonly string[] = []): Destination {
  const template = templateOf(call);
  const path = filled(call, template);
  const asked = Object.entries(call.query ?? {});
  if (asked.length === 0) return { path, query: "", shown: path };
  assertQuery(call, template.keys, [...passwords, ...(call.secrets ?? [])]);
  const pairs = template.keys.flatMap((key) => asked.filter(([name]) => name === key));
  const hide = cleaner([], call.confidential);
  const shown = (text: string) => (hide(text, Infinity).includes(HIDDEN) ? HIDDEN : encoded(text));
  return {
    path,
    query: `?${pairs.map(([key, value]) => `${key}=${encoded(String(value))}`).join("&")}`,
    shown: `${path}?${pairs.map(([key, value]) => `${key}=${shown(String(value))}`).join("&")}`,
  };
}

/** The customer in whose part of the account a path leads; undefined if it leads to no single one. */
export function customerIn({ path, params = {} }: Call, collection: string): string | undefined {
  const [, place] = path.startsWith(`${collection}/`) ? (/^\{(\w+)\}/.exec(path.slice(collection.length + 1)) ?? []) : [];
  return place !== undefined && Object.hasOwn(params, place) ? params[place] : undefined;
}

/** The URL of a path and a query, proven to be that and no other. */
export function urlOf(attempt: string, baseUrl: string, path: string, query = ""): URL {
  const url = URL.canParse(path + query, baseUrl) ? new URL(path + query, baseUrl) : undefined;
  if (url?.pathname !== path || url.origin !== new URL(baseUrl).origin || url.search !== query || url.hash !== "") {
    throw unsendable(attempt, `the path ${JSON.stringify(path)} would lead elsewhere`);
  }
  return url;
}

/** The error of a call that must not be made. */
export function unsendable(attempt: string, reason: string): NotAppliedError {
  return new NotAppliedError(`Cannot ${cleaner([])(attempt)}: ${reason}.\nNothing was sent.`);
}

function templateOf({ attempt, path }: Call): Template {
  const [, way = "", asked] = TEMPLATE.exec(path) ?? [];
  const places = Array.from(way.matchAll(PLACE), ([, name = ""]) => name);
  const keys = asked?.split(",") ?? [];
  if (way === "" || isRepeated(places) || isRepeated(keys))
    throw unsendable(attempt, `the path ${JSON.stringify(path)} is none that can be called`);
  return { path: way, places, keys };
}

function isRepeated(names: readonly string[]): boolean {
  return new Set(names).size < names.length;
}

function filled({ attempt, path, params = {} }: Call, template: Template): string {
  const missing = template.places.find((name) => !Object.hasOwn(params, name));
  if (missing !== undefined) throw unsendable(attempt, `the path ${JSON.stringify(path)} needs a ${missing}`);
  const astray = Object.keys(params).find((name) => !template.places.includes(name));
  if (astray !== undefined) throw unsendable(attempt, `the path ${JSON.stringify(path)} has no place for a ${astray}`);
  const wrong = template.places.find((name) => !isUuid(params[name]));
  if (wrong !== undefined) throw unsendable(attempt, `its ${wrong === "uuid" ? "id" : wrong} is not a uuid`);
  return template.path.replace(PLACE, (_place, name: string) => params[name] ?? "");
}

function assertQuery({ attempt, method, path, query = {} }: Call, keys: readonly string[], secrets: readonly string[]): void {
  if (method !== "GET") throw unsendable(attempt, `a ${method} carries no query`);
  for (const [key, value] of Object.entries(query)) {
    const refused = refusalOf(value, secrets);
    if (!keys.includes(key)) throw unsendable(attempt, `${JSON.stringify(key)} is not asked in the query of ${JSON.stringify(path)}`);
    if (soundsSecret(key)) throw unsendable(attempt, `a secret never stands in a query, and ${key} sounds like one`);
    if (refused !== undefined) throw unsendable(attempt, `${key} in its query ${refused}`);
  }
}

/** What is wrong with a value, without the value. */
function refusalOf(value: QueryValue | null | undefined, secrets: readonly string[]): string | undefined {
  const text = String(value ?? "");
  if (text.trim() === "") return "has no value";
  if (
    !["string", "number", "boolean"].includes(typeof value) ||
    /\p{Cs}/u.test(text) ||
    (typeof value === "number" && !Number.isFinite(value))
  )
    return "is neither a text, a number nor a flag";
  const isSecret = secrets.some((secret) => secret === text || (secret.length >= TELLING && text.includes(secret)));
  return isSecret ? "holds a secret, which never stands in a query" : undefined;
}

/** Nothing in it but letters, digits, `-._~` and bytes written by `%`, so that it is one value in every reader's eyes. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
