import { call, type CallResult, type Ending } from "pulumi-yay/callflow";
import { type NamedFlow, stepsOf } from "./rawFlow.js";
import { checkStepsOf, type PlannedCall } from "./script.js";

/** A call that was placed, and whether it went as it should. */
export interface PlacedCall {
  readonly name: string;
  readonly expect: string | undefined;
  readonly result: CallResult;
  readonly ok: boolean;
}

/** Ways to end that no caller should meet. */
const BAD: ReadonlySet<Ending> = new Set(["lost", "endless"]);

/** Places calls to a flow. A call without an expectation should not get lost. */
export function place(flow: NamedFlow, calls: readonly PlannedCall[]): PlacedCall[] {
  const steps = stepsOf(flow);
  checkStepsOf(calls, Object.keys(steps));
  return calls.map(({ name, script, expect }) => {
    const result = call(steps, script, { uuids: flow.uuids });
    const ok = expect === undefined ? !BAD.has(result.ending) : result.ending === expect || result.at === expect;
    return { name, expect, result, ok };
  });
}
