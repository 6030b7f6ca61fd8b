import fc from "fast-check";
import {
  BASE_DELAY_MS,
  DEADLINE_MS,
  MAX_ATTEMPTS,
  MAX_DELAY_MS,
  MAX_RETRY_AFTER_MS,
  parseRetryAfter,
  retryDelay,
  type Attempt,
} from "../../provider/client/retry";
import { RetryBudget } from "../../provider/client/limits";
import { Client } from "../../provider/client";
import { clientOf, del, envelope, failure, get, post, put, reply, serve, settingsFor, virtualTime } from "./support";

const attempts: fc.Arbitrary<Attempt> = fc.record(
  {
    method: fc.constantFrom("GET", "POST", "PUT", "DELETE"),
    outcome: fc.constantFrom("notApplied", "throttled", "unknown", "final"),
    number: fc.integer({ min: 1, max: 8 }),
    retryAfterMs: fc.integer({ min: 0, max: 200_000 }),
    elapsedMs: fc.integer({ min: 0, max: 200_000 }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  },
  { requiredKeys: ["method", "outcome", "number", "elapsedMs", "random"] },
);

const whenRetried = (check: (attempt: Attempt, delay: number) => boolean): fc.IProperty<[Attempt]> =>
  fc.property(attempts, (attempt) => {
    const delay = retryDelay(attempt);
    return delay === undefined || check(attempt, delay);
  });

describe("the retry function (T29)", () => {
  test("never repeats a POST or PUT that may have been applied", () => {
    fc.assert(
      whenRetried(({ method, outcome }) => outcome !== "unknown" || method === "GET" || method === "DELETE"),
      { numRuns: 1000 },
    );
  });

  test("never repeats what is final, never beyond four attempts, never beyond the deadline", () => {
    fc.assert(
      whenRetried(
        ({ outcome, number, elapsedMs }, delay) => outcome !== "final" && number < MAX_ATTEMPTS && elapsedMs + delay < DEADLINE_MS,
      ),
      { numRuns: 1000 },
    );
  });

  test("waits at least as long as the server asks, and never longer than a minute and a little", () => {
    fc.assert(
      whenRetried(
        ({ retryAfterMs }, delay) =>
          retryAfterMs === undefined ||
          (delay >= retryAfterMs && retryAfterMs <= MAX_RETRY_AFTER_MS && delay <= MAX_RETRY_AFTER_MS + BASE_DELAY_MS),
      ),
      { numRuns: 1000 },
    );
  });

  test("spreads its delays over the whole of a doubling interval", () => {
    fc.assert(
      whenRetried(({ retryAfterMs, number, random }, delay) => {
        const top = Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (number - 1));
        return retryAfterMs !== undefined || (delay === random * top && delay < top);
      }),
      { numRuns: 1000 },
    );
  });

  test("does repeat what it may", () => {
    const base = { number: 1, elapsedMs: 0, random: 0.5 } as const;
    for (const method of ["GET", "POST", "PUT", "DELETE"] as const) {
      expect(retryDelay({ ...base, method, outcome: "notApplied" })).toBe(125);
      expect(retryDelay({ ...base, method, outcome: "throttled", retryAfterMs: 60_000 })).toBe(60_125);
    }
    expect(retryDelay({ ...base, method: "GET", outcome: "unknown", number: 3 })).toBe(500);
    expect(retryDelay({ ...base, method: "DELETE", outcome: "unknown" })).toBe(125);
  });

  test("tries a call that must arrive at most once three times at most, and only where nothing was sent", () => {
    for (const method of ["GET", "POST", "PUT", "DELETE"] as const) {
      const once = { method, once: true, elapsedMs: 0, random: 0.5 } as const;
      expect([1, 2, 3].map((number) => retryDelay({ ...once, outcome: "notApplied", number }))).toEqual([125, 250, undefined]);
      for (const outcome of ["throttled", "unknown", "final"] as const) expect(retryDelay({ ...once, outcome, number: 1 })).toBeUndefined();
    }
  });

  test("stops where the next attempt would begin at the deadline, and not a moment before", () => {
    const throttled = { method: "GET", outcome: "throttled", number: 1, retryAfterMs: 1000, random: 0 } as const;
    expect(retryDelay({ ...throttled, elapsedMs: DEADLINE_MS - 1001 })).toBe(1000);
    expect(retryDelay({ ...throttled, elapsedMs: DEADLINE_MS - 1000 })).toBeUndefined();
  });
});

