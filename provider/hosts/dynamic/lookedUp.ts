import * as pulumi from "@pulumi/pulumi";
import { hasNoValue } from "../../client/index";
import { NO_ID } from "../../lifecycle/verbs/readDelete";
import { hasEngine } from "./engine";

/** What is to be looked up, and whose it is. */
export interface Wanted {
  readonly kind: string;
  readonly name: string;
  readonly id: pulumi.Input<string>;
  readonly customer: unknown;
}

/**
 * The id of an object to be looked up, as the engine is to get it: in a preview not known before its customer is, because the engine leaves an
 * unknown customer out, and the handler would look in the own account. One without a value is refused: here if it is written so, by the handler
 * if it turns out so. An output that throws could hang the program.
 */
export function idOf({ kind, name, id, customer }: Wanted): pulumi.Input<string> {
  if (typeof id === "string" && hasNoValue(id)) refuse(kind, name);
  const isKnown = typeof id === "string" && (customer === undefined || typeof customer === "string");
  // Under mocks no handler runs, and an output has a value only if the test gives it one.
  if (isKnown || !hasEngine()) return id;
  return pulumi.all([id, customer]).apply(([value]: [unknown, unknown]) => (hasNoValue(value) ? NO_ID : (value as string)));
}

function refuse(kind: string, name: string): never {
  throw new pulumi.RunError(
    `Cannot look up ${kind} ${JSON.stringify(name)}: its id has no value.\n` +
      `The second argument of ${kind}.get is the uuid of the living object. Nothing was sent.`,
  );
}
