import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { inspect } from "node:util";
import { NotAppliedError, UnknownOutcomeError, type Call, type ClientOptions } from "../../provider/client";
import { proxyOf } from "../../provider/settings/proxy";
import { createTransport, TransportFault } from "../../provider/client/transport";
import type { Settings } from "../../provider/settings/settings";
import { Authority, type Identity } from "../support/certificates";
import { refuse, startProxy, startTls, type TestFront, type TestProxy, type Tunnelling, tunnelTo } from "../support/proxy";
import { clientOf, credentials, envelope, failure, get, post, type Reaction, reset, serve, silence, type TestServer } from "./support";

const API = "https://api.example.test";
const HOST = "api.example.test:443";

let authority: Authority;
let ours: Identity;
let api: Identity;
const open: { close(): Promise<void> }[] = [];

beforeAll(() => {
  authority = new Authority();
  ours = authority.issue("DNS:localhost");
  api = authority.issue("DNS:api.example.test");
});
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});
afterAll(() => authority.remove());

/** The API by TLS, under a name that nothing but the proxy knows. */
async function theApi(...reactions: Reaction[]): Promise<TestFront & { readonly server: TestServer }> {
  const server = await serve(...reactions);
  const front = await startTls(api, Number(new URL(server.url).port));
  open.push(front);
  return { ...front, server };
}

async function proxy(reactions: readonly Tunnelling[], identity?: Identity): Promise<TestProxy> {
  const started = await startProxy(reactions, identity);
  open.push(started);
  return started;
}

function through(url: string, changes: Partial<Settings> = {}, options: ClientOptions = {}) {
  return clientOf(API, { caFile: authority.file, proxy: proxyOf(url, "HTTPS_PROXY"), ...changes }, options);
}

/** Everything that someone could print of an error. */
function everythingOf(error: Error): string {
  return [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), error.message, String(error.cause)].join("\n");
}

describe("a request through a proxy", () => {
  it("goes inside the tunnel, keeps it, and shows neither side what is meant for the other", async () => {
    const { server, port } = await theApi(envelope(200, { ok: true }));
    const { url, targets, headers } = await proxy([tunnelTo(port)]);
    const client = through(url.replace("//", "//pro%40xy:s%3Acret%2F@"));
    await expect(client.call(get)).resolves.toMatchObject({ result: { ok: true } });
    await client.call(post);
    expect(targets).toEqual([HOST]);
    expect(headers[0]?.["proxy-authorization"]).toBe(`Basic ${Buffer.from("pro@xy:s:cret/").toString("base64")}`);
    expect(JSON.stringify(headers)).not.toContain(credentials.password);
    expect(server.seen.map(({ method, headers: { host } }) => [method, host])).toEqual([
      ["GET", "api.example.test"],
      ["POST", "api.example.test"],
    ]);
    expect(JSON.stringify(server.seen.map(({ rawHeaders }) => rawHeaders)).toLowerCase()).not.toContain("proxy-");
  });

  it("goes by TLS to a proxy whose URL begins with https://, and yay:caFile holds for both", async () => {
    const { server, port } = await theApi(envelope(200));
    const { url, targets } = await proxy([tunnelTo(port)], ours);
    const client = through(url);
    await client.call(get);
    await client.call(post);
    expect([targets, server.seen.length]).toEqual([[HOST], 2]);
  });

  it("is not sent where the certificate of the host is not accepted, and the message names yay:caFile and the proxy", async () => {
    const { server, port } = await theApi(envelope(200));
    const { url, address } = await proxy([tunnelTo(port)]);
    const error = await failure(clientOf(API, { proxy: proxyOf(url, "HTTPS_PROXY") }).call(post));
    expect(error.constructor).toBe(NotAppliedError);
    expect(error.message).toContain("yay:caFile");
    expect(error.message).toContain(address);
    expect(server.seen).toEqual([]);
  });

  it("is not sent where a proxy's own certificate is not accepted, and the message says whose that is", async () => {
    const { server, port } = await theApi(envelope(200));
    const { url, address, targets } = await proxy([tunnelTo(port)], api);
    const error = await failure(through(url).call(post));
    expect(error.constructor).toBe(NotAppliedError);
    expect(error.message).toContain(`through the proxy ${address} (from HTTPS_PROXY)`);
    expect(error.message).toContain("The certificate of the proxy was not accepted.");
    expect([targets, server.seen]).toEqual([[], []]);
  });

  it.each([
    "https://127.0.0.1",
    "https://localhost",
    "https://[::1]",
    "https://127.9.9.9",
    "https://api.localhost",
    "https://[::ffff:127.0.0.1]",
  ])("goes directly to %s, which is this machine", async (host) => {
    const { url, sockets, targets } = await proxy([refuse(403)]);
    const { port } = await theApi(envelope(200));
    const error = await failure(through(url, { baseUrl: `${host}:${port}`, timeoutSeconds: 1 }).call(get));
    expect(error.message).not.toContain("proxy");
    expect([sockets.size, targets]).toEqual([0, []]);
  });
});

