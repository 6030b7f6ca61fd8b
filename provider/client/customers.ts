import { CustomerGoneError, GoneError, RejectedError, UnexpectedAnswerError } from "./errors";
import type { Json, JsonObject } from "./json";
import { objectsIn, theObject } from "./lists";
import type { Answer, Call, Customers } from "./types";
import { unexpected } from "./unexpected";

/** The paths of customers. The client reads their names there, to act on behalf of one. */
export const CUSTOMERS = { collection: "/account/reseller", item: "/account/reseller/{uuid}" } as const;

/** How long a known name is used before it is read again; a run of the engine seldom lasts longer. */
const FRESH_MS = 5 * 60_000;

interface Known {
  readonly name: string;
  readonly at: number;
  readonly moment: number;
}

interface SharedList {
  readonly at: number;
  readonly moment: number;
  readonly members: Promise<readonly JsonObject[]>;
}

/** The name of a customer; undefined if the answer shows none. An answer may show a name of digits as a number. */
export function customerName(customer: JsonObject): string | undefined {
  const { name } = customer;
  return (typeof name === "string" && name !== "") || typeof name === "number" ? String(name) : undefined;
}

/** Remembers the names of customers. Moments count requests and answers, so that an older answer never overwrites a newer one. */
export class CustomerDirectory implements Customers {
  readonly #call: (call: Call) => Promise<Answer>;
  readonly #clock: () => number;
  readonly #known = new Map<string, Known>();
  readonly #written = new Map<string, number>();
  readonly #refreshing = new Map<string, Promise<string>>();
  #list: SharedList | undefined;
  #listAskedAt = -Infinity;
  #moment = 0;

  constructor(call: (call: Call) => Promise<Answer>, clock: () => number) {
    this.#call = call;
    this.#clock = clock;
  }

  async nameOf(uuid: string): Promise<string> {
    const known = this.#fresh(uuid);
    if (known) {
      return known.name;
    }
    if (!this.#isFresh(this.#listAskedAt)) {
      await this.#tryList();
    }
    return this.#fresh(uuid)?.name ?? this.refresh(uuid);
  }

  knows(uuid: string): boolean {
    return this.#fresh(uuid) !== undefined;
  }

  learn(uuid: string, name: string): void {
    this.#remember(uuid, name, this.tick());
  }

  forget(uuid: string): void {
    this.#known.delete(uuid.toLowerCase());
    this.noteWrite(uuid);
  }

  refresh(uuid: string): Promise<string> {
    const key = uuid.toLowerCase();
    const running = this.#refreshing.get(key);
    if (running) {
      return running;
    }
    const started = this.#readOne(uuid).finally(() => this.#refreshing.delete(key));
    this.#refreshing.set(key, started);
    return started;
  }

  async list(): Promise<readonly JsonObject[]> {
    if (!this.#list || !this.#isFresh(this.#list.at)) {
      this.#list = this.#readList();
    }
    const { members, moment } = this.#list;
    const all = await members;
    return all.filter(({ uuid }) => typeof uuid !== "string" || (this.#written.get(uuid.toLowerCase()) ?? -1) < moment);
  }

  /** Advances the count and returns the current moment. */
  tick(): number {
    return ++this.#moment;
  }

  /** Whether the name was learned before a moment, and so may have changed since. */
  knownBefore(uuid: string, moment: number): boolean {
    return (this.#known.get(uuid.toLowerCase())?.moment ?? moment) < moment;
  }

  /** Notes a write: from here on `list` leaves this customer out, because the list may show it as it was before. */
  noteWrite(uuid: string): void {
    this.#written.set(uuid.toLowerCase(), this.tick());
  }

  async #tryList(): Promise<void> {
    try {
      await this.list();
    } catch (error) {
      if (!(RejectedError.is(error) || GoneError.is(error) || UnexpectedAnswerError.is(error))) {
        throw error;
      }
    }
    this.#listAskedAt = this.#clock();
  }

  #readList(): SharedList {
    const moment = this.tick();
    const members = this.#askForList(moment);
    const list = { at: this.#clock(), moment, members };
    members.catch(() => {
      if (this.#list === list) {
        this.#list = undefined;
      }
    });
    return list;
  }

  async #askForList(moment: number): Promise<readonly JsonObject[]> {
    const call: Call = { attempt: "list the customers", method: "GET", path: CUSTOMERS.collection };
    const answer = await this.#call(call);
    const members = objectsIn(answer);
    if (members === undefined) throw unexpected(call, answer, "in an answer without a list.");
    for (const member of members) {
      freeze(member);
      const name = customerName(member);
      if (typeof member["uuid"] === "string" && name !== undefined) {
        this.#remember(member["uuid"], name, moment);
      }
    }
    return members;
  }

  async #readOne(uuid: string): Promise<string> {
    const moment = this.tick();
    const call: Call = { attempt: `read the customer ${uuid}`, method: "GET", path: CUSTOMERS.item, params: { uuid } };
    const answer = await this.#call(call).catch((error: unknown) => {
      throw GoneError.is(error) ? this.#goneCustomer(uuid, error) : error;
    });
    const shown = theObject(answer.result);
    const name = shown === undefined ? undefined : customerName(shown);
    if (name === undefined) throw unexpected(call, answer, "in an answer without its name.");
    this.#remember(uuid, name, moment);
    return this.#known.get(uuid.toLowerCase())?.name ?? name;
  }

  #goneCustomer(uuid: string, error: GoneError): CustomerGoneError {
    this.forget(uuid);
    const { method, path, status, trackingToken } = error;
    const message = `The customer ${uuid} does not exist any more.\n${error.message.split("\n").slice(1).join("\n")}`;
    return new CustomerGoneError(message, {
      ...(method !== undefined && { method }),
      ...(path !== undefined && { path }),
      ...(status !== undefined && { status }),
      ...(trackingToken !== undefined && { trackingToken }),
    });
  }

  #remember(uuid: string, name: string, moment: number): void {
    const key = uuid.toLowerCase();
    if ((this.#known.get(key)?.moment ?? -1) < moment) {
      this.#known.set(key, { name, at: this.#clock(), moment });
    }
  }

  #fresh(uuid: string): Known | undefined {
    const known = this.#known.get(uuid.toLowerCase());
    return known && this.#isFresh(known.at) ? known : undefined;
  }

  #isFresh(at: number): boolean {
    return this.#clock() - at < FRESH_MS;
  }
}

function freeze(value: Json): void {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
}
