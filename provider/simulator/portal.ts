import type { BuildContext } from "./fields";
import type { JsonObject } from "./json";
import type { KindName, OpenPath } from "./kinds";
import { KIND_NAMES, isOpen } from "./kinds";
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
    return this.#world.customers.get(uuid) ?? this.#world.objects.get(uuid);
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

  /** Removes a customer with everything in it, or an object. Returns false if there is none. */
  remove(uuid: string): boolean {
    for (const object of objectsOf(this.#world, uuid)) this.#world.objects.delete(object.uuid);
    return this.#world.customers.delete(uuid) || removeObject(this.#world, uuid);
  }

  /** Adds a customer as a seed would. Throws a SeedError if the platform could not have it. */
  addCustomer(seed: SeedCustomer): Customer {
    const faults = seedCustomer({ world: this.#world, context: this.#context() }, seed, "customer");
    const made = customerByName(this.#world, seed.name);
    if (faults.length > 0 || made === undefined) throw new SeedError(faults.join("\n"));
    return made;
  }

  /** Adds an object, without checks, to a customer (by name) or to the own account. A child names its parent as in a seed. */
  addObject(kind: KindName | OpenPath, object: JsonObject, customer?: string): StoredObject {
    const owner = customer === undefined ? null : this.#owner(customer);
    const { body, parent } = underParent(kind, object);
    return insert(collectionOf(kind), { world: this.#world, owner, parent, body, serverValues: body }, this.#context());
  }

  /** The records of a kind that belong to a customer (by name) or to the own account. */
  list(kind: KindName | OpenPath, customer?: string): JsonObject[] {
    if (isOpen(kind) ? !this.#world.collections.has(kind) : !KIND_NAMES.includes(kind))
      throw new Error(`The simulator has no kind "${kind}".`);
    return objectsOf(this.#world, customer === undefined ? null : this.#owner(customer), kind).map((object) => object.record);
  }

  #owner(customer: string): Owner {
    const found = customerByName(this.#world, customer);
    if (found === undefined) throw new Error(`The simulator has no customer "${customer}".`);
    return found.uuid;
  }
}
