import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";
import { codeOf } from "../common/errors";
import type { HttpProxy } from "../settings/proxy";

/**
 * Prefix of an error's code: the failure was at the proxy, before the tunnel was established. The status of its answer follows, or the code
 * of the system.
 */
export const AT_PROXY = "proxy:";

/** The code for an answer that is not HTTP. */
export const NO_HTTP = "NO_HTTP";

/** Options of a tunnel. */
export interface TunnelOptions {
  readonly proxy: HttpProxy;
  readonly host: string;
  readonly port: number;
  /** The authorities to trust if the proxy itself uses TLS; undefined for the default ones. */
  readonly secureContext: SecureContext | undefined;
  /** Ends the connection to the proxy, in any state. */
  readonly signal: AbortSignal;
}

/** The part of the library that is used. It expects a request to emit events to; there is none yet, so it gets an emitter. */
interface Tunnels {
  connect(
    listener: EventEmitter,
    target: { readonly host: string; readonly port: number; readonly secureEndpoint: false },
  ): Promise<Socket>;
}

/**
 * Opens a connection through a proxy to a host, on which nothing was sent to the host yet. The codes of its errors begin with `AT_PROXY`.
 */
export async function openTunnel({ proxy, host, port, secureContext, signal }: TunnelOptions): Promise<Socket> {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  // The library prints its URL if DEBUG is set, so the credentials are passed separately.
  const agent = new HttpsProxyAgent(proxy.origin, {
    headers: () => authorizationFor(proxy),
    signal,
    rejectUnauthorized: true,
    ...(secureContext && { secureContext }),
  });
  let status = NaN;
  agent.on("proxyConnect", ({ statusCode }: { readonly statusCode: number }) => (status = statusCode));
  const tunnels: Tunnels = agent;
  let socket: Socket;
  try {
    socket = await tunnels.connect(new EventEmitter(), { host, port, secureEndpoint: false });
  } catch (error) {
    // The library's own errors have no code: an answer without a head, one that is cut off, and headers that are none.
    throw faultAt(codeOf(error) ?? NO_HTTP, error instanceof Error ? error.message : String(error));
  }
  socket.on("error", () => undefined);
  if (status === 200) return socket;
  // Without this the library would pass on the proxy's refusal as the answer of the host.
  socket.destroy();
  throw Number.isInteger(status) ? faultAt(String(status), `it answered ${status}`) : faultAt(NO_HTTP, "its answer is no HTTP");
}

function authorizationFor({ user, password }: HttpProxy): Record<string, string> {
  if (user === undefined && password === undefined) return {};
  return { "Proxy-Authorization": `Basic ${Buffer.from(`${user ?? ""}:${password ?? ""}`).toString("base64")}` };
}

function faultAt(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code: AT_PROXY + code });
}