describe("a proxy that opens no tunnel", () => {
  const cases: [string, Tunnelling[], number, string[]][] = [
    ["407", [refuse(407, 'Proxy-Authenticate: Basic realm="x"\r\n')], 1, ["407 Proxy Authentication Required", "does not accept"]],
    ["403", [refuse(403)], 1, ["it answered 403 Forbidden", "does not let requests through to api.example.test", "yay:proxy"]],
    ["404", [refuse(404)], 1, ["it answered 404 Not Found"]],
    ["302", [refuse(302)], 4, ["it answered 302 Found"]],
    ["204", [refuse(204)], 4, ["it answered 204 No Content"]],
    ["502", [refuse(502)], 4, ["it answered 502 Bad Gateway", "yay:baseUrl"]],
    ["503", [refuse(503)], 4, ["it answered 503 Service Unavailable"]],
    ["an end without an answer", [(_request, socket) => void socket.end()], 4, ["ended before", "lets this machine in"]],
    ["a reset", [(_request, socket) => void socket.resetAndDestroy()], 4, ["ECONNRESET"]],
    ["another protocol", [(_request, socket) => void socket.end("SSH-2.0-OpenSSH_9.7\r\n\r\n")], 4, ["no HTTP"]],
    ["garbage", [(_request, socket) => void socket.end("\u0000\u0001hello\r\n\r\n")], 4, ["no HTTP", "https:// for one that wants TLS"]],
    ["a broken head", [(_request, socket) => void socket.end("HTTP/1.1 200 OK\r\nno header\r\n\r\n")], 4, ["no header"]],
    ["an end within the handshake", [cutAfter(1)], 4, ["ECONNRESET"]],
    ["garbage within the handshake", [garbled], 4, ["SSL"]],
  ];

  it.each(cases)("is named by host and port after %s; nothing was done, no secret is shown", async (_name, reactions, attempts, words) => {
    const { server } = await theApi(envelope(200));
    const { url, address, targets } = await proxy(reactions);
    const error = await failure(through(url.replace("//", "//proxy-user-x:proxy-secret-y@")).call(post));
    expect(error.constructor).toBe(NotAppliedError);
    expect(Reflect.get(error, "status")).toBeUndefined();
    for (const word of [...words, `the proxy ${address} (from HTTPS_PROXY)`, "Nothing was sent."]) expect(error.message).toContain(word);
    const basic = Buffer.from("proxy-user-x:proxy-secret-y").toString("base64");
    for (const secret of ["proxy-secret-y", "proxy-user-x", basic]) expect(everythingOf(error)).not.toContain(secret);
    expect([targets.length, server.seen.length]).toEqual([attempts, 0]);
  });

  it("that asks for credentials where none are given says how to give them", async () => {
    const { url } = await proxy([refuse(407)]);
    const { message } = await failure(through(url).call(post));
    expect(message).toContain("pulumi config set --secret yay:proxy");
  });

  it("that does not run is named, and asked as often as the API would be", async () => {
    const gone = await startProxy([]);
    await gone.close();
    const { url, address } = gone;
    const error = await failure(through(url).call(post));
    expect(error.constructor).toBe(NotAppliedError);
    expect(error.message).toContain(`the proxy ${address}`);
    expect(error.message).toContain("(4 attempts)");
    expect(error.message).toContain("ECONNREFUSED");
  });

  it("that wants TLS and is spoken to in plain text, or the other way round, is said to have the wrong scheme", async () => {
    const plain = await proxy([refuse(403)]);
    const encrypted = await proxy([refuse(403)], ours);
    for (const url of [plain.url.replace("http:", "https:"), encrypted.url.replace("https:", "http:")]) {
      const error = await failure(through(url).call(post));
      expect(error.constructor).toBe(NotAppliedError);
      expect(error.message).toContain("https:// for one that wants TLS");
    }
  });

  it.each<[string, Tunnelling]>([
    ["says nothing", (_request, socket) => void socket.resume()],
    ["speaks without end", (_request, socket) => flood(socket)],
    ["opens a tunnel in which nobody speaks", (_request, socket) => void socket.resume().write("HTTP/1.1 200 OK\r\n\r\n")],
  ])("%s: the time for a connection holds for all of it, and nothing stays open", async (_name, reaction) => {
    const { url, sockets, address } = await proxy([reaction]);
    const error = await failure(through(url, { timeoutSeconds: 3 }).call({ ...post, once: { timeoutMs: 1_200, mayLeave: () => true } }));
    expect(error.constructor).toBe(NotAppliedError);
    expect(error.message).toContain(`the proxy ${address}`);
    expect(error.message).toContain("was not established in time");
    await until(() => sockets.size === 0);
  });

  it("is left alone for some seconds after several failures, by its name, and what it said is repeated without secrets", async () => {
    const { url, targets, address } = await proxy([(_request, socket) => socket.end("HTTP/1.1 403 Not for s:cret-word\r\n\r\n")]);
    const client = through(url.replace("//", "//user:s%3Acret-word@"));
    const said = new Set<string>();
    for (let index = 0; index < 5; index++) said.add((await failure(client.call(post))).message.split("\n").slice(-1)[0] ?? "");
    const { message } = await failure(client.call(post));
    for (const line of said) expect(message).toContain(line.replace("Nothing was sent. ", ""));
    expect(message).not.toContain("s:cret-word");
    expect(message).toMatch(/\nThe last time: no connection through the proxy .*403/);
    expect(message).toContain(`api.example.test could not be reached through the proxy ${address} several times in a row`);
    expect(targets).toHaveLength(5);
  });
});

