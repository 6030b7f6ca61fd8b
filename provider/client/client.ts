import { setMaxListeners } from "node:events";
import type { Settings } from "../settings/settings";
import { AuditLog, endingOf } from "./audit";
import { CustomerDirectory, CUSTOMERS } from "./customers";
import { CustomerGoneError, GoneError, RejectedError, SettingsError, YayError } from "./errors";
import { errorOfCustomer, errorOfDoubtful, type Context } from "./explain";
import { ConcurrencyLimit, type RequestCount, RetryBudget, type Slot } from "./limits";
import { proxyTo, routeOf, secretsOfProxy, type HttpProxy } from "../settings/proxy";
import { type Clean, cleaner, secretsOf } from "./redact";
import { customerIn, destinationOf, urlOf, type Destination } from "./path";
import { assertAllowed, headersOf, userAgentOf } from "./request";
import { errorOf, outcomeOf, type Result } from "./result";
import { DEADLINE_MS, MAX_RETRY_AFTER_MS, parseRetryAfter, retryDelay, sleep, type Outcome } from "./retry";
import { createTransport, type Transport, type WireRequest } from "./transport";
import type { Answer, Call, Customers, Once } from "./types";
import { WayOut } from "./wayOut";
import { renderJson } from "../common/written";

/** Replaced by tests. */
export interface ClientOptions {
  /** Milliseconds since the epoch. */
  readonly clock?: () => number;
  readonly random?: () => number;
  /** Ends early when the signal aborts. */
  readonly sleep?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly transport?: Transport;
  readonly makeTransport?: typeof createTransport;
  readonly budget?: RetryBudget;
}

/** A call in progress; `attempts` counts the requests sent for it. */
interface Exchange {
  readonly call: Call;
  readonly to: Destination;
  readonly wire: Omit<WireRequest, "timeoutMs">;
  attempts: number;
}

const CONNECT_TIMEOUT_MS = 10_000;

/** How often one request waits before its first attempt because the API has asked for no more requests. */
const MOST_PAUSES = 60;

const processBudget = new RetryBudget();

/** The client of one account: credentials, retries, limits and the meaning of answers. It knows no kind of resource. */
export class Client {
  readonly settings: Settings;
  readonly customers: Customers;
  /** The log that every write is reported to, including writes that do not go through `call`. */
  readonly audit: AuditLog;
  /** Describes how requests reach the API: `directly`, or through which proxy. */
  readonly route: string;
  readonly #proxy: HttpProxy | undefined;
  readonly #passwords: readonly string[];
  readonly #credentials: readonly string[];
  readonly #clean: Clean;
  readonly #directory: CustomerDirectory;
  readonly #limit: ConcurrencyLimit;
  readonly #wayOut: WayOut;
  readonly #budget: RetryBudget;
  readonly #makeTransport: typeof createTransport;
  readonly #transport: Transport;
  readonly #clock: () => number;
  readonly #random: () => number;
  readonly #sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly #stopping = new AbortController();
  readonly #writing = new Set<Promise<Answer>>();
  /** Until when the API has asked, by a 429 with `Retry-After`, for no more requests. */
  #pausedUntil = -Infinity;

