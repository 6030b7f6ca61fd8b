import type { RequestRecord } from "./log";

/** An event of a simulator: a request arrived, was answered or cut, or is held by a fault. */
export type SimulatorEvent = "request" | "answered" | "held";

/** Called for each request. */
export type RequestListener = (record: RequestRecord) => void;

/** A small typed emitter. It does not catch errors of listeners. */
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

  /** Resolves with the next matching request. */
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
