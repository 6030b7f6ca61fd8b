import { readFileSync } from "node:fs";
import * as http from "node:http";
import * as https from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import * as tls from "node:tls";
import { SettingsError } from "./errors";
import { certificatesIn, unusableCaFile } from "../settings/files";
import type { HttpProxy } from "../settings/proxy";
import { AT_PROXY, openTunnel, type TunnelOptions } from "./tunnel";

/** Prefix of an error's code: no byte of the request has left. It stands in the code because node-fetch passes on only message and code. */
export const UNSENT = "unsent:";

/** The code of a request that was not sent although its connection was established. */
export const STOPPED = "STOPPED";

/** Many servers close an idle connection after five seconds; less than that, so that a request seldom meets a closing one. */
const IDLE_MS = 4000;

const idleSince = new WeakMap<Duplex, number>();

const TOO_SLOW = "the connection was not established in time";

type ConnectionOptions = Parameters<https.Agent["createConnection"]>[0];
type ConnectionCallback = NonNullable<Parameters<https.Agent["createConnection"]>[1]>;

/** Options of a pool of connections. */
export interface PoolOptions {
  readonly baseUrl: string;
  readonly caFile: string | undefined;
  /** If left out, connections go directly. */
  readonly proxy?: HttpProxy | undefined;
  /** Time limit for establishing a connection, including the connection to a proxy, its tunnel and the TLS handshake. */
  readonly connectTimeoutMs: number;
  /** Called before the first byte on a new connection and before each further request on it; true keeps the request from being sent. */
  readonly stopped: () => boolean;
}

/** Creates a keep-alive pool. Node unrefs idle connections, so they keep no process alive. */
export function createPool(options: PoolOptions): http.Agent {
  const { baseUrl, proxy } = options;
  if (!baseUrl.startsWith("https:")) return new PlainPool(options);
  return proxy === undefined ? new SecurePool(options) : new TunnelPool(options, proxy);
}

/**
 * Closes the connections that have waited too long. Call it before each request: the timeout of a pool does not fire while the process
 * computes, and a request on a connection that the server has closed meanwhile ends without anybody knowing whether it was applied.
 */
export function closeIdle({ freeSockets }: http.Agent): void {
  const latest = performance.now() - IDLE_MS;
  for (const socket of Object.values(freeSockets).flatMap((sockets) => sockets ?? [])) {
    if ((idleSince.get(socket) ?? latest) <= latest) socket.destroy();
  }
}

class PlainPool extends http.Agent {
  readonly #options: PoolOptions;

  constructor(options: PoolOptions) {
    super({ keepAlive: true, timeout: IDLE_MS });
    this.#options = options;
  }

