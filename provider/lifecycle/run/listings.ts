import { type Client, customerName, CUSTOMERS, type JsonObject, objectsIn, unexpected } from "../../client/index";
import { headed } from "../errors";
import { asText, sameUuid } from "../../common/values";

/** One collection of one customer, or of the own account. */
export interface Collection {
  readonly path: string;
  readonly customer?: string | undefined;
  /** What fills the places of the path: the uuid of the parent, under its argument's name. */
  readonly params?: Readonly<Record<string, string>>;
  /** The collection of what shows these objects, too, if their path does not say it. */
  readonly above?: Collection;
  /** What a failed request for the list means, if its path is a guess. */
  readonly meaning?: (error: unknown) => unknown;
}

/** The same text for the same collection, however its uuids are written. */
export function keyOf({ path, customer, params = {} }: Collection): string {
  return [customer ?? "", path, ...Object.values(params)].join(" ").toLowerCase();
}

/** The collection of the parents: what their answers show of their children is old after a write, too. */
function aboveOf({ path, customer, above }: Collection): Collection[] {
  const end = path.indexOf("/{");
  return end < 0 ? (above === undefined ? [] : [above]) : [{ path: path.slice(0, end), customer }];
}

/** Completes objects of a list that leave fields out. */
export type Complete = (objects: readonly JsonObject[]) => Promise<readonly JsonObject[]>;

interface Listing {
  readonly at: number;
  readonly objects: Promise<readonly JsonObject[]>;
}

/** What is known of the objects that live now: from one list, and of some from an answer of their own. */
interface Current {
  readonly listed: Promise<readonly JsonObject[]>;
  /** Read one by one since; undefined if there is none any more. */
  readonly alone: Map<string, Promise<JsonObject | undefined>>;
  /** Written by this run, so that the list may show them as they were. */
  readonly written: Set<string>;
}

/** How an object is looked at by itself that a list does not show whole. */
export interface Singly {
  readonly isWhole: (object: JsonObject) => boolean;
  /** The live object; undefined if its absence is proven. */
  readonly read: (uuid: string) => Promise<JsonObject | undefined>;
}

interface CollectionLists {
  before?: Listing;
  reading?: Listing;
  current?: Current;
  /** Objects that were read since the last write, so that a second read of one is never answered from a list. */
  readonly asked: Set<string>;
  /** The uuids of those whose deletion this run has proven: none of them comes back, whatever an older list shows. */
  readonly gone: Set<string>;
}

const readingLifetime = 30_000;

function isNotAmong(uuids: ReadonlySet<string>): (object: JsonObject) => boolean {
  return ({ uuid }) => !uuids.has(asText(uuid).toLowerCase());
}

function isCustomers({ path, customer }: Collection): boolean {
  return path === CUSTOMERS.collection && customer === undefined;
}

/**
 * The lists of one run. Creations share one list of what existed before the run. Reads of several objects share one list, which answers
 * once for each object, until something is written. Absence from a list proves nothing.
 */
export class Listings {
  readonly #client: Client;
  readonly #now: () => number;
  readonly #lists = new Map<string, CollectionLists>();

