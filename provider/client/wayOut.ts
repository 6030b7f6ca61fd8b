import { judge } from "./answer";
import { Circuit, RequestCount, type Slot } from "./limits";
import type { Result } from "./result";
import { TransportFault, type Transport, type WireRequest } from "./transport";

/** The way out for single requests: each passes, or is kept back, for a stop, for the number of requests, or while nothing connects. */
export class WayOut {
  /** How many requests have been sent, and how many may be. */
  readonly requests = new RequestCount();
  readonly #circuit: Circuit;
  readonly #stopping: AbortSignal;
  /** The last failure to connect; nothing of its request was sent. */
  #unconnected: TransportFault | undefined;

  constructor(clock: () => number, stopping: AbortSignal) {
    this.#circuit = new Circuit(clock);
    this.#stopping = stopping;
  }

  /** Sends a request if it may pass. Gives the slot back in any case. @param slot undefined if there will be no more. */
  async send(slot: Slot | undefined, transport: Transport, request: WireRequest): Promise<Result> {
    if (!slot || this.#stopping.aborted) {
      slot?.release("other");
      return { kind: "withheld", withheld: "stopped" };
    }
    if (!this.requests.mayAdd()) {
      slot.release("other");
      return { kind: "withheld", withheld: "limit" };
    }
    const passage = this.#circuit.enter();
    let connected = true;
    let ending: "clean" | "throttled" | "other" = "other";
    try {
      if (!passage) {
        return { kind: "withheld", withheld: "circuit", fault: this.#unconnected };
      }
      this.requests.add();
      const reply = await transport(request);
      const verdict = judge(reply);
      ending = verdict.kind === "throttled" ? "throttled" : verdict.kind === "unknown" ? "other" : "clean";
      return { kind: "verdict", verdict, retryAfter: reply.header("retry-after") };
    } catch (error) {
      if (!(error instanceof TransportFault)) {
        throw error;
      }
      connected = error.sent;
      if (!connected) this.#unconnected = error;
      return { kind: "fault", fault: error };
    } finally {
      passage?.done(connected);
      slot.release(ending);
    }
  }
}
