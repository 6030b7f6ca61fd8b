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

/** Marks the code of an error that happened before a byte of the request could leave; node-fetch hands on nothing but message and code. */
export const UNSENT = "unsent:";

/** The code of a request that was kept back when its connection stood. */
export const STOPPED = "STOPPED";

/** Below the five seconds after which many servers close an idle connection, so that a request seldom meets a closing one. */
const IDLE_MS = 4000;

const TOO_SLOW = "the connection was not established in time";

type ConnectionOptions = Parameters<https.Agent["createConnection"]>[0];
type ConnectionCallback = NonNullable<Parameters<https.Agent["createConnection"]>[1]>;

/** What one pool of connections needs to know. */
export interface PoolOptions {
  readonly baseUrl: string;
  readonly caFile: string | undefined;
  /** Left out, connections go directly. */
  readonly proxy?: HttpProxy | undefined;
  /** For a connection with all that belongs to it: the way to a proxy, its tunnel, the handshake in it. */
  readonly connectTimeoutMs: number;
  /** Asked when a connection stands, before its first byte, and again before each further request on it. */
  readonly stopped: () => boolean;
}

/** One keep-alive pool; node unrefs its idle connections, so they keep no process alive. */
export function createPool(options: PoolOptions): http.Agent {
  const { baseUrl, proxy } = options;
  if (!baseUrl.startsWith("https:")) return new PlainPool(options);
  return proxy === undefined ? new SecurePool(options) : new TunnelPool(options, proxy);
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

  override reuseSocket(socket: Duplex, request: http.ClientRequest): void {
    super.reuseSocket(socket, request);
    lookAgain(request, this.#options);
  }
}

/** Hands out a connection when its tunnel stands, the host in it has proven who it is, and nothing was stopped: nobody can write to it before. */
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
          // What befalls it from here on may befall a request that has left.
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

/** A connection that was kept is asked about as a new one is. */
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

/** Marks an error of which no byte of the request has seen the wire. */
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

/** The authorities that are trusted anyway, and those in the file. */
export function authoritiesWith(caFile: string): string[] {
  const certificates = certificatesIn(caFile);
  if (certificates === undefined) throw new SettingsError([`yay:caFile ${unusableCaFile}`]);
  return [...defaultAuthorities(), certificates];
}

/** The list that `ca` would replace. Node 20 cannot tell it, so its two documented parts are put together. */
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
