import http from "node:http";
import net from "node:net";
import zlib from "node:zlib";
import type { YayError } from "../../provider/client";
import { GoneError, NotAppliedError, RejectedError, UnexpectedAnswerError, UnknownOutcomeError, type Call } from "../../provider/client";
import {
  clientOf,
  del,
  envelope,
  failure,
  get,
  html,
  listen,
  portOf,
  post,
  put,
  reply,
  reset,
  serve,
  silence,
  type Reaction,
} from "./support";

const token = "8f1c7a58-0000-4c70-9a7b-3d2f5e1c0a11";
const calls: Call[] = [get, post, put, del];

function truncated(seen: { socket: net.Socket }): void {
  seen.socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"result":{},"status_code":200');
}

const chunkedAndCut: Reaction = (seen, response) => {
  response.writeHead(200, { "Content-Type": "application/json" });
  response.write('{"result":', () => seen.socket.destroy());
};

describe("an answer is a success", () => {
  test.each<[string, Reaction, unknown]>([
    ["200 with an envelope", envelope(200, { name: "Main" }), { name: "Main" }],
    ["201 with an envelope", envelope(201, { uuid: "x" }), { uuid: "x" }],
    ["204 inside 200", envelope(200, {}, 204), {}],
    ["a status_code that is a numeric string", envelope(200, [1], "200"), [1]],
    ["an envelope without a status_code", reply(200, '{"result":{"a":1},"status_message":"OK"}'), { a: 1 }],
    ["an envelope without a result", reply(200, '{"status_code":204,"status_message":"No Content"}'), undefined],
    ["a bare object without an envelope", reply(200, '{"name":"me","status":"active"}'), { name: "me", status: "active" }],
    ["a bare list", reply(200, "[{}]"), [{}]],
    ["an object that has such a field itself", envelope(200, { success: false }), { success: false }],
    ["JSON under another content type", reply(200, '{"result":{},"status_code":200}', { "Content-Type": "text/html" }), {}],
    ["a byte order mark", reply(200, '\ufeff{"result":{},"status_code":200}'), {}],
    ["an empty 200", reply(200, ""), undefined],
    ["an empty 204", reply(204, ""), undefined],
    ["a compressed body", reply(200, zlib.gzipSync('{"result":{"a":1},"status_code":200}'), { "Content-Encoding": "gzip" }), { a: 1 }],
  ])("%s", async (_name, reaction, result) => {
    const { url } = await serve(reaction);
    await expect(clientOf(url).call(get)).resolves.toMatchObject({ result });
  });

  test("and carries status and tracking token", async () => {
    const { url } = await serve(reply(201, '{"result":{},"status_code":201}', { "X-Tracking-Token": token }));
    await expect(clientOf(url).call(post)).resolves.toEqual({ status: 201, result: {}, trackingToken: token });
  });
});

