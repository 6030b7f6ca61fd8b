import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preparedIn, recordIn, type TransferRecord } from "../../provider/transfer/record";
import { believedFrom } from "../../provider/transfer/texts";
import { type FaultHandle, type Simulator, startSimulator } from "../../provider/simulator/index";
import type { Settings } from "../../provider/settings/settings";
import { type Declared, type Outcome, type Snapshot, TransferStack, type TransferProgram } from "./transferEngine";
import { ATTEMPT_HEADER, attemptKey, type HostProcess } from "./transferProcess";

export interface WorldOptions {
  /** Whether processes share the journal, or each runs on its own machine. */
  readonly journal?: "kept" | "lost";
  readonly settings?: Partial<Settings>;
}

const CUSTOMERS = 6;
const START = Date.UTC(2026, 10, 24, 10, 0, 0);

/** A uuid of one of the customers that live in the world. */
export function customerOf(index: number): string {
  return `c0000000-0000-4000-8000-00000000000${index % CUSTOMERS}`;
}

/** A transfer as the program had it, before the operator said anything. */
export function withoutWords({ reference, customer, amount, protect }: Declared): Declared {
  return { reference, customer, amount, ...(protect !== undefined && { protect }) };
}

/** The last attempt that a state has of a reference. */
export interface Last {
  readonly attempt: number;
  /** The recorded words for earlier attempts; if a record was deleted, words that fit. */
  readonly earlier: ("rejected" | "notReceived")[];
  /** Undefined if there is only the intent. */
  readonly record: TransferRecord | undefined;
  readonly intent: ReturnType<typeof preparedIn>;
}

/** The platform, a stack, a machine with its clock and journal; and the judge, who believes only the platform's ledger. */
export class TransferWorld {
  readonly sim: Simulator;
  readonly stack: TransferStack;
  /** Ways around the record that were used: without the journal, each may pay twice. */
  readonly doors = new Set<string>();
  /** Whether the record was discarded, so that it cannot have every payment. */
  isRecordThrown = false;
  readonly #options: WorldOptions;
  readonly #folder: string;
  readonly #processes: HostProcess[] = [];
  readonly #held: FaultHandle[] = [];
  readonly #endings: (() => void)[];
  /** The number of requests that the platform is processing. */
  #open = 0;
  #onIdle: () => void = () => undefined;
  #machines = 0;
  #now = START;