  constructor(client: Client, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  /**
   * The objects of a collection before this run created anything in it, without those that it has deleted since. `complete` is called once for
   * the whole list.
   */
  async before(collection: Collection, attempt: string, complete: Complete): Promise<readonly JsonObject[]> {
    const lists = this.#listsOf(collection);
    lists.before ??= this.#remember(this.#list(collection, "list what lives already", false).then(complete), () => delete lists.before);
    const objects = await lists.before.objects.catch((error: unknown) => {
      throw headed(`Cannot ${attempt}, and nothing was sent: what lives already could not be listed.`, error);
    });
    return objects.filter(isNotAmong(lists.gone));
  }

  /** The current objects of a collection, from a new request. */
  async fresh(collection: Collection, attempt: string): Promise<readonly JsonObject[]> {
    return (await this.#list(collection, attempt, true)).filter(isNotAmong(this.#listsOf(collection).gone));
  }

  /**
   * The objects of a collection as they live now: one list for the run, kept true by what the run writes itself. What it has changed, and what
   * the list does not show whole, is read by itself, once.
   */
  async current(collection: Collection, attempt: string, { isWhole, read }: Singly): Promise<readonly JsonObject[]> {
    const { listed, alone, written } = this.#currentOf(collection, attempt);
    const found = (await listed).map(async (object) => {
      const key = asText(object["uuid"]).toLowerCase();
      if (!alone.has(key) && !written.has(key) && isWhole(object)) return object;
      const reading = alone.get(key) ?? read(asText(object["uuid"]));
      alone.set(key, reading);
      reading.catch(() => alone.delete(key));
      return reading;
    });
    return (await Promise.all(found)).filter((object) => object !== undefined);
  }

  /** Call it when the deletion of an object is proven. */
  deleted(collection: Collection, uuid: string): void {
    const lists = this.#listsOf(collection);
    lists.gone.add(uuid.toLowerCase());
    lists.current?.alone.set(uuid.toLowerCase(), Promise.resolve(undefined));
  }

  /** Whether this run has deleted an object, of whatever collection. */
  hasDeleted(uuid: string): boolean {
    return [...this.#lists.values()].some(({ gone }) => gone.has(uuid.toLowerCase()));
  }

  /** The object as a shared list shows it; undefined if it has to be read by itself. */
  async forRead(collection: Collection, uuid: string, attempt: string): Promise<JsonObject | undefined> {
    const lists = this.#listsOf(collection);
    const first = lists.asked.size === 0 && !isCustomers(collection);
    const again = lists.asked.has(uuid);
    lists.asked.add(uuid);
    if (first || again) return undefined;
    const objects = await this.#reading(collection, attempt).catch(() => []);
    return objects.find((object) => sameUuid(object["uuid"], uuid));
  }

  /** Loads the name of a customer before one of its objects is read, from the list that the reads of customers share. */
  async nameForRead(customer: string, attempt: string): Promise<void> {
    if (!this.#client.customers.knows(customer)) await this.#reading({ path: CUSTOMERS.collection }, attempt).catch(() => []);
  }

  /** Call it after each write, of an object that lived before with its uuid, so that later reads do not see the state before it. */
  written(collection: Collection, uuid?: string): void {
    for (const each of [collection, ...aboveOf(collection)]) {
      const lists = this.#listsOf(each);
      delete lists.reading;
      lists.asked.clear();
      if (each !== collection || uuid === undefined) delete lists.current;
    }
    const { current } = this.#listsOf(collection);
    current?.written.add((uuid ?? "").toLowerCase());
    current?.alone.delete((uuid ?? "").toLowerCase());
  }

  #currentOf(collection: Collection, attempt: string): Current {
    const lists = this.#listsOf(collection);
    const current = lists.current ?? { listed: this.#list(collection, attempt, true), alone: new Map(), written: new Set() };
    lists.current = current;
    current.listed.catch(() => {
      if (lists.current === current) delete lists.current;
    });
    return current;
  }

  #reading(collection: Collection, attempt: string): Promise<readonly JsonObject[]> {
    const lists = this.#listsOf(collection);
    if (lists.reading === undefined || this.#now() - lists.reading.at > readingLifetime) {
      lists.reading = this.#remember(this.#list(collection, attempt, true), () => delete lists.reading);
    }
    return lists.reading.objects;
  }

  #remember(objects: Promise<readonly JsonObject[]>, forget: () => void): Listing {
    objects.catch(forget);
    return { at: this.#now(), objects };
  }

  async #list(collection: Collection, attempt: string, isFresh: boolean): Promise<readonly JsonObject[]> {
    if (isCustomers(collection) && !isFresh) return this.#client.customers.list();
    const { path, customer, params, meaning } = collection;
    const call = { attempt, method: "GET", path, ...(params && { params }), ...(customer === undefined ? {} : { customer }) } as const;
    const answer = await this.#client.call(call).catch((error: unknown) => {
      throw meaning?.(error) ?? error;
    });
    const objects = objectsIn(answer);
    if (objects === undefined) throw unexpected(call, answer, "in an answer without a list.");
    if (isCustomers(collection)) this.#learn(objects);
    return objects;
  }

  #learn(customers: readonly JsonObject[]): void {
    for (const customer of customers) {
      const { uuid } = customer;
      const name = customerName(customer);
      if (typeof uuid === "string" && name !== undefined) this.#client.customers.learn(uuid, name);
    }
  }

  #listsOf(collection: Collection): CollectionLists {
    const key = keyOf(collection);
    const lists = this.#lists.get(key) ?? { asked: new Set<string>(), gone: new Set<string>() };
    this.#lists.set(key, lists);
    return lists;
  }
}
