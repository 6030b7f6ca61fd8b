import type { ResourceDefinition } from "../kind";
import { Children } from "./children";
import { besides, heldTwice, type Named, takenAlready } from "./conflicts";
import { Expected, naturalKeyOf } from "./expected";
import { type Holder, holderOf, holdingKey, type ResourceCall, seedIn } from "./holder";
import { label } from "../names";
import { Resets } from "./resets";
import { own, type Props, sameUuid } from "../../common/values";

/** An object that was deleted in this run. */
interface Deleted {
  readonly id: string;
  readonly key: string;
}

/** A creation of this run that needs an object and does not have it yet. */
interface StartedCreation {
  readonly name: string;
  readonly key: string;
  readonly keys: Set<string>;
}

/**
 * Records which resource has which live object, as far as this process has seen: from the diff of a resource that keeps its object, and
 * from creations that take one over. Deletions come after both, so a deletion that would take an object from a surviving resource is
 * recognised. What the process has not seen may be in the notes of {@link Handovers}.
 */
export class Holders {
  /** Who declares what an object shows of its children. */
  readonly children = new Children();
  /** What PUTs were without that other resources know. */
  readonly resets = new Resets();
  readonly #held = new Map<string, Holder>();
  readonly #announced = new Map<string, Holder>();
  readonly #contested = new Map<string, Named>();
  readonly #creations = new Map<string, StartedCreation>();
  readonly #replaced = new Set<string>();
  readonly #deleted = new Map<string, Deleted>();
  readonly #declared = new Set<string>();
  readonly #met = new Set<string>();
  readonly #expected = new Expected();
  readonly #soon: (action: () => void) => void;
  #failed: string | undefined;

  /** @param soon runs an action once the neighbouring resources are known too. */
  constructor(soon: (action: () => void) => void = (action) => action()) {
    this.#soon = soon;
  }

