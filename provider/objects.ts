import { argumentsOfState, type AccountObject, stepUuidsOfState } from "./inventory/accountObject";
import { type Kind, registry } from "./kinds/registry";
import { isRecord, own } from "./common/values";

export type { AccountObject, AccountObjects, Unread } from "./inventory/accountObject";
export { kindFacts, type KindFacts } from "./kinds/kindFacts";
export type { Kind } from "./kinds/registry";

/** The state of a resource, as `pulumi stack export` has it. */
export interface HeldState {
  readonly urn?: unknown;
  readonly type?: unknown;
  readonly id?: unknown;
  readonly inputs?: unknown;
  readonly outputs?: unknown;
}

/** The objects that a stack holds, as arguments. Secrets stay as the engine has written them; states of other packages are left out. */
export function objectsOfStates(states: readonly HeldState[]): AccountObject[] {
  return states.flatMap((state) => {
    const kind = kindOf(state.type);
    const held = { ...(isRecord(state.inputs) && state.inputs), ...(isRecord(state.outputs) && state.outputs) };
    if (kind === undefined || typeof state.id !== "string") return [];
    const customer = own(held, "customer");
    const args = argumentsOfState(registry[kind], held);
    const resource = String(state.urn).split("::").slice(3).join("::");
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

function kindOf(type: unknown): Kind | undefined {
  const [, kind = ""] = /[:/]yay:(\w+)$/.exec(String(type)) ?? [];
  return kind in registry ? (kind as Kind) : undefined;
}
