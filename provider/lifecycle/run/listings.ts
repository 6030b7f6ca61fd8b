import { type Client, customerName, CUSTOMERS, type JsonObject, objectsIn, unexpected } from "../../client/index";
import { headed } from "../errors";
import { sameUuid } from "../../common/values";

/** One collection of one customer, or of the own account. */
export interface Collection {
  readonly path: string;
  readonly customer?: string | undefined;
}

/** Fills in what items of a list leave out. */
export type Complete = (objects: readonly JsonObject[]) => Promise<readonly JsonObject[]>;

interface Listing {
  readonly at: number;
  readonly objects: Promise<readonly JsonObject[]>;
}

interface Shelf {
  before?: Listing;
  reading?: Listing;
  /** Objects that were read since the last write, so that a second look at one of them is never answered from a list. */
  readonly asked: Set<string>;
}

const readingLifetime = 30_000;

function isCustomers({ path, customer }: Collection): boolean {
  return path === CUSTOMERS.collection && customer === undefined;
}

/**
 * The lists of one run. Creates share one look at what was there before. Reads of several objects share one list, which answers
 * for each object once, until something is written; absence from it is never proof.
 */
export class Listings {
  readonly #client: Client;
  readonly #now: () => number;
  readonly #shelves = new Map<string, Shelf>();

  constructor(client: Client, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  /** What the collection held before this run made anything in it; `complete` fills in what the list leaves out, once for all. */
  before(collection: Collection, attempt: string, complete: Complete): Promise<readonly JsonObject[]> {
    const shelf = this.#shelf(collection);
    shelf.before ??= this.#remember(this.#list(collection, "list what lives already", false).then(complete), () => delete shelf.before);
    return shelf.before.objects.catch((error: unknown) => {
      throw headed(`Cannot ${attempt}, and nothing was sent: what lives already could not be listed.`, error);
    });
  }

  /** The collection as it is now. */
  fresh(collection: Collection, attempt: string): Promise<readonly JsonObject[]> {
    return this.#list(collection, attempt, true);
  }

  /** The object as a list of this run shows it; undefined where it has to be read by itself. */
  async forRead(collection: Collection, uuid: string, attempt: string): Promise<JsonObject | undefined> {
    const shelf = this.#shelf(collection);
    const first = shelf.asked.size === 0 && !isCustomers(collection);
    const again = shelf.asked.has(uuid);
    shelf.asked.add(uuid);
    if (first || again) return undefined;
    const objects = await this.#reading(collection, attempt).catch(() => []);
    return objects.find((object) => sameUuid(object["uuid"], uuid));
  }

  /** Makes the name of a customer known before an object of his is read: from the list that the reads of customers share. */
  async nameForRead(customer: string, attempt: string): Promise<void> {
    if (!this.#client.customers.knows(customer)) await this.#reading({ path: CUSTOMERS.collection }, attempt).catch(() => []);
  }

  /** Called after each write: later reads must not see the time before it. */
  written(collection: Collection): void {
    const shelf = this.#shelf(collection);
    delete shelf.reading;
    shelf.asked.clear();
  }

  #reading(collection: Collection, attempt: string): Promise<readonly JsonObject[]> {
    const shelf = this.#shelf(collection);
    if (shelf.reading === undefined || this.#now() - shelf.reading.at > readingLifetime) {
      shelf.reading = this.#remember(this.#list(collection, attempt, true), () => delete shelf.reading);
    }
    return shelf.reading.objects;
  }

  #remember(objects: Promise<readonly JsonObject[]>, forget: () => void): Listing {
    objects.catch(forget);
    return { at: this.#now(), objects };
  }

  async #list(collection: Collection, attempt: string, anew: boolean): Promise<readonly JsonObject[]> {
    if (isCustomers(collection) && !anew) return this.#client.customers.list();
    const { path, customer } = collection;
    const call = { attempt, method: "GET", path, ...(customer === undefined ? {} : { customer }) } as const;
    const answer = await this.#client.call(call);
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

  #shelf({ path, customer }: Collection): Shelf {
    const key = `${customer ?? ""} ${path}`;
    const shelf = this.#shelves.get(key) ?? { asked: new Set<string>() };
    this.#shelves.set(key, shelf);
    return shelf;
  }
}
