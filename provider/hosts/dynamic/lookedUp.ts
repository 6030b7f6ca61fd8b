import * as pulumi from "@pulumi/pulumi";
import { hasNoValue } from "../../client/selectors";
import { NO_ID } from "../../lifecycle/run/noId";
import { hasEngine } from "./engine";

/** The object to look up, and what tells where it is: its customer, and what it stands under. */
export interface LookUp {
  readonly kind: string;
  readonly name: string;
  readonly id: pulumi.Input<string>;
  readonly places: readonly unknown[];
}

/**
 * The id of a look-up for the engine. In a preview it is unknown until the customer is known, because the engine drops an unknown customer
 * and the handler would look in the own account. An id without a value is refused: here if it is written so, by the handler if it resolves
 * so, because an output that throws could hang the program.
 */
export function idOf({ kind, name, id, places }: LookUp): pulumi.Input<string> {
  if (typeof id === "string" && hasNoValue(id)) refuse(kind, name);
  const isKnown = typeof id === "string" && places.every((place) => place === undefined || typeof place === "string");
  // Under mocks no handler runs, and outputs have only the values that the test provides.
  if (isKnown || !hasEngine()) return id;
  return pulumi.all([id, ...places]).apply(([value]: unknown[]) => (hasNoValue(value) ? NO_ID : (value as string)));
}

function refuse(kind: string, name: string): never {
  throw new pulumi.RunError(
    `Cannot look up ${kind} ${JSON.stringify(name)}: its id has no value.\n` +
      `The second argument of ${kind}.get is the uuid of the living object. Nothing was sent.`,
  );
}
