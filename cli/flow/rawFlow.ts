import { parse, uuidsOf } from "pulumi-yay/callflow";
import { isRecord } from "../shared/json.js";

/** A flow as it was found, before its steps are named. */
export interface RawFlow {
  /** The name of the flow in reports. */
  readonly label: string;
  /** `wire`: steps by uuid, in the API's spelling. `program`: steps by name, in the program's spelling. */
  readonly form: "wire" | "program";
  /** The map of steps, not validated. */
  readonly steps: unknown;
  /** The uuid of each step by its name, if known. */
  readonly stepUuids: Readonly<Record<string, string>>;
  /** The other properties of the flow, in the program's spelling: name, extension, … */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The kind of other objects by their uuid, if known. */
  readonly kinds?: ReadonlyMap<string, string>;
  /** Whether the program counts warnings as errors. */
  readonly strict?: boolean;
}

/** A flow in the program's form. */
export interface NamedFlow {
  readonly label: string;
  readonly flow: unknown;
  readonly uuids: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly kinds?: ReadonlyMap<string, string>;
  /** Whether the program counts warnings as errors. */
  readonly strict?: boolean;
}

/** Names the steps of a flow; known names for uuids are kept. */
export function named(raw: RawFlow, known: Readonly<Record<string, string>> = {}): NamedFlow {
  const { form, steps, stepUuids, ...rest } = raw;
  if (form === "program" || !isRecord(steps)) return { ...rest, flow: steps, uuids: stepUuids };
  const parsed = parse(steps, { names: known });
  return { ...rest, flow: parsed.flow, uuids: uuidsOf(parsed.names) };
}

/** The steps of a flow as a map; empty if it is not a map. */
export function stepsOf({ flow }: NamedFlow): Readonly<Record<string, unknown>> {
  return isRecord(flow) ? flow : {};
}
