import { isDeepStrictEqual } from "node:util";
import type { FaultEffect, FaultHandle, FaultMatch, Json, JsonObject, Simulator, Switches } from "../../provider/simulator/index";
import type { Props } from "../../provider/lifecycle/values";
import type { Kind } from "../../provider/registry";

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

/** The uuid of another resource of the program, as an argument. */
export class Ref {
  constructor(readonly name: string) {}
}

/** One resource of the program that a story declares, with the arguments that a person would write. */
export interface Resource {
  readonly name: string;
  readonly kind: Kind;
  readonly args: Props;
}

/** One resource as a state has it. */
export interface InState {
  readonly name: string;
  readonly kind: string;
  readonly id: string;
}

interface Customer {
  readonly phone: string;
  readonly password: string | undefined;
  readonly locked: boolean | undefined;
}

interface Flow {
  /** The customer's name; none for the own account. */
  readonly customer: string | undefined;
  readonly extension: number | "next";
  readonly key: string;
  readonly pin: string;
  readonly separate: boolean;
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

type Method = "GET" | "POST" | "PUT" | "DELETE";
const methods: readonly Method[] = ["GET", "POST", "PUT", "DELETE"];
const marks = ["loyalty_points", "notes"] as const;

/** Answers to open questions under which a double would show instead of being refused, and others that make reading harder. */
const positions: readonly Partial<Switches>[] = [
  {},
  { extensionConflict: "allowed" },
  { postResult: "uuidOnly", putResult: "empty" },
  { listItems: "incomplete", noContent: "envelope200" },
  { postResult: "missing", passwordsShown: "masked", unsetFields: "absent" },
  { numbers: "string", extensionType: "string", listOrder: "reversed", keyOrder: "shuffled" },
];

/** A fault that meets requests until it is removed. */
export interface Trouble {
  readonly handle: FaultHandle;
  readonly text: string;
}

/**
 * What a seed decides of a random life of a stack: the program and its changes, edits by others, faults, the instants of kills; and what the
 * server has to hold to. Each step has random numbers of its own, so that what one step met does not shift the decisions of the next.
 */
export class Story {
  /** What happened, a line each. */
  readonly told: string[] = [];
  readonly seed: number;
  /** Every secret that a program of this story had. */
  readonly secrets = new Set<string>();
  readonly #sim: Simulator;
  readonly #customers = new Map<string, Customer>();
  readonly #flows = new Map<string, Flow>();
  /** What others have put on our objects, by uuid. */
  readonly #theirMarks = new Map<string, JsonObject>();
  /** Objects of others, as they are. */
  readonly #theirs = new Map<string, { owner: string | null; record: JsonObject }>();
  #random: () => number;
  #names = 0;
  #begun = false;
  #edited = false;
  /** Flows whose steps are not yet known to live as the program says. Steps move to another resource as they live. */
  readonly #changed = new Set<string>();

  constructor(seed: number, sim: Simulator) {
    this.seed = seed;
    this.#sim = sim;
    this.#random = randomFrom(seed);
    Object.assign(sim.switches, { deleteWithContents: "cascade" }, this.pick(positions));
    const byHand = sim.portal.addCustomer({ name: "by-hand", contact_name: "By Hand" });
    this.#theirs.set(byHand.uuid, { owner: null, record: structuredClone(byHand.record) });
    for (const customer of ["by-hand", undefined]) this.#addTheirs(customer);
  }

