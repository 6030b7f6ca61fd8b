import http from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Client, type Call, type ClientOptions, type Json } from "../../provider/client";
import { RetryBudget } from "../../provider/client/limits";
import { readSettings, type Settings } from "../../provider/settings/settings";

export const uuid = "2f0c7a58-1b7e-4c70-9a7b-3d2f5e1c0a11";
export const customer = "31347d42-00bd-44a5-9b5c-20dc4197a2f6";

export const credentials = { reseller: "reseller-sentinel", user: "user-sentinel", password: "password-sentinel" };

/** A request as the server saw it. */
export interface Seen {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  rawHeaders: string[];
  body: string;
  socket: Socket;
}

export type Reaction = (seen: Seen, response: http.ServerResponse) => void;

export interface TestServer {
  url: string;
  seen: Seen[];
  connections: () => number;
}

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

/** A real server on a free port, closed after the test; it reacts to the n-th request by the n-th reaction, then by the last. */
export async function serve(...reactions: Reaction[]): Promise<TestServer> {
  const seen: Seen[] = [];
  let connections = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const entry = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        rawHeaders: request.rawHeaders,
        body: Buffer.concat(chunks).toString(),
        socket: request.socket,
      };
      const reaction = reactions[Math.min(seen.length, reactions.length - 1)];
      seen.push(entry);
      reaction?.(entry, response);
    });
  });
  server.on("connection", () => connections++);
  await listen(server);
  return { url: `http://127.0.0.1:${portOf(server)}`, seen, connections: () => connections };
}

/** Listens on a free port of this machine, and closes everything after the test. */
export async function listen(server: http.Server): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
}

export function portOf(server: http.Server): number {
  return (server.address() as AddressInfo).port;
}

/** The documented envelope. */
export function envelope(status: number, result: Json = {}, inner: Json = status): Reaction {
  return reply(status, JSON.stringify({ result, status_code: inner, status_message: http.STATUS_CODES[status] ?? "" }));
}

export function reply(status: number, body: string | Buffer, headers: http.OutgoingHttpHeaders = {}): Reaction {
  return (_seen, response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(body);
  };
}

export function html(status: number, title = "Not the API"): Reaction {
  return reply(status, `<!doctype html><html><head><title>${title}</title></head><body>hello</body></html>`, {
    "Content-Type": "text/html",
  });
}

export const reset: Reaction = (seen) => seen.socket.resetAndDestroy();

export const silence: Reaction = () => undefined;

export function settingsFor(baseUrl: string, changes: Partial<Settings> = {}): Settings {
  const defaults = readSettings((key) => Reflect.get(credentials, key.replace("yay:", "")) as string | undefined, {});
  return { ...defaults, baseUrl, timeoutSeconds: 5, ...changes };
}

/** A clock that only sleeping moves. */
export function virtualTime(): Required<Pick<ClientOptions, "clock" | "sleep" | "random">> & {
  slept: number[];
  pass: (ms: number) => void;
} {
  let now = Date.UTC(2026, 0, 1);
  const slept: number[] = [];
  return {
    slept,
    pass: (ms) => {
      now += ms;
    },
    clock: () => now,
    random: () => 0.5,
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

export function clientOf(baseUrl: string, changes: Partial<Settings> = {}, options: ClientOptions = {}): Client {
  return new Client(settingsFor(baseUrl, changes), { ...virtualTime(), budget: new RetryBudget(), ...options });
}

export const get: Call = { attempt: 'read CallFlow "main"', method: "GET", path: "/voip/flow/{uuid}", params: { uuid } };
export const post: Call = { attempt: 'create CallFlow "main"', method: "POST", path: "/voip/flow", body: { name: "Main" } };
export const put: Call = {
  attempt: 'update CallFlow "main"',
  method: "PUT",
  path: "/voip/flow/{uuid}",
  params: { uuid },
  body: { name: "Main" },
};
export const del: Call = { attempt: 'delete CallFlow "main"', method: "DELETE", path: "/voip/flow/{uuid}", params: { uuid } };

/** The error a promise fails with. */
export async function failure(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(outcome instanceof Error)) {
    throw new Error(`expected a failure, got ${JSON.stringify(outcome)}`);
  }
  return outcome;
}
