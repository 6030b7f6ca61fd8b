import { STATUS_CODES } from "node:http";
import { isObject, JsonFault, parseJson, type Json, type JsonObject } from "./json";
import { withoutSecrets } from "../common/hidden";
import { given } from "../common/values";
import { withoutSecretPairs } from "./redact";
import type { Reply } from "./transport";
import type { Answer } from "./types";

/** The meaning of an answer that is not a success. */
export interface Refusal {
  readonly kind: "rejected" | "gone" | "throttled" | "unknown" | "unexpected";
  readonly status: number;
  readonly trackingToken?: string;
  /** What is wrong with the answer, in our words; absent if the status says enough. */
  readonly reason?: string;
  /** The API's message, not yet redacted. */
  readonly apiMessage?: string;
  readonly html: boolean;
}

/** The meaning of an answer. */
export type Verdict = { readonly kind: "success"; readonly answer: Answer } | Refusal;

type Body =
  | { readonly form: "empty" }
  | { readonly form: "json"; readonly value: Json; readonly envelope: Envelope | undefined }
  | { readonly form: "other"; readonly text: string; readonly fault: string };

interface Envelope {
  /** NaN if status_code exists but is not a status. */
  readonly status: number | undefined;
  readonly result: Json | undefined;
  readonly message: string | undefined;
}

/**
 * Classifies an answer. Success needs a 2xx as HTTP status and, if there is an envelope, in it too; "gone" needs a 404 of the API itself.
 */
export function judge(reply: Reply): Verdict {
  const body = bodyOf(reply);
  const { status } = reply;
  if (status >= 200 && status < 300) {
    return judgeSuccess(reply, body);
  }
  if (status === 429) {
    return refusal("throttled", reply, body);
  }
  if (status === 408 || status === 425 || status >= 500) {
    return refusal("unknown", reply, body);
  }
  if (status >= 400) {
    return judgeClientError(reply, body);
  }
  return refusal("unexpected", reply, body, `an answer with status ${status}${whereTo(reply)} is not followed`);
}

function judgeSuccess(reply: Reply, body: Body): Verdict {
  const token = trackingTokenOf(reply);
  const success = (result: Json | undefined, inside?: number): Verdict => ({
    kind: "success",
    answer: { status: reply.status, result, ...given({ inner: inside === reply.status ? undefined : inside, trackingToken: token }) },
  });
  if (body.form === "empty") {
    return success(undefined);
  }
  if (body.form === "other") {
    return refusal("unexpected", reply, body, `the body is not one of this API: ${body.fault}`);
  }
  if (isObject(body.value) && body.value["success"] === false) {
    return contradiction(reply, body, "success: false");
  }
  if (!body.envelope) {
    return typeof body.value === "object" ? success(body.value) : refusal("unexpected", reply, body, "the body is no object and no list");
  }
  const inner = body.envelope.status;
  return inner === undefined || isSuccess(inner) ? success(body.envelope.result, inner) : contradiction(reply, body, codeInside(inner));
}

function judgeClientError(reply: Reply, body: Body): Refusal {
  const inner = body.form === "json" ? body.envelope?.status : undefined;
  if (reply.status === 404) {
    return judgeNotFound(reply, body, inner);
  }
  return inner === undefined || (inner >= 400 && inner < 500)
    ? refusal("rejected", reply, body)
    : contradiction(reply, body, codeInside(inner));
}

/** Web servers and proxies answer 404 too, for reasons of their own. So a 404 counts only if the answer shows that it is the API's. */
function judgeNotFound(reply: Reply, body: Body, inner: number | undefined): Refusal {
  if (inner !== undefined) {
    return inner === 404 ? refusal("gone", reply, body) : contradiction(reply, body, codeInside(inner));
  }
  const marked = trackingTokenOf(reply) !== undefined;
  const proven =
    (body.form === "json" && (body.envelope !== undefined || (marked && isObject(body.value)))) ||
    (body.form === "empty" && (marked || isJsonType(reply)));
  return proven
    ? refusal("gone", reply, body)
    : refusal("unexpected", reply, body, "this 404 does not come from the API itself, so it proves nothing");
}

