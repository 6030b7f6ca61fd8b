import { STATUS_CODES } from "node:http";
import type { Json, JsonObject } from "./json";

/** The answer of a handler, before switches and faults are applied. */
export interface Reply {
  readonly status: number;
  readonly result: Json;
  /** Whether the request changed anything, or would have. */
  readonly isApplied: boolean;
  /** Why it was refused, for the log. */
  readonly reason?: string;
  /** What a refusal says in its result, whatever `errorResult` says. */
  readonly words?: string;
}

export function ok(result: Json): Reply {
  return { status: 200, result, isApplied: false };
}

export function done(status: 200 | 201, result: Json): Reply {
  return { status, result, isApplied: true };
}

export function noContent(): Reply {
  return { status: 204, result: {}, isApplied: true };
}

export function refuse(status: number, reason: string): Reply {
  return { status, result: {}, isApplied: false, reason };
}

/** A refusal whose words are known, or are the simulator's own. */
export function refuseInWords(status: number, words: string): Reply {
  return { ...refuse(status, words), words };
}

export function notFound(): Reply {
  return refuse(404, "no such object");
}

/** The documented envelope. Without a result the key is left out. */
export function envelope(status: number, result: Json | undefined): JsonObject {
  const statement = { status_code: status, status_message: statusMessage(status) };
  return result === undefined ? statement : { result, ...statement };
}

export function statusMessage(status: number): string {
  return STATUS_CODES[status] ?? "Unknown";
}
