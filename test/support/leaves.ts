import type { Simulator } from "../../provider/simulator/index";

const reasons = new WeakMap<Simulator, string>();

/** Declares why a simulator is not empty when it closes, in tests that otherwise promise that. */
export function leaves(simulator: Simulator, reason: string): Simulator {
  reasons.set(simulator, reason);
  return simulator;
}

export function mayLeave(simulator: Simulator): boolean {
  return reasons.has(simulator);
}