function contradiction(reply: Reply, body: Body, inside: string): Refusal {
  return refusal("unexpected", reply, body, `the answer contradicts itself: HTTP status ${reply.status} outside, ${inside} inside`);
}

function codeInside(code: number): string {
  return Number.isNaN(code) ? "an unreadable status_code" : `status_code ${code}`;
}

function refusal(kind: Refusal["kind"], reply: Reply, body: Body, reason?: string): Refusal {
  const token = trackingTokenOf(reply);
  const apiMessage = wordsOf(body, reply.status);
  return {
    kind,
    status: reply.status,
    html: body.form === "other" && body.text.trimStart().startsWith("<"),
    ...(token !== undefined && { trackingToken: token }),
    ...(reason !== undefined && { reason }),
    ...(apiMessage !== undefined && { apiMessage }),
  };
}

function bodyOf(reply: Reply): Body {
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(reply.body);
    if (text.trim() === "") {
      return { form: "empty" };
    }
    const value = parseJson(text);
    return { form: "json", value, envelope: envelopeOf(value) };
  } catch (error) {
    const html = text.trimStart().startsWith("<");
    return { form: "other", text, fault: html ? "it is a web page" : error instanceof JsonFault ? error.message : "it is not UTF-8" };
  }
}

function envelopeOf(value: Json): Envelope | undefined {
  if (!isObject(value) || !looksLikeEnvelope(value)) {
    return undefined;
  }
  const { status_code: status, result, status_message: message } = value;
  return { status: statusOf(status), result, message: typeof message === "string" ? message : undefined };
}

function looksLikeEnvelope(value: JsonObject): boolean {
  return "status_code" in value || ("result" in value && Object.keys(value).every((key) => key === "result" || key === "status_message"));
}

function statusOf(value: Json | undefined): number | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  return /^[1-5][0-9]{2}$/.test(text) ? Number(text) : NaN;
}

/** Only this much of an answer is searched for a message, to bound the work that a hostile answer can cause. */
const LONGEST_WORDS = 64 * 1024;

function wordsOf(body: Body, status: number): string | undefined {
  const words = body.form === "empty" ? "" : body.form === "other" ? wordsOfText(body.text) : wordsOfJson(body.value, body.envelope);
  return words === "" || words === STATUS_CODES[status] ? undefined : withoutSecretPairs(words.slice(0, LONGEST_WORDS));
}

/** The title of a page, or the text without its tags. */
function wordsOfText(text: string): string {
  const [before = "", titled] = text.slice(0, LONGEST_WORDS).split(/<title(?=[\s>])/i, 2);
  const words = titled === undefined ? before.split("<").map(afterTag).join(" ") : afterTag(titled).split("<", 1).join("");
  return words.trim();
}

function afterTag(piece: string, index = 1): string {
  return index === 0 ? piece : piece.slice(piece.indexOf(">") + 1);
}

function wordsOfJson(value: Json, envelope: Envelope | undefined): string {
  if (!envelope) {
    return JSON.stringify(withoutSecrets(value));
  }
  const { message = "", result = null } = envelope;
  const detail = typeof result === "string" ? result : isEmpty(result) ? "" : JSON.stringify(withoutSecrets(result));
  return [message, detail].filter((part) => part !== "").join(": ");
}

function isEmpty(value: Json): boolean {
  return value === null || (typeof value === "object" && Object.keys(value).length === 0);
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function isJsonType(reply: Reply): boolean {
  return /\bjson\b/i.test(reply.header("content-type") ?? "");
}

function trackingTokenOf(reply: Reply): string | undefined {
  const token = reply.header("x-tracking-token")?.trim();
  return token !== undefined && /^[\w.:-]{1,100}$/.test(token) ? token : undefined;
}

function whereTo(reply: Reply): string {
  const location = reply.header("location");
  return location !== undefined && URL.canParse(location) ? ` to ${new URL(location).origin}` : "";
}
