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
  /** The kind of other objects by their uuid, where it is known. */
  readonly kinds?: ReadonlyMap<string, string>;
  /** The program counts warnings as errors. */
  readonly strict?: boolean;
}

/** A flow in the program's form. */
export interface NamedFlow {
  readonly label: string;
  readonly flow: unknown;
  readonly uuids: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly kinds?: ReadonlyMap<string, string>;
  /** The program counts warnings as errors. */
  readonly strict?: boolean;
}

/** Gives the steps of a flow names; those that are known for a uuid are kept. */
export function named(raw: RawFlow, known: Readonly<Record<string, string>> = {}): NamedFlow {
  const { form, steps, stepUuids, ...rest } = raw;
  if (form === "program" || !isRecord(steps)) return { ...rest, flow: steps, uuids: stepUuids };
  const parsed = parse(steps, { names: known });
  return { ...rest, flow: parsed.flow, uuids: uuidsOf(parsed.names) };
}

/** The steps of a flow as a map; an empty one where it is none. */
export function stepsOf({ flow }: NamedFlow): Readonly<Record<string, unknown>> {
  return isRecord(flow) ? flow : {};
}
