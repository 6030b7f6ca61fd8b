/** The permission to run one of the concurrent requests. */
export interface Slot {
  /** Gives the slot back and reports how the request went; only the first call counts. */
  release(outcome: "clean" | "throttled" | "other"): void;
}

const CLEAN_ANSWERS_PER_STEP = 20;

/**
 * Limits the requests in flight. The limit is halved on 429 and raised by one after twenty clean answers. A 429 to a request that began
 * before the last halving does not halve it again.
 */
export class ConcurrencyLimit {
  readonly #most: number;
  readonly #waiting: ((slot: Slot | undefined) => void)[] = [];
  #current: number;
  #running = 0;
  #clean = 0;
  #halvings = 0;
  readonly #leaving: (() => void)[] = [];
  #closed = false;

  constructor(most: number) {
    this.#most = most;
    this.#current = most;
  }

  get current(): number {
    return this.#current;
  }

  /** Waits for a slot; repeated requests go first. Resolves to undefined once closed. */
  acquire(first: boolean): Promise<Slot | undefined> {
    return new Promise((admit) => {
      this.#waiting[first ? "unshift" : "push"](admit);
      this.#serve();
    });
  }

  /** Gives out no more slots; resolves when the last request in flight has ended. */
  close(): Promise<void> {
    this.#closed = true;
    this.#serve();
    return new Promise((resolve) => {
      this.#leaving.push(resolve);
      this.#farewell();
    });
  }

  #farewell(): void {
    if (this.#closed && this.#running === 0) {
      this.#leaving.splice(0).forEach((resolve) => resolve());
    }
  }

  #serve(): void {
    while (this.#closed || this.#running < this.#current) {
      const admit = this.#waiting.shift();
      if (!admit) {
        return;
      }
      admit(this.#closed ? undefined : this.#slot());
    }
  }

  #slot(): Slot {
    this.#running++;
    const halvings = this.#halvings;
    let released = false;
    return {
      release: (outcome) => {
        if (!released) {
          released = true;
          this.#running--;
          this.#adapt(outcome, halvings);
          this.#serve();
          this.#farewell();
        }
      },
    };
  }

  #adapt(outcome: "clean" | "throttled" | "other", halvings: number): void {
    if (outcome === "throttled") {
      this.#clean = 0;
      if (halvings === this.#halvings) {
        this.#halvings++;
        this.#current = Math.max(1, Math.floor(this.#current / 2));
      }
    } else if (outcome === "clean" && ++this.#clean >= CLEAN_ANSWERS_PER_STEP) {
      this.#clean = 0;
      this.#current = Math.min(this.#most, this.#current + 1);
    }
  }
}

const FAILURES_TO_OPEN = 5;
const OPEN_MS = 10_000;

/** The permission to send one request; `done` reports whether it connected. */
export interface Passage {
  done(connected: boolean): void;
}

/**
 * A circuit breaker: after five connection failures in a row it fails fast for ten seconds, then lets one probe through. Failures of
 * requests that ran at the same time count as one, so that a short outage under full concurrency does not open it.
 */
export class Circuit {
  readonly #clock: () => number;
  #failures = 0;
  #openUntil = 0;
  #probing = false;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Returns undefined while the circuit is open. */
  enter(): Passage | undefined {
    const open = this.#failures >= FAILURES_TO_OPEN;
    if (open && (this.#probing || this.#clock() < this.#openUntil)) {
      return undefined;
    }
    this.#probing = open;
    const failuresAtStart = this.#failures;
    return { done: (connected) => this.#note(connected, failuresAtStart) };
  }

  #note(connected: boolean, failuresAtStart: number): void {
    if (connected) {
      this.#failures = 0;
      this.#probing = false;
    } else if (failuresAtStart === this.#failures) {
      this.#failures++;
      this.#probing = false;
      this.#openUntil = this.#clock() + OPEN_MS;
    }
  }
}

/** Counts the requests of a client, and says when no more may be sent. */
export class RequestCount {
  #sent = 0;
  #most = Infinity;
  #hasRefused = false;

  /** How many have been sent, repeated ones among them. */
  get sent(): number {
    return this.#sent;
  }

  /** Whether a request was kept back because there may be no more. */
  get hasRefused(): boolean {
    return this.#hasRefused;
  }

  /** @param most how many may be sent, those that have been sent included. */
  limit(most: number): void {
    this.#most = most;
  }

  /** Whether one more may be sent. Call `add` when it is. */
  mayAdd(): boolean {
    if (this.#sent < this.#most) return true;
    this.#hasRefused = true;
    return false;
  }

  add(): void {
    this.#sent += 1;
  }
}

const BUDGET = 60;
const REFUND = 0.2;

/** Limits the retries of the whole process, so that a failing API does not get four times the requests. */
export class RetryBudget {
  #tokens = BUDGET;

  /** Takes a retry, if one is left. */
  take(): boolean {
    if (this.#tokens < 1) {
      return false;
    }
    this.#tokens--;
    return true;
  }

  /** Call it for each call that succeeded. Gives back a part of a retry, up to the initial budget. */
  earn(): void {
    this.#tokens = Math.min(BUDGET, this.#tokens + REFUND);
  }
}
