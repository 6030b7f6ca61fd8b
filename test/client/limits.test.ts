import { Client, clientFor, NotAppliedError, stopClients, UnknownOutcomeError } from "../../provider/client";
import { Circuit, ConcurrencyLimit, RetryBudget } from "../../provider/client/limits";
import { createTransport, TransportFault, type Reply, type Transport } from "../../provider/client/transport";
import { clientOf, del, envelope, failure, get, post, put, reset, serve, settingsFor, virtualTime } from "./support";

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const ok: Reply = { status: 200, header: () => undefined, body: Buffer.from('{"result":{},"status_code":200}') };

/** A transport whose requests end when the test says so. */
function held(): { transport: Transport; running: (() => void)[]; most: () => number } {
  const running: (() => void)[] = [];
  let now = 0;
  let most = 0;
  return {
    running,
    most: () => most,
    transport: () =>
      new Promise((resolve) => {
        most = Math.max(most, ++now);
        running.push(() => {
          now--;
          resolve(ok);
        });
      }),
  };
}

describe("concurrency", () => {
  test("no more requests run at once than the settings allow, and all are served", async () => {
    const { transport, running, most } = held();
    const client = clientOf("http://127.0.0.1:9", { maxConcurrency: 3 }, { transport });
    const calls = Array.from({ length: 10 }, () => client.call(get));
    for (let count = 0; count < 10; count++) {
      await settled();
      running.shift()?.();
    }
    await Promise.all(calls);
    expect(most()).toBe(3);
  });

  test("is halved once by one wave of 429, and grows by one per twenty clean answers", async () => {
    const limit = new ConcurrencyLimit(8);
    const wave = await Promise.all(Array.from({ length: 8 }, () => limit.acquire(false)));
    wave.forEach((slot) => slot?.release("throttled"));
    expect(limit.current).toBe(4);
    (await limit.acquire(false))?.release("throttled");
    expect(limit.current).toBe(2);
    for (const expected of [3, 4, 5, 6, 7, 8, 8]) {
      const before = limit.current;
      for (let count = 0; count < 20; count++) {
        expect(limit.current).toBe(before);
        (await limit.acquire(false))?.release("clean");
      }
      expect(limit.current).toBe(expected);
    }
  });

  test("never falls below one", async () => {
    const limit = new ConcurrencyLimit(2);
    for (let count = 0; count < 5; count++) {
      (await limit.acquire(false))?.release("throttled");
    }
    expect(limit.current).toBe(1);
  });

  test("unclear answers earn nothing", async () => {
    const limit = new ConcurrencyLimit(4);
    (await limit.acquire(false))?.release("throttled");
    for (let count = 0; count < 50; count++) {
      (await limit.acquire(false))?.release("other");
    }
    expect(limit.current).toBe(2);
  });

  test("a request that is repeated goes before those that have not begun", async () => {
    const limit = new ConcurrencyLimit(1);
    const first = await limit.acquire(false);
    const order: string[] = [];
    const later = limit.acquire(false).then((slot) => (order.push("later"), slot?.release("clean")));
    const repeated = limit.acquire(true).then((slot) => (order.push("repeated"), slot?.release("clean")));
    first?.release("clean");
    await Promise.all([later, repeated]);
    expect(order).toEqual(["repeated", "later"]);
  });
});

test("a call that is repeated waits for no call that has not begun", async () => {
  const server = await serve(envelope(429), envelope(200));
  const client = clientOf(server.url, { maxConcurrency: 1 });
  await Promise.all([client.call(del), client.call(put), client.call(get)]);
  expect(server.seen.map(({ method }) => method)).toEqual(["DELETE", "PUT", "DELETE", "GET"]);
});

