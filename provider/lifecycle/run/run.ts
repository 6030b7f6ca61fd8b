import type { Client } from "../../client/index";
import type { Settings } from "../../settings/settings";
import { type Handovers, noHandovers } from "../holders/handovers";
import { type Journal, noJournal } from "./journal";
import { Listings } from "./listings";

/** What a run takes from outside. */
export interface RunOptions {
  readonly now?: () => number;
  readonly journal?: Journal;
  readonly handovers?: Handovers;
  /** Tells the person who runs the command; the engine shows it as a plain line. */
  readonly say?: (text: string) => void;
}

/** What the resources of one run share: the client, the lists it has seen, the objects it has claimed, one queue per customer. */
export class Run {
  readonly client: Client;
  readonly settings: Settings;
  readonly listings: Listings;
  readonly journal: Journal;
  readonly handovers: Handovers;
  readonly say: (text: string) => void;
  readonly now: () => number;
  readonly #claimed = new Map<string, string>();
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(client: Client, settings: Settings, options: RunOptions = {}) {
    const { now = Date.now, journal = noJournal, handovers = noHandovers, say = () => undefined } = options;
    this.client = client;
    this.journal = journal;
    this.handovers = handovers;
    this.say = say;
    this.now = now;
    this.settings = settings;
    this.listings = new Listings(client, now);
  }

  /** Takes an object for a creation of this run, by its name; false if another one has it already. A uuid is the same however it is written. */
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

  /** Runs one action after the other under a key, such as asking for a number and taking it. A uuid is the same key however it is written. */
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
