import type { Props } from "../../provider/common/values";
import type { Kind } from "../../provider/kinds/registry";

/** The uuid of another resource of the program, as an argument. */
export class Ref {
  constructor(readonly name: string) {}
}

/** Resource options as a person writes them; an alias is the name that the resource had. */
export interface Options {
  readonly aliases?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
  readonly retainOnDelete?: boolean;
}

/** One resource of the program that a story declares, with the arguments and options that a person would write. */
export interface Resource {
  readonly name: string;
  readonly kind: Kind;
  readonly args: Props;
  readonly options: Options;
}

/** One resource as a state has it. */
export interface InState {
  readonly name: string;
  readonly kind: string;
  readonly id: string;
  /** Replaced, and still to be deleted. */
  readonly isOld: boolean;
  readonly isTainted: boolean;
  readonly retains: boolean;
  /** Whose object it is. */
  readonly customer: string | undefined;
  /** The names of the resources that it depends on. */
  readonly needs: readonly string[];
}

/** Which living object a resource takes over. */
export type Adopt = true | string | { readonly uuid: string; readonly overwrite: true };

/** What customers and flows of a program have in common. */
export interface Thing {
  /** The name that the API knows it by. */
  readonly label: string;
  readonly adopt: Adopt | undefined;
  readonly options: Options;
  /** Whether a creation of this resource might not recognise its object: after a rename or an adoption. */
  readonly isForeign: boolean;
  /** The names that it had before, by alias. */
  readonly formerNames: readonly string[];
}

export interface Customer extends Thing {
  readonly phone: string;
  readonly password: string | undefined;
  readonly locked: boolean | undefined;
}

/** A resource that fills a flow. */
export interface Content {
  readonly name: string;
  readonly options: Options;
  /** Whether it must take over a live object, as after a rename. */
  readonly takesOver: boolean;
}

export interface Flow extends Thing {
  /** The name of the customer's resource; none for the own account. */
  readonly customer: string | undefined;
  readonly extension: number | "next";
  readonly key: string;
  readonly pin: string;
  /** The contents that fill it; none if it declares its steps itself. */
  readonly contents: readonly Content[];
}

/** Part of a program that must fail until it is corrected: two resources for one object, or one that is always refused. */
export interface Contest {
  readonly kind: "two CallFlows" | "two SubResellers" | "two CallFlowContents" | "plain rename" | "refused neighbour";
  /** Had the object first; the old name of a rename. */
  readonly first: string;
  readonly second: string;
}

/** The common part of a new customer or flow. */
export function thing(label: string): Thing {
  return { label, adopt: undefined, options: {}, isForeign: false, formerNames: [] };
}

/** The program of a story. */
export class Program {
  readonly customers = new Map<string, Customer>();
  readonly flows = new Map<string, Flow>();
  readonly contests: Contest[] = [];
  /** Resources whose arguments are not yet known to live as the program says. */
  readonly changed = new Set<string>();
  /** Whether an up may fail, because what the program takes over may differ from it. */
  isDoubtful = false;

  /** In the order in which a person would write them. */
  resources(): Resource[] {
    const customers = [...this.customers].map(([name, customer]) => customerOf(name, customer));
    return [...customers, ...[...this.flows].flatMap(([name, flow]) => flowOf(name, flow))];
  }

  has(name: string): boolean {
    return this.customers.has(name) || this.flows.has(name) || this.contents().some((content) => content.name === name);
  }

  contents(): Content[] {
    return [...this.flows.values()].flatMap(({ contents }) => contents);
  }

  isContested(name: string): boolean {
    return this.contests.some(({ first, second }) => first === name || second === name);
  }

  thing(name: string): Thing | undefined {
    return this.customers.get(name) ?? this.flows.get(name);
  }

  /** The resource that continues with the object that a state has under this name. */
  heirOf(name: string): string {
    if (this.has(name)) return name;
    return this.resources().find(({ options }) => options.aliases?.includes(name) === true)?.name ?? name;
  }

  /** Tainted resources that a user untaints, because their objects would conflict with the new ones. */
  stuck(recorded: readonly InState[]): InState[] {
    return recorded.filter(({ name, isTainted, isOld }) => isTainted && !isOld && this.mayBeRefused(this.heirOf(name)));
  }

  /** The names of flows that are retained on deletion. */
  retained(): string[] {
    return [...this.flows].filter(([, { options }]) => options.retainOnDelete === true).map(([name]) => name);
  }

