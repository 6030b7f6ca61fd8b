import type { Simulator } from "../../provider/simulator/index";

const reasons = new WeakMap<Simulator, string>();

/** Says why a simulator is not empty when it closes, in tests that promise it otherwise. */
export function leaves(simulator: Simulator, reason: string): Simulator {
  reasons.set(simulator, reason);
  return simulator;
}

export function mayLeave(simulator: Simulator): boolean {
  return reasons.has(simulator);
}
