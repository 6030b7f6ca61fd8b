import { EventEmitter } from "node:events";
import type { Socket } from "node:net";
import type { SecureContext } from "node:tls";
import { codeOf } from "../common/errors";
import type { HttpProxy } from "../settings/proxy";

/** Begins the code of what befell a request at a proxy, before a tunnel stood; an answer's status follows, or the code of the system. */
export const AT_PROXY = "proxy:";

/** The code of an answer that is no HTTP. */
export const NO_HTTP = "NO_HTTP";

/** A tunnel that is wanted. */
export interface TunnelOptions {
  readonly proxy: HttpProxy;
  readonly host: string;
  readonly port: number;
  /** What to trust of a proxy that is itself spoken to by TLS; undefined for the usual authorities. */
  readonly secureContext: SecureContext | undefined;
  /** Ends the connection to the proxy, whatever has become of it. */
  readonly signal: AbortSignal;
}

/** What is used of the library: it tells a request of what happens and asks it nothing, and there is no request yet. */
interface Tunnels {
  connect(
    listener: EventEmitter,
    target: { readonly host: string; readonly port: number; readonly secureEndpoint: false },
  ): Promise<Socket>;
}

/** A connection through a proxy to a host, on which nothing has been said to the host yet; the codes of its errors begin with `AT_PROXY`. */
export async function openTunnel({ proxy, host, port, secureContext, signal }: TunnelOptions): Promise<Socket> {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  // The library shows its URL where DEBUG asks for it, so the credentials go beside it.
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
  // The library would have the refusal of a proxy read as the answer of the host.
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
