import type { IncomingMessage, ServerResponse } from "node:http";
import { isControlRequest, serveControl } from "./controlServer";
import { type DiaryVerdict, diaryVerdict } from "./diaryHours";
import { Events } from "./events";
import type { RequestListener, SimulatorEvent } from "./events";
import { exchange } from "./exchange";
import { Faults, fits } from "./faults";
import type { FaultMatch } from "./faultTypes";
import type { BuildContext } from "./fields";
import type { Credentials } from "./authentication";
import type { TlsCertificate } from "./listener";
import { Listener, urlOf } from "./listener";
import { readBody, readRequest } from "./readRequest";
import type { RequestRecord } from "./log";
import type { Platform } from "./platform";
import { Portal } from "./portal";
import { buildWorld, loadSeed } from "./seed";
import type { Seed } from "./seed";
import { makeSwitches } from "./switches";
import type { Switches } from "./switches";
import type { LedgerEntry, World } from "./world";

/** Options of a simulator. */
export interface SimulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /**
   * The address or name of this machine to listen on. Default "127.0.0.1": programs on this machine alone reach it. "0.0.0.0" and "::" are all its
   * addresses: whoever can reach the machine can use the simulator. The page is shown to this machine alone, whatever it is.
   */
  readonly host?: string;
  /** A certificate with its key, as PEM, to speak HTTPS. Default: plain HTTP. */
  readonly tls?: TlsCertificate;
  /** The initial content. Default: an own account with a balance of 100.000 and nothing else. */
  readonly seed?: Seed;
  /** Default: the seed's, else reseller, user and password, as in the guide. */
  readonly credentials?: Credentials;
  /** Override those of the seed. */
  readonly switches?: Partial<Switches>;
  /** Whether to refuse requests that the documents forbid, instead of only recording them. Default true. */
  readonly strict?: boolean;
  /** Default: the system's clock. */
  readonly clock?: () => Date;
  /** Determines the order of shuffled keys. Default 1. */
  readonly shuffleSeed?: number;
}

/** Something a client did that the documents forbid. */
export interface RecordedViolation {
  /** The id of the request in the log. */
  readonly request: number;
  readonly rule: string;
}

const GUIDE_CREDENTIALS: Credentials = { reseller: "reseller", user: "user", password: "password" };

const LONGEST_LOG = 50_000;

/** A running simulator of the API, with its page at /. Everything public may be read and changed between requests. */
export class Simulator {
  readonly credentials: Credentials;
  /** The platform's objects. */
  readonly state: World;
  readonly switches: Switches;
  /** The pending faults. */
  readonly faults = new Faults();
  /** Changes objects as people do in the vendor's portal: find, edit, remove, add. */
  readonly portal: Portal;
  /** The requests since the start or the last reset, oldest first; the last 50,000 of them. */
  readonly requests: RequestRecord[] = [];
  /** Everything that a client did against the documents. */
  readonly violations: RecordedViolation[] = [];
  /** Whether to refuse requests that the documents forbid, instead of only recording them. */
  strict: boolean;

  readonly #options: SimulatorOptions;
  readonly #events = new Events();
  #stop = new AbortController();
  readonly #listener: Listener;
  #port = 0;
  #lastId = 0;

