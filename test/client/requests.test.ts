import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NotAppliedError, type Call } from "../../provider/client";
import { clientOf, credentials, customer, del, envelope, failure, get, post, put, serve, uuid, type TestServer } from "./support";

const version = /"version": "([^"]+)"/.exec(readFileSync(join(__dirname, "../../provider/package.json"), "utf8"))?.[1] ?? "";

const untouched = async (server: TestServer, call: Call, why: string): Promise<void> => {
  const error = await failure(clientOf(server.url).call(call));
  expect(error.constructor).toBe(NotAppliedError);
  expect(error.message).toBe(`Cannot ${call.attempt}: ${why}.\nNothing was sent.`);
  expect(server.seen).toHaveLength(0);
};

test("every request carries the credentials, a User-Agent with the version, and asks for JSON", async () => {
  const server = await serve(envelope(200));
  for (const call of [get, post, put, del]) {
    await clientOf(server.url).call(call);
  }
  expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /voip/flow/${uuid}`,
    "POST /voip/flow",
    `PUT /voip/flow/${uuid}`,
    `DELETE /voip/flow/${uuid}`,
  ]);
  for (const { headers } of server.seen) {
    expect(headers).toMatchObject({
      "x-auth-reseller": credentials.reseller,
      "x-auth-user": credentials.user,
      "x-auth-password": credentials.password,
      "user-agent": `pulumi-yay/${version}`,
      accept: "application/json",
    });
    expect(headers).not.toHaveProperty("x-auth-for");
  }
});

test("the User-Agent ends with the suffix of the settings", async () => {
  const server = await serve(envelope(200));
  await clientOf(server.url, { userAgentSuffix: "team-voice (uk)" }).call(get);
  expect(server.seen[0]?.headers["user-agent"]).toBe(`pulumi-yay/${version} team-voice (uk)`);
});

test("GET and DELETE have no body and no type of one; POST and PUT are JSON", async () => {
  const server = await serve(envelope(200));
  for (const call of [get, del, post, put]) {
    await clientOf(server.url).call(call);
  }
  expect(
    server.seen.map(({ headers, body }) => [headers["content-type"], headers["content-length"], headers["transfer-encoding"], body]),
  ).toEqual([
    [undefined, undefined, undefined, ""],
    [undefined, undefined, undefined, ""],
    ["application/json", "15", undefined, '{"name":"Main"}'],
    ["application/json", "15", undefined, '{"name":"Main"}'],
  ]);
});

test("a PUT without a body claims no JSON", async () => {
  const server = await serve(envelope(204));
  await clientOf(server.url).call({ attempt: "lock", method: "PUT", path: "/account/reseller/{uuid}/lock", params: { uuid: customer } });
  expect(server.seen[0]).toMatchObject({ path: `/account/reseller/${customer}/lock`, body: "" });
  expect(server.seen[0]?.headers).not.toHaveProperty("content-type");
});

test("GET and DELETE with a body are refused", async () => {
  const server = await serve(envelope(200));
  await untouched(server, { ...get, body: {} }, "a GET carries no body");
  await untouched(server, { ...del, body: {} }, "a DELETE carries no body");
});

test("calls that the documents forbid to make for a customer are refused", async () => {
  const server = await serve(envelope(200));
  const never = (path: string) => `${path} is never asked on behalf of a customer`;
  for (const path of ["/account/reseller", "/account/store"]) {
    await untouched(server, { attempt: "list", method: "GET", path, customer }, never(path));
  }
  const lock = "/account/reseller/{uuid}/lock";
  await untouched(server, { attempt: "lock", method: "PUT", path: lock, params: { uuid: customer }, customer }, never(lock));
  await untouched(server, { ...get, customer: "../.." }, "its customer is not a uuid");
});

describe("a uuid that is none never reaches the wire", () => {
  test.each(["..", ".", "", "%2e%2e", "a/../b", `${uuid}/lock`, `${uuid}?x`, `${uuid}#`, `${uuid} `, `${uuid}\n`, "2f0c7a58", `{${uuid}}`])(
    "%j",
    async (hostile) => {
      const server = await serve(envelope(200));
      for (const call of [get, put, del]) {
        await untouched(server, { ...call, params: { uuid: hostile } }, "its id is not a uuid");
      }
    },
  );

  test("whatever it is", async () => {
    const server = await serve(envelope(200));
    const client = clientOf(server.url);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(".", "/", "%", "2", "e", "-", "\\") })), async (hostile) => {
        const error = await failure(client.call({ ...del, params: { uuid: hostile } }));
        return NotAppliedError.is(error) && server.seen.length === 0;
      }),
    );
  });

  test("but upper case is sent as it was given", async () => {
    const server = await serve(envelope(200));
    await clientOf(server.url).call({ ...get, params: { uuid: uuid.toUpperCase() } });
    expect(server.seen[0]?.path).toBe(`/voip/flow/${uuid.toUpperCase()}`);
  });
});

test.each(["a\r\nX-Auth-User: other", "a\n", "a\u0000", "Zoë", "名", " edge", "edge ", ""])(
  "a customer's name %j is refused as a header",
  async (name) => {
    const server = await serve(envelope(200));
    const client = clientOf(server.url);
    client.customers.learn(customer, name);
    const error = await failure(client.call({ ...get, customer }));
    expect(error.constructor).toBe(NotAppliedError);
    expect(error.message).toBe(
      'Cannot read CallFlow "main": the customer\'s name holds characters that cannot stand in a header.\nNothing was sent.',
    );
    expect(server.seen).toHaveLength(0);
  },
);

test("a setting that cannot stand in a header is refused by the name of the header", async () => {
  const server = await serve(envelope(200));
  const error = await failure(clientOf(server.url, { reseller: "a\r\nX-Auth-User: other" }).call(get));
  expect(error.message).toBe(
    'Cannot read CallFlow "main": the header X-Auth-Reseller holds characters that cannot stand in a header.\nNothing was sent.',
  );
  expect(server.seen).toHaveLength(0);
});

test("connections are kept and used again", async () => {
  const server = await serve(envelope(200));
  const client = clientOf(server.url);
  for (let count = 0; count < 5; count++) {
    await client.call(get);
  }
  expect(server.connections()).toBe(1);
});

test("a connection that waited while the process computed is not used again, for the server may have closed it", async () => {
  const server = await serve(envelope(200));
  const client = clientOf(server.url);
  await client.call(get);
  const later = performance.now() + 5_000;
  const clock = jest.spyOn(performance, "now").mockImplementation(() => later);
  await client.call(get);
  clock.mockRestore();
  expect(server.connections()).toBe(2);
});

test("no proxy of the environment is used", async () => {
  const proxy = await serve(envelope(200));
  const server = await serve(envelope(200));
  const saved = { ...process.env };
  Object.assign(process.env, {
    HTTP_PROXY: proxy.url,
    http_proxy: proxy.url,
    HTTPS_PROXY: proxy.url,
    ALL_PROXY: proxy.url,
    NODE_USE_ENV_PROXY: "1",
  });
  await clientOf(server.url).call(get);
  process.env = saved;
  expect([proxy.seen.length, server.seen.length]).toEqual([0, 1]);
});
