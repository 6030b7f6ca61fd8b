import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject, Simulator, StoredObject } from "../../provider/simulator/index";
import { demand } from "./demand";
import { type Flow, type InState, type Program, Ref, type Resource, stepsOf } from "./storyProgram";

/** Objects of others. */
interface Theirs {
  readonly owner: string | null;
  readonly record: JsonObject;
}

/** The account of a story, and what must hold in it. */
export class StoryServer {
  readonly #sim: Simulator;
  readonly #program: Program;
  /** What others have put on our objects, by uuid. */
  readonly #marks = new Map<string, JsonObject>();
  readonly #theirs = new Map<string, Theirs>();
  /** Objects without a resource that a program may take over: created in the portal, or retained on deletion. */
  readonly #left = new Set<string>();

  constructor(sim: Simulator, program: Program) {
    this.#sim = sim;
    this.#program = program;
    const byHand = sim.portal.addCustomer({ name: "by-hand", contact_name: "By Hand" });
    this.#theirs.set(byHand.uuid, { owner: null, record: structuredClone(byHand.record) });
    for (const customer of ["by-hand", undefined]) this.addTheirs(customer);
  }

  addTheirs(customer: string | undefined): void {
    const flow = { "0a7c1111-1111-4111-8111-111111111111": { module: "start" } };
    const body = { name: "By Hand", extension: 9000 + this.#theirs.size, flow, notes: "theirs" };
    const { uuid, owner, record } = this.#sim.portal.addObject("flow", body, customer);
    this.#theirs.set(uuid, { owner, record: structuredClone(record) });
  }

  /** An extension of the own account that others have. */
  theirExtension(): number {
    const own = [...this.#theirs.values()].find(({ owner, record }) => owner === null && record["extension"] !== undefined);
    return Number(own?.record["extension"]);
  }

  mark(id: string, mark: string, value: number): void {
    this.#sim.portal.edit(id, { [mark]: value });
    this.#marks.set(id, { ...this.#marks.get(id), [mark]: value });
  }

  remove(id: string): void {
    this.#sim.portal.remove(id);
    this.#marks.delete(id);
  }

  lives(id: string): boolean {
    return this.#sim.portal.find(id) !== undefined;
  }

  /** Records that an object has no resource. */
  leave(id: string): void {
    this.#left.add(id);
  }

  /** Makes a flow in the portal that a program may take over. */
  make({ label, extension, key, pin }: Pick<Flow, "label" | "extension" | "key" | "pin">): string {
    const { start, end } = stepsOf({ key, pin }) as { start: JsonObject; end: JsonObject };
    const [first, last] = [randomUUID(), randomUUID()];
    const flow = { [first]: { ...start, next: last }, [last]: end };
    const { uuid } = this.#sim.portal.addObject("flow", { name: label, extension, flow });
    this.leave(uuid);
    return uuid;
  }

  /** Objects that a state has are no longer without a resource. */
  found(recorded: readonly InState[]): void {
    for (const { id, isOld } of recorded) if (!isOld) this.#left.delete(id);
    for (const id of this.#left) if (!this.lives(id)) this.#left.delete(id);
  }

  isLeft(id: string): boolean {
    return this.#left.has(id);
  }

  /** Flows that nobody has, with the label of the customer that each is of. */
  left(): { uuid: string; label: string; extension: number; customer: string | undefined; steps: string }[] {
    return [...this.#left].flatMap((id) => {
      const object = this.#sim.state.objects.get(id);
      if (object === undefined) return [];
      const customer = object.owner === null ? undefined : String(this.#nameOf(object.owner));
      const { name, extension, flow } = object.record;
      return [{ uuid: id, label: String(name), extension: Number(extension), customer, steps: modulesOf(flow) }];
    });
  }

  /** The living object that a resource would find by its natural key. */
  natural({ kind, args }: Resource): string | undefined {
    if (kind === "SubReseller") return [...this.#sim.state.customers.values()].find(({ record }) => record["name"] === args["name"])?.uuid;
    const owner = this.#ownerOf(args["customer"]);
    const flows = [...this.#sim.state.objects.values()].filter((object) => object.kind === "flow" && object.owner === owner);
    return flows.find(({ record }) => Number(record["extension"]) === args["extension"])?.uuid;
  }

  /** Whether an object exists in the account that the program declares for a resource. */
  livesFor({ kind, args }: Resource, id: string): boolean {
    if (kind === "SubReseller") return this.#sim.state.customers.has(id);
    const object = this.#sim.state.objects.get(id);
    return object !== undefined && object.owner === this.#ownerOf(args["customer"]);
  }

  /** The uuid of the customer that a reference means; null for the own account. */
  #ownerOf(customer: unknown): string | null | undefined {
    if (!(customer instanceof Ref)) return null;
    const label = this.#program.customers.get(customer.name)?.label;
    return [...this.#sim.state.customers.values()].find(({ record }) => record["name"] === label)?.uuid;
  }

  isOurs(uuid: string): boolean {
    return !this.#theirs.has(uuid) && !this.#left.has(uuid);
  }

  #ourCustomers(): JsonObject[] {
    return [...this.#sim.state.customers.values()].filter(({ uuid }) => this.isOurs(uuid)).map(({ record }) => record);
  }

  #ourFlows(): StoredObject[] {
    return [...this.#sim.state.objects.values()].filter(({ uuid }) => this.isOurs(uuid));
  }

  /** Whether none of our objects exists. */
  isEmpty(): boolean {
    return this.#ourCustomers().length === 0 && this.#ourFlows().length === 0;
  }

  /** Checks after any command: nothing is duplicated; changes by others are kept; no request was forbidden. */
  holds(): void {
    const names = this.#ourCustomers().map(({ name }) => name);
    demand(isUnique(names), "a customer lives twice", names);
    // A flow that moves to another customer exists in both until the old one is deleted.
    const flows = this.#ourFlows().map(({ owner, record }) => `${String(record["name"])} of ${owner ?? "the own account"}`);
    demand(isUnique(flows), "a flow lives twice", flows);
    this.#theirsAreAsTheyWere();
    demand(this.#sim.violations.length === 0, "a request was one that the documents forbid", this.#sim.violations);
  }

  #theirsAreAsTheyWere(): void {
    for (const [uuid, { owner, record }] of this.#theirs) {
      const live = this.#sim.portal.find(uuid)?.record;
      // A deleted customer takes everything in it along, because the program says forceDestroy.
      const wentAlong = owner !== null && !this.#sim.state.customers.has(owner);
      if (live === undefined && wentAlong) this.#theirs.delete(uuid);
      else demand(isSame(live, record), "an object of others is not as it was", { uuid, owner, live, record });
    }
    for (const [uuid, marked] of this.#marks) {
      const live = this.#sim.portal.find(uuid)?.record;
      if (live === undefined) continue;
      // If the API shows numbers as texts, a full-object PUT sends them back as texts.
      const now = Object.fromEntries(Object.keys(marked).map((key) => [key, Number(live[key])]));
      demand(isSame(now, marked), "what others put on an object is not as it was", { uuid, now, marked });
    }
  }

  /** Checks that our live objects are equal to the program. */
  isAsWanted(): void {
    const customers = this.#ourCustomers().map((record) => [record["name"], record["phone"], usersIn(record)]);
    const wanted = [...this.#program.customers.values()].map(({ label, phone, password }) => [
      label,
      phone,
      password === undefined ? [] : ["boss"],
    ]);
    demand(isSame(sorted(customers), sorted(wanted)), "the customers are not what the program says", { customers, wanted });
    const flows = this.#ourFlows().map(({ owner, record }) => [record["name"], this.#nameOf(owner), modulesOf(record["flow"])]);
    const declared = [...this.#program.flows.values()].map((flow) => [flow.label, this.#labelOf(flow.customer), modulesOf(stepsOf(flow))]);
    demand(isSame(sorted(flows), sorted(declared)), "the flows are not what the program says", { flows, declared });
    for (const { uuid, record, locked } of this.#sim.state.customers.values()) {
      const want = [...this.#program.customers.values()].find(({ label }) => label === record["name"])?.locked;
      if (this.isOurs(uuid)) demand(want === undefined || want === locked, "a customer is locked or unlocked against the program", record);
    }
  }

  /** Each resource has a living object that no other one has, but for a flow and what fills it; and no two flows share a step. */
  eachHasItsOwn(recorded: readonly InState[]): void {
    for (const kind of new Set(recorded.map((one) => one.kind))) {
      const ids = recorded.filter((one) => one.kind === kind).map(({ id }) => id);
      demand(isUnique(ids), `two resources ${kind} have one object`, recorded);
    }
    const dead = recorded.filter(({ id }) => !this.lives(id));
    demand(dead.length === 0, "a resource of the program has no living object", dead);
    const steps = this.#ourFlows().flatMap(({ record }) => Object.keys(record["flow"] as JsonObject));
    const twice = steps.filter((step, index) => steps.indexOf(step) !== index);
    demand(
      twice.length === 0,
      "two flows carry the same step uuids",
      this.#ourFlows().map(({ record }) => record),
    );
  }

  #nameOf(owner: string | null): Json {
    return owner === null ? null : (this.#sim.state.customers.get(owner)?.record["name"] ?? null);
  }

  #labelOf(customer: string | undefined): Json {
    return customer === undefined ? null : (this.#program.customers.get(customer)?.label ?? null);
  }
}

export function modulesOf(flow: unknown): string {
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

export function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function sorted(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