  private constructor(options: SimulatorOptions) {
    const seed = loadSeed(options.seed ?? {});
    this.#options = { ...options, seed };
    this.credentials = options.credentials ?? seed.credentials ?? GUIDE_CREDENTIALS;
    this.strict = options.strict ?? true;
    this.switches = this.#firstSwitches();
    this.state = buildWorld(seed, this.#context());
    this.portal = new Portal(this.state, () => this.#context());
    this.#listener = new Listener(options.tls, (request, response) => void this.#receive(request, response));
  }

  /** Starts a simulator, by default on the loopback interface, and waits until it listens. */
  static async start(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = new Simulator(options);
    await simulator.#listen(options.port ?? 0);
    return simulator;
  }

  get port(): number {
    return this.#port;
  }

  /** The base URL for programs on this machine, without a slash at its end. */
  get url(): string {
    return urlOf(this.#host, this.#port, this.#options.tls !== undefined);
  }

  get #host(): string {
    return this.#options.host ?? "127.0.0.1";
  }

  /** Every movement of money, oldest first. */
  get ledger(): readonly LedgerEntry[] {
    return this.state.ledger;
  }

  /** Listens to requests until the returned function is called. */
  on(event: SimulatorEvent, listener: RequestListener): () => void {
    return this.#events.on(event, listener);
  }

  /** Resolves with the next matching request, before it takes effect. `nth` is ignored. */
  nextRequest(match: FaultMatch = {}): Promise<RequestRecord> {
    return this.#events.next("request", (record) => fits(match, record));
  }

  /** Resolves with the next matching request that was answered. `nth` is ignored. */
  nextAnswer(match: FaultMatch = {}): Promise<RequestRecord> {
    return this.#events.next("answered", (record) => fits(match, record));
  }

  /**
   * What the platform does at a time with callers of a number that has this time diary, by the switches `diary…`. The API has no command for it.
   * Entries of a form that no page shows are passed over. Throws if there is no such diary.
   */
  diaryAt(uuid: string, instant: Date): DiaryVerdict {
    const found = this.state.objects.get(uuid);
    if (found?.kind !== "timeDiary") throw new Error(`The simulator has no time diary ${uuid}.`);
    return diaryVerdict(found.record, instant, this.switches);
  }

  /** Restores the seed, an empty log, no faults and the initial switches. Requests that are held or delayed take no effect. */
  reset(): void {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.faults.clear();
    Object.assign(this.switches, this.#firstSwitches());
    Object.assign(this.state, buildWorld(this.#options.seed ?? {}, this.#context()));
    this.requests.length = 0;
    this.violations.length = 0;
  }

  /** Refuses connections until `resume`, like a host that is down. */
  pause(): Promise<void> {
    return this.#listener.close();
  }

  /** Listens again, on the same port. */
  resume(): Promise<void> {
    return this.#listen(this.#port);
  }

  /** Ends all connections and stops for good. Requests that are held or delayed take no effect. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.pause();
  }

  async #listen(port: number): Promise<void> {
    this.#port = await this.#listener.listen(this.#host, port);
  }

  #firstSwitches(): Switches {
    return makeSwitches({ ...this.#options.seed?.switches, ...this.#options.switches });
  }

  #now(): Date {
    return this.#options.clock?.() ?? new Date();
  }

  #context(): BuildContext {
    return { switches: this.switches, today: this.#now().toISOString().slice(0, 10) };
  }

  #platform(record: RequestRecord): Platform {
    return {
      world: this.state,
      credentials: this.credentials,
      switches: this.switches,
      isStrict: this.strict,
      now: this.#now(),
      trackingToken: record.trackingToken,
      onViolation: (rule) => {
        record.violations.push(rule);
        this.violations.push({ request: record.id, rule });
      },
    };
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await readBody(request);
    if (rawBody === undefined) {
      response.writeHead(413, { connection: "close" }).end();
      return;
    }
    if (isControlRequest(request)) {
      serveControl(this, request, rawBody, response);
      return;
    }
    const { switches, state: world, credentials } = this;
    const received = readRequest(request, rawBody, { id: ++this.#lastId, now: this.#now(), switches, world, credentials });
    const { record } = received;
    this.requests.push(record);
    if (this.requests.length > LONGEST_LOG) this.requests.shift();
    this.#events.emit("request", record);
    await exchange(received, response, {
      platform: (answered) => this.#platform(answered),
      matched: this.faults.meet(record),
      shuffleSeed: this.#options.shuffleSeed ?? 1,
      stopped: this.#stop.signal,
      onHeld: (held) => this.#events.emit("held", held),
    });
    this.#events.emit("answered", record);
  }
}

/** Starts a simulator of the API, by default on the loopback interface, and waits until it listens. */
export function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  return Simulator.start(options);
}
