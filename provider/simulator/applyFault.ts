import type { ServerResponse } from "node:http";
import type { WireAnswer } from "./answerForm";
import type { FaultEffect } from "./faultTypes";
import { resetConnection } from "./listener";
import { envelope, statusMessage } from "./reply";
import type { AnswerHeaders } from "./send";
import { send, sendText } from "./send";

/** The answer that a fault changes. */
export interface AnswerToFault {
  readonly response: ServerResponse;
  /** The API's answer; an empty 200 if the request does not take effect. */
  readonly wire: WireAnswer;
  readonly headers: AnswerHeaders;
}

const JSON_TYPE = { "content-type": "application/json" };

/** Answers as the fault demands. Returns the HTTP status sent, or undefined if nothing was sent. */
export function applyFault(effect: FaultEffect, { response, wire, headers }: AnswerToFault): number | undefined {
  switch (effect.kind) {
    case "status":
      return sendStatus(response, effect, headers);
    case "retryLater": {
      const status = effect.status ?? 429;
      const wait = { "retry-after": String(effect.retryAfter) };
      return sendJson(response, status, JSON.stringify(envelope(status, {})), { ...headers, ...wait });
    }
    case "html":
      return sendHtml(response, effect.status ?? 502, headers);
    case "redirect":
      response.writeHead(effect.status ?? 302, { ...headers, location: effect.location }).end();
      return effect.status ?? 302;
    case "contradict":
      return sendJson(response, effect.status ?? 200, JSON.stringify(envelope(effect.inner, {})), headers);
    case "drop":
    case "hang":
      return cut(response, effect);
    case "custom":
      return sendCustom(response, effect, headers);
    default:
      return applyToBody(effect, { response, wire, headers });
  }
}

type BodyEffect = Extract<FaultEffect, { kind: "empty" | "contentType" | "truncate" | "garbage" }>;

function applyToBody(effect: BodyEffect, { response, wire, headers }: AnswerToFault): number {
  const text = wire.json === undefined ? "" : JSON.stringify(wire.json);
  switch (effect.kind) {
    case "empty":
      send(response, { status: wire.status, json: undefined }, headers);
      return wire.status;
    case "contentType":
      sendText(response, wire.status, text, { ...headers, "content-type": effect.contentType ?? "text/plain" });
      return wire.status;
    case "garbage":
      return sendJson(response, wire.status === 204 ? 200 : wire.status, '{"result": {"uuid": "31347d42-', headers);
    case "truncate":
      return truncate(response, { wire, text, bytes: effect.bytes, headers });
  }
}

function sendJson(response: ServerResponse, status: number, text: string, headers: AnswerHeaders): number {
  sendText(response, status, text, { ...JSON_TYPE, ...headers });
  return status;
}

function sendStatus(response: ServerResponse, effect: Extract<FaultEffect, { kind: "status" }>, headers: AnswerHeaders): number {
  const hasBody = effect.envelope !== false && effect.status !== 204 && effect.status !== 304;
  send(response, { status: effect.status, json: hasBody ? envelope(effect.status, {}) : undefined }, headers);
  return effect.status;
}

function sendHtml(response: ServerResponse, status: number, headers: AnswerHeaders): number {
  const title = `${status} ${statusMessage(status)}`;
  const page = `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><hr>nginx/1.10.2</body></html>`;
  sendText(response, status, page, { ...headers, "content-type": "text/html" });
  return status;
}

function sendCustom(response: ServerResponse, effect: Extract<FaultEffect, { kind: "custom" }>, headers: AnswerHeaders): number {
  const status = effect.status ?? 200;
  sendText(response, status, effect.text, { ...headers, "content-type": effect.contentType ?? "application/json" });
  return status;
}

function cut(response: ServerResponse, effect: Extract<FaultEffect, { kind: "drop" | "hang" }>): undefined {
  if (effect.kind === "hang") return undefined;
  if (effect.reset === true && response.socket !== null) resetConnection(response.socket);
  else response.socket?.destroy();
  return undefined;
}

interface Truncation {
  readonly wire: WireAnswer;
  readonly text: string;
  readonly bytes: number | undefined;
  readonly headers: AnswerHeaders;
}

/** Sends a part of the body and ends the connection. An answer without a body gets one first. */
function truncate(response: ServerResponse, { wire, text, bytes, headers }: Truncation): number {
  const whole = Buffer.from(text === "" ? JSON.stringify(envelope(wire.status, {})) : text);
  const status = wire.status === 204 ? 200 : wire.status;
  response.writeHead(status, { ...JSON_TYPE, ...headers, "content-length": whole.length.toString() });
  response.flushHeaders();
  response.write(whole.subarray(0, bytes ?? Math.floor(whole.length / 2)), () => response.socket?.destroy());
  return status;
}