describe("a tunnel that breaks after the request has left", () => {
  it("leaves a write unknown, which is not repeated, and names the proxy", async () => {
    const { server, port } = await theApi(reset);
    const { url, address } = await proxy([tunnelTo(port)]);
    const error = await failure(through(url).call(post));
    expect(error.constructor).toBe(UnknownOutcomeError);
    expect(error.message).toContain(`no complete answer through the proxy ${address} (from HTTPS_PROXY)`);
    expect(server.seen).toHaveLength(1);
  });

  it("is a question that is asked again through a new one", async () => {
    const { server, port } = await theApi(reset, envelope(200));
    const { url, targets } = await proxy([tunnelTo(port)]);
    await expect(through(url).call(get)).resolves.toMatchObject({ status: 200 });
    expect([server.seen.length, targets.length]).toEqual([2, 2]);
  });

  it("is unknown also where the proxy cuts it while the answer is awaited", async () => {
    const { server, port } = await theApi(silence);
    let cut: () => void = () => undefined;
    const { url } = await proxy([tunnelTo(port, (near) => (cut = () => near.resetAndDestroy()))]);
    const failing = failure(through(url).call(post));
    await until(() => server.seen.length > 0);
    cut();
    expect((await failing).constructor).toBe(UnknownOutcomeError);
  });

  it("ends at the deadline of the request, and is then unknown", async () => {
    const { port } = await theApi(silence);
    const { url } = await proxy([tunnelTo(port)]);
    const error = await failure(through(url).call({ ...post, once: { timeoutMs: 500, mayLeave: () => true } }));
    expect(error.constructor).toBe(UnknownOutcomeError);
  });
});

