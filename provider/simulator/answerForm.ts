import type { Json } from "./json";
import { isObject } from "./json";
import { shuffleKeys } from "./present";
import type { Reply } from "./reply";
import { envelope } from "./reply";
import type { Switches } from "./switches";

/** An answer as it goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** Undefined for an answer without a body. */
  readonly json: Json | undefined;
  /** Whether a body follows a status 204, which HTTP does not allow. */
  readonly isBodyAfter204?: boolean;
}

/** The reply in the form that the switches choose. */
export function formAnswer(method: string, reply: Reply, switches: Switches, seed: number): WireAnswer {
  if (reply.status === 204) return formNoContent(switches);
  const json = envelope(reply.status, chooseResult(method, reply, switches));
  return { status: reply.status, json: switches.keyOrder === "shuffled" ? shuffleKeys(json, seed) : json };
}

function formNoContent(switches: Switches): WireAnswer {
  switch (switches.noContent) {
    case "empty204":
      return { status: 204, json: undefined };
    case "envelope200":
      return { status: 200, json: envelope(204, {}) };
    case "envelope204":
      return { status: 204, json: envelope(204, {}), isBodyAfter204: true };
  }
}

function errorResult({ reason = "" }: Reply, switches: Switches): Json {
  switch (switches.errorResult) {
    case "empty":
      return {};
    case "text":
      return reason;
    case "detailed":
      return { errors: [reason] };
  }
}

function chooseResult(method: string, reply: Reply, switches: Switches): Json | undefined {
  if (reply.status >= 400) return reply.words ?? errorResult(reply, switches);
  const choice = method === "POST" ? switches.postResult : method === "PUT" ? switches.putResult : "complete";
  switch (choice) {
    case "complete":
      return reply.result;
    case "uuidOnly":
      return isObject(reply.result) && reply.result["uuid"] !== undefined ? { uuid: reply.result["uuid"] } : {};
    case "empty":
      return {};
    case "missing":
      return undefined;
  }
}
