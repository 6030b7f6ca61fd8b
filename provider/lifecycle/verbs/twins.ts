import type { JsonObject } from "../../client/index";
import { isAsWritten } from "../compare/project";
import { ExistsError } from "../errors";
import { type ResourceDefinition, secretPathsOf } from "../kind";
import { orAsListed } from "../run/guesses";
import { creationNote } from "../run/creationNotes";
import { type Begun, hashOf } from "../run/journal";
import type { Target } from "../run/target";
import { askedAbout, buys } from "./buying";
import { livesStill, stopped } from "./cutOff";
import { fieldsOf } from "../kindFields";
import { asText, own, type Props, sameUuid } from "../../common/values";

/** What the inputs of a creation say, without secrets: equal content has an equal hash. */
export function contentOf(definition: ResourceDefinition, inputs: Props): string {
  const told = fieldsOf(definition)
    .filter(([, field]) => field.facts.wire !== undefined && (field.forNote !== undefined || secretPathsOf(field.facts).length === 0))
    .map(([name, field]) => [name, (field.forNote === undefined ? own(inputs, name) : field.forNote(own(inputs, name))) ?? null]);
  return hashOf(told);
}

/**
 * The uuid of what an interrupted creation has left, for kinds whose objects have twins: by this machine's note and equal content.
 *
 * @throws ExistsError if more than one could be meant, or if the inputs are others now: to go on could make a second one.
 */
export async function leftBehind(target: Target, before: readonly JsonObject[], inputs: Props): Promise<string | undefined> {
  const { definition } = target;
  const noted = creationNote(target, inputs);
  const begun = noted.find();
  if (begun === undefined) return undefined;
  const note = noted.place();
  const isEqual = begun.content === contentOf(definition, inputs);
  if (begun.uuid !== undefined) {
    const made = { uuid: begun.uuid, note, isFree: isFree(target, begun, { uuid: begun.uuid }) };
    if (!isEqual) return lost(target, before, { inputs, made });
    return (await isThere(target, before, made)) ? begun.uuid : undefined;
  }
  if (!isEqual) throw stopped(target, { what: "with other arguments, and whether that made one is not known", note });
  const free = before.filter((live) => isFree(target, begun, live));
  const equal = (await equalTo(target, free, inputs)).map(({ uuid }) => asText(uuid));
  if (equal.length > 1) throw stopped(target, { what: `and several with this content live now (${equal.join(", ")})`, note });
  if (equal.length === 0 && buys(definition, inputs)) throw unsettled(target, inputs, free);
  if (equal.length === 0 && free.length > 0 && begun.beside !== undefined) await refuseUnlike(target, { begun, free, note });
  return equal[0];
}

/**
 * Stops a creation if what lives since an earlier run began it is in no state: answers may show what it made otherwise than it was written.
 *
 * @throws ExistsError that names them.
 */
async function refuseUnlike(target: Target, { begun, free, note }: Since): Promise<void> {
  const isNobodys = (live: JsonObject) => isFree(target, begun, live) && !target.run.hasClaimed(asText(live["uuid"]));
  if (!free.some(isNobodys)) return;
  // Without a preview the engine may ask about the resource that has one of them only after this creation has begun.
  await target.holders.neighboursMet();
  const left = free.filter(isNobodys).map(({ uuid }) => asText(uuid));
  if (left.length === 0) return;
  throw stopped(target, { what: `and whether it made what is new since and not equal to it is not known (${left.join(", ")})`, note });
}

interface Since {
  readonly begun: Begun;
  /** What the creation may have made. */
  readonly free: readonly JsonObject[];
  readonly note: string | undefined;
}

/**
 * Adds what the run has made, and will make, to the note of a creation of which nobody knows the end: a later run may not ask about those
 * resources, and what they have is not what this one made.
 */
export function noteBeside(target: Target, inputs: Props): void {
  const noted = creationNote(target, inputs);
  target.run.onClaimed((uuids) => {
    const begun = noted.find();
    if (begun !== undefined && begun.uuid === undefined) noted.write({ ...begun, beside: [...(begun.beside ?? []), ...uuids] });
  });
}

/** Whether no other resource has an object, and it can be what the creation made. */
function isFree(target: Target, { beside }: Begun, { uuid }: JsonObject): boolean {
  const { definition, holders } = target;
  // The former self of what is replaced may look the same: no answer shows the bytes of a file.
  if (holders.isReplaced(definition, asText(uuid))) return false;
  return beside?.some((other) => sameUuid(other, uuid)) !== true && !isAnothers(target, asText(uuid));
}

/** Whether another resource has the object. */
export function isAnothers({ definition, holders, props }: Target, uuid: string): boolean {
  const holder = holders.holderOf(definition, uuid);
  return holder !== undefined && holder.seed !== asText(props["seed"]);
}

interface Made {
  readonly inputs: Props;
  /** What an earlier run made, as this machine's note has it. */
  readonly made: { readonly uuid: string; readonly note: string | undefined; readonly isFree: boolean };
}

/** Whether what an earlier run made lives, and no other resource has it. A list that does not show it is not believed. */
async function isThere(target: Target, before: readonly JsonObject[], made: Made["made"]): Promise<boolean> {
  if (!made.isFree) return false;
  if (before.some(({ uuid }) => sameUuid(uuid, made.uuid))) return true;
  return livesStill(target, made.uuid, made.note);
}

/** What an earlier run made with other arguments is not this; if it cost money and no state has it, only people know what it is for. */
async function lost(target: Target, before: readonly JsonObject[], { inputs, made }: Made): Promise<undefined> {
  const { definition, holders } = target;
  if (!buys(definition, inputs) || own(inputs, "additional") === true || holders.isMet(definition, made.uuid)) return;
  if (!(await isThere(target, before, made))) return;
  throw stopped(target, { what: `as ${made.uuid} with other arguments, and this state does not have it`, note: made.note });
}

/** An earlier run began to buy it, and nothing tells whether it did. */
function unsettled(target: Target, inputs: Props, free: readonly JsonObject[]): ExistsError {
  return new ExistsError(`Cannot create ${target.name}: an earlier run began to create it and was cut off, and nothing was sent.`, {
    living: [],
    advice: askedAbout(target, inputs, { made: free }),
  });
}

/** Those of the objects that are what the inputs say; each is read by itself, because a list may leave something out. */
export async function equalTo(target: Target, objects: readonly JsonObject[], inputs: Props): Promise<JsonObject[]> {
  const { definition } = target;
  const named = objects.filter(({ uuid }) => asText(uuid) !== "");
  const whole = await Promise.all(
    named.map(({ uuid }) => {
      const reading = target.withId(asText(uuid)).find("look at what lives before it can create");
      return orAsListed(definition, { declared: inputs, state: {} }, reading);
    }),
  );
  return whole.filter((live) => live !== undefined && isAsWritten(definition, live, { declared: inputs, state: {} })) as JsonObject[];
}
