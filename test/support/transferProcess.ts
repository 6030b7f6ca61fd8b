import { Client } from "../../provider/client";
import { RetryBudget } from "../../provider/client/limits";
import { createTransport, TransportFault, type Transport, type WireRequest } from "../../provider/client/transport";
import type { Handler } from "../../provider/lifecycle/forms/handler";
import { ProgramKnowledge } from "../../provider/lifecycle/run/programKnowledge";
import { Run } from "../../provider/lifecycle/run/run";
import type { TransferHost } from "../../provider/transfer/host";
import { transferJournal, type TransferJournal } from "../../provider/transfer/journal";
import { TransferMemory } from "../../provider/transfer/memory";
import type { TransferRecord } from "../../provider/transfer/record";
import { type RecordKind, records } from "../../provider/kinds/registry";
import type { Settings } from "../../provider/settings/settings";
import { type Api, defaults } from "./lifecycleEngine";

/**
 * Who dies: the engine (`cli`; the host is told at once and ends when its answers are in), the engine while the host stands still and is not
 * told (`late`), the host, or both.
 */
export type Death = "cli" | "late" | "host" | "both";

/** The places at which a process can die besides within a request. */
export type Point =
  "check" | "create" | "created" | "saved" | "request" | "answer" | "transfer" | "transferred" | "journal" | "noted" | "ended";

/** When to die: at the n-th time that a point is passed, or at the n-th point of any name. */
export interface Plan {
  readonly point?: Point;
  readonly nth: number;
  readonly how: Death;
}

/** The engine's error if the host is gone. */
export class HostGone extends Error {
  constructor() {
    super("error reading from server: EOF");
  }
}

export interface ProcessOptions {
  readonly api: Api;
  readonly settings?: Partial<Settings>;
  /** Of the journal. */
  readonly folder: string;
  readonly now: () => number;
  readonly env?: NodeJS.ProcessEnv;
  readonly plan?: Plan | undefined;
  /** Does something before a point of the host is passed. */
  readonly onPoint?: ((point: Point) => Promise<void> | void) | undefined;
}

/** The header that tells the judge which attempt a request belongs to; nothing of the provider knows it. */
export const ATTEMPT_HEADER = "x-judged-attempt";

/** The name of an attempt for the judge. */
export function attemptKey({ reference, attempt }: { readonly reference: string; readonly attempt: number }): string {
  return `${reference}#${attempt}`;
}

/** One host process: its memory, its run, its clients. It can die at any point, and then nothing of it goes on. */
export class HostProcess {
  readonly memory = new TransferMemory<TransferRecord>();
  readonly said: string[] = [];
  /** How many requests it has made. */
  requests = 0;
  readonly run: Run;
  readonly settings: Settings;
  readonly #options: ProcessOptions;
  readonly #known = new ProgramKnowledge();
  readonly #passed = new Map<string, number>();
  readonly #deaths: ((how: Death) => void)[] = [];
  /** The last attempt in the journal, to identify its request. */
  #attempt = "";
  #isFrozen = false;
  readonly #onTheWire = new Set<Promise<unknown>>();
  #isPaused = false;
  #paused: Promise<void> | undefined;
  #resume: () => void = () => undefined;
  #timeout: Promise<unknown> | undefined;
  #die: (error: Error) => void = () => undefined;
  readonly #death: Promise<never>;

  constructor(options: ProcessOptions) {
    this.#options = options;
    const { url, credentials } = options.api;
    this.settings = { ...defaults(), baseUrl: url, ...credentials, timeoutSeconds: 5, ...options.settings };
    const client = new Client(this.settings, {
      clock: options.now,
      random: () => 0,
      sleep: () => Promise.resolve(),
      budget: new RetryBudget(),
      makeTransport: (pool) => this.#transport(createTransport(pool)),
    });
    this.run = new Run(client, this.settings, { now: options.now });
    this.#death = new Promise((_resolve, reject) => (this.#die = reject));
    this.#death.catch(() => undefined);
  }

  get known(): ProgramKnowledge {
    return this.#known;
  }

