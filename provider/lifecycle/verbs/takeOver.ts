import type { JsonObject } from "../../client/index";
import { noteOf } from "./buying";
import { isAsWritten } from "../compare/project";
import { creationNote } from "../run/creationNotes";
import type { Target } from "../run/target";
import { livesStill } from "./cutOff";
import { contentOf, isAnothers, leftBehind } from "./twins";
import { converge } from "./update";
import { keptSecret, madeSecret } from "../secrets/rotation";
import { asText, type Props, sameUuid } from "../../common/values";

/** The part of the state that follows from the inputs alone. */
export function identity({ definition }: Target, inputs: Props): Props {
  return definition.identify?.(inputs, {}) ?? {};
}

/** The inputs to send: the program's, and placeholders for what another resource fills. */
export function sent({ definition }: Target, inputs: Props): Props {
  return { ...inputs, ...definition.vacant?.(inputs) };
}

/** The object that a creation has obtained, and the state that it records. */
export interface Obtained {
  readonly live: JsonObject;
  readonly state: Props;
  /** The secret that the inputs leave to the provider. */
  readonly secret?: Props;
}

/** Takes over the one live object that only an interrupted run of this resource can have created, and updates it to the inputs. */
export async function takeOver(target: Target, before: readonly JsonObject[], inputs: Props): Promise<Obtained | undefined> {
  const { run, definition } = target;
  const id = definition.hasTwins === true ? await leftBehind(target, before, inputs) : await onlyOne(target, before, inputs);
  if (typeof id !== "string" || !run.claim(id, target.name)) return undefined;
  const taken = await target.withId(id).alone(() => takeOverAs(target, id, inputs));
  if (taken !== undefined && definition.hasTwins === true)
    creationNote(target, inputs).write({
      ...{ at: Date.now(), uuid: id, content: contentOf(definition, inputs) },
      ...noteOf(definition, inputs),
    });
  return taken;
}

async function onlyOne(target: Target, before: readonly JsonObject[], inputs: Props): Promise<unknown> {
  const mine = before.filter((live) => typeof live["uuid"] === "string" && mayBeOurs(target, live, inputs));
  if (mine.length > 0) return mine.length === 1 ? mine[0]?.["uuid"] : undefined;
  const noted = creationNote(target, inputs);
  const uuid = noted.find()?.uuid;
  // Listed, it is not this resource's any more.
  if (uuid === undefined || before.some((live) => sameUuid(live["uuid"], uuid)) || isAnothers(target, uuid)) return undefined;
  return (await livesStill(target, uuid, noted.place())) ? uuid : undefined;
}

async function takeOverAs(target: Target, id: string, inputs: Props): Promise<Obtained | undefined> {
  const { definition, run } = target;
  const at = target.withId(id);
  const live = await at.find("create");
  const state = identity(target, inputs);
  if (live === undefined || !(isCertain(target, inputs) || isAsWritten(definition, live, { declared: inputs, state }))) {
    run.release(id);
    return undefined;
  }
  const taken = { ...state, ...at.takeOver() };
  // What it was made of is known to the note, so what a read does not show is not sent again.
  const known = definition.readBack === true && madeOfThese(target, inputs) ? inputs : {};
  const secret = { ...madeSecret(definition, inputs), ...keptSecret(definition, inputs, { live, state: {} }) };
  const wanted = { live, inputs: { ...inputs, ...secret }, state: { ...known, ...taken }, verb: "create" } as const;
  return { live: await converge(at, wanted), state: taken, secret };
}

function madeOfThese(target: Target, inputs: Props): boolean {
  return creationNote(target, inputs).find()?.content === contentOf(target.definition, inputs);
}

/**
 * Whether the object is certainly this resource's, even if it was changed since. Otherwise an object that looks like it may be somebody
 * else's.
 */
function isCertain(target: Target, inputs: Props): boolean {
  if (target.definition.ours !== undefined) return true;
  return creationNote(target, inputs).find()?.uuid !== undefined;
}

/**
 * Whether the object may be this resource's: by uuids that only this resource chooses, or else by this machine's note of an interrupted
 * creation.
 */
function mayBeOurs(target: Target, live: JsonObject, inputs: Props): boolean {
  const { definition } = target;
  if (isAnothers(target, asText(live["uuid"]))) return false;
  if (definition.ours !== undefined) return definition.ours(live, sent(target, inputs));
  if (!hasOurKey(target, live, inputs)) return false;
  const begun = creationNote(target, inputs).find();
  return begun !== undefined && (begun.uuid === undefined || sameUuid(begun.uuid, live["uuid"]));
}

/** Whether a live object has the natural key of the inputs, perhaps in the API's spelling. */
export function hasOurKey({ definition }: Target, live: JsonObject, inputs: Props): boolean {
  return definition.natural(live, inputs) || definition.respelled?.(live, inputs) === true;
}