  /** Gives a step random numbers of its own. */
  turn(step: number): void {
    this.#random = randomFrom(Math.imul(this.seed, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b));
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  upTo(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    const item = items[this.upTo(items.length)];
    if (item === undefined) throw new Error("There is nothing to pick from.");
    return item;
  }

  tell(line: string): void {
    this.told.push(line);
  }

  /** The program as it is now. */
  resources(): Resource[] {
    const customers = [...this.#customers].map(([name, customer]) => customerOf(name, customer));
    return [...customers, ...[...this.#flows].flatMap(([name, flow]) => flowOf(name, flow))];
  }

  /** A creation may have been cut off: the program keeps what it declares until it is found again. */
  begin(): void {
    this.#begun = true;
  }

  get isBegun(): boolean {
    return this.#begun;
  }

  /** Something may take effect, or did, that no state knows of. */
  disturb(): void {
    this.#edited = true;
  }

  /** Whether somebody changed or deleted, behind the state's back, what the program manages. */
  get isEdited(): boolean {
    return this.#edited;
  }

  /** The state has seen what others did. */
  refreshed(): void {
    this.#edited = false;
  }

  converged(): void {
    this.#begun = false;
    this.#edited = false;
    this.#changed.clear();
    this.tell("converged");
  }

  changeProgram(recorded: readonly InState[]): void {
    const changes = [
      () => this.#addCustomer(),
      () => this.#addFlow(),
      () => this.#changeCustomer(recorded),
      () => this.#changeFlow(),
      () => this.#drop(),
    ];
    this.pick(changes)();
  }

  #addCustomer(): void {
    const name = `customer-${++this.#names}`;
    this.#customers.set(name, { phone: "+441632960001", password: this.#password(0.5), locked: this.chance(0.2) ? true : undefined });
    this.tell(`declare ${name}`);
  }

  #password(probability: number): string | undefined {
    if (!this.chance(probability)) return undefined;
    return this.#secret(`sentinel-${this.upTo(1_000_000_000)}-7f3a`);
  }

  #secret(text: string): string {
    this.secrets.add(text);
    return text;
  }

  #addFlow(): void {
    const customer = this.chance(0.2) ? undefined : this.#someone();
    if (customer === undefined && this.chance(0.7)) return this.#addCustomer();
    const name = `flow-${++this.#names}`;
    const extension = this.chance(0.25) ? "next" : 5000 + this.#names;
    const flow = { customer, extension, key: "busy", pin: this.#pin(), separate: this.chance(0.3) } as const;
    this.#flows.set(name, flow);
    this.tell(`declare ${name} of ${customer ?? "the own account"}${flow.separate ? ", its steps apart" : ""}`);
  }

  #pin(): string {
    return this.#secret(`0${String(this.upTo(1000)).padStart(3, "0")}`);
  }

  #someone(): string | undefined {
    return this.#customers.size === 0 ? undefined : this.pick([...this.#customers.keys()]);
  }

