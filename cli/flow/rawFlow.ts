import { parse, uuidsOf } from "pulumi-yay/callflow";
import { isRecord } from "../shared/json.js";

/** A flow as it was found, before its steps are named. */
export interface RawFlow {
  /** How the flow is called where several are shown. */
  readonly label: string;
  /** Whether steps stand under uuids in the API's spelling, or under names in the program's. */
  readonly form: "wire" | "program";
  /** The map of steps, whatever it is. */
  readonly steps: unknown;
  /** The uuid of each step by its name, where it is known. */
  readonly stepUuids: Readonly<Record<string, string>>;
  /** What stands beside the steps, in the program's spelling: name, extension, … */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A flow in the program's form. */
export interface NamedFlow {
  readonly label: string;
  readonly flow: unknown;
  readonly uuids: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Gives the steps of a flow names; those that are known for a uuid are kept. */
export function named({ label, form, steps, stepUuids, properties }: RawFlow, known: Readonly<Record<string, string>> = {}): NamedFlow {
  if (form === "program" || !isRecord(steps)) return { label, flow: steps, uuids: stepUuids, properties };
  const parsed = parse(steps, { names: known });
  return { label, flow: parsed.flow, uuids: uuidsOf(parsed.names), properties };
}

/** The steps of a flow as a map; an empty one where it is none. */
export function stepsOf({ flow }: NamedFlow): Readonly<Record<string, unknown>> {
  return isRecord(flow) ? flow : {};
}
