import { keyOf, type MapObject, nameOf } from "pulumi-yay/map";
import { UsageError } from "../shared/failure.js";

/** The objects of one customer, if one is named. @throws UsageError unless exactly one is called so. */
export function chosen<S extends { readonly objects: readonly MapObject[] }>(source: S, customer: string | undefined): S {
  return customer === undefined ? source : { ...source, objects: ofCustomers(source.objects, [customerNamed(source.objects, customer)]) };
}

/** The objects of some customers, and the customers. */
export function ofCustomers(objects: readonly MapObject[], uuids: readonly string[]): MapObject[] {
  const keys = new Set(uuids.map(keyOf));
  return objects.filter(({ kind, uuid, customer = "" }) => keys.has(keyOf(kind === "SubReseller" ? uuid : customer)));
}

/** The uuids of the customers that a text means: by uuid, by the resource's name, the account's name or the contact's. */
export function customersNamed(objects: readonly MapObject[], text: string): string[] {
  const customers = customersIn(objects);
  const uuids = new Set([...customers.keys(), ...objects.flatMap(({ customer }) => (customer === undefined ? [] : [keyOf(customer)]))]);
  if (uuids.has(keyOf(text))) return [text];
  const names = ({ resource, args }: MapObject): unknown[] => [resource, resource?.split("/").at(-1), args["name"], args["contactName"]];
  return [...customers.values()].filter((each) => names(each).includes(text)).map(({ uuid }) => uuid);
}

/** The uuid of the one customer that a text means. @throws UsageError if it is none, or several. */
export function customerNamed(objects: readonly MapObject[], text: string): string {
  const found = customersNamed(objects, text);
  const [only] = found;
  if (only === undefined) throw nobody(objects, text);
  if (found.length === 1) return only;
  throw new UsageError(`${found.length} customers are called ${JSON.stringify(text)}. Name one by its uuid: ${found.join(", ")}.`);
}

/** Says that no customer is called so, and which there are. */
export function nobody(objects: readonly MapObject[], text: string): UsageError {
  const all = [...customersIn(objects).values()].map((each) => nameOf(each)).join(", ") || "none";
  return new UsageError(`There is no customer ${JSON.stringify(text)}. There are: ${all}.`);
}

function customersIn(objects: readonly MapObject[]): Map<string, MapObject> {
  return new Map(objects.filter(({ kind }) => kind === "SubReseller").map((each) => [keyOf(each.uuid), each]));
}
