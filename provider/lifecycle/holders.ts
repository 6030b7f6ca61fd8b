import type { ResourceDefinition } from "./definition";
import { AdoptionError, HeldTwiceError, StillInUseError } from "./errors";
import { Expected, naturalKeyOf } from "./expected";
import { markOf } from "./handovers";
import { label } from "./names";
import { asText, own, type Props, sameUuid } from "./values";

/** A resource of the program that goes on with a living object. */
export interface Holder {
  readonly kind: string;
  readonly id: string;
  /** How messages call it. */
  readonly name: string;
  readonly seed: string;
  /** What its state alone has: two entries of a state with the same object differ in it. */
  readonly identity: string;
  readonly customer: string | undefined;
}

/** A resource as the engine hands it over, with its state and its inputs. */
interface Given {
  readonly id: string;
  readonly state: Props;
  readonly inputs: Props;
}

/** What a deletion of this run has deleted. */
interface Deleted {
  readonly id: string;
  readonly key: string;
}

/** What a creation of this run asked for and has not got. */
interface Asked {
  readonly name: string;
  readonly key: string;
  readonly keys: Set<string>;
}

/** Under which a process notes who has what: a part has the id of the whole. A uuid is the same however it is written. */
export function holdingKey({ part, kind }: Pick<ResourceDefinition, "part" | "kind">, id: string): string {
  return (part === undefined ? id : `${kind} ${id}`).toLowerCase();
}

/**
 * Who has which living object, as far as this process has seen: by the diff of a resource that goes on with its object, and by creations
 * that take one over. Deletions come after both, so one that would take an object from a surviving resource is known. What a process has
 * not seen stands in the notes of {@link Handovers}.
 */
export class Holders {
  readonly #held = new Map<string, Holder>();
  readonly #announced = new Map<string, Holder>();
  readonly #asked = new Map<string, Asked>();
  readonly #deleted = new Map<string, Deleted>();
  readonly #declared = new Set<string>();
  readonly #expected = new Expected();
  #failed: string | undefined;

  /** Notes that the program declares a resource: its check comes before everything else. */
  declares(inputs: Props): void {
    this.#declared.add(seedIn(inputs));
  }

  /** Whether the program declares a resource. A refresh asks for the diff of others, too: of those that leave the program or have another name now. */
  isDeclared(inputs: Props): boolean {
    return this.#declared.has(seedIn(inputs));
  }

  /** Notes that a resource goes on with its object. @throws HeldTwiceError if another resource of the program has it. */
  keeps(definition: ResourceDefinition, { id, state, inputs }: Given): void {
    const key = holdingKey(definition, id);
    const holder = holderOf(definition, { id, state, inputs });
    const other = this.#held.get(key) ?? this.#announced.get(key);
    if (other !== undefined && other.seed !== holder.seed && other.identity !== holder.identity) throw heldTwice(holder, other);
    this.#held.set(key, holder);
  }

  /** Notes that the diff of a resource has parted it from its object: a replacement makes another. */
  leaves(definition: ResourceDefinition, id: string): void {
    this.#held.delete(holdingKey(definition, id));
  }

  /** Notes that a creation has taken a living object over. @throws AdoptionError if another resource of the program has it. */
  takes(definition: ResourceDefinition, { id, state, inputs }: Given): void {
    const key = holdingKey(definition, id);
    const holder = holderOf(definition, { id, state, inputs });
    const other = this.#held.get(key);
    if (other !== undefined && other.seed !== holder.seed) throw takenAlready(holder, other);
    this.#held.set(key, holder);
  }

  /** Notes that a creation has made an object: what lives in another one's would die with it. */
  makes(definition: ResourceDefinition, given: Given): void {
    this.#held.set(holdingKey(definition, given.id), holderOf(definition, given));
  }

  /** Notes that a creation is going to take the object with this uuid over; gives the other resource of the program that has it. */
  announces(definition: ResourceDefinition, id: string, inputs: Props): Holder | undefined {
    const key = holdingKey(definition, id);
    const holder = holderOf(definition, { id, state: {}, inputs });
    const other = this.#held.get(key) ?? this.#announced.get(key) ?? holder;
    if (other.seed !== holder.seed) return other;
    this.#announced.set(key, holder);
    return undefined;
  }

  /** The resource that goes on with an object; undefined if this process has met none. */
  holderOf(definition: ResourceDefinition, id: string): Holder | undefined {
    return this.#held.get(holdingKey(definition, id));
  }

