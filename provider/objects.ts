import { argumentsOfState, type AccountObject, type AccountObjects, stepUuidsOfState } from "./inventory/accountObject";
import { compareInventory, type Comparison } from "./inventory/compare";
import { findingHeldLists, type HeldList } from "./inventory/heldLists";
import { heldIn, kindIn, resourceName } from "./inventory/heldStates";
import { type Kind, registry } from "./kinds/registry";
import { heldDifferences } from "./inventory/held";
import type { Difference } from "./lifecycle/kind";
import { isRecord, own } from "./common/values";

export type { AccountObject, AccountObjects, Unread } from "./inventory/accountObject";
export type { ChangedObject, Comparison, UnreadObject } from "./inventory/compare";
export type { HeldList } from "./inventory/heldLists";
export { kindFacts, type KindFacts } from "./kinds/kindFacts";
export type { Kind } from "./kinds/registry";
export type { Difference } from "./lifecycle/kind";

/** The state of a resource, as `pulumi stack export` has it. */
export interface HeldState {
  readonly urn?: unknown;
  readonly type?: unknown;
  readonly id?: unknown;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
  /** Set if the program looks the object up, and does not manage it. */
  readonly external?: unknown;
  /** Set if it was replaced, and is still to be deleted. */
  readonly delete?: unknown;
}

/** The names of all kinds of live objects. */
export const KINDS = Object.keys(registry) as readonly Kind[];

/** The objects that a stack holds, as arguments. Secrets stay as the engine has written them; states of other packages are left out. */
export function objectsOfStates(states: readonly HeldState[]): AccountObject[] {
  return states.flatMap((state) => {
    const kind = kindOf(state.type);
    const held = { ...(isRecord(state.inputs) && state.inputs), ...(isRecord(state.outputs) && state.outputs) };
    if (kind === undefined || typeof state.id !== "string") return [];
    const customer = own(held, "customer");
    const args = argumentsOfState(registry[kind], held);
    const resource = resourceName(state.urn);
    return [
      {
        kind,
        uuid: state.id,
        resource,
        args,
        ...stepUuidsOfState(registry[kind], held),
        ...(typeof customer === "string" && { customer }),
      },
    ];
  });
}

/**
 * Where two states of one resource differ, in the words of its kind's arguments: two states of the engine, or a state and the inputs that a
 * program has now. What means the same is no difference, as in a refresh: the order of sets, how a number is written, blank and default values.
 */
export function differencesBetween(
  kind: Kind,
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): Difference[] {
  return heldDifferences(registry[kind], from, to);
}

/**
 * Compares what stacks hold, as `pulumi stack export` has it, with what lives, as `AccountReader.living` reads it: what a refresh would show, without
 * an engine. With `--show-secrets` secrets that answers show are compared, too; nothing in the result has one in clear.
 */
export function compareStates(states: readonly HeldState[], live: AccountObjects): Comparison {
  return compareInventory(heldIn(states, registry), live);
}

/**
 * Finds the list of a resource in which stacks declare objects of a kind and a customer, such as `users` of a SubReseller; undefined if none does. A
 * program declares such objects there or by resources of their own, and not by both.
 */
export function heldLists(
  states: readonly HeldState[],
): (object: { readonly kind: string; readonly customer?: string }) => HeldList | undefined {
  return findingHeldLists(heldIn(states, registry));
}

/** The kind of the resource that a type of the engine belongs to; undefined if it is none of this package's living objects. */
export function kindOf(type: unknown): Kind | undefined {
  return kindIn(type, registry)?.kind as Kind | undefined;
}
