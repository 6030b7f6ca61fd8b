import type { Client, JsonObject } from "../../client/index";
import type { ResourceDefinition } from "../kind";
import type { Settings } from "../../settings/settings";
import { type Handovers, noHandovers } from "../holders/handovers";
import { type Journal, noJournal } from "./journal";
import { Listings } from "./listings";
import { Purchases } from "./purchases";
import { Turns } from "./turns";

/** An object that others of the same account may refer to. */
export interface Referred {
  readonly kind: string;
  readonly uuid: string;
  /** The uuid of the customer that it belongs to. */
  readonly customer: string | undefined;
}

/** The live objects that refer to one, and what could not be looked at. */
export interface Referrers {
  readonly found: readonly { readonly definition: ResourceDefinition; readonly live: JsonObject }[];
  readonly failures: readonly { readonly path: string; readonly error: unknown }[];
}

/** Looks for the live objects that refer to one. */
export type FindReferrers = (run: Run, referred: Referred) => Promise<Referrers>;

/** Finds what people call a live object of one of some kinds, by a list of its account; undefined if that is not known. Never throws. */
export type FindName = (run: Run, wanted: Omit<Referred, "kind"> & { readonly kinds: readonly string[] }) => Promise<string | undefined>;

/** The environment of a run. */
export interface RunOptions {
  /** Left out, no name is known. */
  readonly names?: FindName;
  /** Left out, nothing is known of any. */
  readonly referrers?: FindReferrers;
  readonly now?: () => number;
  readonly journal?: Journal;
  readonly handovers?: Handovers;
  /** Prints a line for the user; the engine shows it without a prefix. */
  readonly say?: (text: string) => void;
  /** What the process has bought; left out, nothing yet. */
  readonly purchases?: Purchases;
}

const nobody: FindReferrers = () => Promise.resolve({ found: [], failures: [] });

/** What the resources of one run share: the client, the lists, the claimed objects, and one queue per key. */
export class Run {
  readonly client: Client;
  readonly settings: Settings;
  readonly listings: Listings;
  readonly journal: Journal;
  readonly handovers: Handovers;
  readonly say: (text: string) => void;
  readonly now: () => number;
  readonly #referrers: FindReferrers;
  readonly #names: FindName;
  /** What this run has bought. */
  readonly purchases: Purchases;
  /** Whose turn it is at the own balance: purchases go together, and what is judged by the balance goes alone. */
  readonly ownBalance = new Turns();
  /** What creations of this run were to make whose end is not known: each may have made one that nothing but its uuid tells from its like. */
  readonly unsettled = new Set<string>();
  readonly #claimed = new Map<string, string>();
  readonly #claimListeners: ((uuids: readonly string[]) => void)[] = [];
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(client: Client, settings: Settings, options: RunOptions = {}) {
    const { now = Date.now, journal = noJournal, handovers = noHandovers, say = () => undefined } = options;
    const { referrers = nobody, names = () => Promise.resolve(undefined), purchases = new Purchases() } = options;
    this.client = client;
    this.journal = journal;
    this.handovers = handovers;
    this.say = say;
    this.#referrers = referrers;
    this.#names = names;
    this.now = now;
    this.settings = settings;
    this.purchases = purchases;
    this.listings = new Listings(client, now);
  }

  /** The live objects of the account that refer to one, now. */
  referrersOf(referred: Referred): Promise<Referrers> {
    return this.#referrers(this, referred);
  }

  /** What people call a live object; undefined if that is not known. */
  nameOf(wanted: Parameters<FindName>[1]): Promise<string | undefined> {
    return this.#names(this, wanted);
  }

  /** Claims an object for a creation of this run; false if another creation has it. The letter case of the uuid does not matter. */
  claim(id: string, name: string): boolean {
    if (this.hasClaimed(id)) return false;
    this.#claimed.set(id.toLowerCase(), name);
    this.#claimListeners.forEach((hear) => hear([id]));
    return true;
  }

  /** Whether a creation of this run has the object. */
  hasClaimed(id: string): boolean {
    return this.claimedBy(id) !== undefined;
  }

  /** Tells of every object that a resource of this run has claimed, and will claim. */
  onClaimed(hear: (uuids: readonly string[]) => void): void {
    this.#claimListeners.push(hear);
    hear([...this.#claimed.keys()]);
  }

  /** The name of the creation that has the object. */
  claimedBy(id: string): string | undefined {
    return this.#claimed.get(id.toLowerCase());
  }

  release(id: string): void {
    this.#claimed.delete(id.toLowerCase());
  }

  /**
   * Runs the actions of a key one after the other, such as asking for a free number and using it. The letter case of the key does not
   * matter.
   */
  async oneByOne<T>(key: string, action: () => Promise<T>): Promise<T> {
    const queue = key.toLowerCase();
    const before = this.#queues.get(queue) ?? Promise.resolve();
    const turn = before.then(action, action);
    this.#queues.set(
      queue,
      turn.catch(() => undefined),
    );
    return turn;
  }
}
