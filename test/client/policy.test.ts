import fc from "fast-check";
import { Circuit, ConcurrencyLimit, RetryBudget } from "../../provider/client/limits";
import { DEADLINE_MS, MAX_ATTEMPTS, MAX_RETRY_AFTER_MS, parseRetryAfter, retryDelay, type Outcome } from "../../provider/client/retry";
import type { Method } from "../../provider/client";

const methods = fc.constantFrom<Method>("GET", "POST", "PUT", "DELETE");
const outcomes = fc.constantFrom<Outcome>("notApplied", "throttled", "unknown", "final");
const jitter = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("one call, whatever its attempts come to", () => {
  const attempts = fc.array(
    fc.record({
      outcome: outcomes,
      random: jitter,
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 90_000 }), { nil: undefined }),
      tookMs: fc.integer({ min: 0, max: 40_000 }),
    }),
    { minLength: 8, maxLength: 8 },
  );
  test("makes at most four requests, begins none after two minutes, and repeats no POST or PUT that may have been applied", () => {
    fc.assert(
      fc.property(methods, attempts, (method, steps) => {
        let elapsedMs = 0;
        let number = 0;
        for (const { outcome, random, retryAfterMs, tookMs } of steps) {
          if (elapsedMs >= DEADLINE_MS) return false;
          elapsedMs += tookMs;
          number++;
          const delay = retryDelay({ method, outcome, number, elapsedMs, random, ...(retryAfterMs !== undefined && { retryAfterMs }) });
          if (delay === undefined) break;
          if (outcome === "final" || (outcome === "unknown" && (method === "POST" || method === "PUT"))) return false;
          elapsedMs += delay;
        }
        return number <= MAX_ATTEMPTS;
      }),
      { numRuns: 1000 },
    );
  });
});

describe("Retry-After", () => {
  const longDigits = fc.string({ unit: fc.constantFrom("0", "1", "9"), minLength: 10, maxLength: 400 });

  test("means the same in seconds and as a date", () => {
    const now = Date.UTC(2026, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (seconds) => {
        const date = new Date(now + seconds * 1000).toUTCString();
        return parseRetryAfter(String(seconds), now) === seconds * 1000 && parseRetryAfter(date, now) === seconds * 1000;
      }),
    );
  });

  test("is never less than nothing, whatever a server writes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String), longDigits), (header) => {
        const delay = parseRetryAfter(header, Date.now());
        return delay === undefined || (Number.isFinite(delay) && delay >= 0);
      }),
    );
  });

  test("of up to a minute is waited for, and a longer one ends the call", () => {
    fc.assert(
      fc.property(methods, fc.integer({ min: 0, max: 120_000 }), jitter, (method, retryAfterMs, random) => {
        const delay = retryDelay({ method, outcome: "throttled", number: 1, elapsedMs: 0, random, retryAfterMs });
        return retryAfterMs > MAX_RETRY_AFTER_MS ? delay === undefined : delay !== undefined && delay >= retryAfterMs;
      }),
    );
  });
});

test("however calls go, a process repeats at most sixty requests and one for each five that succeed", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (succeeds) => {
      const budget = new RetryBudget();
      let taken = 0;
      let earned = 0;
      for (const success of succeeds) {
        if (success) budget.earn();
        if (success) earned++;
        else if (budget.take()) taken++;
      }
      return taken <= 60 + earned / 5;
    }),
  );
});

test("however much has succeeded before, a process never has more than sixty repetitions at hand", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 59 }), (successes, used) => {
      const budget = new RetryBudget();
      for (let count = 0; count < used; count++) budget.take();
      for (let count = 0; count < successes; count++) budget.earn();
      let left = 0;
      while (left <= 100 && budget.take()) left++;
      return left <= 60 && left >= Math.min(60, 59 - used);
    }),
  );
  const budget = new RetryBudget();
  for (let count = 0; count < 1000; count++) budget.earn();
  expect(Array.from({ length: 70 }, () => budget.take()).filter(Boolean)).toHaveLength(60);
});

test("however requests end, the limit stays between one and the settings' and is never exceeded", async () => {
  const ends = fc.array(fc.constantFrom("clean", "throttled", "other"), { minLength: 1, maxLength: 120 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 16 }), ends, async (most, outcomesOfRequests) => {
      const limit = new ConcurrencyLimit(most);
      let running = 0;
      let allowed = true;
      await Promise.all(
        outcomesOfRequests.map(async (outcome) => {
          const slot = await limit.acquire(false);
          running++;
          allowed &&= running <= most;
          await Promise.resolve();
          running--;
          slot?.release(outcome);
          allowed &&= limit.current >= 1 && limit.current <= most;
        }),
      );
      return [allowed, running === 0].every(Boolean);
    }),
  );
});

test("the circuit lets nothing through within ten seconds of a fifth failure in a row, and then one at a time until one connects", () => {
  const steps = fc.array(fc.record({ waits: fc.integer({ min: 0, max: 12_000 }), connects: fc.boolean() }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (moments) => {
      let now = 0;
      let failures = 0;
      let lastFailure = 0;
      const circuit = new Circuit(() => now);
      return moments.every(({ waits, connects }) => {
        now += waits;
        const passage = circuit.enter();
        const mayPass = failures < 5 || now - lastFailure >= 10_000;
        if ((passage !== undefined) !== mayPass) return false;
        if (passage === undefined) return true;
        const alone = failures < 5 || circuit.enter() === undefined;
        passage.done(connects);
        failures = connects ? 0 : failures + 1;
        if (!connects) lastFailure = now;
        return alone;
      });
    }),
    { numRuns: 500 },
  );
});