describe("Retry-After (T29)", () => {
  const now = Date.UTC(2026, 10, 22, 22, 0, 0);
  test.each([
    ["0", 0],
    ["7", 7000],
    [" 7 ", 7000],
    ["Sun, 22 Nov 2026 22:00:09 GMT", 9000],
    ["Sun, 22 Nov 2026 21:00:00 GMT", 0],
    ["Sunday, 22-Nov-26 22:00:09 GMT", 9000],
    ["999999999", 999_999_999_000],
    ["9999999999", 1e12],
    ["9".repeat(30), 1e12],
    ["", undefined],
    ["-3", undefined],
    ["1.5", undefined],
    ["soon", undefined],
    ["2026-11-22", undefined],
    ["not before Sun, 22 Nov 2026 22:00:09 GMT", undefined],
    ["Sun, 22 Nov 2026 22:00:09 GMT+0100", undefined],
    [undefined, undefined],
  ])("%j means %j ms", (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});

describe("the client (T29)", () => {
  test("backs off with full jitter", async () => {
    const { url } = await serve(envelope(503));
    const time = virtualTime();
    await failure(clientOf(url, {}, time).call(get));
    expect(time.slept).toEqual([125, 250, 500]);
  });

  test.each([
    ["in seconds", "7"],
    ["as a date", new Date(Date.UTC(2026, 0, 1) + 7000).toUTCString()],
  ])("honours Retry-After %s", async (_name, header) => {
    const { url } = await serve(reply(429, "", { "Retry-After": header }), envelope(200));
    const time = virtualTime();
    await clientOf(url, {}, time).call(post);
    expect(time.slept).toEqual([7125]);
  });

  test("keeps new calls back as long as Retry-After asks, and those that were asked to wait count for no budget", async () => {
    const server = await serve(reply(429, "", { "Retry-After": "7" }), envelope(200));
    const time = virtualTime();
    const budget = new RetryBudget();
    while (budget.take());
    const later: Promise<unknown>[] = [];
    const slept: number[] = [];
    const sleep = async (milliseconds: number) => {
      slept.push(milliseconds);
      if (slept.length === 1) later.push(client.call(put));
      await new Promise(setImmediate);
      time.pass(milliseconds);
    };
    const client = clientOf(server.url, {}, { ...time, sleep, budget });
    await client.call(del);
    await Promise.all(later);
    expect(slept).toEqual([7125, 7000]);
    expect(server.seen.map(({ method }) => method)).toEqual(["DELETE", "DELETE", "PUT"]);
  });

  test.each(["61", "1234567890", "9".repeat(30)])("gives up at once when the server asks for more than a minute: %s", async (seconds) => {
    const server = await serve(reply(429, "", { "Retry-After": seconds }));
    const time = virtualTime();
    await failure(clientOf(server.url, {}, time).call(get));
    expect(time.slept).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });

  test("ends a call after two minutes, however many attempts are left", async () => {
    const server = await serve(reply(503, "", { "Retry-After": "59" }));
    const time = virtualTime();
    await failure(clientOf(server.url, {}, time).call(get));
    expect(time.slept).toEqual([59_125, 59_125]);
    expect(server.seen).toHaveLength(3);
  });

  test("gives the last attempt no more time than the deadline leaves", async () => {
    const time = virtualTime();
    const timeouts: number[] = [];
    const client = clientOf(
      "http://127.0.0.1:9",
      { timeoutSeconds: 100 },
      {
        ...time,
        transport: (request) => {
          timeouts.push(request.timeoutMs);
          time.pass(90_000);
          return Promise.resolve({ status: 503, header: () => undefined, body: new Uint8Array() });
        },
      },
    );
    await failure(client.call(get));
    expect(timeouts).toEqual([100_000, 29_875]);
  });

  test("shares one budget of repetitions among all calls and earns it back by success", async () => {
    const budget = new RetryBudget();
    while (budget.take());
    const failing = await serve(envelope(503));
    await failure(clientOf(failing.url, {}, { budget }).call(del));
    expect(failing.seen).toHaveLength(1);
    const working = await serve(envelope(200));
    const client = clientOf(working.url, {}, { budget });
    for (let count = 0; count < 5; count++) {
      await client.call(put);
    }
    await failure(clientOf(failing.url, {}, { budget }).call(del));
    expect(failing.seen).toHaveLength(3);
  });

  test("has one budget of repetitions for the whole process, whatever the account", async () => {
    const failing = await serve(envelope(503));
    const calls = 60 / (MAX_ATTEMPTS - 1);
    for (let count = 0; count < calls; count++) {
      await failure(new Client(settingsFor(failing.url, { user: `user-${count}` }), virtualTime()).call(del));
    }
    expect(failing.seen).toHaveLength(calls * MAX_ATTEMPTS);
    await failure(new Client(settingsFor(failing.url, { user: "the last" }), virtualTime()).call(del));
    expect(failing.seen).toHaveLength(calls * MAX_ATTEMPTS + 1);
  });

  test("sends a repeated body byte by byte the same", async () => {
    const server = await serve(envelope(429), envelope(200));
    await clientOf(server.url).call({ ...put, body: { name: "Zoë", flow: { a: [1, null, "x"] } } });
    expect(server.seen[0]?.body).toBe('{"name":"Zoë","flow":{"a":[1,null,"x"]}}');
    expect(server.seen[1]?.body).toBe(server.seen[0]?.body);
  });
});
