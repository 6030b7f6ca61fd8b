import { call, type CallResult, type Ending } from "pulumi-yay/callflow";
import { type NamedFlow, stepsOf } from "./rawFlow.js";
import { checkStepsOf, type PlannedCall } from "./script.js";

/** A simulated call, and whether it went as expected. */
export interface PlacedCall {
  readonly name: string;
  readonly expect: string | undefined;
  readonly result: CallResult;
  readonly ok: boolean;
}

/** Endings that are always wrong. */
const BAD: ReadonlySet<Ending> = new Set(["lost", "endless"]);

/** Simulates calls to a flow. A call without an expectation fails only if the caller gets lost. */
export function place(flow: NamedFlow, calls: readonly PlannedCall[]): PlacedCall[] {
  const steps = stepsOf(flow);
  checkStepsOf(calls, Object.keys(steps));
  return calls.map(({ name, script, expect }) => {
    const result = call(steps, script, { uuids: flow.uuids });
    const ok = expect === undefined ? !BAD.has(result.ending) : result.ending === expect || result.at === expect;
    return { name, expect, result, ok };
  });
}