  private constructor(sim: Simulator, options: WorldOptions) {
    this.sim = sim;
    this.#options = options;
    this.#folder = mkdtempSync(join(tmpdir(), "yay-transfers-"));
    this.stack = this.newStack();
    this.#endings = [
      sim.on("request", () => this.#open++),
      sim.on("answered", () => {
        if (--this.#open === 0) this.#onIdle();
      }),
    ];
  }

  /** A new world, on its own simulator or on a used one. */
  static async open(options: WorldOptions = {}, used?: Simulator): Promise<TransferWorld> {
    used?.reset();
    return new TransferWorld(used ?? (await TransferWorld.platform()), options);
  }

  static platform(): Promise<Simulator> {
    const customers = Array.from({ length: CUSTOMERS }, (_, index) => ({
      uuid: customerOf(index),
      name: `customer-${index}`,
      contact_name: "Contact",
      phone: "+441632960000",
    }));
    return startSimulator({ port: 0, seed: { balance: "100000.000", customers } });
  }

  now = (): number => this.#now;

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  get isKept(): boolean {
    return this.#options.journal !== "lost";
  }

  /** The journal's folder on this machine, or on the next one. */
  get folder(): string {
    return this.isKept ? join(this.#folder, "journal") : join(this.#folder, `machine-${++this.#machines}`);
  }

  /** A new stack under the same account, on the same machine if the journal is kept. */
  newStack(): TransferStack {
    const { settings } = this.#options;
    return new TransferStack(() => ({ api: this.sim, folder: this.folder, now: this.now, ...(settings && { settings }) }));
  }

  /** Listens to requests of the platform until the world ends. */
  on(...parameters: Parameters<Simulator["on"]>): void {
    this.#endings.push(this.sim.on(...parameters));
  }

  /** Notes a process, so that the world can wait for it. */
  watch = (process: HostProcess): void => {
    this.#processes.push(process);
  };

  /** Holds the next transfer at the API, before or after it takes effect, until the world comes to rest. */
  hold(when: "before" | "after"): FaultHandle {
    const handle = this.sim.faults.add({ match: { method: "PUT", bodyKey: "balance" }, wait: { when } });
    this.#held.push(handle);
    return handle;
  }

  /** Resolves when nothing is in progress except requests held at the API. */
  async calm(): Promise<void> {
    await Promise.race([Promise.all(this.#processes.map((process) => process.idle())), ...this.#held.map(({ held }) => held)]);
  }

  /** Releases everything held or suspended, until nothing is in progress. */
  async rest(): Promise<void> {
    this.sim.faults.clear();
    this.#held.length = 0;
    for (const process of this.#processes) process.wake();
    await Promise.all(this.#processes.map((process) => process.idle()));
    await Promise.all(this.#processes.map((process) => process.landed()));
    this.#processes.length = 0;
    if (this.#open > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
  }

  /** Rests, and lets enough time pass that no request of any attempt can be in flight. */
  async restLong(): Promise<void> {
    await this.rest();
    this.pass(400_000);
  }

  async close(isUsedAgain = false): Promise<void> {
    await this.rest();
    for (const end of this.#endings) end();
    rmSync(this.#folder, { recursive: true, force: true });
    if (!isUsedAgain) await this.sim.close();
  }

  /** How often the platform moved money, by attempt. */
  get paid(): Map<string, number> {
    const attempts = new Map(this.sim.requests.map(({ trackingToken, headers }) => [trackingToken, headers[ATTEMPT_HEADER] ?? ""]));
    const counts = new Map<string, number>();
    for (const { kind, requestId } of this.sim.ledger) {
      if (kind !== "transfer") continue;
      const key = decodeURIComponent(attempts.get(requestId) ?? "");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  }

  isPaid(reference: string, attempt: number): boolean {
    return (this.paid.get(attemptKey({ reference, attempt })) ?? 0) > 0;
  }

  /** How often a reference was paid, whatever the attempt. */
  paidFor(reference: string): number {
    return [...this.paid].reduce((sum, [key, count]) => (key.slice(0, key.lastIndexOf("#")) === reference ? sum + count : sum), 0);
  }

  get transfers(): number {
    return this.sim.ledger.filter(({ kind }) => kind === "transfer").length;
  }

  /** What was sent, whether or not it was taken. */
  get requests(): number {
    return this.sim.requests.filter(({ method, body }) => method === "PUT" && hasBalance(body)).length;
  }

  /** The last attempt of a reference in the record. */
  last(reference: string, state: Snapshot = this.stack.state): Last | undefined {
    let found: Last | undefined;
    const earlier: Last["earlier"] = [];
    for (let attempt = 1; ; attempt++) {
      const child = attempt === 1 ? reference : `${reference}#${attempt}`;
      const intent = state.get(`CreditTransferIntent::${child}`);
      if (intent === undefined) return found;
      if (found !== undefined) earlier.push(found.record?.said === "rejected" ? "rejected" : "notReceived");
      const execution = state.get(`CreditTransferExecution::${child}`);
      found = {
        attempt,
        earlier: [...earlier],
        record: execution === undefined ? undefined : recordIn(execution.outputs),
        intent: preparedIn(intent.outputs),
      };
    }
  }

  /** The time from which `notReceived` is accepted for the last attempt. */
  believed({ intent }: Last): number {
    return believedFrom(intent, this.#options.settings?.transferDeadlineSeconds ?? 20);
  }

  /** The program with the words of an operator who has looked and tells the truth. */
  answered(declared: Declared): Declared {
    const plain = withoutWords(declared);
    const last = this.last(declared.reference);
    if (last === undefined) return plain;
    const { attempt, record, earlier } = last;
    const words = earlier.length > 0 ? { earlier } : {};
    if (record?.state === "settled" || record?.said === "received") {
      return { ...plain, ...words, ...(record.said === "received" && { outcome: "received" }) };
    }
    if (record?.said !== undefined) return { ...plain, earlier: [...earlier, record.said] };
    const isBelied = !this.isKept && this.doors.size > 0 && record !== undefined && record.state !== "unknown";
    if (this.isPaid(declared.reference, attempt) && !isBelied) return { ...plain, ...words, outcome: "received" };
    return { ...plain, earlier: [...earlier, record?.state === "rejected" ? "rejected" : "notReceived"] };
  }

  /** Contradictions between the record, the texts and the ledger; empty if there are none. */
  judge(outcome: Outcome | undefined): string[] {
    const found = [...this.#doubles(), ...this.#records(), ...this.#texts(outcome)];
    if (this.sim.violations.length > 0) found.push(`against the documents: ${JSON.stringify(this.sim.violations)}`);
    return found;
  }

  /**
   * A preview after whatever happened: no request, and an error for each open question of a transfer that it declares, unless it shows a forced
   * replacement of the record.
   */
  async asks(program: TransferProgram): Promise<string[]> {
    const preview = await this.stack.preview(program);
    const isForced = ({ reference }: Declared): boolean =>
      Object.entries(preview.steps).some(([key, step]) => step === "replace" && key.includes(`::${reference}`));
    const silent = Object.entries(program).filter(
      ([name, declared]) => this.#isOpen(declared) && !isForced(declared) && !preview.failed.includes(name),
    );
    return [
      ...preview.faults.map((fault) => `a preview failed: ${fault}`),
      ...(preview.requests > 0 ? ["a preview made a request"] : []),
      ...silent.map(([, { reference }]) => `a preview is silent about ${reference}`),
      ...this.#texts(preview),
    ];
  }

  #isOpen({ reference, outcome, earlier = [] }: Declared): boolean {
    const last = this.last(reference);
    if (last === undefined || outcome !== undefined || earlier.length >= last.attempt) return false;
    return last.record === undefined || (last.record.state !== "settled" && last.record.said === undefined);
  }

  #doubles(): string[] {
    if (!this.isKept && this.doors.size > 0) return [];
    return [...this.paid].flatMap(([key, count]) =>
      count > 1 ? [`${key} was paid ${count} times`] : key === "" ? ["a transfer of no attempt"] : [],
    );
  }

  #records(): string[] {
    const found: string[] = [];
    const mayLack = !this.isKept && this.doors.size > 0;
    for (const { kind, outputs } of this.stack.state.values()) {
      if (kind !== "CreditTransferExecution") continue;
      const record = recordIn(outputs);
      const isPaid = this.isPaid(record.reference, record.attempt);
      if (record.state === "settled" && !isPaid) found.push(`${attemptKey(record)} is settled and was never paid`);
      if ((record.state === "rejected" || record.state === "notSent") && isPaid && !mayLack) {
        found.push(`${attemptKey(record)} is ${record.state} and was paid`);
      }
    }
    if (this.isRecordThrown) return found;
    for (const key of this.paid.keys()) {
      const child = key.endsWith("#1") ? key.slice(0, -2) : key;
      if (!this.stack.state.has(`CreditTransferIntent::${child}`)) found.push(`${key} was paid and is not in the record`);
    }
    return found;
  }

  /** Checks that what the user reads is true. */
  #texts(outcome: Outcome | undefined): string[] {
    const mayLack = !this.isKept && this.doors.size > 0;
    return (outcome?.errors ?? []).flatMap((text) => {
      const match = /CreditTransfer "([^"]+)"(?: \(attempt (\d+)\))?: /.exec(text);
      if (match === null) return [];
      const [, reference = "", attempt = "1"] = match;
      const key = attemptKey({ reference, attempt: Number(attempt) });
      const saysNo = text.includes("no money has moved") && !text.includes("the record says");
      if (saysNo && this.isPaid(reference, Number(attempt)) && !mayLack)
        return [`the user reads that nothing moved, and ${key} was paid: ${text}`];
      if (text.includes("not known") && !/nothing is sent|it is not sent again/.test(text))
        return [`an open question without an end: ${text}`];
      return [];
    });
  }
}

function hasBalance(body: unknown): boolean {
  return typeof body === "object" && body !== null && "balance" in body;
}
