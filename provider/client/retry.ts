import type { Method } from "./types";

/** How one attempt ended, as far as repeating it is concerned. */
export type Outcome = "notApplied" | "throttled" | "unknown" | "final";

/** Everything the decision depends on. */
export interface Attempt {
  readonly method: Method;
  /** The call must reach the API at most once. */
  readonly once?: boolean;
  readonly outcome: Outcome;
  /** 1 for the first. */
  readonly number: number;
  /** What the server's Retry-After asks for. */
  readonly retryAfterMs?: number;
  /** Since the first attempt began. */
  readonly elapsedMs: number;
  /** At least 0, below 1. */
  readonly random: number;
}

/** Of one call, the first included. */
export const MAX_ATTEMPTS = 4;
/** Of one call that must reach the API at most once. */
export const MAX_ATTEMPTS_ONCE = 3;
/** The longest first pause; it doubles with each attempt. */
export const BASE_DELAY_MS = 250;
/** No pause of our own is longer. */
export const MAX_DELAY_MS = 20_000;
/** The longest pause a server may ask for. */
export const MAX_RETRY_AFTER_MS = 60_000;
/** More than any pause that is taken; what a server writes may have as many digits as it likes. */
const VERY_LONG_S = 1e9;
/** For a whole call, from its first attempt on. */
export const DEADLINE_MS = 120_000;

/**
 * The delay before the next attempt, or undefined to stop. A POST or PUT whose outcome is unknown is never repeated here: only its
 * caller can look whether it was applied. A server that wants more patience than the limit is not asked again too early.
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
