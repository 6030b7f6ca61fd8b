import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { formAnswer } from "./answerForm";
import { Events } from "./events";
import type { RequestListener, SimulatorEvent } from "./events";
import type { BuildContext } from "./fields";
import type { Arrival, Credentials } from "./gate";
import { publicHeaders, readLogBody } from "./log";
import type { RequestRecord } from "./log";
import { answer } from "./platform";
import { Portal } from "./portal";
import { matchPath } from "./routes";
import { buildWorld, loadSeed } from "./seed";
import type { Seed } from "./seed";
import { send } from "./send";
import { makeSwitches } from "./switches";
import type { Switches } from "./switches";
import type { LedgerEntry, World } from "./world";

/** How a simulator starts. */
export interface SimulatorOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  readonly seed?: Seed;
  /** Default: the seed's, else reseller, user and password, as in the guide. */
  readonly credentials?: Credentials;
  /** Laid over the seed's. */
  readonly switches?: Partial<Switches>;
  /** Whether requests that the documents forbid are refused, rather than recorded alone. Default true. */
  readonly strict?: boolean;
  /** Default: the system's. */
  readonly clock?: () => Date;
  /** Decides the order of shuffled keys. Default 1. */
  readonly shuffleSeed?: number;
}

/** Something a client did that the documents forbid. */
export interface RecordedViolation {
  /** The id of the request in the log. */
  readonly request: number;
  readonly rule: string;
}

const GUIDE_CREDENTIALS: Credentials = { reseller: "reseller", user: "user", password: "password" };
const LARGEST_BODY = 5_000_000;

/** A running simulator of the API. Everything public may be read and changed between requests. */
export class Simulator {
  readonly credentials: Credentials;
  /** The platform's objects. */
  readonly state: World;
  readonly switches: Switches;
  /** People's hands in the vendor's portal: find, edit, remove, add. */
  readonly portal: Portal;
  /** Every request since the start or the last reset. */
  readonly requests: RequestRecord[] = [];
  /** Everything that the documents forbid and a client did. */
  readonly violations: RecordedViolation[] = [];
  /** Whether forbidden requests are refused, rather than recorded alone. */
  strict: boolean;

  readonly #options: SimulatorOptions;
  readonly #events = new Events();
  readonly #server: Server;
  #lastId = 0;

  private constructor(options: SimulatorOptions) {
    const seed = loadSeed(options.seed ?? {});
    this.#options = { ...options, seed };
    this.credentials = options.credentials ?? seed.credentials ?? GUIDE_CREDENTIALS;
    this.strict = options.strict ?? true;
    this.switches = this.#firstSwitches();
    this.state = buildWorld(seed, this.#context());
    this.portal = new Portal(this.state, () => this.#context());
    this.#server = createServer((request, response) => void this.#receive(request, response));
  }

  /** Starts a simulator on the loopback and waits until it listens. */
  static async start(options: SimulatorOptions = {}): Promise<Simulator> {
    const simulator = new Simulator(options);
    await new Promise<void>((resolve, reject) => {
      simulator.#server.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve);
    });
    return simulator;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The base URL, without a slash at its end. */
  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Every movement of money, oldest first. */
  get ledger(): readonly LedgerEntry[] {
    return this.state.ledger;
  }

  /** Listens to requests until the returned function is called. */
  on(event: SimulatorEvent, listener: RequestListener): () => void {
    return this.#events.on(event, listener);
  }

  /** Back to the seed, with an empty log and the switches of the start. */
  reset(): void {
    Object.assign(this.switches, this.#firstSwitches());
    Object.assign(this.state, buildWorld(this.#options.seed ?? {}, this.#context()));
    this.requests.length = 0;
    this.violations.length = 0;
  }

  /** Ends all connections and stops. */
  async close(): Promise<void> {
    const isClosed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await isClosed;
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

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const rawBody = await readBody(request);
    if (rawBody === undefined) {
      response.writeHead(413, { connection: "close" }).end();
      return;
    }
    const [path = "", query = ""] = (request.url ?? "").split(/(?=\?)/, 2);
    const headers = singleHeaders(request);
    const record: RequestRecord = {
      id: ++this.#lastId,
      at: this.#now().toISOString(),
      trackingToken: randomUUID(),
      method: request.method ?? "",
      path,
      query,
      headers: publicHeaders(headers),
      customer: headers["x-auth-for"] ?? null,
      body: readLogBody(rawBody),
      status: undefined,
      answer: undefined,
      applied: false,
      fault: undefined,
      reason: undefined,
      violations: [],
    };
    this.requests.push(record);
    this.#events.emit("request", record);
    const match = matchPath(path).find(({ route }) => route.method === record.method);
    const arrival: Arrival = { method: record.method, headers, rawBody, remoteAddress: request.socket.remoteAddress ?? "", match };
    this.#answer(record, arrival, response);
  }

  #answer(record: RequestRecord, arrival: Arrival, response: ServerResponse): void {
    const reply = answer(arrival, {
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
    });
    const wire = formAnswer(record.method, reply, this.switches, this.#options.shuffleSeed ?? 1);
    record.status = wire.status;
    record.answer = wire.json;
    record.applied = reply.isApplied;
    record.reason = reply.reason;
    send(response, wire, { "x-tracking-token": record.trackingToken });
    this.#events.emit("answered", record);
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function singleHeaders(request: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

/** Starts a simulator of the API on a free port of the loopback. */
export function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  return Simulator.start(options);
}
