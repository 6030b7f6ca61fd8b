import type { Dice } from "./random";
import { type Content, type Customer, type Flow, hasState, type InState, type Program, thing, uuidIn } from "./storyProgram";

/** What every change of a program needs. */
export interface Author {
  readonly dice: Dice;
  readonly program: Program;
  readonly tell: (line: string) => void;
  /** Notes a secret that a program has had. */
  readonly secret: (text: string) => string;
  /** A number that was not used in any name. */
  readonly next: () => number;
  /** Whether a creation may have been cut off, so that the program must keep what it declares. */
  readonly isBegun: () => boolean;
}

/** A change of a program; false if there was nothing to change. */
export type Change = () => boolean;

/** Changes that do not depend on earlier objects: declare, change, move, drop. */
export class Changes {
  readonly #author: Author;

  constructor(author: Author) {
    this.#author = author;
  }

  of(recorded: readonly InState[]): (readonly [number, string, Change])[] {
    return [
      [2, "new SubReseller", () => this.#addCustomer()],
      [4, "new CallFlow", () => this.#addFlow()],
      [2, "other arguments", () => this.#changeCustomer(recorded)],
      [2, "other arguments", () => this.#changeFlow(recorded)],
      [1, "steps to or from a CallFlowContent", () => this.#moveSteps()],
      [2, "dropped resource", () => this.#drop(recorded)],
      [2, "other customer", () => this.#moveFlow(recorded)],
      [2, "deleteBeforeReplace", () => this.#deleteFirst()],
    ];
  }

  #addCustomer(): boolean {
    const { dice, program, tell, next } = this.#author;
    const name = `customer-${next()}`;
    const locked = dice.chance(0.2) ? true : undefined;
    program.customers.set(name, { ...thing(name), phone: "+441632960001", password: this.#password(0.5), locked });
    tell(`declare ${name}`);
    return true;
  }

  #password(probability: number): string | undefined {
    const { dice, secret } = this.#author;
    return dice.chance(probability) ? secret(`sentinel-${dice.upTo(1_000_000_000)}-7f3a`) : undefined;
  }

  #addFlow(): boolean {
    const { dice, program, tell, next } = this.#author;
    const customer = dice.chance(0.2) ? undefined : this.#someone();
    if (customer === undefined && dice.chance(0.7)) return this.#addCustomer();
    const number = next();
    const name = `flow-${number}`;
    const extension = dice.chance(0.2) ? "next" : 5000 + number;
    const contents = dice.chance(0.35) ? [{ name: `${name}-steps`, options: {}, takesOver: false }] : [];
    program.flows.set(name, { ...thing(name), customer, extension, key: "busy", pin: this.#pin(), contents });
    tell(`declare ${name} of ${customer ?? "the own account"}${contents.length > 0 ? ", its steps apart" : ""}`);
    return true;
  }

  #pin(): string {
    const { dice, secret } = this.#author;
    return secret(`0${String(dice.upTo(1000)).padStart(3, "0")}`);
  }

  #someone(): string | undefined {
    const { dice, program } = this.#author;
    const names = [...program.customers.keys()].filter((name) => !program.isContested(name));
    return names.length === 0 ? undefined : dice.pick(names);
  }

  #someFlow(): [string, Flow] | undefined {
    const { dice, program } = this.#author;
    const free = [...program.flows].filter(
      ([name, { contents }]) => !program.isContested(name) && !contents.some((content) => program.isContested(content.name)),
    );
    return free.length === 0 ? undefined : dice.pick(free);
  }

  /** A customer has no mark that its own creation alone makes, so its arguments stay until it is recorded. */
  #changeCustomer(recorded: readonly InState[]): boolean {
    const { dice, program, tell, isBegun } = this.#author;
    const name = this.#someone();
    const customer = name === undefined ? undefined : program.customers.get(name);
    const isRecorded = recorded.some(({ name: known }) => known === name);
    if (name === undefined || customer === undefined || ((isBegun() || customer.isForeign) && !isRecorded)) return false;
    const changes: Customer[] = [
      { ...customer, phone: `+44163296${String(1000 + dice.upTo(9000))}` },
      { ...customer, password: this.#password(0.7) },
      { ...customer, locked: dice.chance(0.5) },
    ];
    program.customers.set(name, dice.pick(changes));
    program.changed.add(name);
    tell(`change ${name}`);
    return true;
  }

  /**
   * What takes a filled flow over has to say what it holds, so its steps stay until it is recorded; or it names the flow and says that it changes it,
   * as the error for an adoption that differs demands.
   */
  #changeFlow(recorded: readonly InState[]): boolean {
    const { dice, program, tell } = this.#author;
    const [name, flow] = this.#someFlow() ?? [];
    if (name === undefined || flow === undefined) return false;
    const uuid = uuidIn(flow.adopt);
    const isAdopting = flow.adopt !== undefined && !hasState({ name, options: flow.options }, recorded);
    const isUnrecorded = (content: Content) => content.takesOver && !recorded.some((one) => one.name === content.name);
    const isWaiting = flow.contents.some(isUnrecorded) || (isAdopting && uuid === undefined);
    if (isWaiting) return false;
    const adopt = isAdopting && uuid !== undefined ? ({ uuid, overwrite: true } as const) : flow.adopt;
    program.changed.add(name);
    program.flows.set(name, { ...flow, adopt, key: dice.pick(["busy", "fax", "room"]), pin: this.#pin() });
    tell(`change ${name}${adopt === flow.adopt ? "" : `, which adopts ${JSON.stringify(adopt)} now`}`);
    return true;
  }

  /** Moves live steps to another resource. */
  #moveSteps(): boolean {
    const { program, tell, isBegun } = this.#author;
    const [name, flow] = this.#someFlow() ?? [];
    if (name === undefined || flow === undefined || isBegun() || program.changed.has(name)) return false;
    const contents = flow.contents.length > 0 ? [] : [{ name: `${name}-steps`, options: {}, takesOver: true }];
    if (contents.some((content) => program.has(content.name))) return false;
    program.flows.set(name, { ...flow, contents });
    tell(`change ${name}, its steps ${contents.length > 0 ? "apart" : "together"}`);
    return true;
  }

  /** Keeps what a program is still to take over, or nobody would have it. */
  #drop(recorded: readonly InState[]): boolean {
    const { dice, program, tell, isBegun } = this.#author;
    const isWaiting = (name: string) => program.thing(name)?.adopt !== undefined && !recorded.some((one) => one.name === name);
    const isTied = (name: string) => program.isContested(name) || isWaiting(name);
    const isFree = (name: string) => !isTied(name) && ![...program.flows].some(([flow, { customer }]) => customer === name && isTied(flow));
    const names = [...program.flows.keys(), ...program.customers.keys()].filter(isFree);
    if (names.length === 0 || isBegun()) return false;
    const name = dice.pick(names);
    program.drop(name);
    tell(`drop ${name}`);
    return true;
  }

  /** A flow for another customer is a new one; what it was taken over by does not live there. */
  #moveFlow(recorded: readonly InState[]): boolean {
    const { dice, program, tell, isBegun } = this.#author;
    const [name, flow] = this.#someFlow() ?? [];
    if (name === undefined || flow === undefined || isBegun() || !recorded.some((one) => one.name === name)) return false;
    const customers = [...program.customers.keys()].filter((one) => one !== flow.customer && !program.isContested(one));
    const others = [...customers, ...(flow.customer === undefined ? [] : ["the own account"])];
    if (others.length === 0) return false;
    const chosen = dice.pick(others);
    const customer = program.customers.has(chosen) ? chosen : undefined;
    program.flows.set(name, { ...flow, customer, adopt: undefined });
    program.changed.add(name);
    tell(`move ${name} to ${chosen}`);
    return true;
  }

  #deleteFirst(): boolean {
    const { dice, program, tell } = this.#author;
    const name = this.#anything();
    const options = name === undefined ? undefined : program.thing(name)?.options;
    if (name === undefined || options === undefined || options.retainOnDelete === true) return false;
    const deleteBeforeReplace = options.deleteBeforeReplace !== true || dice.chance(0.5);
    program.amend(name, { options: { ...options, deleteBeforeReplace } });
    tell(`${name}: deleteBeforeReplace: ${String(deleteBeforeReplace)}`);
    return true;
  }

  #anything(): string | undefined {
    const { dice, program } = this.#author;
    const names = [...program.flows.keys(), ...program.flows.keys(), ...program.customers.keys()];
    const free = names.filter((name) => !program.isContested(name));
    return free.length === 0 ? undefined : dice.pick(free);
  }
}