  /** Whether a replacement may be refused, because its creation cannot recognise its object, or adopts one that is gone. */
  mayBeRefused(name: string): boolean {
    const [customer, flow] = [this.customers.get(name), this.flows.get(name)];
    const flows = [...this.flows.values()].filter((one) => one.customer === name);
    const thing = customer ?? flow;
    if (thing === undefined) return false;
    if (thing.options.deleteBeforeReplace === true) return [thing, ...flows].some(({ adopt }) => adopt !== undefined);
    return thing.isForeign || thing.adopt !== undefined || this.changed.has(name) || (flow?.contents.length ?? 0) > 0;
  }

  /** Whether a replacement cannot create a second object beside the live one; a flow with any free number could. */
  isReplaceable(name: string): boolean {
    const flow = this.flows.get(name);
    if (flow === undefined || flow.options.deleteBeforeReplace === true) return this.has(name);
    return flow.extension !== "next" || !this.mayBeRefused(name);
  }

  /** Changes the common part of customers and flows. */
  amend(name: string, change: Partial<Thing>): void {
    const [customer, flow] = [this.customers.get(name), this.flows.get(name)];
    if (customer !== undefined) this.customers.set(name, { ...customer, ...change });
    if (flow !== undefined) this.flows.set(name, { ...flow, ...change });
  }

  /** Gives a resource another name, in its place or as the first of its kind; what refers to it follows. */
  rename(old: string, next: string, { toFront = false }: { toFront?: boolean } = {}): void {
    renamed(this.customers, { old, next, toFront });
    renamed(this.flows, { old, next, toFront });
    for (const [name, flow] of this.flows) if (flow.customer === old) this.flows.set(name, { ...flow, customer: next });
    if (this.changed.delete(old)) this.changed.add(next);
  }

  drop(name: string): void {
    this.flows.delete(name);
    this.customers.delete(name);
    for (const [flow, { customer }] of this.flows) if (customer === name) this.flows.delete(flow);
  }
}

function renamed<T>(map: Map<string, T>, { old, next, toFront }: { old: string; next: string; toFront: boolean }): void {
  const value = map.get(old);
  if (value === undefined) return;
  const entries = [...map].map(([name, each]) => [name === old ? next : name, each] as const);
  const ordered = toFront ? [[next, value] as const, ...entries.filter(([name]) => name !== next)] : entries;
  map.clear();
  for (const [name, each] of ordered) map.set(name, each);
}

function adoption(adopt: Adopt | undefined): Props {
  return adopt === undefined ? {} : { adopt };
}

function customerOf(name: string, { label, phone, password, locked, adopt, options }: Customer): Resource {
  const users = password === undefined ? {} : { users: [{ name: "boss", email: "boss@acme.example", roleId: 1, password }] };
  const lock = locked === undefined ? {} : { locked };
  const args = { name: label, contactName: label, phone, ...users, ...lock, ...adoption(adopt), forceDestroy: true };
  return { name, kind: "SubReseller", args, options };
}

function flowOf(name: string, flow: Flow): Resource[] {
  const base = flow.customer === undefined ? {} : { customer: new Ref(flow.customer) };
  const steps = stepsOf(flow);
  const part = flow.contents.length > 0 ? { content: "separate" } : { flow: steps };
  const args = { ...base, name: flow.label, extension: flow.extension, ...part, ...adoption(flow.adopt) };
  const contents = flow.contents.map((content): Resource => ({
    name: content.name,
    kind: "CallFlowContent",
    args: { ...base, callFlow: new Ref(name), flow: steps },
    options: content.options,
  }));
  return [{ name, kind: "CallFlow", args, options: flow.options }, ...contents];
}

/** The steps of a flow by name. Busy tones have a duration here, unlike the one left by a removed content. */
export function stepsOf({ key, pin }: Pick<Flow, "key" | "pin">): Props {
  const ends: Readonly<Record<string, Props>> = {
    busy: { module: "busy", duration: 4 },
    fax: { module: "fax" },
    room: { module: "conference", pin },
  };
  return { start: { module: "start", next: "end" }, end: ends[key] ?? {} };
}

/** Whether one of the states is a resource's own, under its name or one that it has as an alias. */
export function hasState({ name, options }: Pick<Resource, "name" | "options">, states: readonly InState[]): boolean {
  return states.some((one) => one.name === name || options.aliases?.includes(one.name) === true);
}

/** The uuid that an adoption names. */
export function uuidIn(adopt: Adopt | undefined): string | undefined {
  return typeof adopt === "object" ? adopt.uuid : typeof adopt === "string" ? adopt : undefined;
}
