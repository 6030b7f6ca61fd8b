import type { BuildContext } from "./fields";
import type { JsonObject } from "./json";
import type { KindName, OpenPath } from "./kinds";
import { KIND_NAMES, isOpen } from "./kinds";
import { forgetNamed } from "./naming";
import { suggestion } from "./nearest";
import { collectionUnder } from "./nested";
import { SeedError, seedCustomer, underParent } from "./seed";
import type { SeedCustomer } from "./seed";
import { collectionOf } from "./storage";
import { insert } from "./submission";
import type { Customer, Owner, StoredObject, World } from "./world";
import { customerByName, objectsOf, removeObject } from "./world";

/** A change "in the portal": fields to assign to an object, or a function that changes its record. */
export type Edit = JsonObject | ((record: JsonObject) => void);

/** Changes the platform without the API, as people do in the vendor's portal. */
export class Portal {
  readonly #world: World;
  readonly #context: () => BuildContext;

  constructor(world: World, context: () => BuildContext) {
    this.#world = world;
    this.#context = context;
  }

  /** The customer or object with this uuid. */
  find(uuid: string): Customer | StoredObject | undefined {
    return this.#world.customers.get(uuid) ?? this.#world.objects.get(uuid) ?? this.#nested(uuid)?.found;
  }

  /** Changes an object's record without checks, and its updated_on. Returns the record. Throws if there is none. */
  edit(uuid: string, change: Edit): JsonObject {
    const found = this.find(uuid);
    if (found === undefined) throw new Error(`The simulator has no object ${uuid}.`);
    if (typeof change === "function") change(found.record);
    else Object.assign(found.record, structuredClone(change));
    found.record["updated_on"] = this.#context().today;
    return found.record;
  }

  /**
   * Removes a customer with everything in it, or an object, also one that others refer to. Returns false if there is none. What referred to it
   * follows the switch `danglingReferences`, which never refuses a removal here.
   */
  remove(uuid: string): boolean {
    const nested = this.#nested(uuid);
    if (nested !== undefined) {
      nested.remove();
      return true;
    }
    for (const object of objectsOf(this.#world, uuid)) this.#world.objects.delete(object.uuid);
    const owner = this.#world.objects.get(uuid)?.owner ?? null;
    if (!this.#world.customers.delete(uuid) && !removeObject(this.#world, uuid)) return false;
    forgetNamed({ world: this.#world, owner, uuid }, this.#context().switches);
    return true;
  }

  /** Adds a customer as a seed would. Throws a SeedError if the platform could not have it. */
  addCustomer(seed: SeedCustomer): Customer {
    const world = this.#world;
    const trial = { ...world, customers: new Map(world.customers), objects: new Map(world.objects) };
    const faults = seedCustomer({ world: trial, context: this.#context() }, seed, "customer");
    if (faults.length > 0) throw new SeedError(faults.join("\n"));
    seedCustomer({ world, context: this.#context() }, seed, "customer");
    const made = customerByName(world, seed.name);
    if (made === undefined) throw new SeedError("customer: it is not there");
    return made;
  }

  /** Adds an object, without checks, to a customer (by name) or to the own account. A child names its parent as in a seed. */
  addObject(kind: KindName | OpenPath, object: JsonObject, customer?: string): StoredObject {
    const owner = customer === undefined ? null : this.#owner(customer);
    const { body, parent } = underParent(kind, object);
    const context = this.#context();
    return insert(
      collectionUnder(kind, { world: this.#world, owner }, context.switches),
      { world: this.#world, owner, parent, body, serverValues: body },
      context,
    );
  }

  /** The records of a kind that belong to a customer (by name) or to the own account. */
  list(kind: KindName | OpenPath, customer?: string): JsonObject[] {
    if (isOpen(kind) ? !this.#world.collections.has(kind) : !KIND_NAMES.includes(kind))
      throw new Error(`The simulator has no kind "${kind}". ${suggestion(kind, [...KIND_NAMES, ...this.#world.collections])}`);
    const owner = customer === undefined ? null : this.#owner(customer);
    const { kind: row } = collectionOf(kind);
    if (row.nestedIn === undefined) return objectsOf(this.#world, owner, kind).map((object) => object.record);
    const place = { world: this.#world, owner };
    return collectionUnder(kind, place, this.#context().switches)
      .list(place)
      .map((object) => object.record);
  }

  /** An object that a list of a customer has. */
  #nested(uuid: string): { readonly found: StoredObject; readonly remove: () => void } | undefined {
    const { switches } = this.#context();
    if (switches.customerLists !== "shared") return undefined;
    for (const owner of this.#world.customers.keys())
      for (const kind of KIND_NAMES) {
        const place = { world: this.#world, owner };
        const collection = collectionUnder(kind, place, switches);
        const found = collectionOf(kind).kind.nestedIn === undefined ? undefined : collection.find(place, uuid);
        if (found !== undefined) return { found, remove: () => collection.remove(place, uuid) };
      }
    return undefined;
  }

  #owner(customer: string): Owner {
    const found = customerByName(this.#world, customer);
    if (found === undefined) throw new Error(`The simulator has no customer "${customer}".`);
    return found.uuid;
  }
}
