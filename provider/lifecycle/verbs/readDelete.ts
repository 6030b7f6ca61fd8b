import {
  adviceFor,
  type Answer,
  asNotFound,
  CustomerGoneError,
  GoneError,
  type JsonObject,
  RejectedError,
  selectingCustomer,
  selectingUuid,
  UnexpectedAnswerError,
  WHOSE,
} from "../../client/index";
import { CONFIDENTIAL } from "../secrets/confidential";
import { stillLivedOn } from "../holders/holders";
import { isComplete, refreshed, whole } from "../compare/project";
import { advised } from "../errors";
import { journalKey, shownIn, type Target, theObject } from "../run/target";
import { own, type Props } from "../../common/values";

/** What the class hands over for the id of a look-up that turns out to have no value: the engine takes no blank one. */
export const NO_ID = "(no value)";

/** What the engine takes from a read; an empty id says that the object is gone. */
export interface ReadResult {
  readonly id: string;
  readonly props: Props;
  readonly inputs?: Props;
}

/** The live object projected onto what the state manages; or all of it, where the resource is only looked up. */
export async function read(target: Target, state: Props): Promise<ReadResult> {
  const id = target.id ?? "";
  if (own(state, "seed") === undefined) return lookedUp(target, id, state);
  const live = await listed(target, id, state);
  if (live === undefined) return { id: "", props: {} };
  target.saw(id, live);
  const { outputs, inputs } = refreshed(target.definition, live, state);
  return { id, props: outputs, inputs };
}

/** An object that a program looks up, or has looked up: one that does not live is an error to the program that asks, and simply gone in a refresh. */
async function lookedUp(target: Target, id: string, state: Props): Promise<ReadResult> {
  const { definition } = target;
  const live = isAsked(state) ? await asked(target) : await target.find("look up");
  if (live === undefined) return { id: "", props: {} };
  target.saw(id, live);
  const props = whole(definition, live, state);
  return { id, props: definition.part === undefined ? props : { ...props, [definition.part.of]: id } };
}

/** Whether a program asks: then its own arguments are all that there is. A refresh knows what was read before. */
function isAsked(state: Props): boolean {
  return Object.keys(state).every((key) => key === "customer" || key === "__provider" || key === CONFIDENTIAL);
}

async function asked(target: Target): Promise<JsonObject> {
  const { definition, collection, props } = target;
  const id = target.id === NO_ID ? undefined : target.id;
  const attempt = `look up ${id === undefined ? definition.kind : target.name}`;
  selectingUuid({ attempt, argument: "id", value: id });
  if (definition.scope === "customer") selectingCustomer(attempt, props);
  return target.observe("look up").catch((error: unknown) => {
    const advice = adviceFor(collection.customer);
    throw asNotFound(error, definition.scope === "customer" ? advice : { ...advice, object: `Check the uuid. ${WHOSE}` });
  });
}

/** From the list that the reads of a run share where it shows the object whole, else by itself: absence from a list proves nothing. */
async function listed(target: Target, id: string, state: Props): Promise<JsonObject | undefined> {
  const { listings } = target.run;
  const { collection, definition } = target;
  if (collection.customer !== undefined) await listings.nameForRead(collection.customer, `read ${target.name}`);
  const found = await listings.forRead(collection, id, `read ${target.name}`);
  if (found !== undefined && isComplete(definition, found, { declared: state, state })) return found;
  return target.find("read");
}

/** Deletes the object; one that is proven to be gone already is as good. */
export async function remove(target: Target, state: Props): Promise<void> {
  const { definition, run, collection, holders } = target;
  const living = holders.livingOn(target.id ?? "");
  if (living.length > 0) throw stillLivedOn(target.name, living);
  try {
    await definition.beforeDelete?.(target, state);
    await deleted(target);
    run.journal.forget(journalKey(target, state));
  } catch (error) {
    if (GoneError.is(error) || CustomerGoneError.is(error)) return;
    throw RejectedError.is(error) ? advised(error, definition.explainDelete?.(error.status)) : error;
  } finally {
    run.listings.written(collection);
  }
}

/** Whether an answer to a DELETE can only come from the API. Others, too, say 200: with an empty body, a page, or an object of their own. */
function isProof(target: Target, { status, result, trackingToken }: Answer): boolean {
  if (status === 204) return true;
  if (result === undefined || trackingToken === undefined) return false;
  const object = theObject(result);
  return object === undefined || Object.keys(object).length === 0 || shownIn(target, object) !== undefined;
}

/** Any other answer is no proof: then the object itself is asked for, and only its own 404 says that it is gone. */
async function deleted(target: Target): Promise<void> {
  const doubt = await doubtAfterDelete(target);
  if (doubt === undefined) return;
  const live = await target.find("delete").catch(() => {
    throw doubt;
  });
  if (live !== undefined)
    throw advised(doubt, "It still lives. Something between here and the API may have answered in its place; run the command again.");
}

async function doubtAfterDelete(target: Target): Promise<UnexpectedAnswerError | undefined> {
  try {
    const answer = await target.item("delete", "DELETE");
    if (isProof(target, answer)) return undefined;
    return target.unexpected("delete", "DELETE", answer, "in an answer that does not show the API's hand.");
  } catch (error) {
    if (UnexpectedAnswerError.is(error)) return error;
    throw error;
  }
}
