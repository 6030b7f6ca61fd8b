import type { Client } from "../../client/index";
import type { Settings } from "../../settings/settings";
import { type Handovers, noHandovers } from "../holders/handovers";
import { type Journal, noJournal } from "./journal";
import { Listings } from "./listings";
import { Purchases } from "./purchases";

/** The environment of a run. */
export interface RunOptions {
  readonly now?: () => number;
  readonly journal?: Journal;
  readonly handovers?: Handovers;
  /** Prints a line for the user; the engine shows it without a prefix. */
  readonly say?: (text: string) => void;
  /** What the process has bought; left out, nothing yet. */
  readonly purchases?: Purchases;
}

/** What the resources of one run share: the client, the lists, the claimed objects, and one queue per key. */
export class Run {
  readonly client: Client;
  readonly settings: Settings;
  readonly listings: Listings;
  readonly journal: Journal;
  readonly handovers: Handovers;
  readonly say: (text: string) => void;
  readonly now: () => number;
  /** What this run has bought. */
  readonly purchases: Purchases;
  readonly #claimed = new Map<string, string>();
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(client: Client, settings: Settings, options: RunOptions = {}) {
    const { now = Date.now, journal = noJournal, handovers = noHandovers, say = () => undefined, purchases = new Purchases() } = options;
    this.client = client;
    this.journal = journal;
    this.handovers = handovers;
    this.say = say;
    this.now = now;
    this.settings = settings;
    this.purchases = purchases;
    this.listings = new Listings(client, now);
  }

  /** Claims an object for a creation of this run; false if another creation has it. The letter case of the uuid does not matter. */
  claim(id: string, name: string): boolean {
    if (this.hasClaimed(id)) return false;
    this.#claimed.set(id.toLowerCase(), name);
    return true;
  }

  /** Whether a creation of this run has the object. */
  hasClaimed(id: string): boolean {
    return this.claimedBy(id) !== undefined;
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
