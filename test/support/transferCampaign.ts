import type { FaultEffect, Simulator } from "../../provider/simulator/index";
import { randomFrom } from "./random";
import type { Command, Declared, Outcome, Snapshot, TransferProgram } from "./transferEngine";
import type { Death, HostProcess, Point } from "./transferProcess";
import { customerOf, TransferWorld, withoutWords } from "./transferWorld";

export interface CampaignOptions {
  readonly rounds: number;
  readonly seed: number;
  /** `lost`: each process runs on a machine of its own. */
  readonly journal: "kept" | "lost";
}

/** Rounds that used the same ways around the record, and the references that were paid more than once in them. */
export interface Door {
  readonly rounds: number;
  readonly twice: number;
}

/** The result of a campaign. */
export interface CampaignReport extends CampaignOptions {
  /** How often something happened, by its name. */
  readonly counts: Readonly<Record<string, number>>;
  readonly transfers: number;
  readonly references: number;
  /** References that were paid more than once although the operator told the truth. */
  readonly doubles: number;
  /** The rounds by the ways around the record that they used, one by itself or several at once. */
  readonly doors: Readonly<Record<string, Door>>;
}

const HOWS: readonly Death[] = ["cli", "late", "host", "both"];
const WINDOW: readonly Point[] = ["transfer", "transferred", "journal", "noted", "ended"];
const AROUND: readonly Point[] = ["check", "create", "created", "saved"];

const answers: readonly { readonly effect: FaultEffect; readonly applied?: boolean }[] = [
  ...[400, 401, 403, 404, 409, 422, 429, 410, 418].map((status) => ({ effect: { kind: "status", status } as const })),
  ...[500, 502, 503, 504].flatMap((status) => [true, false].map((applied) => ({ effect: { kind: "status", status } as const, applied }))),
  ...[true, false].flatMap((applied) => [
    { effect: { kind: "drop" } as const, applied },
    { effect: { kind: "drop", reset: true } as const, applied },
    { effect: { kind: "redirect", location: "https://elsewhere.example/" } as const, applied },
    { effect: { kind: "html" } as const, applied },
    { effect: { kind: "contradict", inner: 500 } as const, applied },
    { effect: { kind: "contradict", inner: 400 } as const, applied },
  ]),
  { effect: { kind: "contradict", inner: 200, status: 400 }, applied: true },
  { effect: { kind: "empty" } },
  { effect: { kind: "truncate" } },
  { effect: { kind: "garbage" } },
  { effect: { kind: "contentType" } },
  { effect: { kind: "custom", text: '{"result": {}, "status_code": 200}' }, applied: false },
  { effect: { kind: "custom", text: "", status: 204 }, applied: false },
];

/** One random history of a stack of transfers, logged line by line; the seed replays it. */
class Round {
  readonly told: string[] = [];
  readonly counts: Record<string, number> = {};
  readonly #random: () => number;
  readonly #world: TransferWorld;
  readonly #transfers = new Map<string, Declared>();
  readonly #snapshots: Snapshot[] = [new Map()];
  readonly #isProtected: boolean;
  #names = 0;