describe("the circuit", () => {
  const refused = (): Promise<Reply> => Promise.reject(new TransportFault("ECONNREFUSED", "connect ECONNREFUSED", false));

  test("opens after five connection failures in a row, and fails fast without a request", async () => {
    let requests = 0;
    const transport: Transport = () => {
      requests++;
      return refused();
    };
    const client = clientOf("http://127.0.0.1:9", {}, { transport });
    expect((await failure(client.call(get))).constructor).toBe(NotAppliedError);
    expect(requests).toBe(4);
    const { message } = await failure(client.call(get));
    expect(message).toContain("could not be reached several times in a row");
    expect(message).toContain("\nThe last time: no connection: connect ECONNREFUSED.\nCheck the network and yay:baseUrl");
    expect(requests).toBe(5);
    const error = await failure(client.call(post));
    expect(error.constructor).toBe(NotAppliedError);
    expect(requests).toBe(5);
  });

  test("lets one probe through after ten seconds, and closes when it connects", () => {
    const time = virtualTime();
    const circuit = new Circuit(time.clock);
    for (let count = 0; count < 5; count++) {
      circuit.enter()?.done(false);
    }
    time.pass(9999);
    expect(circuit.enter()).toBeUndefined();
    time.pass(1);
    const probe = circuit.enter();
    expect(probe).toBeDefined();
    expect(circuit.enter()).toBeUndefined();
    probe?.done(false);
    time.pass(9999);
    expect(circuit.enter()).toBeUndefined();
    time.pass(1);
    circuit.enter()?.done(true);
    expect(circuit.enter()).toBeDefined();
    expect(circuit.enter()).toBeDefined();
  });

  test("any connection closes the count, also one that ends in a reset", () => {
    const circuit = new Circuit(() => 0);
    for (let count = 0; count < 20; count++) {
      circuit.enter()?.done(count % 5 === 4);
    }
    expect(circuit.enter()).toBeDefined();
  });

  test("failures at the same moment count once", () => {
    const circuit = new Circuit(() => 0);
    Array.from({ length: 8 }, () => circuit.enter()).forEach((passage) => passage?.done(false));
    expect(circuit.enter()).toBeDefined();
  });

  test("a DELETE that may have been applied stays unclear when the circuit opens", async () => {
    const outcomes = [true, false, false, false, false];
    const client = clientOf(
      "http://127.0.0.1:9",
      {},
      {
        transport: () => Promise.reject(new TransportFault("X", "x", outcomes.shift() ?? false)),
      },
    );
    expect((await failure(client.call(del))).constructor).toBe(UnknownOutcomeError);
  });
});

test("a process has one client for the same settings, in whatever order they stand, and all of them stop together", async () => {
  const { url } = await serve(envelope(200));
  const settings = settingsFor(url);
  const first = clientFor(settings);
  expect(clientFor(Object.fromEntries(Object.entries(settings).reverse()) as typeof settings)).toBe(first);
  const second = clientFor({ ...settings, password: "another-password" });
  expect(second).not.toBe(first);
  await first.call(get);
  await stopClients();
  for (const client of [first, second]) {
    expect((await failure(client.call(get))).constructor).toBe(NotAppliedError);
  }
});

describe("a limit of requests", () => {
  test("keeps back what would be one more, a repeated one too, and says so", async () => {
    const server = await serve(envelope(200), envelope(503), envelope(503), envelope(200));
    const client = clientOf(server.url);
    client.requests.limit(3);
    await client.call(get);
    expect(client.requests.hasRefused).toBe(false);
    const { constructor, message } = await failure(client.call(get));
    expect([constructor, message]).toEqual([NotAppliedError, expect.stringContaining("as many requests have been sent as were allowed")]);
    expect([client.requests.sent, client.requests.hasRefused, server.seen.length]).toEqual([3, true, 3]);
  });
});

describe("after stop", () => {
  test("nothing new is sent, what waits is not applied, what is under way ends", async () => {
    const { transport, running } = held();
    const client = clientOf("http://127.0.0.1:9", { maxConcurrency: 1 }, { transport });
    const underWay = client.call(put);
    const waiting = failure(client.call(put));
    await settled();
    let stopped = false;
    const stopping = client.stop().then(() => {
      stopped = true;
    });
    expect((await waiting).constructor).toBe(NotAppliedError);
    expect((await failure(client.call(get))).message).toContain("the run was stopped");
    await settled();
    expect(stopped).toBe(false);
    expect(running).toHaveLength(1);
    running[0]?.();
    await expect(underWay).resolves.toMatchObject({ status: 200 });
    await stopping;
  });

  test("a pause before a repetition ends at once, with the error of the last attempt", async () => {
    const server = await serve(reset);
    const client = new Client(settingsFor(server.url), { budget: new RetryBudget(), random: () => 1 });
    const failing = failure(client.call(del));
    while (server.seen.length === 0) {
      await settled();
    }
    await client.stop();
    const error = await failing;
    expect(error.constructor).toBe(UnknownOutcomeError);
    expect(error.message).toContain("ECONNRESET");
    expect(server.seen).toHaveLength(1);
  });

  test("a connection that was still being made carries no request", async () => {
    const server = await serve(envelope(200));
    const send = createTransport({ baseUrl: server.url, caFile: undefined, connectTimeoutMs: 1000, stopped: () => true });
    const request = { method: "POST", url: new URL(server.url), headers: {}, body: "{}", timeoutMs: 1000 } as const;
    expect(await failure(send(request))).toMatchObject({ constructor: TransportFault, sent: false, code: "STOPPED" });
    expect([server.connections(), server.seen.length]).toEqual([1, 0]);
  });
});
