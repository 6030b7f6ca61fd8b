import type { Collection, Entry, Place } from "./collection";
import type { JsonObject } from "./json";
import { asObjects, asText } from "./json";
import { KINDS, isOpen } from "./kinds";
import type { KindName, OpenPath } from "./kinds";
import type { Kind } from "./kinds/kind";
import { collectionOf } from "./storage";
import type { Switches } from "./switches";
import type { Customer, StoredObject } from "./world";

/** The objects of a kind: its own, or those that a list of the customer has, if the switch `customerLists` says that they are the same. */
export function collectionUnder(name: KindName | OpenPath, { world, owner }: Place, switches: Switches): Collection<StoredObject> {
  if (isOpen(name)) return collectionOf(name);
  const { nestedIn }: Kind = KINDS[name];
  const customer = owner === null ? undefined : world.customers.get(owner);
  if (nestedIn === undefined || customer === undefined || switches.customerLists !== "shared") return collectionOf(name);
  return nestedCollection(name, customer, nestedIn);
}

function nestedCollection(name: KindName, customer: Customer, list: string): Collection<StoredObject> {
  const items = (): JsonObject[] => asObjects(customer.record[list]);
  const put = (next: JsonObject[]): void => {
    customer.record[list] = next;
  };
  const viewOf = (uuid: string): StoredObject => ({
    uuid,
    kind: name,
    owner: customer.uuid,
    get record(): JsonObject {
      return items().find((item) => item["uuid"] === uuid) ?? {};
    },
    set record(next: JsonObject) {
      put(items().map((item) => (item["uuid"] === uuid ? next : item)));
    },
  });
  const views = (): StoredObject[] => items().map((item) => viewOf(asText(item["uuid"])));
  return {
    kind: KINDS[name],
    list: views,
    find: (_place, uuid) => views().find((view) => view.uuid === uuid),
    add: (_place, record) => {
      put([...items(), record]);
      return viewOf(asText(record["uuid"]));
    },
    remove: (_place, uuid) => put(items().filter((item) => item["uuid"] !== uuid)),
    complete: (_place, { record }: Entry) => record,
    refusals: () => [],
  };
}
