import type { FaultEffect, Simulator } from "../../provider/simulator/index";
import { startSimulator } from "../../provider/simulator/index";
import type { Props } from "../../provider/lifecycle/values";
import { Engine, type Program, Refused, type UuidOf } from "./lifecycleEngine";

/** Numbers between 0 and 1 that a seed decides. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What the program of a history declares at one moment. */
interface Wanted {
  readonly customers: Map<string, { phone: string }>;
  readonly flows: Map<string, { customer: string; extension: number; key: string; separate: boolean }>;
}

const effects: readonly FaultEffect[] = [
  { kind: "status", status: 400, envelope: true },
  { kind: "status", status: 500, envelope: true },
  { kind: "status", status: 503 },
  { kind: "html" },
  { kind: "empty" },
  { kind: "truncate" },
  { kind: "garbage" },
  { kind: "drop" },
  { kind: "drop", reset: true },
  { kind: "contradict", inner: 500 },
  { kind: "redirect", location: "https://elsewhere.example/" },
  { kind: "retryLater", retryAfter: 1 },
];

const marks = ["loyalty_points", "notes"] as const;

/** A random life of a stack: programs that change, commands, faults, edits by others, kills. The same seed lives the same life. */
export class History {
  /** What happened, a line each. */
  readonly told: string[] = [];
  readonly #random: () => number;
  readonly #sim: Simulator;
  readonly #engine: Engine;
  readonly #wanted: Wanted = { customers: new Map(), flows: new Map() };
  /** What others have put on objects, by uuid. */
  readonly #theirs = new Map<string, Props>();
  #names = 0;
  /** A kill may have left objects that no state knows; the engine names them as pending, so the program keeps what it declares until they are found. */
  #begun = false;
  /** Flows whose steps are not yet known to live as the program says. Steps move to another resource as they live. */
  readonly #changed = new Set<string>();

  private constructor(seed: number, sim: Simulator) {
    this.#random = randomFrom(seed);
    this.#sim = sim;
    this.#engine = new Engine(sim, { timeoutSeconds: 5 });
  }

