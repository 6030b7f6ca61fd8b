import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Credentials, IncomingRequest } from "./authentication";
import { authenticate } from "./authentication";
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
  readonly world: World;
  readonly credentials: Credentials;
}

/** Above a sound of 50,000,000 bytes in base64. */
const LARGEST_BODY = 70_000_000;

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
export function readRequest(request: IncomingMessage, rawBody: string, arrival: Arrival): ReceivedRequest {
  const { id, now, switches, world } = arrival;
  const [path = "", query = ""] = (request.url ?? "").split(/(?=\?)/, 2);
  const headers = singleHeaders(request);
  const method = request.method ?? "";
  const match = matchPath(path, switches, world.collections).find(({ route }) => route.method === method);
  const remoteAddress = request.socket.remoteAddress ?? "";
  const incoming = { method, path, headers, rawBody, query: new URLSearchParams(query), remoteAddress, match };
  const record: RequestRecord = {
    id,
    at: now.toISOString(),
    trackingToken: randomUUID(),
    method,
    path,
    query: publicQuery(query),
    headers: publicHeaders(headers),
    customer: headers["x-auth-for"] ?? null,
    hasGoodCredentials: isGood(incoming, arrival),
    body: readLogBody(rawBody),
    status: undefined,
    answer: undefined,
    applied: false,
    fault: undefined,
    reason: undefined,
    violations: [],
  };
  return { record, incoming };
}

/** An account whose list has what is no IP range lets nobody in; the answer says so. */
function isGood(incoming: IncomingRequest, { world, credentials, switches }: Arrival): boolean {
  try {
    return authenticate(incoming, world, credentials, switches) === undefined;
  } catch {
    return false;
  }
}

function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
