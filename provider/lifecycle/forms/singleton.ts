import { CustomerGoneError } from "../../client/index";
import type { Finding, ResourceDefinition, Singleton } from "../kind";
import { AdoptionError } from "../errors";
import type { Created } from "../verbs/adopt";
import { converge } from "../verbs/update";
import { outputsOf } from "../compare/project";
import type { Target } from "../run/target";
import { hasUnknown, isBlank, own, type Props } from "../../common/values";
import { singletonId } from "./singletonId";
import { type Checking, ofOwnObject, type Steps } from "./steps";

/** The steps of a kind of which each account has exactly one object: it is taken as it is found, and never deleted. */
export function ofSingleton(singleton: Singleton): Steps {
  return { ...ofOwnObject, findings, create: settle, remove: (target, state) => leave(target, state, singleton) };
}

/** Two resources of one object would undo each other's changes, in turns. */
function findings(definition: ResourceDefinition, { olds, news, known: { holders } }: Checking): Finding[] {
  const customer = own(news, "customer");
  const id = singletonId(definition, customer);
  const isKept = !isBlank(olds) && singletonId(definition, own(olds ?? {}, "customer")) === id;
  if (hasUnknown(customer)) return [];
  const other = holders.announceAdoption(definition, id, news);
  if (other === undefined) return [];
  if (isKept) holders.recordContested(definition, id, news);
  return [{ path: definition.scope === "customer" ? "customer" : "", reason: `${other} of this program ${already(definition)}` }];
}

function already({ kind }: ResourceDefinition): string {
  return `has the ${kind} of the same account, which has but one: take one of the two out`;
}

/** Makes what lives equal to the program, by one PUT or by none. */
async function settle(target: Target, inputs: Props): Promise<Created> {
  const { run, definition, holders } = target;
  const id = singletonId(definition, own(inputs, "customer"));
  const at = target.withId(id);
  holders.recordAdoptionCandidate(definition, inputs, id);
  const other = holders.otherHolderOf(definition, id, inputs) ?? run.claimedBy(at.key);
  if (other !== undefined)
    throw new AdoptionError(`Cannot create ${at.name}: ${other} of this program ${already(definition)}; nothing was sent.`);
  run.claim(at.key, at.name);
  try {
    const state = at.takeOver();
    const live = await at.alone(async () => converge(at, { live: await at.observe("create"), inputs, state, verb: "create" }));
    return { id, outs: outputsOf(definition, live, { declared: inputs, state }) };
  } catch (error) {
    run.release(at.key);
    throw error;
  }
}

/** Leaves the object as it is, or puts back the value that the program has declared for this moment. */
async function leave(target: Target, state: Props, { onDelete }: Singleton): Promise<void> {
  const value = onDelete === undefined ? undefined : own(state, onDelete.to);
  if (onDelete === undefined || isBlank(value)) {
    target.run.say(`${target.name}: it stays as it is, because the API deletes none, and nothing was sent.`);
    return;
  }
  const inputs = { [onDelete.sets]: value };
  try {
    await target.alone(async () => converge(target, { live: await target.observe("delete"), inputs, state, verb: "delete" }));
  } catch (error) {
    if (!CustomerGoneError.is(error)) throw error;
  }
}