describe("the last look of a call that must not be made twice (T32)", () => {
  const once = (mayLeave: () => boolean): Call => ({ ...post, once: { timeoutMs: 5000, mayLeave } });

  it.each(["http", "https"])("stands inside the tunnel of an %s proxy, after the handshake and before the first byte", async (scheme) => {
    const { server, port, seen, sockets } = await theApi(envelope(200));
    const order: string[] = [];
    const { url } = await proxy([tunnelTo(port, () => order.push("tunnel"))], scheme === "https" ? ours : undefined);
    let isAllowed = false;
    const mayLeave = (): boolean => (order.push("look"), isAllowed);
    const error = await failure(through(url).call(once(mayLeave)));
    await until(() => sockets.size === 0 && seen.connections === 1);
    expect([error.constructor, order, seen.bytes]).toEqual([NotAppliedError, ["tunnel", "look"], 0]);
    isAllowed = true;
    await through(url).call(once(mayLeave));
    expect([order, server.seen.length]).toEqual([["tunnel", "look", "tunnel", "look"], 1]);
  });

  it("sees what happened while the proxy took its time", async () => {
    const { server, port } = await theApi(envelope(200));
    let isAllowed = true;
    const slowly: Tunnelling = (request, socket) => {
      isAllowed = false;
      tunnelTo(port)(request, socket);
    };
    const { url } = await proxy([slowly]);
    const error = await failure(through(url).call(once(() => isAllowed)));
    expect([error.constructor, server.seen]).toEqual([NotAppliedError, []]);
  });

  it("is tried three times where the proxy opened no tunnel, and then was not applied", async () => {
    const { url, targets } = await proxy([refuse(503)]);
    const error = await failure(through(url).call(once(() => true)));
    expect([error.constructor, targets.length]).toEqual([NotAppliedError, 3]);
  });

  it.each(["directly", "through a proxy"])("stands before each request on a connection that was kept, too: %s", async (way) => {
    const { server, port } = await theApi(envelope(200));
    const { url } = await proxy([tunnelTo(port)]);
    let isStopped = false;
    const send = createTransport({
      baseUrl: way === "directly" ? server.url : API,
      caFile: authority.file,
      proxy: way === "directly" ? undefined : proxyOf(url, "yay:proxy"),
      connectTimeoutMs: 1000,
      stopped: () => isStopped,
    });
    const target = new URL(way === "directly" ? server.url : API);
    const request = { method: "POST", url: target, headers: {}, body: "{}", timeoutMs: 1000 } as const;
    await send(request);
    await send(request);
    expect(server.connections()).toBe(1);
    isStopped = true;
    expect(await failure(send(request))).toMatchObject({ constructor: TransportFault, sent: false, code: "STOPPED" });
    expect([server.connections(), server.seen.length]).toEqual([1, 2]);
  });
});

async function until(isDone: () => boolean): Promise<void> {
  const end = performance.now() + 4000;
  while (!isDone() && performance.now() < end) await new Promise((resolve) => setImmediate(resolve));
  expect(isDone()).toBe(true);
}

/** Opens a tunnel and closes it when so many pieces have come through. */
function cutAfter(pieces: number): Tunnelling {
  return (_request, socket) => {
    let seen = 0;
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    socket.on("data", () => (++seen === pieces ? socket.resetAndDestroy() : undefined));
  };
}

function garbled(_request: IncomingMessage, socket: Socket): void {
  socket.write("HTTP/1.1 200 OK\r\n\r\n");
  socket.once("data", () => socket.end("SSH-2.0-OpenSSH_9.7\r\n"));
}

function flood(socket: Socket): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(Buffer.alloc(16 * 1024, "x"))) if (socket.writableLength > 64 * 1024) return;
  };
  socket.resume().on("drain", more);
  more();
}
