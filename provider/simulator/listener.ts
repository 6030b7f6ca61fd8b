import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Server as TlsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { isIPv6 } from "node:net";

/** A certificate with its key, both as PEM. */
export interface TlsCertificate {
  readonly cert: string;
  readonly key: string;
}

/** By the socket of an encrypted connection: the one that carries it. */
const CARRIERS = new WeakMap<Socket, Socket>();

/** Ends a connection by a TCP reset. An encrypted socket cannot be reset, but the one below it can. */
export function resetConnection(socket: Socket): void {
  (CARRIERS.get(socket) ?? socket).resetAndDestroy();
}

/** The URL under which this machine reaches what listens on a host. */
export function urlOf(host: string, port: number, isTls: boolean): string {
  const name = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  return `${isTls ? "https" : "http"}://${isIPv6(name) ? `[${name}]` : name}:${port}`;
}

/** An HTTP or HTTPS server that can stop listening and listen again. */
export class Listener {
  readonly #server: Server | TlsServer;
  /** The open connections by the port of the other end, also those whose handshake is not done, which the server itself does not end. */
  readonly #sockets = new Map<string, Socket>();

  /** @param tls without it, plain HTTP */
  constructor(tls: TlsCertificate | undefined, onRequest: RequestListener) {
    this.#server = tls === undefined ? createServer(onRequest) : createTlsServer({ cert: tls.cert, key: tls.key }, onRequest);
    this.#server.on("connection", (socket: Socket) => {
      const key = otherEnd(socket);
      this.#sockets.set(key, socket);
      socket.once("close", () => this.#sockets.delete(key));
    });
    this.#server.on("secureConnection", (socket: Socket) => {
      const carrier = this.#sockets.get(otherEnd(socket));
      if (carrier !== undefined) CARRIERS.set(socket, carrier);
    });
  }

  /** Resolves with the port when it listens. */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject).listen(port, host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ends all connections, and refuses others. */
  async close(): Promise<void> {
    const isClosed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    for (const socket of this.#sockets.values()) socket.destroy();
    await isClosed;
  }
}

function otherEnd({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress ?? ""} ${remotePort ?? ""}`;
}