  constructor(settings: Settings, options: ClientOptions = {}) {
    this.settings = settings;
    this.#proxy = proxyTo(settings.baseUrl, settings.proxy);
    this.route = routeOf(this.#proxy);
    this.#passwords = [settings.password, ...(settings.proxy?.password === undefined ? [] : [settings.proxy.password])];
    this.#credentials = [settings.reseller, settings.user, settings.password, ...secretsOfProxy(settings.proxy)];
    this.#clean = cleaner(this.#credentials);
    this.#clock = options.clock ?? Date.now;
    this.#random = options.random ?? Math.random;
    this.#sleep = options.sleep ?? sleep;
    this.#budget = options.budget ?? processBudget;
    this.#limit = new ConcurrencyLimit(settings.maxConcurrency);
    this.#wayOut = new WayOut(this.#clock, this.#stopping.signal);
    this.audit = new AuditLog(settings.auditLog, this.#clock);
    // Each request that waits for its next attempt listens, and leaves: there may be as many as lists are read side by side.
    setMaxListeners(0, this.#stopping.signal);
    const { transport } = options;
    this.#makeTransport = options.makeTransport ?? (transport === undefined ? createTransport : () => transport);
    this.#transport = this.#makeTransport(this.#poolOptions());
    this.#directory = new CustomerDirectory((call) => this.call(call), this.#clock);
    this.customers = this.#directory;
  }

  /** How many requests have been sent, and how many may be. */
  get requests(): RequestCount {
    return this.#wayOut.requests;
  }

  /** Makes one call and repeats it if that is safe. Throws one of the errors of this package. */
  async call(call: Call): Promise<Answer> {
    assertAllowed(call);
    const to = destinationOf(call, this.#passwords);
    if (call.customer !== undefined) {
      return this.#callFor(call, to, call.customer);
    }
    const written = call.method === "GET" ? undefined : customerIn(call, CUSTOMERS.collection);
    if (written === undefined) return this.#exchange(call, to, undefined);
    this.#directory.noteWrite(written);
    return this.#exchange(call, to, undefined).finally(() => this.#directory.noteWrite(written));
  }

  /** Stops sending anything new. Resolves when all requests in flight have ended and every write is recorded. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#limit.close();
    await Promise.allSettled(this.#writing);
  }

  async #callFor(call: Call, to: Destination, customer: string): Promise<Answer> {
    const begin = this.#directory.tick();
    const name = await this.#directory.nameOf(customer).catch((error: unknown) => {
      throw this.#withCustomer(call, to, error);
    });
    try {
      return await this.#exchange(call, to, name);
    } catch (error) {
      if (!mayComeFromTheName(error) || !this.#directory.knownBefore(customer, begin)) {
        throw error;
      }
      const current = await this.#currentName(call, to, customer, error);
      if (current === name) {
        throw error;
      }
      return this.#exchange(call, to, current);
    }
  }

  #withCustomer(call: Call, to: Destination, error: unknown): unknown {
    return YayError.is(error) && !SettingsError.is(error) ? errorOfCustomer(this.#context(call, to), error) : error;
  }

  async #currentName(call: Call, to: Destination, customer: string, refused: YayError): Promise<string> {
    try {
      return await this.#directory.refresh(customer);
    } catch (error) {
      if (CustomerGoneError.is(error)) {
        throw errorOfCustomer(this.#context(call, to), error);
      }
      throw GoneError.is(refused) && YayError.is(error) ? errorOfDoubtful(this.#context(call, to), refused, error) : refused;
    }
  }

  async #exchange(call: Call, to: Destination, customerName: string | undefined): Promise<Answer> {
    const exchange = {
      call,
      to,
      wire: {
        method: call.method,
        url: urlOf(call.attempt, this.settings.baseUrl, to.path, to.query),
        headers: headersOf(call, this.settings, customerName),
        body: call.body === undefined ? undefined : renderJson(call.body),
      },
      attempts: 0,
    };
    if (call.method === "GET") return this.#repeated(exchange);
    const writing = this.#audited(exchange);
    this.#writing.add(writing);
    return writing.finally(() => this.#writing.delete(writing));
  }

  async #audited(exchange: Exchange): Promise<Answer> {
    const report = this.audit.begin(exchange.call, exchange.to.path);
    try {
      const answer = await this.#repeated(exchange);
      report({ outcome: "applied", status: answer.status, trackingToken: answer.trackingToken, attempts: exchange.attempts });
      return answer;
    } catch (error) {
      report(endingOf(error, exchange.attempts));
      throw error;
    }
  }

  async #repeated(exchange: Exchange): Promise<Answer> {
    const { call, to, wire } = exchange;
    const transport = call.once === undefined ? this.#transport : this.#transportFor(call.once);
    let begin: number | undefined;
    let last: Result | undefined;
    let mayBeApplied = false;
    for (let number = 1; ; number++) {
      const slot = await this.#admitted(number > 1);
      begin ??= this.#clock();
      if (last !== undefined && this.#clock() - begin >= DEADLINE_MS) {
        slot?.release("other");
        throw errorOf({ ...this.#context(call, to), attempts: number - 1, mayBeApplied }, last);
      }
      const result = await this.#wayOut.send(slot, transport, { ...wire, timeoutMs: call.once?.timeoutMs ?? this.#timeoutMs(begin) });
      if (result.kind !== "withheld") exchange.attempts++;
      if (result.kind === "verdict" && result.verdict.kind === "success") {
        this.#budget.earn();
        return this.#withCleanToken(call, result.verdict.answer);
      }
      const outcome = outcomeOf(result);
      const delay = this.#delay(call, result, outcome, number, begin);
      if (delay !== undefined) {
        await this.#sleep(delay, this.#stopping.signal);
      }
      if (delay === undefined || this.#stopping.signal.aborted) {
        throw errorOf({ ...this.#context(call, to), attempts: number, mayBeApplied }, result);
      }
      mayBeApplied ||= outcome === "unknown" && call.method !== "GET";
      last = result;
    }
  }

  /**
   * Waits for a slot, and as long as the API has asked for fewer requests. A repeated request has waited as long already. A request that is new
   * waits only so often: each time another one has been asked to wait in between.
   */
  async #admitted(isRepeated: boolean): Promise<Slot | undefined> {
    for (let held = 0; ; held++) {
      const slot = await this.#limit.acquire(isRepeated);
      const pause = this.#pausedUntil - this.#clock();
      if (slot === undefined || isRepeated || pause <= 0 || held === MOST_PAUSES || this.#stopping.signal.aborted) return slot;
      slot.release("other");
      await this.#sleep(pause, this.#stopping.signal);
    }
  }

  /** Redacts the tracking token: it is logged and recorded, and the sender of the answer chooses it. */
  #withCleanToken(call: Call, answer: Answer): Answer {
    const { trackingToken } = answer;
    if (trackingToken === undefined) return answer;
    const secrets = secretsOf(call);
    const clean = secrets.length === 0 ? this.#clean : cleaner([...this.#credentials, ...secrets], call.confidential);
    return { ...answer, trackingToken: clean(trackingToken) };
  }

  #delay(call: Call, result: Result, outcome: Outcome, number: number, begin: number): number | undefined {
    const now = this.#clock();
    const retryAfterMs = result.kind === "verdict" ? parseRetryAfter(result.retryAfter, now) : undefined;
    const delay = retryDelay({
      method: call.method,
      outcome,
      once: call.once !== undefined,
      number,
      elapsedMs: now - begin,
      random: this.#random(),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
    const isAsked = outcome === "throttled" && retryAfterMs !== undefined;
    if (isAsked && retryAfterMs <= MAX_RETRY_AFTER_MS) this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfterMs);
    // An API that says when it takes requests again is not failing.
    return delay !== undefined && (isAsked || this.#budget.take()) ? delay : undefined;
  }

  #timeoutMs(begin: number): number {
    return Math.max(1, Math.min(this.settings.timeoutSeconds * 1000, begin + DEADLINE_MS - this.#clock()));
  }

  #context(call: Call, to: Destination): Context {
    const secrets = [...this.#passwords, ...secretsOf(call)];
    return {
      call,
      path: to.shown,
      host: new URL(this.settings.baseUrl).host,
      proxy: this.#proxy,
      userAgent: userAgentOf(this.settings),
      clean: cleaner([...this.#credentials, ...secrets], call.confidential),
      cleanOwn: cleaner(secrets, call.confidential),
      attempts: 1,
      mayBeApplied: false,
    };
  }

  /** A transport with its own connection, which sends nothing any more once `once.mayLeave` says no. */
  #transportFor(once: Once): Transport {
    const options = this.#poolOptions();
    const connectTimeoutMs = Math.min(options.connectTimeoutMs, once.timeoutMs / 2);
    return this.#makeTransport({ ...options, connectTimeoutMs, stopped: () => options.stopped() || !once.mayLeave() });
  }

  #poolOptions(): Parameters<typeof createTransport>[0] {
    const { baseUrl, caFile, timeoutSeconds } = this.settings;
    return {
      baseUrl,
      caFile,
      proxy: this.#proxy,
      connectTimeoutMs: Math.min(CONNECT_TIMEOUT_MS, (timeoutSeconds * 1000) / 2),
      stopped: () => this.#stopping.signal.aborted,
    };
  }
}

function mayComeFromTheName(error: unknown): error is YayError {
  return GoneError.is(error) || (RejectedError.is(error) && [400, 401, 403, 404].includes(error.status));
}