  static async live(seed: number, steps: number): Promise<void> {
    const sim = await startSimulator({ port: 0 });
    const history = new History(seed, sim);
    try {
      for (let step = 0; step < steps; step++) await history.#step();
      await history.#converge();
      await history.#end();
    } catch (error) {
      throw new Error(`seed ${seed}:\n${history.told.join("\n")}\n${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await sim.close();
    }
  }

  #pick<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }

  async #step(): Promise<void> {
    const changes = [
      () => this.#addCustomer(),
      () => this.#addFlow(),
      () => this.#changeCustomer(),
      () => this.#changeFlow(),
      () => this.#drop(),
    ];
    if (this.#random() < 0.8) this.#pick(changes)?.();
    if (this.#random() < 0.3) this.#editInPortal();
    const commands = [
      () => this.#up(),
      () => this.#up(),
      () => this.#faultyUp(),
      () => this.#faultyUp(),
      () => this.#killedUp(),
      () => this.#refresh(),
      () => this.#faultyRefresh(),
    ];
    await this.#pick(commands)?.();
    this.#holds();
    if (this.#random() < 0.25) await this.#converge();
  }

  #addCustomer(): void {
    const name = `customer-${++this.#names}`;
    this.#wanted.customers.set(name, { phone: "+441632960001" });
    this.told.push(`declare ${name}`);
  }

  #addFlow(): void {
    const customer = this.#pick([...this.#wanted.customers.keys()]);
    if (customer === undefined) return this.#addCustomer();
    const name = `flow-${++this.#names}`;
    this.#wanted.flows.set(name, { customer, extension: 500 + this.#names, key: "busy", separate: this.#random() < 0.3 });
    this.told.push(`declare ${name} of ${customer}${this.#wanted.flows.get(name)?.separate === true ? ", its steps apart" : ""}`);
  }

  #changeCustomer(): void {
    const name = this.#pick([...this.#wanted.customers.keys()]);
    if (name === undefined) return;
    this.#wanted.customers.set(name, { phone: `+44163296${String(1000 + Math.floor(this.#random() * 9000))}` });
    this.told.push(`change ${name}`);
  }

  #changeFlow(): void {
    const name = this.#pick([...this.#wanted.flows.keys()]);
    const flow = name === undefined ? undefined : this.#wanted.flows.get(name);
    if (name === undefined || flow === undefined) return;
    const moves = this.#random() < 0.2 && !this.#begun && !this.#changed.has(name);
    const separate = moves ? !flow.separate : flow.separate;
    const key = moves ? flow.key : (this.#pick(["busy", "fax", "room"]) ?? "busy");
    if (!moves) this.#changed.add(name);
    this.#wanted.flows.set(name, { ...flow, key, separate });
    this.told.push(`change ${name}${!moves ? "" : separate ? ", its steps apart" : ", its steps together"}`);
  }

  #drop(): void {
    const name = this.#pick([...this.#wanted.flows.keys(), ...this.#wanted.customers.keys()]);
    if (name === undefined || this.#begun) return;
    this.#wanted.flows.delete(name);
    this.#wanted.customers.delete(name);
    for (const [flow, { customer }] of this.#wanted.flows) if (customer === name) this.#wanted.flows.delete(flow);
    this.told.push(`drop ${name}`);
  }

  /** Somebody changes what the program does not declare, or deletes an object. */
  #editInPortal(): void {
    const recorded = this.#pick([...this.#engine.state.values()].filter(({ id }) => this.#sim.portal.find(id) !== undefined));
    if (recorded === undefined) return;
    if (this.#random() < 0.2 && recorded.kind !== "SubReseller") {
      this.#sim.portal.remove(recorded.id);
      this.#theirs.delete(recorded.id);
      this.told.push(`portal: delete ${recorded.id}`);
      return;
    }
    const key = this.#pick(marks) ?? marks[0];
    const value = Math.floor(this.#random() * 1000);
    this.#sim.portal.edit(recorded.id, { [key]: value });
    this.#theirs.set(recorded.id, { ...this.#theirs.get(recorded.id), [key]: value });
    this.told.push(`portal: ${key} of ${recorded.id} is ${value}`);
  }

  #program(): Program {
    const entries = [...this.#wanted.customers].map(([name, { phone }]) => [
      name,
      { kind: "SubReseller" as const, inputs: { name, contactName: name, phone, forceDestroy: true } },
    ]);
    const flows = [...this.#wanted.flows].flatMap(([name, { customer, extension, key, separate }]) => {
      const steps = stepsOf(key);
      const base = async (uuidOf: UuidOf) => ({ customer: await uuidOf(customer) });
      const flow = {
        kind: "CallFlow" as const,
        inputs: async (uuidOf: UuidOf) => ({
          ...(await base(uuidOf)),
          name,
          extension,
          ...(separate ? { content: "separate" } : { flow: steps }),
        }),
      };
      const content = {
        kind: "CallFlowContent" as const,
        inputs: async (uuidOf: UuidOf) => ({ ...(await base(uuidOf)), callFlow: await uuidOf(name), flow: steps }),
      };
      return [[name, flow] as const, ...(separate ? [[`${name}-steps`, content] as const] : [])];
    });
    return Object.fromEntries([...entries, ...flows]) as Program;
  }

  async #up(): Promise<void> {
    const { errors } = await this.#engine.tryUp(this.#program());
    this.told.push(`up: ${outcome(errors)}`);
  }

  async #faultyUp(): Promise<void> {
    const fault = this.#fault();
    const { errors } = await this.#engine.tryUp(this.#program());
    fault.remove();
    this.told.push(`up, ${fault.text}: ${outcome(errors)}`);
  }

  async #faultyRefresh(): Promise<void> {
    const fault = this.#fault();
    await this.#refresh();
    fault.remove();
    this.told.push(`that refresh, ${fault.text}`);
  }

  #fault(): { remove: () => void; text: string } {
    const method = this.#pick(["GET", "POST", "PUT", "DELETE"]) ?? "GET";
    const effect = this.#pick(effects) ?? { kind: "drop" };
    const isRefusal = effect.kind === "retryLater" || (effect.kind === "status" && effect.status < 500);
    const applied = this.#random() < 0.5 && method !== "GET" && !isRefusal;
    const isLie = ["empty", "truncate", "garbage"].includes(effect.kind);
    const nth = 1 + Math.floor(this.#random() * 2);
    const handle = this.#sim.faults.add({
      match: { method, nth },
      times: 1 + Math.floor(this.#random() * 3),
      effect,
      applied: applied || isLie,
    });
    return { remove: () => handle.remove(), text: `${effect.kind} at ${method} ${nth}${applied || isLie ? ", applied" : ""}` };
  }

  async #refresh(): Promise<void> {
    const failed = await this.#engine.refresh().then(
      () => "well",
      (error: unknown) => firstLine(error),
    );
    this.told.push(`refresh: ${failed}`);
  }

  async #killedUp(): Promise<void> {
    const method = this.#pick(["GET", "POST", "PUT", "DELETE"]) ?? "POST";
    const when = this.#random() < 0.5 ? "before" : "after";
    const held = this.#sim.faults.add({ match: { method }, wait: { when } });
    await this.#engine.killedUp(this.#program(), held.held);
    held.release();
    held.remove();
    this.#begun = true;
    await new Promise(setImmediate);
    this.told.push(`up, killed ${when} ${method}`);
  }

  /** After any command: what the state has lives, unless somebody deleted it; nothing lives twice; what others did is as it was. */
  #holds(): void {
    const uuids = [...this.#engine.state.values()].map(({ id }) => id);
    const whole = [...this.#engine.state.values()].filter(({ kind }) => kind !== "CallFlowContent").map(({ id }) => id);
    expect(new Set(whole).size).toBe(whole.length);
    expect(uuids).not.toContain("");
    const names = [...this.#sim.state.customers.values()].map(({ record }) => record["name"]);
    expect(new Set(names).size).toBe(names.length);
    const numbers = [...this.#sim.state.objects.values()].map(({ record }) => record["extension"]);
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const [uuid, marked] of this.#theirs) {
      const live = this.#sim.portal.find(uuid)?.record;
      if (live !== undefined) expect(Object.fromEntries(Object.keys(marked).map((key) => [key, live[key]]))).toEqual(marked);
    }
    expect(this.#sim.violations).toEqual([]);
  }

  /** Commands without faults bring everything to what the program says, at the latest the second one; then nothing is left to do. */
  async #converge(): Promise<void> {
    await this.#engine.refresh();
    await this.#engine.up(this.#program());
    await this.#engine.refresh();
    await this.#engine.up(this.#program());
    this.told.push("converged");
    this.#begun = false;
    this.#changed.clear();
    const before = this.#sim.requests.length;
    await this.#engine.up(this.#program());
    expect(this.#sim.requests.length).toBe(before);
    expect([...this.#engine.state.keys()].sort()).toEqual(Object.keys(this.#program()).sort());
    expect([...this.#sim.state.customers.values()].map(({ record }) => record["name"]).sort()).toEqual(
      [...this.#wanted.customers.keys()].sort(),
    );
    const flows = [...this.#sim.state.objects.values()].map(({ record }) => [record["name"], modulesOf(record["flow"])]);
    expect(flows.sort()).toEqual([...this.#wanted.flows].map(([name, { key }]) => [name, modulesOf(stepsOf(key))]).sort());
  }

  async #end(): Promise<void> {
    await this.#engine.destroy();
    expect([this.#sim.state.customers.size, this.#sim.state.objects.size, this.#engine.state.size]).toEqual([0, 0, 0]);
  }
}

function stepsOf(key: string): Props {
  const ends: Readonly<Record<string, Props>> = {
    busy: { module: "busy", duration: 4 },
    fax: { module: "fax" },
    room: { module: "conference" },
  };
  return { start: { module: "start", next: "end" }, end: ends[key] ?? {} };
}

function modulesOf(flow: unknown): string {
  return Object.values(flow as Record<string, { module: string }>)
    .map(({ module }) => module)
    .sort()
    .join(" ");
}

function outcome(errors: Readonly<Record<string, Error>>): string {
  return Object.values(errors).map(firstLine).join(" | ") || "well";
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return `${error instanceof Refused ? "refused: " : ""}${text.split("\n")[0] ?? ""}`;
}