describe("a final answer is believed at once, for every method (T30)", () => {
  const cases: [string, Reaction, typeof YayError][] = [
    ["400", envelope(400), RejectedError],
    ["400 with another 4xx inside", envelope(400, {}, 422), RejectedError],
    ["400 with 404 inside is no proof of absence", envelope(400, {}, 404), RejectedError],
    ["401", envelope(401), RejectedError],
    ["403", envelope(403), RejectedError],
    ["403 as a web page", html(403), RejectedError],
    ["409", envelope(409), RejectedError],
    ["410", envelope(410), RejectedError],
    ["422", envelope(422), RejectedError],
    ["400 with 200 inside", envelope(400, {}, 200), UnexpectedAnswerError],
    ["400 with 500 inside", envelope(400, {}, 500), UnexpectedAnswerError],
    ["404 of the API", envelope(404), GoneError],
    ["404 with the status as a string", envelope(404, {}, "404"), GoneError],
    ["404 with an envelope without status_code", reply(404, '{"result":{}}'), GoneError],
    ["404 with any JSON object and a tracking token", reply(404, '{"error":"none"}', { "X-Tracking-Token": token }), GoneError],
    ["an empty 404 with a tracking token", reply(404, "", { "Content-Type": "text/plain", "X-Tracking-Token": token }), GoneError],
    ["an empty 404 of JSON type", reply(404, ""), GoneError],
    ["an empty 404 of nobody", reply(404, "", { "Content-Type": "text/plain" }), UnexpectedAnswerError],
    ["a web page with 404", html(404), UnexpectedAnswerError],
    ["a web page with 404 and a tracking token", reply(404, "<html>", { "X-Tracking-Token": token }), UnexpectedAnswerError],
    ["404 in JSON that is not the API's", reply(404, '{"message":"no Route matched with those values"}'), UnexpectedAnswerError],
    ["404 as a JSON text", reply(404, '"not found"'), UnexpectedAnswerError],
    ["404 with 200 inside", envelope(404, {}, 200), UnexpectedAnswerError],
    ["404 with 403 inside", envelope(404, {}, 403), UnexpectedAnswerError],
    ["404 with an unreadable status inside", envelope(404, {}, "gone"), UnexpectedAnswerError],
    ["200 with 404 inside", envelope(200, {}, 404), UnexpectedAnswerError],
    ["200 with 500 inside", envelope(200, {}, 500), UnexpectedAnswerError],
    ["200 with the string 404 inside", envelope(200, {}, "404"), UnexpectedAnswerError],
    ["200 with an unreadable status inside", envelope(200, {}, true), UnexpectedAnswerError],
    ["200 that says it failed", reply(200, '{"error":"balance too low","success":false}'), UnexpectedAnswerError],
    ["200 that says it failed in an envelope", reply(200, '{"success":false,"status_code":200,"result":{}}'), UnexpectedAnswerError],
    ["200 with a web page", html(200), UnexpectedAnswerError],
    ["200 with half of a JSON text", reply(200, '{"result":'), UnexpectedAnswerError],
    ["200 with a bare text", reply(200, '"OK"'), UnexpectedAnswerError],
    ["200 that is not UTF-8", reply(200, Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d])), UnexpectedAnswerError],
    ["200 nested too deep", reply(200, `${"[".repeat(100)}${"]".repeat(100)}`), UnexpectedAnswerError],
    ["a redirect elsewhere", reply(302, "", { Location: "https://elsewhere.example/?password=x" }), UnexpectedAnswerError],
    ["a redirect that keeps the method", reply(307, "", { Location: "/voip/flow" }), UnexpectedAnswerError],
    ["304", reply(304, ""), UnexpectedAnswerError],
  ];
  test.each(cases)("%s", async (_name, reaction, expected) => {
    for (const call of calls) {
      const server = await serve(reaction);
      const error = await failure(clientOf(server.url).call(call));
      expect(error.constructor).toBe(expected);
      expect(server.seen).toHaveLength(1);
    }
  });
});

test.each([
  ["too large", Buffer.alloc(17 * 1024 * 1024, 0x20), {}],
  ["small, but unpacks to a large one", zlib.gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)), { "Content-Encoding": "gzip" }],
])("a body that is %s is not read to its end", async (_name, body, headers) => {
  const server = await serve(reply(200, body, headers));
  const error = await failure(clientOf(server.url).call(put));
  expect(error.constructor).toBe(UnexpectedAnswerError);
  expect(error.message).toContain("larger than 16 MiB");
  expect(server.seen).toHaveLength(1);
});

test("a hostile error page costs little time", async () => {
  const names = ["pin", "pass ", "password='", 'token="\\', "authorization", "cookie :", "tracking", "api_key\\"];
  const spelled = ["QUFB", "\\", "\\u0070", "%25", "%2570", "&#112", "password-sentine"];
  for (const hostile of ["<", "<title", "\u001b[", "\u001b]", "\u009b0", ...names, ...spelled]) {
    const server = await serve(reply(400, hostile.repeat(300_000), { "Content-Type": "text/html" }));
    const before = process.cpuUsage();
    expect((await failure(clientOf(server.url).call(put))).constructor).toBe(RejectedError);
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
  }
}, 60_000);

