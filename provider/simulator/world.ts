import type { JsonObject } from "./json";
import { asText } from "./json";
import type { KindName, OpenPath } from "./kinds";
import type { Thousandths } from "./money";

/** The uuid of a customer, or null for the caller's own account. */
export type Owner = string | null;

/** A customer, with what the API stores but does not show. */
export interface Customer {
  readonly uuid: string;
  /** The object in the API's shape, all passwords in clear. */
  record: JsonObject;
  locked: boolean;
  /** Undefined until the command was run with a flag. */
  internationalCallsAllowed: boolean | undefined;
  balance: Thousandths;
}

/** An object of a collection. */
export interface StoredObject {
  readonly uuid: string;
  /** The kind's name, or the path of a collection that no document describes. */
  readonly kind: KindName | OpenPath;
  readonly owner: Owner;
  /** The uuid of its parent, if its path is below another object's, as a trunk's login is. */
  readonly parent?: string;
  record: JsonObject;
}

/** One movement of money. */
export interface LedgerEntry {
  /** When, as an ISO timestamp. */
  readonly at: string;
  /** A transfer to a customer, or the charge of a command. */
  readonly kind: "transfer" | "charge";
  /** The X-Tracking-Token of the request that moved it. */
  readonly requestId: string;
  /** The customer's uuid, or null for a charge to the own account's objects. */
  readonly customer: Owner;
  /** The customer's name at that time. */
  readonly customerName: string | null;
  /** The amount moved, always positive, with three decimals. */
  readonly amount: string;
  /** The own balance afterwards, with three decimals. */
  readonly ownBalance: string;
}

/** The state of the simulated platform. Records may be changed directly; the next answer shows the change. */
export interface World {
  /** The caller's own account, as /authenticated shows it. */
  account: JsonObject;
  ownBalance: Thousandths;
  stores: JsonObject[];
  /** Names of accounts outside of the own list: taken, but never shown. */
  otherAccountNames: Set<string>;
  /** By uuid, in the order of creation. */
  customers: Map<string, Customer>;
  /** By uuid, in the order of creation. */
  objects: Map<string, StoredObject>;
  ledger: LedgerEntry[];
  /** The paths of collections that no document describes and the API has all the same. */
  collections: Set<OpenPath>;
  /** The cost of a command for the own account, by "METHOD /path". */
  charges: Map<string, Thousandths>;
}

/** An account without customers, objects, stores or credit. */
export function emptyWorld(): World {
  return {
    account: {},
    ownBalance: 0,
    stores: [],
    otherAccountNames: new Set(),
    customers: new Map(),
    objects: new Map(),
    ledger: [],
    collections: new Set(),
    charges: new Map(),
  };
}

export function nameOf(record: JsonObject): string {
  return asText(record["name"]);
}

export function customerByName(world: World, name: string): Customer | undefined {
  return [...world.customers.values()].find((customer) => nameOf(customer.record) === name);
}

/** Whether any account of the platform but `except` has the name. */
export function isNameTaken(world: World, name: string, except?: string): boolean {
  if (world.otherAccountNames.has(name) || nameOf(world.account) === name) return true;
  const holder = customerByName(world, name);
  return holder !== undefined && holder.uuid !== except;
}

export function objectsOf(world: World, owner: Owner, kind?: KindName | OpenPath): StoredObject[] {
  return [...world.objects.values()].filter((object) => object.owner === owner && (kind === undefined || object.kind === kind));
}

/** Removes an object and its children. Returns false if there is none. */
export function removeObject(world: World, uuid: string): boolean {
  for (const child of world.objects.values()) if (child.parent === uuid) world.objects.delete(child.uuid);
  return world.objects.delete(uuid);
}
