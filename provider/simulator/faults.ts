import type { Fault, FaultMatch } from "./faultTypes";
import { hasKey } from "./log";
import type { RequestRecord } from "./log";

/** Controls a fault that was added. */
export interface FaultHandle {
  readonly id: number;
  readonly fault: Fault;
  /** The requests that it has affected. */
  readonly hits: readonly RequestRecord[];
  /** Resolves with the first request that it holds. */
  readonly held: Promise<RequestRecord>;
  /** How many requests it holds now. */
  readonly holding: number;
  /** Releases every request that it holds, and holds no more. */
  readonly release: () => void;
  /** Affects no more requests; releases those that it holds. */
  readonly remove: () => void;
}

interface Entry {
  readonly handle: FaultHandle;
  readonly hits: RequestRecord[];
  readonly onHeld: (record: RequestRecord) => void;
  readonly released: Promise<void>;
  holding: number;
  fitting: number;
}

/** A fault that affects a request. */
export interface MatchedFault {
  readonly fault: Fault;
  /** Reports that the request is held, and waits until it is released. */
  readonly hold: (record: RequestRecord) => Promise<void>;
}

/** The pending faults, in the order in which they were added. The first that matches a request affects it. */
export class Faults {
  readonly #entries: Entry[] = [];
  #lastId = 0;

  /** Adds a fault. */
  add(fault: Fault): FaultHandle {
    const id = ++this.#lastId;
    const hits: RequestRecord[] = [];
    const { promise: held, resolve: onHeld } = openPromise<RequestRecord>();
    const { promise: released, resolve: release } = openPromise<undefined>();
    const letGo = (): void => release(undefined);
    const remove = (): void => {
      letGo();
      this.#drop(id);
    };
    const entry: Entry = {
      handle: {
        id,
        fault,
        hits,
        held,
        release: letGo,
        remove,
        get holding() {
          return entry.holding;
        },
      },
      hits,
      onHeld,
      released,
      holding: 0,
      fitting: 0,
    };
    this.#entries.push(entry);
    return entry.handle;
  }

  /** The faults that may still affect a request, or hold one. */
  list(): readonly FaultHandle[] {
    return this.#entries.map(({ handle }) => handle).filter((handle) => !isSpent(handle) || handle.holding > 0);
  }

  /** A fault by its id, even if it is used up. */
  get(id: number): FaultHandle | undefined {
    return this.#entries.find((entry) => entry.handle.id === id)?.handle;
  }

  /** Removes every fault. */
  clear(): void {
    for (const { handle } of [...this.#entries]) handle.remove();
  }

  /** Returns the fault that affects this request, and counts the request as one of its times. */
  meet(record: RequestRecord): MatchedFault | undefined {
    const fitting = this.#entries.filter(({ handle }) => fits(handle.fault.match ?? {}, record));
    for (const entry of fitting) entry.fitting++;
    const entry = fitting.find(({ handle, fitting: count }) => !isSpent(handle) && isTurn(handle.fault.match?.nth, count));
    if (entry === undefined) return undefined;
    entry.hits.push(record);
    const hold = async (held: RequestRecord): Promise<void> => {
      entry.holding++;
      entry.onHeld(held);
      await entry.released;
      entry.holding--;
    };
    return { fault: entry.handle.fault, hold };
  }

  #drop(id: number): void {
    const index = this.#entries.findIndex((entry) => entry.handle.id === id);
    if (index >= 0) this.#entries.splice(index, 1);
  }
}

function openPromise<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

function isSpent({ fault, hits }: FaultHandle): boolean {
  const times = fault.times ?? 1;
  return times > 0 && hits.length >= times;
}

function isTurn(nth: number | undefined, count: number): boolean {
  return nth === undefined || nth === count;
}

/** Whether a request matches; `nth` is ignored. */
export function fits(match: FaultMatch, record: RequestRecord): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== record.method) return false;
  if (match.path !== undefined && !fitsPath(match.path, record.path)) return false;
  if (match.customer !== undefined && match.customer !== record.customer) return false;
  if (match.credentials === "good" && !record.hasGoodCredentials) return false;
  if (match.bodyKey !== undefined && !hasKey(record.body, match.bodyKey)) return false;
  return match.where?.(record) ?? true;
}

function fitsPath(pattern: string, path: string): boolean {
  const parts = pattern.split("/");
  const segments = path.split("/");
  const isOpen = parts.at(-1) === "**";
  const fixed = isOpen ? parts.slice(0, -1) : parts;
  if (isOpen ? segments.length < fixed.length : segments.length !== fixed.length) return false;
  return fixed.every((part, index) => part === "*" || part === segments[index]);
}