  override createConnection(...parameters: Parameters<http.Agent["createConnection"]>): Duplex | null | undefined {
    return watch(super.createConnection(...parameters), "connect", this.#options);
  }

  override keepSocketAlive(socket: Duplex): void {
    idleSince.set(socket, performance.now());
    return super.keepSocketAlive(socket);
  }

  override reuseSocket(socket: Duplex, request: http.ClientRequest): void {
    super.reuseSocket(socket, request);
    lookAgain(request, this.#options);
  }
}

class SecurePool extends https.Agent {
  readonly #options: PoolOptions;

  constructor(options: PoolOptions) {
    const secureContext = options.caFile === undefined ? undefined : trusting(options.caFile);
    super({ keepAlive: true, timeout: IDLE_MS, rejectUnauthorized: true, ...(secureContext && { secureContext }) });
    this.#options = options;
  }

  override createConnection(...parameters: Parameters<https.Agent["createConnection"]>): Duplex | null | undefined {
    return watch(super.createConnection(...parameters), "secureConnect", this.#options);
  }

  override keepSocketAlive(socket: Duplex): void {
    idleSince.set(socket, performance.now());
    return super.keepSocketAlive(socket);
  }

  override reuseSocket(socket: Duplex, request: http.ClientRequest): void {
    super.reuseSocket(socket, request);
    lookAgain(request, this.#options);
  }
}

/** Hands out a connection only after the tunnel and the TLS handshake with the host are complete. Nothing can be written to it earlier. */
class TunnelPool extends SecurePool {
  readonly #options: PoolOptions;
  readonly #proxy: HttpProxy;

  constructor(options: PoolOptions, proxy: HttpProxy) {
    super(options);
    this.#options = options;
    this.#proxy = proxy;
  }

  override createConnection(options: ConnectionOptions, callback: ConnectionCallback = () => undefined): undefined {
    const ending = new AbortController();
    let place = AT_PROXY;
    const fail = (error: NodeJS.ErrnoException): void => {
      clearTimeout(timer);
      ending.abort();
      callback(unsent(error), undefined as never);
    };
    const timer = setTimeout(() => fail(fault(`${place}ETIMEDOUT`, TOO_SLOW)), this.#options.connectTimeoutMs);
    openTunnel({ ...this.#target(options), signal: ending.signal })
      .then((tunnel) => {
        place = "";
        const socket = super.createConnection({ ...options, socket: tunnel } as ConnectionOptions) as tls.TLSSocket;
        socket.once("error", fail).once("secureConnect", () => {
          clearTimeout(timer);
          if (socket.destroyed) return;
          // From here on an error may concern a request that was sent, so it is no longer marked as unsent.
          socket.off("error", fail).on("error", () => undefined);
          callback(null, socket);
        });
      })
      .catch(fail);
    return undefined;
  }

  #target({ host, port }: ConnectionOptions): Omit<TunnelOptions, "signal"> {
    const { secureContext } = this.options as tls.ConnectionOptions;
    return { proxy: this.#proxy, host: host ?? "", port: Number(port), secureContext };
  }
}

/** Checks `stopped` also for a reused connection. */
function lookAgain(request: http.ClientRequest, { stopped }: PoolOptions): void {
  if (stopped()) request.destroy(unsent(keptBack()));
}

function watch<T>(created: T, ready: "connect" | "secureConnect", { connectTimeoutMs, stopped }: PoolOptions): T {
  const socket = created as T & Socket;
  const timer = setTimeout(() => socket.destroy(fault("ETIMEDOUT", TOO_SLOW)), connectTimeoutMs);
  socket.prependListener("error", unsent);
  socket.once("close", () => clearTimeout(timer));
  socket.once(ready, () => {
    clearTimeout(timer);
    if (stopped()) {
      socket.destroy(keptBack());
    } else {
      socket.removeListener("error", unsent);
    }
  });
  return created;
}

/** Marks an error as one before the first byte of the request was sent. */
function unsent(error: NodeJS.ErrnoException): NodeJS.ErrnoException {
  const { code = "" } = error;
  error.code = code.startsWith(UNSENT) ? code : UNSENT + code;
  return error;
}

function keptBack(): NodeJS.ErrnoException {
  return fault(STOPPED, "the run was stopped, or it was too late");
}

function fault(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}

function trusting(caFile: string): tls.SecureContext {
  return tls.createSecureContext({ ca: authoritiesWith(caFile) });
}

/** The default certificate authorities and those in the file. */
export function authoritiesWith(caFile: string): string[] {
  const certificates = certificatesIn(caFile);
  if (certificates === undefined) throw new SettingsError([`yay:caFile ${unusableCaFile}`]);
  return [...defaultAuthorities(), certificates];
}

/** The default list, which the option `ca` would replace. Node 20 has no function for it, so its two documented parts are combined. */
function defaultAuthorities(): string[] {
  const modern: object = tls;
  if (canTellAuthorities(modern)) {
    return modern.getCACertificates("default");
  }
  const extra = process.env["NODE_EXTRA_CA_CERTS"];
  return [...tls.rootCertificates, ...(extra === undefined ? [] : readable(extra))];
}

function canTellAuthorities(module: object): module is { getCACertificates(kind: "default"): string[] } {
  return "getCACertificates" in module;
}

function readable(file: string): string[] {
  try {
    return [readFileSync(file, "utf8")];
  } catch {
    return [];
  }
}
