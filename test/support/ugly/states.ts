import type { AccountReader } from "../../../provider/account";
import { Client } from "../../../provider/client";
import { type AccountObject, type AccountObjects, answerOf } from "../../../provider/inventory/accountObject";
import { heldIn } from "../../../provider/inventory/heldStates";
import { livingOf } from "../../../provider/inventory/living";
import { type Kind, registry } from "../../../provider/kinds/registry";
import { outputsOf, whole } from "../../../provider/lifecycle/compare/project";
import type { ResourceDefinition } from "../../../provider/lifecycle/kind";
import { Run } from "../../../provider/lifecycle/run/run";
import { readSettings } from "../../../provider/settings/settings";
import type { Simulator } from "../../../provider/simulator/index";
import type { HeldState } from "../../../provider/objects";
import { settingsFor } from "../engine";
import { urnOf } from "../lifecycleEngine";

/** All customers of a simulator, and the own account. */
export function ownersOf({ state }: Simulator): { readonly customer?: string }[] {
  return [{}, ...[...state.customers.keys()].map((customer) => ({ customer }))];
}

/** What lives of what states hold, as another process would read it: with a client that knows no customer's former name. */
export async function livingNow(simulator: Simulator, states: readonly HeldState[]): Promise<AccountObjects> {
  const settings = readSettings(() => undefined, settingsFor(simulator));
  return livingOf(new Run(new Client(settings), settings), heldIn(states, registry));
}

/** The states of a stack that manages everything that answers show: each object as an adoption of all its arguments would record it. */
export async function statesOfAll(simulator: Simulator, reader: AccountReader): Promise<HeldState[]> {
  const { objects, unread } = await reader.living([], ownersOf(simulator));
  if (unread.length > 0)
    throw new Error(`Not everything could be read: ${unread.map(({ kind, failure }) => `${kind}: ${String(failure)}`).join("; ")}`);
  return objects.map(stateOf);
}

function stateOf(object: AccountObject): HeldState {
  const { kind, uuid, customer, args } = object;
  const definition: ResourceDefinition = registry[kind as Kind];
  const answer = answerOf(object);
  if (answer === undefined) throw new Error(`${kind} ${uuid} was not read.`);
  const place = {
    ...(customer !== undefined && { customer }),
    ...(definition.parent !== undefined && { [definition.parent]: args[definition.parent] }),
  };
  const declared = { ...whole(definition, answer, place), ...place };
  const managed = Object.fromEntries(Object.entries(declared).filter(([name]) => name in definition.fields));
  const outputs = outputsOf(definition, answer, { declared: managed, state: {} });
  return { urn: urnOf(kind as Kind, uuid), type: `pulumi-nodejs:dynamic/yay:${kind}`, id: uuid, inputs: managed, outputs };
}
