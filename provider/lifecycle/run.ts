import type { Client } from "../client/index";
import type { Settings } from "../settings";
import { type Journal, noJournal } from "./journal";
import { Listings } from "./listings";

/** What a run takes from outside. */
export interface RunOptions {
  readonly now?: () => number;
  readonly journal?: Journal;
}

/** What the resources of one run share: the client, the lists it has seen, the objects it has claimed, one queue per customer. */
export class Run {
  readonly client: Client;
  readonly settings: Settings;
  readonly listings: Listings;
  readonly journal: Journal;
  readonly #claimed = new Set<string>();
  readonly #takenOver = new Set<string>();
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(client: Client, settings: Settings, { now = Date.now, journal = noJournal }: RunOptions = {}) {
    this.client = client;
    this.journal = journal;
    this.settings = settings;
    this.listings = new Listings(client, now);
  }

  /** Takes an object for a resource of this run; false where another one has it already. A uuid is the same however it is written. */
  claim(id: string): boolean {
    if (this.hasClaimed(id)) return false;
    this.#claimed.add(id.toLowerCase());
    return true;
  }

  /** Whether a resource of this run has the object. */
  hasClaimed(id: string): boolean {
    return this.#claimed.has(id.toLowerCase());
  }

  /** Notes that a creation of this run took a living object over, instead of making one. */
  tookOver(id: string): void {
    this.#takenOver.add(id.toLowerCase());
  }

  /**
   * Whether a creation has just taken the object over. Asked once: after that, and after any other look at the object, the life of the
   * new resource has begun, and a deletion means what it says.
   */
  hasJustTakenOver(id: string): boolean {
    return this.#takenOver.delete(id.toLowerCase());
  }

  /** Notes that the engine looks at an object as at any other of the run. */
  settled(id: string): void {
    this.#takenOver.delete(id.toLowerCase());
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
