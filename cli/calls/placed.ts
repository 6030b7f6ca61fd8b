import { callNumber, type CallObject, type NumberCall, type NumberEnding } from "pulumi-yay/calls";
import { codeOf, UsageError } from "../shared/failure.js";
import type { PlannedNumberCall } from "./script.js";

/** A call to a number, and whether it went as expected. */
export interface PlacedNumberCall {
  readonly name: string;
  readonly expect: string | undefined;
  readonly call: NumberCall;
  readonly ok: boolean;
}

/** A call that could not be placed as it is written, which is a failure of its own. */
export interface UnplacedCall {
  readonly name: string;
  readonly number: string;
  readonly expect: string | undefined;
  readonly ok: false;
  /** What is wrong with it. */
  readonly problem: string;
}

interface NumberedCall {
  readonly planned: PlannedNumberCall;
  readonly number: string;
}

/** Endings that are always wrong. */
const BAD: ReadonlySet<NumberEnding> = new Set(["lost", "endless", "nowhere", "missing"]);

/**
 * Calls a number. Without an expectation the call fails only if the caller gets lost.
 * @throws UsageError with everything that is wrong in the call.
 */
export function placeCall(objects: readonly CallObject[], numbered: NumberedCall): PlacedNumberCall {
  const placed = place(objects, numbered);
  if ("problem" in placed) throw new UsageError(placed.problem);
  return placed;
}

/** Calls numbers, each by itself: one that cannot be placed hinders no other one. */
export function placeAll(objects: readonly CallObject[], calls: readonly NumberedCall[]): (PlacedNumberCall | UnplacedCall)[] {
  return calls.map((numbered) => place(objects, numbered));
}

function place(
  objects: readonly CallObject[],
  { planned: { name, script, expect }, number }: NumberedCall,
): PlacedNumberCall | UnplacedCall {
  try {
    const call = callNumber(objects, number, script);
    return { name, expect, call, ok: expect === undefined ? !BAD.has(call.ending) : meets(call).has(expect) };
  } catch (error) {
    if (!(error instanceof Error) || codeOf(error) !== "YAY_CALL") throw error;
    return { name, number, expect, ok: false, problem: error.message };
  }
}

/** Everything by which the end of a call can be expected: how it ends, with whom, in which flow, and at which step. */
function meets({ ending, answeredBy, mailboxes, flow }: NumberCall): ReadonlySet<string> {
  const names = [answeredBy?.name, ...mailboxes.map(({ name }) => name)].filter((name) => name !== undefined);
  const places = [flow?.name, flow?.result.at].filter((name) => name !== undefined);
  return new Set([ending, ...places, ...names, ...names.map((name) => name.replace(/ \(\d+\)$/, ""))]);
}