describe("an unclear outcome (T30)", () => {
  const cases: [string, Reaction][] = [
    ["408", envelope(408)],
    ["425", envelope(425)],
    ["500", envelope(500)],
    ["502 as a web page", html(502)],
    ["503", envelope(503)],
    ["a reset after the request", reset],
    ["a body shorter than promised", truncated],
    ["a chunked body that breaks off", chunkedAndCut],
    ["no HTTP at all", (seen) => seen.socket.end("SSH-2.0-x\r\n")],
  ];
  test.each(cases)("is asked again by GET and DELETE, and reported by POST and PUT: %s", async (_name, reaction) => {
    for (const [call, requests] of [
      [get, 4],
      [del, 4],
      [post, 1],
      [put, 1],
    ] as const) {
      const server = await serve(reaction);
      const error = await failure(clientOf(server.url).call(call));
      expect(error.constructor).toBe(UnknownOutcomeError);
      expect(server.seen).toHaveLength(requests);
    }
  });

  test("is silence, too", async () => {
    for (const [call, requests] of [
      [del, 4],
      [put, 1],
    ] as const) {
      const server = await serve(silence);
      const error = await failure(clientOf(server.url, { timeoutSeconds: 0.8 }).call(call));
      expect(error.constructor).toBe(UnknownOutcomeError);
      expect(error.message).toContain("no complete answer within 0.8 s (TIMEOUT)");
      expect(server.seen).toHaveLength(requests);
    }
  });

  test("is a body that never ends", async () => {
    const server = await serve((_seen, response) => {
      response.writeHead(200, { "Content-Type": "application/json" });
      response.write('{"result":');
    });
    const error = await failure(clientOf(server.url, { timeoutSeconds: 0.8 }).call(put));
    expect(error.constructor).toBe(UnknownOutcomeError);
  });

  test("is followed by success when a later attempt succeeds", async () => {
    const server = await serve(reset, envelope(503), envelope(200, { ok: true }));
    await expect(clientOf(server.url).call(get)).resolves.toMatchObject({ result: { ok: true } });
    expect(server.seen).toHaveLength(3);
  });

  test("of a DELETE is cleared up by the proven 404 of the next attempt", async () => {
    const server = await serve(reset, envelope(404));
    expect((await failure(clientOf(server.url).call(del))).constructor).toBe(GoneError);
  });

  test("of a DELETE is not forgotten when the next attempts are throttled", async () => {
    const server = await serve(reset, envelope(429));
    const error = await failure(clientOf(server.url).call(del));
    expect(error.constructor).toBe(UnknownOutcomeError);
    expect(error.message).toContain("look before doing it again");
  });

  test("of a DELETE is not forgotten when the next attempts do not connect", async () => {
    const server = http.createServer();
    server.on("request", (request) => {
      request.socket.resetAndDestroy();
      server.close();
    });
    await listen(server);
    const error = await failure(clientOf(`http://127.0.0.1:${portOf(server)}`).call(del));
    expect(error.constructor).toBe(UnknownOutcomeError);
    expect(error.message).toContain("ECONNREFUSED");
  });
});

describe("what was not applied", () => {
  test("is repeated for every method: 429", async () => {
    for (const call of calls) {
      const server = await serve(envelope(429), html(429), envelope(429), envelope(200, { ok: true }));
      await expect(clientOf(server.url).call(call)).resolves.toMatchObject({ result: { ok: true } });
      expect(new Set(server.seen.map(({ body }) => body)).size).toBe(1);
    }
  });

  test("is said when the 429 does not end", async () => {
    for (const call of calls) {
      const server = await serve(envelope(429));
      const error = await failure(clientOf(server.url).call(call));
      expect(error.constructor).toBe(NotAppliedError);
      expect(error.message).toContain("yay:maxConcurrency");
      expect(server.seen).toHaveLength(4);
    }
  });

  test("is a refused connection, for every method", async () => {
    const server = await serve(silence);
    const port = await freePort();
    expect(server.url).not.toContain(String(port));
    for (const call of calls) {
      const error = await failure(clientOf(`http://127.0.0.1:${port}`).call(call));
      expect(error.constructor).toBe(NotAppliedError);
      expect(error.message).toContain("(4 attempts) → no connection: connect ECONNREFUSED");
      expect(error.message).toContain("Nothing was sent.");
    }
  });

  test("is a name that does not exist", async () => {
    const error = await failure(clientOf("https://api.invalid").call(post));
    expect(error.constructor).toBe(NotAppliedError);
    expect(error.message).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  test("is a server that never finishes the TLS handshake", async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const sockets: net.Socket[] = [];
    server.on("connection", (socket) => sockets.push(socket));
    const { port } = server.address() as net.AddressInfo;
    const error = await failure(clientOf(`https://127.0.0.1:${port}`, { timeoutSeconds: 1 }).call(post));
    expect(error.constructor).toBe(NotAppliedError);
    expect(error.message).toContain("not established in time (ETIMEDOUT)");
    expect(sockets.length).toBeGreaterThan(0);
    sockets.forEach((socket) => socket.destroy());
    server.close();
  });

  test("is a connection closed within the TLS handshake", async () => {
    const server = net.createServer((socket) => socket.once("data", () => socket.destroy()));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as net.AddressInfo;
    const error = await failure(clientOf(`https://127.0.0.1:${port}`).call(post));
    expect(error.constructor).toBe(NotAppliedError);
    server.close();
  });
});

async function freePort(): Promise<number> {
  const server = http.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
