import type { Json } from "./json";
import { REDACTED, isObject, parseJson, redact } from "./json";

/** One request and its answer. */
export interface RequestRecord {
  /** 1 for the first request of this simulator. */
  readonly id: number;
  /** When it arrived, as an ISO timestamp. */
  readonly at: string;
  /** The X-Tracking-Token of the answer. */
  readonly trackingToken: string;
  readonly method: string;
  /** The path without the query. */
  readonly path: string;
  /** The query with its question mark, or ""; values of parameters that sound like secrets are replaced. */
  readonly query: string;
  /** All headers by lower-case name; the password is replaced. */
  readonly headers: Readonly<Record<string, string>>;
  /** The value of X-Auth-For, or null. */
  readonly customer: string | null;
  /** Whether its credentials, and the address that it came from, are those of the account. */
  readonly hasGoodCredentials: boolean;
  /** The parsed body, its text if it is not JSON, or undefined for an empty one. */
  readonly body: Json | undefined;
  /** The HTTP status sent; undefined until then, and if nothing was ever sent. */
  status: number | undefined;
  /** What the API would have sent as JSON, before a fault changed it. */
  answer: Json | undefined;
  /** Whether the request changed the state. */
  applied: boolean;
  /** The fault that affected it. */
  fault: string | undefined;
  /** Why it was refused. */
  reason: string | undefined;
  /** The rules of the documents that it broke. */
  readonly violations: string[];
}

/** A request without secrets, safe to show to anyone. */
export function publicRecord(record: RequestRecord): Json {
  const { body, answer, ...rest } = record;
  const shown = { ...rest, body: publicText(body) ?? null, answer: answer ?? null };
  return redact(JSON.parse(JSON.stringify(shown)) as Json);
}

/** A query in which the values of parameters that sound like secrets are replaced. */
export function publicQuery(query: string): string {
  const shown = (pair: string): string => {
    const [name = ""] = pair.split("=", 1);
    return name.length < pair.length && /pass|secret|token|pin/i.test(name) ? `${name}=${REDACTED}` : pair;
  };
  return query.split("&").map(shown).join("&");
}

/** Hides a text that is not JSON, because its secrets cannot be recognised. */
function publicText(body: Json | undefined): Json | undefined {
  return typeof body === "string" ? `[${body.length} characters, which are not JSON]` : body;
}

const PASSWORD_HEADER = "x-auth-password";

/** Header values by lower-case name. The password is replaced by a word that says whether one was sent. */
export function publicHeaders(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) shown[name] = name === PASSWORD_HEADER ? REDACTED : value;
  }
  return shown;
}

/** Parses the body for the log; a body that is not JSON is kept as text. */
export function readLogBody(rawBody: string): Json | undefined {
  if (rawBody === "") return undefined;
  try {
    return parseJson(rawBody);
  } catch {
    return rawBody;
  }
}

/** Whether the body is an object with this key. Use it to search a log. */
export function hasKey(body: Json | undefined, key: string): boolean {
  return isObject(body) && Object.hasOwn(body, key);
}
