import http from "node:http";
import https from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Identity } from "./certificates";

/** How a proxy reacts to a CONNECT. */
export type Tunnelling = (request: http.IncomingMessage, socket: Socket) => void;

/** A proxy on a free port of this machine. */
export interface TestProxy {
  /** Its URL, with the host name that the certificate of a proxy with an identity must have. */
  readonly url: string;
  /** `localhost` and the port, as messages show it. */
  readonly address: string;
  /** What was asked for: `api.example.test:443`. */
  readonly targets: string[];
  readonly headers: http.IncomingHttpHeaders[];
  /** Connections that it has at the moment. */
  readonly sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
}

/** A CONNECT proxy that reacts to the n-th request by the n-th reaction, then by the last; it uses TLS if it has an identity. */
export async function startProxy(reactions: readonly Tunnelling[], identity?: Identity): Promise<TestProxy> {
  const server = identity === undefined ? http.createServer() : https.createServer({ ...identity });
  const [targets, headers, sockets]: [string[], http.IncomingHttpHeaders[], Set<Socket>] = [[], [], new Set()];
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
  });
  // An HTTP server leaves its side open after the other side has ended.
  server.on("connect", (_request, socket: Socket) => socket.once("end", () => socket.end()));
  server.on("connect", (request: http.IncomingMessage, socket: Socket) => {
    socket.on("error", () => undefined);
    targets.push(request.url ?? "");
    headers.push(request.headers);
    reactions[Math.min(targets.length, reactions.length) - 1]?.(request, socket);
  });
  const port = await listening(server);
  const address = `localhost:${port}`;
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `${identity === undefined ? "http" : "https"}://${address}`, address, targets, headers, sockets, close };
}

/** Opens the tunnel to a port of this machine, whatever host was asked for; `seen` gets both ends of it. */
export function tunnelTo(port: number, seen: (near: Socket, far: Socket) => void = () => undefined): Tunnelling {
  return (_request, near) => {
    const far = connect(port, "127.0.0.1", () => {
      near.write("HTTP/1.1 200 Connection established\r\n\r\n");
      near.pipe(far).pipe(near);
      seen(near, far);
    });
    far.on("error", () => near.destroy()).once("close", () => near.destroy());
    near.once("close", () => far.destroy());
  };
}

/** Answers with a status and opens nothing. */
export function refuse(status: number, headers = ""): Tunnelling {
  return (_request, socket) => {
    const name = http.STATUS_CODES[status] ?? "";
    socket.end(`HTTP/1.1 ${status} ${name}\r\n${headers}Content-Type: text/html\r\nContent-Length: 6\r\n\r\nrefuse`);
  };
}

/** A TLS front for a server without TLS. */
export interface TestFront {
  readonly port: number;
  /** Connections that were made, and bytes that came after their handshakes. */
  readonly seen: { connections: number; bytes: number };
  /** Connections that it has at the moment. */
  readonly sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
}

/** Starts a TLS front for a server on another port. */
export async function startTls(identity: Identity, target: number): Promise<TestFront> {
  const sockets = new Set<Socket>();
  const seen = { connections: 0, bytes: 0 };
  const server = createTlsServer({ ...identity }, (near) => {
    const far = connect(target, "127.0.0.1");
    near.on("data", (chunk: Buffer) => (seen.bytes += chunk.length));
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) socket.on("error", () => undefined);
    near.once("close", () => far.destroy());
    far.once("close", () => near.destroy());
  });
  server
    .on("tlsClientError", () => undefined)
    .on("connection", (socket: Socket) => {
      seen.connections++;
      sockets.add(socket);
      socket.on("error", () => undefined).once("close", () => sockets.delete(socket));
    });
  const port = await listening(server);
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { port, seen, sockets, close };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
