import { own } from "../common/values";
import type { Held } from "./heldStates";

/** A list of a held object that shows objects which have commands of their own, too. */
export interface HeldList {
  /** The name of the resource that declares it. */
  readonly resource: string;
  /** The kind of that resource. */
  readonly of: string;
  readonly argument: string;
}

/**
 * Finds the list in which stacks declare the objects of a kind and a customer; undefined if none does. What has such a list is to have no resources
 * for its entries, also for those that the list does not name yet.
 */
export function findingHeldLists(
  held: readonly Held[],
): (object: { readonly kind: string; readonly customer?: string }) => HeldList | undefined {
  const lists = new Map(
    held.flatMap(({ definition, id, resource, state }) =>
      Object.entries(definition.fields).flatMap(([argument, { facts }]) =>
        facts.shows === undefined || (own(state, argument) ?? undefined) === undefined
          ? []
          : [[`${facts.shows} ${id.toLowerCase()}`, { resource, of: definition.kind, argument }] as const],
      ),
    ),
  );
  return ({ kind, customer = "" }) => lists.get(`${kind} ${customer.toLowerCase()}`);
}