  /** The host for the kinds. */
  get host(): TransferHost {
    const { now, env = {} } = this.#options;
    return {
      run: () => this.run,
      settings: () => this.settings,
      journal: () => this.#journal(),
      memory: this.memory,
      others: this.#known,
      env,
      now,
      say: (text) => void this.said.push(text),
    };
  }

  /** A call of the engine; it fails when the host dies before it has answered. */
  async call<T>(kind: RecordKind, method: (handler: Handler) => Promise<T>): Promise<T> {
    if (this.#isFrozen) throw new HostGone();
    return await Promise.race([method(records[kind](this.host)), this.#death]);
  }

  /** Calls back when this process, or its engine, dies. */
  onDeath(listener: (how: Death) => void): void {
    this.#deaths.push(listener);
  }

  die(how: Death): void {
    if (how === "cli") void this.run.client.stop();
    if (how === "late") this.#isPaused = true;
    if (how === "late") this.#paused ??= new Promise((resolve) => (this.#resume = resolve));
    if (how === "host" || how === "both") {
      this.#isFrozen = true;
      this.#die(new HostGone());
    }
    for (const listener of this.#deaths) listener(how);
  }

  /** Resumes a suspended host, which does not know that its engine is dead. */
  wake(): void {
    this.#isPaused = false;
    this.#resume();
  }

  /** The client gives up the next transfer as too slow when this resolves, while the API still processes it. */
  timeOutAt(moment: Promise<unknown>): void {
    this.#timeout = moment;
  }

  /** Resolves when none of its requests is in flight any more, whether or not it is running. */
  async landed(): Promise<void> {
    await Promise.allSettled(this.#onTheWire);
  }

  /** Resolves when nothing is in progress, if the host is running and not suspended. */
  async idle(): Promise<void> {
    if (!this.#isFrozen && !this.#isPaused) await this.memory.idle();
  }

  /** Passes a point of the host, at which the plan may let somebody die. */
  async #pass(...points: Point[]): Promise<void> {
    for (const point of points) await this.#options.onPoint?.(point);
    this.reach(points);
    if (this.#isFrozen) await new Promise<never>(() => undefined);
    await this.#paused;
  }

  /** Reaches points of the engine, or of a host that cannot wait there. */
  reach(points: readonly Point[]): void {
    const { plan } = this.#options;
    for (const point of [...points, "any"]) {
      const times = (this.#passed.get(point) ?? 0) + 1;
      this.#passed.set(point, times);
      if (plan !== undefined && point === (plan.point ?? "any") && times === plan.nth) this.die(plan.how);
    }
  }

  #transport(real: Transport): Transport {
    return async (request) => {
      this.requests++;
      const isTransfer = request.method === "PUT" && request.body?.includes('"balance"') === true;
      await this.#pass("request", ...(isTransfer ? (["transfer"] as const) : []));
      const tagged: WireRequest = isTransfer
        ? { ...request, headers: { ...request.headers, [ATTEMPT_HEADER]: encodeURIComponent(this.#attempt) } }
        : request;
      const timeout = isTransfer ? this.#timeout : undefined;
      if (isTransfer) this.#timeout = undefined;
      const answer = real(tagged);
      this.#onTheWire.add(answer);
      const landed = (): unknown => this.#onTheWire.delete(answer);
      answer.then(landed, landed);
      const reply = await (timeout === undefined ? answer : Promise.race([answer, tooSlow(timeout)]));
      await this.#pass("answer", ...(isTransfer ? (["transferred"] as const) : []));
      return reply;
    };
  }

  #journal(): TransferJournal {
    const { folder } = this.#options;
    const journal = transferJournal(this.settings.journalDir ?? folder, this.settings);
    const dieIfPlanned = (point: Point): void => {
      this.reach([point]);
      if (this.#isFrozen) throw new HostGone();
    };
    return {
      ...journal,
      begin: (attempt, at) => {
        dieIfPlanned("journal");
        const other = journal.begin(attempt, at);
        this.#attempt = attemptKey(attempt);
        dieIfPlanned("noted");
        return other;
      },
      end: (attempt, ended) => {
        dieIfPlanned("ended");
        journal.end(attempt, ended);
      },
    };
  }
}

async function tooSlow(moment: Promise<unknown>): Promise<never> {
  await moment;
  throw new TransportFault("TIMEOUT", "no complete answer within 20 s", true);
}
