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

/** Endings that are always wrong. */
const BAD: ReadonlySet<NumberEnding> = new Set(["lost", "endless", "nowhere", "missing"]);

/**
 * Calls numbers. One without an expectation fails only if the caller gets lost.
 * @throws UsageError with everything that is wrong in any of the calls.
 */
export function placeAll(
  objects: readonly CallObject[],
  calls: readonly { readonly planned: PlannedNumberCall; readonly number: string }[],
): PlacedNumberCall[] {
  const problems: string[] = [];
  const placed = calls.flatMap(({ planned: { name, script, expect }, number }) => {
    try {
      const call = callNumber(objects, number, script);
      return [{ name, expect, call, ok: expect === undefined ? !BAD.has(call.ending) : meets(call).has(expect) }];
    } catch (error) {
      if (!(error instanceof Error) || codeOf(error) !== "YAY_CALL") throw error;
      problems.push(error.message);
      return [];
    }
  });
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  return placed;
}

/** Everything by which the end of a call can be expected: how it ends, with whom, in which flow, and at which step. */
function meets({ ending, answeredBy, mailboxes, flow }: NumberCall): ReadonlySet<string> {
  const names = [answeredBy?.name, ...mailboxes.map(({ name }) => name)].filter((name) => name !== undefined);
  const places = [flow?.name, flow?.result.at].filter((name) => name !== undefined);
  return new Set([ending, ...places, ...names, ...names.map((name) => name.replace(/ \(\d+\)$/, ""))]);
}