  /** Waits a moment, in which the engine asks about the resources beside one. */
  neighboursMet(): Promise<void> {
    return new Promise((resolve) => this.#soon(resolve));
  }

  /** Call it in check, which comes before everything else: the program declares this resource. */
  recordDeclared(inputs: Props): void {
    this.#declared.add(seedIn(inputs));
  }

  /**
   * Whether the program declares a resource. A refresh also diffs resources that it does not: those that leave the program or were renamed.
   */
  isDeclared(inputs: Props): boolean {
    return this.#declared.has(seedIn(inputs));
  }

  /** Call it in diff: the resource keeps its object. @throws HeldTwiceError if another resource of the program has it. */
  recordKept(definition: ResourceDefinition, { id, state, inputs }: ResourceCall): void {
    const key = holdingKey(definition, id);
    const holder = holderOf(definition, { id, state, inputs });
    this.#met.add(key);
    const other = this.#held.get(key) ?? this.#announced.get(key);
    if (other !== undefined && other.seed !== holder.seed && other.identity !== holder.identity) {
      // A creation that has begun, and would change the object, must not.
      this.#contested.set(key, holder);
      throw heldTwice(holder, other);
    }
    this.#held.set(key, holder);
  }

  /** Call it in diff: the resource is replaced, so it gives up its object. */
  recordReplaced(definition: ResourceDefinition, id: string): void {
    this.#held.delete(holdingKey(definition, id));
    this.#replaced.add(holdingKey(definition, id));
    this.#met.add(holdingKey(definition, id));
  }

  /** Whether the resource of a state goes on with another object, so that a deletion is only of what it had before. */
  goesOn(definition: ResourceDefinition, id: string, state: Props): boolean {
    return this.#declared.has(seedIn(state)) || this.isReplaced(definition, id);
  }

  /** Whether an object is what a replaced resource gives up, and so nothing that a creation has made. */
  isReplaced(definition: ResourceDefinition, id: string): boolean {
    return this.#replaced.has(holdingKey(definition, id));
  }

  /** Whether a resource that the program declares has the object in the state, kept or about to be replaced, as far as the run has met it. */
  isMet(definition: ResourceDefinition, id: string): boolean {
    return this.#met.has(holdingKey(definition, id));
  }

  /** Call it when a creation takes a live object over. @throws AdoptionError if another resource of the program has it. */
  recordTakenOver(definition: ResourceDefinition, { id, state, inputs }: ResourceCall): void {
    const key = holdingKey(definition, id);
    const holder = holderOf(definition, { id, state, inputs });
    const other = this.#held.get(key);
    if (other !== undefined && other.seed !== holder.seed) throw takenAlready(holder, other);
    this.#held.set(key, holder);
  }

  /** Call it when a creation has made a new object, so that nothing that contains the object is deleted. */
  recordCreated(definition: ResourceDefinition, call: ResourceCall): void {
    this.#held.set(holdingKey(definition, call.id), holderOf(definition, call));
    this.#met.add(holdingKey(definition, call.id));
  }

  /** Call it in check: the creation will take over the object with this uuid. Names another resource of the program that has it, if any. */
  announceAdoption(definition: ResourceDefinition, id: string, inputs: Props): string | undefined {
    const key = holdingKey(definition, id);
    const holder = holderOf(definition, { id, state: {}, inputs });
    const other = this.#held.get(key) ?? this.#announced.get(key) ?? holder;
    if (other.seed !== holder.seed) return besides(holder, other);
    this.#announced.set(key, holder);
    return undefined;
  }

  /** The resource of the program that has announced to take an object. */
  announcedBy(definition: ResourceDefinition, id: string): string | undefined {
    return this.#announced.get(holdingKey(definition, id))?.name;
  }

  /** Call it in check: a resource that has the object from an earlier run has met another one that announced to take it. */
  recordContested(definition: ResourceDefinition, id: string, inputs: Props): void {
    const { name, seed } = holderOf(definition, { id, state: {}, inputs });
    this.#contested.set(holdingKey(definition, id), { name, seed });
  }

  /** The resource from whom a creation would take an object: one that keeps it, or has it from an earlier run. */
  otherHolderOf(definition: ResourceDefinition, id: string, inputs: Props): string | undefined {
    const key = holdingKey(definition, id);
    return [this.#held.get(key), this.#contested.get(key)].find((other) => other !== undefined && other.seed !== seedIn(inputs))?.name;
  }

  /** The resource that keeps an object; undefined if this process has met none. */
  holderOf(definition: ResourceDefinition, id: string): Holder | undefined {
    return this.#held.get(holdingKey(definition, id));
  }

  /** Whether the resource of a state has a different object now. */
  hasOther({ kind }: ResourceDefinition, id: string, state: Props): boolean {
    return [...this.#held.values()].some((held) => held.kind === kind && held.seed === seedIn(state) && !sameUuid(held.id, id));
  }

  /** Resources that belong to an object or fill a part of it, and would be deleted with it. */
  dependentsOf(id: string): Holder[] {
    const whole = id.toLowerCase();
    return [...this.#held].flatMap(([key, holder]) =>
      [holder.customer, holder.parent].some((above) => above?.toLowerCase() === whole) ||
      (key !== whole && holder.id.toLowerCase() === whole)
        ? [holder]
        : [],
    );
  }

  /** Call it in the check of a new resource. Its creation never comes if something that it waits for fails. */
  announceCreation(definition: ResourceDefinition, inputs: Props, adoption: { readonly uuid: string | undefined } | undefined): void {
    const name = label(definition.kind, own(inputs, "seed"));
    this.#expected.announce(definition, { seed: seedIn(inputs), name, inputs, adoption });
  }

  /** The resource that asks for this very object and whose creation has not come yet, as if what it waits for has failed. */
  expectedOf(definition: ResourceDefinition, id: string, state: Props): string | undefined {
    return this.#expected.of(definition, { id, seed: seedIn(state), state, hasFailed: this.#failed !== undefined });
  }

  /** Call it when a creation starts. */
  recordCreationStarted(definition: ResourceDefinition, inputs: Props): void {
    this.#expected.begins(seedIn(inputs));
    const key = naturalKeyOf(definition, inputs);
    this.#creations.set(seedIn(inputs), { name: label(definition.kind, own(inputs, "seed")), key, keys: new Set() });
  }

  /** Call it for each live object that a running creation may take over. */
  recordAdoptionCandidate(definition: ResourceDefinition, inputs: Props, id: string): void {
    this.#creations.get(seedIn(inputs))?.keys.add(holdingKey(definition, id));
  }

  /** Call it when a creation has succeeded. */
  recordCreationDone(inputs: Props): void {
    this.#creations.delete(seedIn(inputs));
  }

  /** Call it when a creation has failed: it does not have its object, but still needs it. */
  recordCreationFailed(inputs: Props): void {
    for (const [key, { seed }] of this.#held) if (seed === seedIn(inputs)) this.#held.delete(key);
  }

  /** The resource whose creation needed this object in this run and failed. */
  failedCreationFor(definition: ResourceDefinition, id: string, state: Props): string | undefined {
    const [key, natural] = [holdingKey(definition, id), naturalKeyOf(definition, state)];
    return [...this.#creations.values()].find((creation) => creation.keys.has(key) || creation.key === natural)?.name;
  }

  /** Call it when the object of a resource was deleted. */
  recordDeleted(definition: ResourceDefinition, { id, state }: Omit<ResourceCall, "inputs">): void {
    this.#deleted.set(seedIn(state), { id, key: naturalKeyOf(definition, state) });
    this.#met.delete(holdingKey(definition, id));
  }

  /**
   * Whether the object that a creation would adopt is the one that this process has just deleted for the same resource. Then there is
   * nothing to adopt.
   */
  hasDeleted(definition: ResourceDefinition, inputs: Props, uuid: string | undefined): boolean {
    const deleted = this.#deleted.get(seedIn(inputs));
    if (deleted === undefined) return false;
    return uuid === undefined ? deleted.key === naturalKeyOf(definition, inputs) : sameUuid(uuid, deleted.id);
  }

  /** Call it when any resource failed: the engine does not call resources that depend on it in this run. */
  recordFailure(name: string): void {
    this.#failed ??= name;
  }

  /** The first resource of the program that has failed in this run. */
  get failed(): string | undefined {
    return this.#failed;
  }
}
