import type { RequestRecord } from "./log";

/** What a simulator tells of: a request that arrived, one that was answered or cut, one that is held by a fault. */
export type SimulatorEvent = "request" | "answered" | "held";

/** Told of one request. */
export type RequestListener = (record: RequestRecord) => void;

/** A small typed emitter; a listener's failure is its own. */
export class Events {
  readonly #listeners = new Map<SimulatorEvent, Set<RequestListener>>();

  /** Listens until the returned function is called. */
  on(event: SimulatorEvent, listener: RequestListener): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit(event: SimulatorEvent, record: RequestRecord): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(record);
  }

  /** The next request that fits. */
  next(event: SimulatorEvent, isWanted: (record: RequestRecord) => boolean): Promise<RequestRecord> {
    return new Promise((resolve) => {
      const stop = this.on(event, (record) => {
        if (!isWanted(record)) return;
        stop();
        resolve(record);
      });
    });
  }
}