  /** Whether the resource of a state goes on with another object than this one. */
  hasOther({ kind }: ResourceDefinition, id: string, state: Props): boolean {
    return [...this.#held.values()].some((held) => held.kind === kind && held.seed === seedIn(state) && !sameUuid(held.id, id));
  }

  /** Resources that live in an object or fill a part of it, and would die with it. */
  livingOn(id: string): Holder[] {
    const whole = id.toLowerCase();
    return [...this.#held].flatMap(([key, holder]) =>
      holder.customer?.toLowerCase() === whole || (key !== whole && holder.id.toLowerCase() === whole) ? [holder] : [],
    );
  }

  /** Notes what a creation that is still to come asks for; it never comes where what it waits for fails. */
  expects(definition: ResourceDefinition, inputs: Props, adoption: { readonly uuid: string | undefined } | undefined): void {
    const name = label(definition.kind, own(inputs, "seed"));
    this.#expected.announce(definition, { seed: seedIn(inputs), name, inputs, adoption });
  }

  /** The resource that asks for this very object and whose creation has not come yet, as where what it waits for has failed. */
  expectedOf(definition: ResourceDefinition, id: string, state: Props): string | undefined {
    return this.#expected.of(definition, { id, seed: seedIn(state), state, hasFailed: this.#failed !== undefined });
  }

  /** Notes what a creation asks for, until it has got it. */
  asks(definition: ResourceDefinition, inputs: Props): void {
    this.#expected.begins(seedIn(inputs));
    const key = naturalKeyOf(definition, inputs);
    this.#asked.set(seedIn(inputs), { name: label(definition.kind, own(inputs, "seed")), key, keys: new Set() });
  }

  /** Notes a living object that a creation asks for, too. */
  wants(definition: ResourceDefinition, inputs: Props, id: string): void {
    this.#asked.get(seedIn(inputs))?.keys.add(holdingKey(definition, id));
  }

  /** Notes that a creation has got what it asked for. */
  gets(inputs: Props): void {
    this.#asked.delete(seedIn(inputs));
  }

  /** Notes that a creation has failed: what it had taken over is nobody's, and stays asked for. */
  loses(inputs: Props): void {
    for (const [key, { seed }] of this.#held) if (seed === seedIn(inputs)) this.#held.delete(key);
  }

  /** The resource whose creation asked for this very object in this run and was refused or failed. */
  refusedOf(definition: ResourceDefinition, id: string, state: Props): string | undefined {
    const [key, natural] = [holdingKey(definition, id), naturalKeyOf(definition, state)];
    return [...this.#asked.values()].find((asked) => asked.keys.has(key) || asked.key === natural)?.name;
  }

  /** Notes that the object of a resource was deleted. */
  deletes(definition: ResourceDefinition, { id, state }: Omit<Given, "inputs">): void {
    this.#deleted.set(seedIn(state), { id, key: naturalKeyOf(definition, state) });
  }

  /**
   * Whether this process has deleted the object of a resource that is created now, and that is what the creation would adopt: `adopt` has
   * nothing to find then.
   */
  hasDeleted(definition: ResourceDefinition, inputs: Props, uuid: string | undefined): boolean {
    const deleted = this.#deleted.get(seedIn(inputs));
    if (deleted === undefined) return false;
    return uuid === undefined ? deleted.key === naturalKeyOf(definition, inputs) : sameUuid(uuid, deleted.id);
  }

  /** Notes that something the program asks for has failed: what waits for it is not met in this run. */
  fails(name: string): void {
    this.#failed ??= name;
  }

  /** The first resource of the program that has failed in this run. */
  get failed(): string | undefined {
    return this.#failed;
  }
}

function seedIn(props: Props): string {
  return asText(own(props, "seed"));
}

function holderOf(definition: ResourceDefinition, { id, state, inputs }: Given): Holder {
  const customer = own(inputs, "customer");
  return {
    kind: definition.kind,
    id,
    name: label(definition.kind, own(inputs, "seed"), id),
    seed: seedIn(inputs),
    identity: `${seedIn(state)} ${markOf(state) ?? ""}`,
    customer: definition.scope === "customer" && typeof customer === "string" ? customer : undefined,
  };
}

/** Two resources in one message: by their URNs if they are called alike, as after a move into a component. */
export function toldApart(one: Pick<Holder, "name" | "seed">, other: Pick<Holder, "name" | "seed">): [string, string] {
  return one.name === other.name ? [`${one.name} (${one.seed})`, `${other.name} (${other.seed})`] : [one.name, other.name];
}

function heldTwice(holder: Holder, other: Holder): HeldTwiceError {
  const [mine, others] = toldApart(holder, other);
  return new HeldTwiceError(
    [
      `Cannot go on with ${mine}: ${others} of this program has ${objectOf(holder)}, too, and nothing was sent.`,
      "An object has one resource, because what one of them deletes or changes the other loses. Take one of the two out of the program: while the other stays, nothing of the object is deleted.",
    ].join("\n"),
  );
}

function takenAlready(holder: Holder, other: Holder): AdoptionError {
  const [mine, others] = toldApart(holder, other);
  const renamed = `If it is ${others} under a new name or parent, take that one out of the program and write aliases: ["${other.seed}"] in the options of the new one instead of adopt.`;
  return new AdoptionError(
    [`Cannot create ${mine}: ${others} of this program has ${objectOf(holder)}, and nothing was sent.`, renamed].join("\n"),
  );
}

function objectOf({ kind, id }: Holder): string {
  return `${kind} ${id}`;
}

/** The error for a deletion that would take other resources of the program with it. */
export function stillLivedOn(name: string, living: readonly Holder[]): StillInUseError {
  const names = living.slice(0, 5).map((holder) => holder.name);
  const rest = living.length - names.length;
  return new StillInUseError(
    `Cannot delete ${name}: ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""} of this program would go with it, and nothing was sent. ` +
      "Take them out of the program in the same or an earlier up.",
  );
}
