import type { JsonObject } from "../../client/index";
import { adopted, adoptionOf, type Created } from "./adopt";
import { refuseBeside } from "./buying";
import { sendCommands, withoutCommands } from "./commands";
import { refuseBesideOther } from "./cutOff";
import { isFaithful, outputsOf } from "../compare/project";
import { assignedBy } from "../kindFields";
import { ArgumentsError, ExistsError, PartialFailure } from "../errors";
import { orAsListed } from "../run/guesses";
import { described, type Target } from "../run/target";
import { livedBefore } from "./livedBefore";
import { make } from "./make";
import { madeSecret } from "../secrets/rotation";
import { identity, type Obtained, takeOver } from "./takeOver";
import { withArticle } from "../../common/article";
import { asText, clean, isBlank, own, type Props } from "../../common/values";

/** Looks for the object first, then takes over what an interrupted run created, adopts, or creates a new object. */
export async function create(target: Target, inputs: Props): Promise<Created> {
  const { definition } = target;
  const complete = definition.complete?.(inputs) ?? inputs;
  const adoption = adoptionOf(inputs);
  const adopt = target.holders.hasDeleted(definition, inputs, adoption?.uuid) ? undefined : adoption;
  if (adopt?.uuid !== undefined) return adopted(target, { inputs, complete, adopt, candidates: [] });
  const before = await livedBefore(target);
  const mine = distinct(target, complete, before);
  const own = await takeOver(target, before, mine);
  if (own !== undefined) return finish(target, own, { ...inputs, ...own.secret });
  const natural = before.filter((live) => definition.natural(live, complete));
  natural.forEach((live) => target.holders.recordAdoptionCandidate(definition, inputs, asText(live["uuid"])));
  if (adopt !== undefined) return adopted(target, { inputs, complete, adopt, candidates: natural });
  if (natural.length > 0) throw alreadyThere(target, natural, complete);
  refuse(target, definition.rulesWithLive?.({}, complete, {}) ?? []);
  await refuseBeside(target, before, complete);
  await refuseBesideOther(target, complete);
  const secret = madeSecret(definition, mine);
  const live = await make(target, { before, inputs: { ...mine, ...secret } });
  return finish(target, { live, state: identity(target, mine) }, { ...inputs, ...secret });
}

/** The inputs with a seed that no other live object was made from, such as one whose resource had this name before. */
function distinct({ definition }: Target, inputs: Props, before: readonly JsonObject[]): Props {
  if (definition.distinct === undefined) return inputs;
  const { seed } = definition.distinct({ ...inputs, ...definition.vacant?.(inputs) }, before);
  return { ...inputs, seed };
}

function refuse(target: Target, findings: readonly { path: string; reason: string }[]): void {
  if (findings.length > 0) throw new ArgumentsError(`Cannot create ${target.name}`, findings);
}

function alreadyThere(target: Target, found: readonly JsonObject[], inputs: Props): ExistsError {
  const { definition, holders } = target;
  const key = definition.naturalKey(inputs);
  const owners = found.map((live) => holders.holderOf(definition, asText(live["uuid"]))?.name);
  const named = found.map((live, index) => `${described(live, key)}${owned(owners[index])}`);
  const said = `Cannot create ${target.name}: ${withArticle(definition.kind)} with ${key} lives already (${named.join("; ")}), and nothing was sent.`;
  if (!owners.includes(undefined)) return new ExistsError(said);
  const advice = [
    `If the program gave a resource another name, write aliases: [{ name: "<the former name>" }] in its options, for another parent aliases: [{ parent: <the former parent, or pulumi.rootStackResource> }]: it keeps its object.`,
    found.length === 1
      ? `If it is a living object that this program means, write adopt: true: it is taken over if it equals the program. It may be what an interrupted run made.`
      : `To take one of them over write adopt: "<uuid>" with the one that this program means.`,
  ];
  return new ExistsError(said, { living: found, advice: advice.join("\n") });
}

function owned(owner: string | undefined): string {
  return owner === undefined ? "" : `, which ${owner} of this program has`;
}

/** What the API has chosen and the answer of the creation shows, perhaps alone: a later one may hide it. */
function chosenIn({ definition }: Target, made: JsonObject, context: { declared: Props; state: Props }): Props {
  const outputs = outputsOf(definition, made, context);
  const names = [...assignedBy(definition, context.declared), ...Object.keys(definition.sentBack ?? {}), ...definition.secretOutputs];
  return Object.fromEntries(names.flatMap((name) => (isBlank(own(outputs, name)) ? [] : [[name, own(outputs, name)]])));
}

/** Reads the created object if the answer did not show all of it. A failure here must not lose the object. */
async function finish(target: Target, { live: made, state }: Obtained, inputs: Props): Promise<Created> {
  const id = asText(made["uuid"]);
  const at = target.withId(id);
  try {
    const declared = { declared: inputs, state };
    const isWhole = target.definition.readBack !== true && isFaithful(target.definition, made, declared);
    const live = isWhole ? made : await orAsListed(target.definition, declared, at.observe("read back"));
    at.learnFrom(id, live);
    const chosen = isWhole ? {} : chosenIn(target, made, declared);
    const outputs = outputsOf(target.definition, live, { declared: inputs, state: { ...chosen, ...state } });
    const sending = { live: live === made ? undefined : live, inputs, state, outputs };
    return { id, outs: await at.alone(() => sendCommands(at, sending)) };
  } catch (error) {
    if (PartialFailure.is(error)) throw error;
    const outputs = outputsOf(target.definition, made, { declared: inputs, state });
    const properties = clean({ ...withoutCommands(target, { inputs, state, outputs }), __provider: inputs["__provider"] });
    throw new PartialFailure(
      `${target.name} was made as ${id}, and reading it back failed: ${error instanceof Error ? error.message : String(error)}\nRun pulumi up again: it finishes without making it a second time.`,
      id,
      properties as Props,
    );
  }
}