  /** A customer has no mark that its own creation alone makes, so its arguments stay until it is recorded. */
  #changeCustomer(recorded: readonly InState[]): void {
    const name = this.#someone();
    const customer = name === undefined ? undefined : this.#customers.get(name);
    const isRecorded = recorded.some(({ name: known }) => known === name);
    if (name === undefined || customer === undefined || (this.#begun && !isRecorded)) return;
    const changes: Customer[] = [
      { ...customer, phone: `+44163296${String(1000 + this.upTo(9000))}` },
      { ...customer, password: this.#password(0.7) },
      { ...customer, locked: this.chance(0.5) },
    ];
    this.#customers.set(name, this.pick(changes));
    this.tell(`change ${name}`);
  }

  #changeFlow(): void {
    if (this.#flows.size === 0) return;
    const name = this.pick([...this.#flows.keys()]);
    const flow = this.#flows.get(name);
    if (flow === undefined) return;
    const moves = this.chance(0.2) && !this.#begun && !this.#changed.has(name);
    if (!moves) this.#changed.add(name);
    const next = moves ? { ...flow, separate: !flow.separate } : { ...flow, key: this.pick(["busy", "fax", "room"]), pin: this.#pin() };
    this.#flows.set(name, next);
    this.tell(`change ${name}${!moves ? "" : next.separate ? ", its steps apart" : ", its steps together"}`);
  }

  #drop(): void {
    const names = [...this.#flows.keys(), ...this.#customers.keys()];
    if (names.length === 0 || this.#begun) return;
    const name = this.pick(names);
    this.#flows.delete(name);
    this.#customers.delete(name);
    for (const [flow, { customer }] of this.#flows) if (customer === name) this.#flows.delete(flow);
    this.tell(`drop ${name}`);
  }

  /** Somebody changes what the program does not declare, or what it does, or deletes an object, or makes one. */
  editInPortal(recorded: readonly InState[]): void {
    const living = recorded.filter(({ id }) => this.#sim.portal.find(id) !== undefined).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (living.length === 0) return;
    const { id, kind, name } = this.pick(living);
    if (kind === "SubReseller") {
      if (this.chance(0.2)) return this.#addTheirsTo(name, id);
      if (this.chance(0.2)) return this.#editPhone(name, id);
    } else if (this.chance(0.2)) return this.#remove(name, id);
    const mark = this.pick(marks);
    const value = this.upTo(1000);
    this.#sim.portal.edit(id, { [mark]: value });
    this.#theirMarks.set(id, { ...this.#theirMarks.get(id), [mark]: value });
    this.tell(`portal: ${mark} of ${name} is ${value}`);
  }

  #remove(name: string, id: string): void {
    this.#sim.portal.remove(id);
    this.#theirMarks.delete(id);
    this.#edited = true;
    this.tell(`portal: delete ${name}`);
  }

  #editPhone(name: string, id: string): void {
    this.#sim.portal.edit(id, { phone: "+441632960999" });
    this.#edited = true;
    this.tell(`portal: phone of ${name}`);
  }

  #addTheirsTo(name: string, id: string): void {
    this.#addTheirs(String(this.#sim.state.customers.get(id)?.record["name"]));
    this.tell(`portal: a flow of their own for ${name}`);
  }

  #addTheirs(customer: string | undefined): void {
    const flow = { "0a7c1111-1111-4111-8111-111111111111": { module: "start" } };
    const body = { name: "By Hand", extension: 9000 + this.#theirs.size, flow, notes: "theirs" };
    const { uuid, owner, record } = this.#sim.portal.addObject("flow", body, customer);
    this.#theirs.set(uuid, { owner, record: structuredClone(record) });
  }

  /** A fault of requests that may come. */
  fault(likely: readonly Method[] = methods): Trouble {
    const method = this.pick(likely);
    const effect = this.pick(effects);
    const isRefusal = effect.kind === "retryLater" || (effect.kind === "status" && effect.status < 500);
    const isLie = ["empty", "truncate", "garbage"].includes(effect.kind);
    const applied = isLie || (this.chance(0.5) && method !== "GET" && !isRefusal);
    const nth = 1 + this.upTo(2);
    const times = 1 + this.upTo(3);
    const handle = this.#sim.faults.add({ match: { method, nth }, times, effect, applied });
    return { handle, text: `${effect.kind} at ${method} ${nth}${applied ? ", applied" : ""}` };
  }

  /** The request at which something happens, among those that may come. */
  instant(likely: readonly Method[] = methods): FaultMatch & { readonly method: Method; readonly nth: number } {
    return { method: this.pick(likely), nth: 1 + this.upTo(2) };
  }

  /** Our customers on the server. */
  #ourCustomers(): JsonObject[] {
    return [...this.#sim.state.customers.values()].filter(({ uuid }) => !this.#theirs.has(uuid)).map(({ record }) => record);
  }

  /** Our flows on the server. */
  #ourFlows(): { owner: string | null; record: JsonObject }[] {
    return [...this.#sim.state.objects.values()].filter(({ uuid }) => !this.#theirs.has(uuid));
  }

  /** Whether nothing of ours lives. */
  isEmpty(): boolean {
    return this.#ourCustomers().length === 0 && this.#ourFlows().length === 0;
  }

  /** After any command: nothing lives twice, in the state or on the server; what others did is as it was; no request was a forbidden one. */
  holds(recorded: readonly InState[]): void {
    const ids = recorded.map(({ id }) => id);
    const whole = recorded.filter(({ kind }) => kind !== "CallFlowContent").map(({ id }) => id);
    demand(isUnique(whole), "an object stands twice in the state", recorded);
    demand(!ids.includes(""), "a resource stands in the state without an id", recorded);
    const names = this.#ourCustomers().map(({ name }) => name);
    demand(isUnique(names), "a customer lives twice", names);
    const flows = this.#ourFlows().map(({ record }) => record["name"]);
    demand(isUnique(flows), "a flow lives twice", flows);
    this.#theirsAreAsTheyWere();
    demand(this.#sim.violations.length === 0, "a request was one that the documents forbid", this.#sim.violations);
  }

  #theirsAreAsTheyWere(): void {
    for (const [uuid, { owner, record }] of this.#theirs) {
      const live = this.#sim.portal.find(uuid)?.record;
      // A customer that the program deletes takes everything in it along: the program says forceDestroy.
      const wentAlong = owner !== null && !this.#sim.state.customers.has(owner);
      if (live === undefined && wentAlong) this.#theirs.delete(uuid);
      else demand(isSame(live, record), "an object of others is not as it was", { uuid, owner, live, record });
    }
    for (const [uuid, marked] of this.#theirMarks) {
      const live = this.#sim.portal.find(uuid)?.record;
      if (live === undefined) continue;
      // Where the API shows numbers as texts, a full-object PUT sends them back as texts.
      const now = Object.fromEntries(Object.keys(marked).map((key) => [key, Number(live[key])]));
      demand(isSame(now, marked), "what others put on an object is not as it was", { uuid, now, marked });
    }
  }

  /** What lives of ours is what the program says. */
  isAsWanted(): void {
    const customers = this.#ourCustomers().map((record) => [record["name"], record["phone"], usersIn(record)]);
    const wanted = [...this.#customers].map(([name, { phone, password }]) => [name, phone, password === undefined ? [] : ["boss"]]);
    demand(isSame(sorted(customers), sorted(wanted)), "the customers are not what the program says", { customers, wanted });
    const flows = this.#ourFlows().map(({ owner, record }) => [record["name"], this.#nameOf(owner), modulesOf(record["flow"])]);
    const declared = [...this.#flows].map(([name, flow]) => [name, flow.customer ?? null, modulesOf(stepsOf(flow))]);
    demand(isSame(sorted(flows), sorted(declared)), "the flows are not what the program says", { flows, declared });
    for (const { uuid, record, locked } of this.#sim.state.customers.values()) {
      const want = this.#customers.get(String(record["name"]))?.locked;
      if (!this.#theirs.has(uuid))
        demand(want === undefined || want === locked, "a customer is locked or unlocked against the program", record);
    }
  }

  #nameOf(owner: string | null): Json {
    return owner === null ? null : (this.#sim.state.customers.get(owner)?.record["name"] ?? null);
  }
}

/** Fails with what was seen. */
export function demand(condition: boolean, broken: string, seen: unknown): asserts condition {
  if (!condition) throw new Error(`${broken}:\n${JSON.stringify(seen, null, 1)}`);
}

function customerOf(name: string, { phone, password, locked }: Customer): Resource {
  const users = password === undefined ? {} : { users: [{ name: "boss", email: "boss@acme.example", roleId: 1, password }] };
  const lock = locked === undefined ? {} : { locked };
  return { name, kind: "SubReseller", args: { name, contactName: name, phone, ...users, ...lock, forceDestroy: true } };
}

function flowOf(name: string, flow: Flow): Resource[] {
  const base = flow.customer === undefined ? {} : { customer: new Ref(flow.customer) };
  const steps = stepsOf(flow);
  const part = flow.separate ? { content: "separate" } : { flow: steps };
  const line: Resource = { name, kind: "CallFlow", args: { ...base, name, extension: flow.extension, ...part } };
  const content: Resource = { name: `${name}-steps`, kind: "CallFlowContent", args: { ...base, callFlow: new Ref(name), flow: steps } };
  return flow.separate ? [line, content] : [line];
}

function stepsOf({ key, pin }: Flow): Props {
  const ends: Readonly<Record<string, Props>> = {
    busy: { module: "busy", duration: 4 },
    fax: { module: "fax" },
    room: { module: "conference", pin },
  };
  return { start: { module: "start", next: "end" }, end: ends[key] ?? {} };
}

function modulesOf(flow: unknown): string {
  return Object.values(flow as Record<string, { module: string; pin?: string }>)
    .map(({ module, pin }) => `${module}${pin === undefined ? "" : ` ${pin}`}`)
    .sort()
    .join(" ");
}

function usersIn(record: JsonObject): Json[] {
  const { users } = record;
  return Array.isArray(users) ? users.map((user) => (user as JsonObject)["name"] ?? null) : [];
}

/** The simulator's records have no prototype, and copies of them have. */
function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(structuredClone(a), structuredClone(b));
}

function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function sorted(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
