import * as pulumi from "@pulumi/pulumi";
import { NO_ID } from "../../lifecycle/readDelete";
import { hasEngine } from "./engine";

/**
 * The id of an object to be looked up, as the engine is to get it. One without a value is refused: here where it is written so, by the handler
 * where it turns out so. An output that throws could hang the program.
 */
export function idOf(kind: string, name: string, id: pulumi.Input<string>): pulumi.Input<string> {
  if (typeof id !== "string") {
    // Under mocks no handler runs, and an output has a value only if the test gives it one.
    return hasEngine() ? pulumi.output(id).apply((value: unknown) => (isBlank(value) ? NO_ID : (value as string))) : id;
  }
  if (!isBlank(id)) return id;
  throw new pulumi.RunError(
    `Cannot look up ${kind} ${JSON.stringify(name)}: its id has no value.\n` +
      `The second argument of ${kind}.get is the uuid of the living object. Nothing was sent.`,
  );
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}
