import type { Collection, Entry, Place } from "./collection";
import { refuseStoreOrName } from "./customerRules";
import { refuseTakenExtension } from "./extensions";
import type { JsonObject } from "./json";
import { asText } from "./json";
import { KINDS } from "./kinds";
import type { KindName } from "./kinds";
import { customer } from "./kinds/customer";
import type { Kind } from "./kinds/kind";
import { refuseWithoutNeeded } from "./needs";
import type { Customer, StoredObject } from "./world";
import { objectsOf, removeObject } from "./world";

/** The customers, which the world stores separately. */
export const CUSTOMERS: Collection<Customer> = {
  kind: customer,
  list: ({ world }) => [...world.customers.values()],
  find: ({ world }, uuid) => world.customers.get(uuid),
  add: ({ world }, record) => {
    const added: Customer = { uuid: asText(record["uuid"]), record, locked: false, internationalCallsAllowed: undefined, balance: 0 };
    world.customers.set(added.uuid, added);
    return added;
  },
  remove: ({ world }, uuid) => void world.customers.delete(uuid),
  complete: ({ world }, { uuid, record }, { switches }) =>
    switches.balanceShown === "shown" ? { ...record, balance: (world.customers.get(uuid)?.balance ?? 0) / 1000 } : record,
  refuse: refuseStoreOrName,
};

/** The objects of a kind. */
export function collectionOf(name: KindName): Collection<StoredObject> {
  const kind: Kind = KINDS[name];
  return {
    kind,
    list: (place) => objectsAt(place, name),
    find: (place, uuid) => findObject(place, name, uuid),
    add: ({ world, owner, parent }, record) => {
      const added: StoredObject = { uuid: asText(record["uuid"]), kind: name, owner, record, ...(parent === undefined ? {} : { parent }) };
      world.objects.set(added.uuid, added);
      return added;
    },
    remove: ({ world }, uuid) => void removeObject(world, uuid),
    complete: (place, entry) => withChildren(place, name, entry),
    refuse: (submission, context) => refuseTakenExtension(kind, submission, context) ?? refuseWithoutNeeded(kind, submission, context),
  };
}

function objectsAt({ world, owner, parent }: Place, name: KindName): StoredObject[] {
  return objectsOf(world, owner, name).filter((object) => object.parent === parent);
}

function findObject({ world, owner, parent }: Place, name: KindName, uuid: string): StoredObject | undefined {
  const object = world.objects.get(uuid);
  return object?.kind === name && object.owner === owner && object.parent === parent ? object : undefined;
}

/** The record of an object with those children that its own answers show. */
function withChildren({ world, owner }: Place, name: KindName, { uuid, record }: Entry): JsonObject {
  const lists = Object.entries(KINDS[name].fields).flatMap(([field, { shows }]) => {
    const children = shows === undefined ? undefined : objectsAt({ world, owner, parent: uuid }, shows as KindName);
    return children === undefined ? [] : [[field, children.map((child) => child.record)] as const];
  });
  return lists.length === 0 ? record : { ...record, ...Object.fromEntries(lists) };
}
