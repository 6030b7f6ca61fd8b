import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { IncomingRequest } from "./authentication";
import { publicHeaders, publicQuery, readLogBody } from "./log";
import type { RequestRecord } from "./log";
import { matchPath } from "./routes";
import type { Switches } from "./switches";
import type { World } from "./world";

/** A request that has arrived completely. */
export interface ReceivedRequest {
  readonly record: RequestRecord;
  readonly incoming: IncomingRequest;
}

/** What a request meets when it arrives. */
export interface Arrival {
  readonly id: number;
  readonly now: Date;
  readonly switches: Switches;
  /** The collections that no document describes and the API has all the same. */
  readonly collections: World["collections"];
}

const LARGEST_BODY = 10_000_000;

/** Reads a request's body; undefined if it is too large or the client went away. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST_BODY) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Builds the log record of a request, and the request for the platform. */
export function readRequest(request: IncomingMessage, rawBody: string, { id, now, switches, collections }: Arrival): ReceivedRequest {
  const [path = "", query = ""] = (request.url ?? "").split(/(?=\?)/, 2);
  const headers = singleHeaders(request);
  const method = request.method ?? "";
  const record: RequestRecord = {
    id,
    at: now.toISOString(),
    trackingToken: randomUUID(),
    method,
    path,
    query: publicQuery(query),
    headers: publicHeaders(headers),
    customer: headers["x-auth-for"] ?? null,
    body: readLogBody(rawBody),
    status: undefined,
    answer: undefined,
    applied: false,
    fault: undefined,
    reason: undefined,
    violations: [],
  };
  const match = matchPath(path, switches, collections).find(({ route }) => route.method === method);
  const remoteAddress = request.socket.remoteAddress ?? "";
  return { record, incoming: { method, path, headers, rawBody, query: new URLSearchParams(query), remoteAddress, match } };
}

function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
