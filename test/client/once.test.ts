import { createServer, type Socket } from "node:net";
import { NotAppliedError, UnknownOutcomeError, type Call } from "../../provider/client";
import { createTransport } from "../../provider/client/transport";
import { clientOf, envelope, failure, get, put, reset, serve, silence } from "./support";

const once = (mayLeave: () => boolean = () => true, timeoutMs = 5000): Call => ({ ...put, once: { timeoutMs, mayLeave } });

/** The address of a port where nobody listens. */
async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

describe("a call that must not be made twice (T32)", () => {
  it("is tried three times where no byte has left, and then was not applied", async () => {
    let tries = 0;
    const makeTransport: typeof createTransport = (options) => {
      const real = createTransport(options);
      return (request) => (tries++, real(request));
    };
    const error = await failure(clientOf(await closedPort(), {}, { makeTransport }).call(once()));
    expect([tries, NotAppliedError.is(error), Reflect.get(error, "status")]).toEqual([3, true, undefined]);
  });

  it.each([
    ["a reset after it was sent", reset],
    ["a 500", envelope(500)],
    ["a 503", envelope(503)],
    ["a 429", envelope(429)],
    ["a 408", envelope(408)],
    ["a 400", envelope(400)],
    ["a contradiction", envelope(200, {}, 500)],
  ])("is not repeated after %s", async (_name, reaction) => {
    const server = await serve(reaction, envelope(200));
    await failure(clientOf(server.url).call(once()));
    expect(server.seen).toHaveLength(1);
  });

  it.each([301, 302, 307, 308])("follows no %i", async (status) => {
    const elsewhere = await serve(envelope(200));
    const server = await serve((_seen, response) => {
      response.writeHead(status, { location: `${elsewhere.url}/voip/flow` }).end();
    });
    expect(UnknownOutcomeError.is(await failure(clientOf(server.url).call(once())))).toBe(true);
    expect([server.seen.length, elsewhere.seen.length]).toEqual([1, 0]);
  });

  it("has a connection of its own, beside those that wait for further calls", async () => {
    const server = await serve(envelope(200));
    const client = clientOf(server.url);
    await client.call(get);
    await client.call(get);
    expect(server.connections()).toBe(1);
    await client.call(once());
    await client.call(once());
    expect(server.connections()).toBe(3);
    await client.call(get);
    expect(server.connections()).toBe(3);
  });

  it("asks when the connection stands, before the first byte, whether it may still leave", async () => {
    const bytes: number[] = [];
    let isConnected = false;
    const server = createServer((socket: Socket) => {
      isConnected = true;
      socket.on("data", (chunk: Buffer) => bytes.push(chunk.length)).on("error", () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    const seen: boolean[] = [];
    const mayLeave = (): boolean => {
      seen.push(true);
      return false;
    };
    const error = await failure(clientOf(`http://127.0.0.1:${port}`).call(once(mayLeave)));
    await new Promise((resolve) => server.close(resolve));
    expect([NotAppliedError.is(error), isConnected, bytes, seen.length]).toEqual([true, true, [], 1]);
  });

  it("is kept back at the connection where the run was stopped after the call began", async () => {
    const server = await serve(envelope(200));
    let stop: () => Promise<void> = () => Promise.resolve();
    const makeTransport: typeof createTransport = (options) => {
      const real = createTransport(options);
      return (request) => {
        void stop();
        return real(request);
      };
    };
    const client = clientOf(server.url, {}, { makeTransport });
    stop = () => client.stop();
    const error = await failure(client.call(once()));
    expect([NotAppliedError.is(error), server.connections(), server.seen.length]).toEqual([true, 1, 0]);
  });

  it("ends at its own deadline, and may then have been applied", async () => {
    const server = await serve(silence);
    const error = await failure(clientOf(server.url, { timeoutSeconds: 120 }).call(once(() => true, 300)));
    expect([UnknownOutcomeError.is(error), server.seen.length]).toEqual([true, 1]);
    expect(Reflect.get(error, "status")).toBeUndefined();
  });
});
