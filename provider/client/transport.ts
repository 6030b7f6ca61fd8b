import type { Agent } from "node:http";
import type * as NodeFetch from "node-fetch" with { "resolution-mode": "import" };
import { codeOf } from "../common/errors";
import { closeIdle, createPool, UNSENT, type PoolOptions } from "./agent";
import { AT_PROXY } from "./tunnel";
import type { Method } from "./types";

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: Method;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly timeoutMs: number;
}

/** A complete answer: its body has arrived to the last byte. */
export interface Reply {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array;
}

/**
 * Why there is no complete answer. `sent` says whether the request may have reached the API; `place` whether the proxy failed or what is
 * behind it.
 */
export class TransportFault extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly sent: boolean,
    readonly place: "proxy" | "host" = "host",
  ) {
    super(message);
  }
}

/** Sends one request once: no redirects, no retries. Throws a TransportFault. */
export type Transport = (request: WireRequest) => Promise<Reply>;

/** Larger answers are not read. */
export const MAX_BODY_BYTES = 16 * 1024 * 1024;

let loaded: Promise<typeof NodeFetch> | undefined;

/** The transport over node-fetch, which is an ES module and is therefore loaded when first used. */
export function createTransport(options: PoolOptions): Transport {
  let pool: Agent | undefined;
  return async (request) => {
    const { default: fetch } = await (loaded ??= import("node-fetch"));
    pool ??= createPool(options);
    closeIdle(pool);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), request.timeoutMs);
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body ?? null,
        redirect: "manual",
        agent: pool,
        signal: controller.signal,
      });
      return {
        status: response.status,
        header: (name) => response.headers.get(name) ?? undefined,
        body: await bodyOf(response, controller),
      };
    } catch (error) {
      throw controller.signal.aborted && !(error instanceof TransportFault) ? timedOut(request) : faultOf(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function bodyOf(response: NodeFetch.Response, controller: AbortController): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) {
      controller.abort();
      throw new TransportFault("TOO_LARGE", `the answer is larger than ${MAX_BODY_BYTES / 1024 / 1024} MiB`, true);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function timedOut({ timeoutMs }: WireRequest): TransportFault {
  return new TransportFault("TIMEOUT", `no complete answer within ${timeoutMs / 1000} s`, true);
}

function faultOf(error: unknown): TransportFault {
  if (error instanceof TransportFault) {
    return error;
  }
  const whole = codeOf(error) ?? "";
  const code = whole.replace(UNSENT, "");
  const message = (error instanceof Error ? error.message : String(error)).replace(/^request to \S+ failed, reason: /, "");
  const isSent = !whole.startsWith(UNSENT);
  return code.startsWith(AT_PROXY)
    ? new TransportFault(code.slice(AT_PROXY.length), message, isSent, "proxy")
    : new TransportFault(code, message, isSent);
}
