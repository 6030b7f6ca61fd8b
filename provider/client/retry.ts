import type { Method } from "./types";

/** How an attempt ended, as far as a retry is concerned. */
export type Outcome = "notApplied" | "throttled" | "unknown" | "final";

/** Everything that the decision to retry depends on. */
export interface Attempt {
  readonly method: Method;
  /** The call must reach the API at most once. */
  readonly once?: boolean;
  readonly outcome: Outcome;
  /** 1 for the first. */
  readonly number: number;
  /** What the server's Retry-After asks for. */
  readonly retryAfterMs?: number;
  /** Time since the first attempt began. */
  readonly elapsedMs: number;
  /** At least 0, below 1. */
  readonly random: number;
}

/** Attempts of one call, including the first. */
export const MAX_ATTEMPTS = 4;
/** The same for a call that must reach the API at most once. */
export const MAX_ATTEMPTS_ONCE = 3;
/** Upper bound of the first pause; it doubles with each attempt. */
export const BASE_DELAY_MS = 250;
/** Upper bound of every pause, unless the server asks for one. */
export const MAX_DELAY_MS = 20_000;
/** The longest pause a server may ask for. */
export const MAX_RETRY_AFTER_MS = 60_000;
/** Longer than any pause; bounds a Retry-After with any number of digits. */
const VERY_LONG_S = 1e9;
/** Time limit for a whole call, from its first attempt. */
export const DEADLINE_MS = 120_000;

/**
 * The delay before the next attempt; undefined to stop. A POST or PUT whose outcome is unknown is never repeated here: only its caller can
 * look whether it was applied. If the server asks for a longer pause than the limit, the call is not repeated.
 */
export function retryDelay(attempt: Attempt): number | undefined {
  const most = attempt.once === true ? MAX_ATTEMPTS_ONCE : MAX_ATTEMPTS;
  if (!mayRepeat(attempt) || attempt.number >= most) {
    return undefined;
  }
  const delay = delayOf(attempt);
  return delay === undefined || attempt.elapsedMs + delay >= DEADLINE_MS ? undefined : delay;
}

/** Reads a Retry-After header, in seconds or as an HTTP date. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^[0-9]+$/.test(text)) {
    return Math.min(Number(text), VERY_LONG_S) * 1000;
  }
  const date = /^[A-Za-z]{3,9}, .* GMT$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

function mayRepeat({ method, once, outcome }: Attempt): boolean {
  if (once === true) return outcome === "notApplied";
  switch (outcome) {
    case "notApplied":
    case "throttled":
      return true;
    case "unknown":
      return method === "GET" || method === "DELETE";
    case "final":
      return false;
  }
}

function delayOf({ number, retryAfterMs, random }: Attempt): number | undefined {
  if (retryAfterMs === undefined) {
    return random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (number - 1));
  }
  return retryAfterMs > MAX_RETRY_AFTER_MS ? undefined : retryAfterMs + random * BASE_DELAY_MS;
}

/** Waits so long, or until the signal is given. */
export function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) {
      end();
    }
    function end(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    }
  });
}
