import { InvalidArgumentError } from "commander";
import { isUuid } from "pulumi-yay/callflow";
import { UsageError } from "./failure.js";

/** Collects the values of an option that may be given several times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** Reads an option that is a share of a hundred. */
export function percentOf(text: string): number {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : NaN;
  if (!(value <= 100)) throw new InvalidArgumentError("It must be a whole number from 0 to 100.");
  return value;
}

/** Refuses values of options that have to be uuids and are none. */
export function refuseOthersThanUuids(options: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !isUuid(value)) throw new UsageError(`${name} takes a uuid, and ${JSON.stringify(value)} is none.`);
  }
}
