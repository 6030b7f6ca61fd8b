import type { NumberScript } from "pulumi-yay/calls";
import { UsageError } from "../shared/failure.js";
import { itemsIn, KEYS as OF_FLOW, type Keys, TEXT, TEXTS } from "../flow/script.js";

/** A call to a number, and the expected result. */
export interface PlannedNumberCall {
  readonly name: string;
  readonly number: string | undefined;
  readonly script: NumberScript;
  /** How the call should end, or with whom, or in which flow or at which step. */
  readonly expect: string | undefined;
}

/** Whoever has an extension is known here, so a call says who answers. */
const shared = Object.fromEntries(Object.entries(OF_FLOW).filter(([key]) => key !== "extensions"));

const KEYS: Keys = { ...shared, number: TEXT, at: TEXT, timezone: TEXT, readings: TEXTS };

/** The calls in a value. @throws UsageError naming everything wrong. */
export function numberCallsIn(value: unknown, source: string): PlannedNumberCall[] {
  return itemsIn(value, source, KEYS).map(({ name, number, expect, ...script }, index) => ({
    name: typeof name === "string" ? name : `call ${index + 1}`,
    number: typeof number === "string" ? number : undefined,
    script,
    expect: typeof expect === "string" ? expect : undefined,
  }));
}

/** The number that a call is for. @throws UsageError if it says none. */
export function numberOf({ name, number }: PlannedNumberCall, source: string): string {
  if (number !== undefined) return number;
  throw new UsageError(`${source}: ${name} says no number. Write one, such as "number": "+441632960124".`);
}