  constructor(seed: number, world: TransferWorld) {
    this.#random = randomFrom(seed * 7919 + 17);
    this.#world = world;
    this.#isProtected = this.#random() < 0.8;
    const count = 1 + this.#below(3);
    for (let index = 0; index < count; index++) {
      const amount = this.#pick(["25.00", "25.00", "10", "0.01", "12.345"]);
      this.#transfers.set(`t${++this.#names}`, {
        reference: `ref ${index}`,
        customer: customerOf(this.#below(3)),
        amount,
        protect: this.#isProtected,
      });
    }
  }

  get references(): string[] {
    return [...this.#transfers.values()].map(({ reference }) => reference);
  }

  async live(): Promise<void> {
    await this.#personality();
    await this.#interruptedUp();
    const steps = 1 + this.#below(4);
    for (let step = 0; step < steps; step++) await this.#step();
    await this.#end();
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)]!;
  }

  #tell(text: string, count = text): void {
    this.told.push(text);
    this.counts[count] = (this.counts[count] ?? 0) + 1;
  }

  get #program(): TransferProgram {
    return Object.fromEntries(this.#transfers);
  }

  /** Some servers take every transfer for something else. */
  async #personality(): Promise<void> {
    const chance = this.#random();
    const balancePut = chance < 0.04 ? "update" : chance < 0.07 ? "ignored" : chance < 0.1 ? "refused" : "transfer";
    this.#world.sim.switches.balancePut = balancePut;
    this.#world.sim.switches.transferAnswer = this.#pick(["object", "empty", "noContent"]);
    if (balancePut !== "transfer") this.#tell(`the server: ${balancePut}`);
    await Promise.resolve();
  }

  /** Checks after each command, and that a preview is not silent about open questions. */
  async #after(outcome: Outcome | undefined, program: TransferProgram = this.#program): Promise<void> {
    await this.#world.calm();
    const found = [...(outcome?.faults ?? []), ...this.#world.judge(outcome), ...(await this.#world.asks(program))];
    if (found.length > 0) throw new Error(found.join("\n"));
    this.#snapshots.push(this.#world.stack.state);
  }

  async #up(what: string, command: Command = {}, program: TransferProgram = this.#program): Promise<Outcome> {
    const outcome = await this.#world.stack.up(program, {
      skipPreview: this.#random() < 0.5,
      ...command,
      onProcess: (process) => {
        this.#world.watch(process);
        command.onProcess?.(process);
      },
    });
    const end = outcome.isKilled
      ? "killed"
      : outcome.errors.length > 0
        ? outcome.errors.map((text) => text.split("\n")[0]).join(" | ")
        : "well";
    this.#tell(`${what}: ${end}`, what.replace(/,.*/, ""));
    await this.#after(outcome, program);
    return outcome;
  }

  async #only(what: string, command: Command = {}): Promise<void> {
    await this.#up(what, command);
  }

  async #interruptedUp(): Promise<void> {
    const chance = this.#random();
    if (chance < 0.45) return this.#killedAtPoint();
    if (chance < 0.7) return this.#killedInRequest();
    if (chance < 0.75) return this.#refusedConnection();
    return this.#faultyUp();
  }

  async #killedAtPoint(): Promise<void> {
    const how = this.#pick(HOWS);
    const chance = this.#random();
    const [point, most] = chance < 0.6 ? [this.#pick(WINDOW), 2] : chance < 0.8 ? [this.#pick(AROUND), 9] : [undefined, 60];
    const nth = 1 + this.#below(most);
    const plan = { ...(point && { point }), nth, how };
    await this.#up(`kill of ${how}, at ${point ?? "any point"} ${nth}`, { plan });
  }

  /** The transfer is at the API, taken or not; somebody dies, or the client gives up waiting. */
  async #killedInRequest(): Promise<void> {
    const when = this.#random() < 0.5 ? "before" : "after";
    const how = this.#pick([...HOWS, "timeout"] as const);
    const handle = this.#world.hold(when);
    const onProcess = (process: HostProcess): void => {
      if (how === "timeout") process.timeOutAt(handle.held);
      else void handle.held.then(() => process.die(how));
    };
    await this.#up(`${how === "timeout" ? "timeout" : `kill of ${how}`} in the request, ${when} it took effect`, { onProcess });
    if (this.#random() < 0.6) await this.#rest();
  }

  async #rest(): Promise<void> {
    await this.#world.rest();
    const found = this.#world.judge(undefined);
    if (found.length > 0) throw new Error(found.join("\n"));
  }

  async #refusedConnection(): Promise<void> {
    const { sim } = this.#world;
    let pauses = 0;
    const onPoint = async (point: Point): Promise<void> => {
      if (point === "transfer" && pauses++ === 0) await sim.pause();
    };
    await this.#rest();
    const outcome = this.#world.stack.up(this.#program, { skipPreview: true, onPoint, onProcess: this.#world.watch });
    const done = await outcome;
    if (pauses > 0) await sim.resume();
    this.#tell("the API is down at the transfer");
    await this.#after(done);
  }

  async #faultyUp(): Promise<void> {
    const isGet = this.#random() < 0.25;
    const { sim } = this.#world;
    if (isGet) {
      const status = this.#pick([403, 404, 500]);
      const path = this.#pick(["/account/balance", "/account/reseller/*"]);
      const nth = 1 + this.#below(6);
      const handle = sim.faults.add({ match: { method: "GET", path, nth }, times: 4, effect: { kind: "status", status } });
      await this.#up(`GET fault, ${status} at ${path} ${nth}`);
      handle.remove();
      return;
    }
    const { effect, applied } = this.#pick(answers);
    const nth = 1 + this.#below(2);
    const handle = sim.faults.add({ match: { method: "PUT", bodyKey: "balance", nth }, effect, ...(applied !== undefined && { applied }) });
    const name = effect.kind === "status" ? `${effect.status}` : effect.kind;
    await this.#up(`answer ${name}${applied === true ? " after taking it" : ""}, at transfer ${nth}`);
    handle.remove();
  }

  async #step(): Promise<void> {
    const steps: readonly [number, () => Promise<void>][] = [
      [4, () => this.#only("up")],
      [3, () => this.#interruptedUp()],
      [2, () => this.#refreshedUp()],
      [1, () => this.#destroy()],
      [1, () => this.#concurrent()],
      [2, () => this.#targeted()],
      [2, () => this.#replaced()],
      [2, () => this.#rename()],
      [2, () => this.#older()],
      [1, () => this.#secondStack()],
      [2, () => this.#edited()],
      [1, () => this.#executionForgotten()],
      [1, () => this.#only("up with a hook", { retries: 150 })],
      [1, () => this.#withoutCheckpoints()],
      [3, () => this.#words()],
      [3, () => this.#wrongWords()],
    ];
    let left = this.#random() * steps.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, step] of steps) {
      left -= weight;
      if (left < 0) return step();
    }
  }

  async #refreshedUp(): Promise<void> {
    const errors = await this.#world.stack.refresh();
    if (errors.length > 0) throw new Error(`refresh failed: ${errors.join("\n")}`);
    await this.#up("refresh and up");
  }

  async #destroy(): Promise<void> {
    if (!this.#isProtected) this.#open("destroy with protection off");
    const before = this.#world.stack.state;
    const outcome = await this.#world.stack.destroy({ onProcess: this.#world.watch });
    this.#tell(`destroy: ${outcome.errors.join(" | ") || "well"}`, "destroy");
    const kept = [...before.values()].some(({ protect }) => protect);
    if (kept && this.#world.stack.state !== before) throw new Error("a protected record was deleted");
    await this.#after(outcome);
    await this.#up("up after destroy");
  }

  #open(door: string): void {
    this.#world.doors.add(door);
    this.#world.isRecordThrown = true;
  }

  /** A second run while the first still lives, as after `pulumi cancel`. */
  async #concurrent(): Promise<void> {
    await this.#rest();
    this.#open("a second run beside a living one");
    const isEarly = this.#random() < 0.4;
    const held = isEarly
      ? this.#world.sim.faults.add({ match: { method: "GET", nth: 1 + this.#below(4) }, wait: { when: "before" } })
      : this.#world.hold(this.#random() < 0.5 ? "before" : "after");
    const { stack } = this.#world;
    const first = stack.up(this.#program, { skipPreview: true, onProcess: this.#world.watch });
    await Promise.race([held.held, first]);
    const second = await stack.up(this.#program, { skipPreview: this.#random() < 0.5, onProcess: this.#world.watch });
    held.remove();
    const outcome = await first;
    this.#tell("a second run beside a living one");
    await this.#world.calm();
    await this.#after({ ...outcome, errors: [...outcome.errors, ...second.errors], faults: [...outcome.faults, ...second.faults] });
  }

  async #targeted(): Promise<void> {
    const bits = new Map<string, boolean>();
    const targets = (key: string): boolean => {
      const known = bits.get(key) ?? this.#random() < 0.5;
      bits.set(key, known);
      return known;
    };
    const answered = this.#random() < 0.5 ? this.#answeredProgram() : this.#program;
    await this.#up("up --target", { targets }, answered);
  }

  async #replaced(): Promise<void> {
    const keys = [...this.#world.stack.state.keys()].filter((key) => !key.startsWith("CreditTransferReference"));
    if (keys.length === 0) return;
    const replace = [this.#pick(keys), ...(this.#random() < 0.5 ? [this.#pick(keys)] : [])];
    if (!this.#isProtected && replace.some((key) => key.startsWith("CreditTransferIntent"))) this.#open("forced replacement of an intent");
    if (this.#random() < 0.5) {
      await this.#up("up --replace", { replace });
      return;
    }
    for (const key of replace) this.#world.stack.taint(key);
    await this.#up("up of a tainted record");
    this.#world.stack.untaint();
  }

  async #rename(): Promise<void> {
    const name = this.#pick([...this.#transfers.keys()]);
    const declared = this.#transfers.get(name)!;
    this.#transfers.delete(name);
    this.#transfers.set(`${this.#random() < 0.5 ? "" : "home/"}t${++this.#names}`, declared);
    await this.#up("up after a rename or move");
  }

  async #older(): Promise<void> {
    if (this.#random() < 0.3) {
      this.#world.stack.import(new Map(this.#world.stack.state));
      await this.#up("up after export and import");
      return;
    }
    this.#open("an older state");
    this.#world.stack.import(this.#pick(this.#snapshots));
    await this.#up("up after import of an older state");
  }

  async #secondStack(): Promise<void> {
    this.#open("a second stack");
    const outcome = await this.#world.newStack().up(this.#program, { skipPreview: this.#random() < 0.5, onProcess: this.#world.watch });
    this.#tell("a second stack");
    await this.#after(outcome);
  }

  async #edited(): Promise<void> {
    const [name, declared] = this.#pick([...this.#transfers]);
    const { state } = this.#world.stack;
    const key = this.#pick(["reference", "customer", "amount"] as const);
    const isHeld = key === "reference" ? state.has(`CreditTransferReference::${name}`) : this.#world.last(declared.reference) !== undefined;
    if (!isHeld) return;
    const values = { reference: "another reference", customer: customerOf(4), amount: "99.99" };
    const program = { ...this.#program, [name]: { ...declared, [key]: values[key] } };
    const targets = this.#random() < 0.3 ? (of: string) => !of.startsWith("CreditTransferReference") || this.#random() < 0.3 : undefined;
    const outcome = await this.#up(`edit of ${key}`, { targets }, program);
    const isSent = this.#world.sim.ledger.some(({ amount, customer }) => amount === "99.990" || customer === customerOf(4));
    if (isSent || this.#world.paidFor("another reference") > 0) throw new Error(`an edited ${key} was paid`);
    if (targets === undefined && outcome.errors.length === 0 && !outcome.isKilled) throw new Error(`an edited ${key} was let through`);
  }

  async #executionForgotten(): Promise<void> {
    const keys = [...this.#world.stack.state.keys()].filter((key) => key.startsWith("CreditTransferExecution"));
    if (keys.length === 0) return;
    this.#world.stack.forget(this.#pick(keys));
    await this.#up("up after state delete of an execution");
  }

  async #withoutCheckpoints(): Promise<void> {
    await this.#rest();
    const before = this.#world.requests;
    await this.#up("up without checkpoints", { env: { PULUMI_SKIP_CHECKPOINTS: this.#pick(["true", "1"]) } });
    if (this.#world.requests > before) throw new Error("a transfer was sent without checkpoints");
  }

  #answeredProgram(): TransferProgram {
    return Object.fromEntries([...this.#transfers].map(([name, declared]) => [name, this.#world.answered(declared)]));
  }

  /** The operator waits, looks, and writes down what is true. */
  async #words(): Promise<void> {
    await this.#world.restLong();
    for (const [name, declared] of Object.entries(this.#answeredProgram())) this.#transfers.set(name, declared);
    await (this.#random() < 0.3 ? this.#interruptedUp() : this.#up("up with the operator's words"));
  }

  /** Words that contradict the record, or come too early, are refused, and nothing is sent for them. */
  async #wrongWords(): Promise<void> {
    const [name, declared] = this.#pick([...this.#transfers]);
    const last = this.#world.last(declared.reference);
    if (last === undefined || last.record?.said !== undefined) return;
    const { earlier, attempt, record } = last;
    const isUnknown = record === undefined || record.state === "unknown";
    const wrong: Partial<Declared>[] = [
      { earlier: [...earlier, "notReceived", "notReceived"] },
      ...(isUnknown ? [{ earlier: [...earlier, "rejected" as const] }] : []),
      ...(isUnknown && this.#world.now() < this.#world.believed(last) ? [{ earlier: [...earlier, "notReceived" as const] }] : []),
      ...(record?.state === "settled" ? [{ earlier: [...earlier, this.#pick(["notReceived", "rejected"] as const)] }] : []),
      ...(record?.state === "rejected" || record?.state === "notSent" ? [{ outcome: "received" as const, earlier }] : []),
    ];
    const plain = withoutWords(declared);
    const change = this.#pick(wrong);
    const targets = this.#random() < 0.3 ? (key: string) => key.includes("#") || this.#random() < 0.5 : undefined;
    const outcome = await this.#up(
      `wrong words, ${JSON.stringify(change)} of ${attempt}`,
      { targets },
      { ...this.#program, [name]: { ...plain, ...change } },
    );
    if (targets === undefined && outcome.errors.length === 0) throw new Error("wrong words were let through");
    if (this.#world.isPaid(declared.reference, attempt + 1)) throw new Error("wrong words have sent a transfer");
  }

  /** At the end an operator who tells the truth settles every transfer, and nothing is left to do. */
  async #end(): Promise<void> {
    const { sim } = this.#world;
    this.#world.stack.untaint();
    await this.#world.restLong();
    sim.switches.balancePut = "transfer";
    for (let tries = 0; ; tries++) {
      for (const [name, declared] of Object.entries(this.#answeredProgram())) this.#transfers.set(name, declared);
      const outcome = await this.#world.stack.up(this.#program, { onProcess: this.#world.watch });
      this.told.push(`at the end: ${outcome.errors.map((text) => text.split("\n")[0]).join(" | ") || "well"}`);
      await this.#after(outcome);
      if (outcome.errors.length === 0) break;
      if (tries === 8) throw new Error("it never came to an end");
      await this.#world.restLong();
    }
    const before = sim.requests.length;
    const again = await this.#world.stack.up(this.#program);
    if (again.errors.length > 0 || sim.requests.length > before) throw new Error("a settled program has something to do");
    for (const reference of this.references) {
      const count = this.#world.paidFor(reference);
      if (count === 0) throw new Error(`${reference} is settled and was never paid`);
      if (count > 1 && (this.#world.isKept || this.#world.doors.size === 0)) throw new Error(`${reference} was paid ${count} times`);
    }
  }
}

/** Random interruptions with random next steps; throws at the first round that breaks the protocol, with its seed and what had happened. */
export async function inProcessCampaign({ rounds, seed, journal }: CampaignOptions): Promise<CampaignReport> {
  const sim: Simulator = await TransferWorld.platform();
  const counts: Record<string, number> = {};
  const doors: Record<string, Door> = {};
  let [transfers, references, doubles] = [0, 0, 0];
  try {
    for (let index = 0; index < rounds; index++) {
      const world = await TransferWorld.open({ journal }, sim);
      const round = new Round(seed + index, world);
      try {
        await within(60_000, round.live());
      } catch (error) {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        throw new Error(`seed ${seed + index}, journal ${journal}:\n${round.told.join("\n")}\n${why}`);
      }
      for (const [what, count] of Object.entries(round.counts)) counts[what] = (counts[what] ?? 0) + count;
      transfers += world.transfers;
      references += round.references.length;
      const twice = round.references.filter((each) => world.paidFor(each) > 1).length;
      doubles += twice;
      const door = [...world.doors].sort().join(" + ") || "none";
      const known = doors[door] ?? { rounds: 0, twice: 0 };
      doors[door] = { rounds: known.rounds + 1, twice: known.twice + twice };
      await world.close(true);
    }
  } finally {
    await sim.close();
  }
  return { rounds, seed, journal, counts, transfers, references, doubles, doors };
}

/** Limits the time of a round, so that one that hangs says where. */
async function within(milliseconds: number, action: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("the round hangs")), milliseconds);
  });
  await Promise.race([action, late]).finally(() => clearTimeout(timer));
}

/** The figures of a campaign, a line each. */
export function figures({ rounds, seed, journal, counts, transfers, references, doubles, doors }: CampaignReport): string {
  const lines = (table: Readonly<Record<string, number>>) =>
    Object.entries(table)
      .sort(([, a], [, b]) => b - a)
      .map(([what, count]) => `  ${String(count).padStart(6)}  ${what}`);
  return [
    `In process: ${rounds} rounds from seed ${seed}, journal ${journal}: ${transfers} transfers moved for ${references} references, ${doubles} of them paid more than once.`,
    "Rounds by the ways around the record that they used, and references that were paid more than once in them:",
    ...Object.entries(doors)
      .sort(([, a], [, b]) => b.rounds - a.rounds)
      .map(([door, { rounds: used, twice }]) => `  ${String(used).padStart(6)}  ${String(twice).padStart(6)}  ${door}`),
    "What happened:",
    ...lines(counts),
  ].join("\n");
}
