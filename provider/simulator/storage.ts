import type { Collection, Entry, Place, Submission } from "./collection";
import { refuseStoreAndName } from "./customerRules";
import { refuseTakenExtension } from "./extensions";
import type { BuildContext } from "./fields";
import { buildRecord } from "./fields";
import type { JsonObject } from "./json";
import { asObjects, asText } from "./json";
import { kindOf } from "./kinds";
import type { KindName, OpenPath } from "./kinds";
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
  refusals: refuseStoreAndName,
};

/** The objects of a kind. */
export function collectionOf(name: KindName | OpenPath): Collection<StoredObject> {
  const kind: Kind = kindOf(name);
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
    replaceChildren: (submission, entry, context) => replaceChildren(kind, { submission, entry, context }),
    refusals: (submission, context) =>
      [refuseTakenExtension(kind, submission, context), refuseWithoutNeeded(kind, submission, context)].filter((one) => one !== undefined),
  };
}

interface Replacement {
  readonly submission: Submission;
  readonly entry: Entry;
  readonly context: BuildContext;
}

/** A child that the body has by its uuid is replaced, another one is made, and one that it does not have goes. */
function replaceChildren({ fields }: Kind, { submission, entry, context }: Replacement): void {
  if (context.switches.nestedChildren === "ignored") return;
  for (const [field, { shows }] of Object.entries(fields)) {
    const isKept = context.switches.omittedLists === "kept" && !Object.hasOwn(submission.body, field);
    if (shows === undefined || isKept) continue;
    const children = collectionOf(shows as KindName);
    const place = { world: submission.world, owner: submission.owner, parent: entry.uuid };
    const sent = asObjects(submission.body[field]);
    for (const { uuid } of children.list(place)) if (!sent.some((item) => item["uuid"] === uuid)) children.remove(place, uuid);
    for (const body of sent) {
      const live = children.find(place, asText(body["uuid"]));
      const record = buildRecord({ spec: children.kind, body, live: live?.record }, context);
      if (live === undefined) children.add(place, record);
      else live.record = record;
    }
  }
}

function objectsAt({ world, owner, parent }: Place, name: KindName | OpenPath): StoredObject[] {
  return objectsOf(world, owner, name).filter((object) => object.parent === parent);
}

function findObject({ world, owner, parent }: Place, name: KindName | OpenPath, uuid: string): StoredObject | undefined {
  const object = world.objects.get(uuid);
  return object?.kind === name && object.owner === owner && object.parent === parent ? object : undefined;
}

/** The record of an object with those children that its own answers show. */
function withChildren({ world, owner }: Place, name: KindName | OpenPath, { uuid, record }: Entry): JsonObject {
  const lists = Object.entries(kindOf(name).fields).flatMap(([field, { shows }]) => {
    const children = shows === undefined ? undefined : objectsAt({ world, owner, parent: uuid }, shows as KindName);
    return children === undefined ? [] : [[field, children.map((child) => child.record)] as const];
  });
  return lists.length === 0 ? record : { ...record, ...Object.fromEntries(lists) };
}
