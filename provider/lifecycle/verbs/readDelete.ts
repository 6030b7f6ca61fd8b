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
  theObject,
  UnexpectedAnswerError,
  WHOSE,
} from "../../client/index";
import { refuseUnaffordable } from "./buying";
import { CONFIDENTIAL } from "../secrets/confidential";
import { stillLivedOn } from "../holders/conflicts";
import { afterForcing, refuseWhileReferredTo } from "../holders/referrers";
import { isComplete, refreshed, whole } from "../compare/project";
import { advised } from "../errors";
import type { ResourceDefinition } from "../kind";
import { creationNote } from "../run/creationNotes";
import { orAsListed } from "../run/guesses";
import { lastPurchase } from "../run/lastPurchase";
import { NO_ID } from "../run/noId";
import { shownIn, Target } from "../run/target";
import { isJsonObject, own, type Props, sameUuid } from "../../common/values";

/** The result of a read, as the engine expects it; an empty id means that the object is gone. */
export interface ReadResult {
  readonly id: string;
  readonly props: Props;
  readonly inputs?: Props;
}

/** Reads the live object: projected onto the managed keys, or all of it if the resource is only looked up. */
export async function read(target: Target, state: Props): Promise<ReadResult> {
  const id = target.id ?? "";
  if (own(state, "seed") === undefined) return lookedUp(target, id, state);
  const live = await listed(target, id, state);
  if (live === undefined) return { id: "", props: {} };
  target.learnFrom(id, live);
  const { outputs, inputs } = refreshed(target.definition, live, state);
  return { id, props: outputs, inputs };
}

/**
 * Reads an object that a program looks up. If it does not exist, that is an error for the program that asks; in a refresh it is simply
 * gone.
 */
async function lookedUp(target: Target, id: string, state: Props): Promise<ReadResult> {
  const { definition } = target;
  const live = isAsked(definition, state) ? await asked(target) : await orAsListed(definition, undefined, target.find("look up"));
  if (live === undefined) return { id: "", props: {} };
  target.learnFrom(id, live);
  return { id, props: whole(definition, live, state) };
}

/** Whether a program asks for the object: then the state has nothing but its arguments. In a refresh it has what was read before. */
function isAsked({ parent, lookUp }: ResourceDefinition, state: Props): boolean {
  const given = ["customer", "__provider", CONFIDENTIAL, parent, ...(lookUp?.arguments ?? [])];
  return Object.keys(state).every((key) => given.includes(key));
}

async function asked(target: Target): Promise<JsonObject> {
  const { definition, collection, props } = target;
  const id = target.id === NO_ID ? undefined : target.id;
  const attempt = `look up ${id === undefined ? definition.kind : target.name}`;
  if (definition.singleton === undefined) selectingUuid({ attempt, argument: "id", value: id });
  if (definition.scope === "customer") selectingCustomer(attempt, props);
  return orAsListed(definition, undefined, target.observe("look up")).catch((error: unknown) => {
    if (!target.provesAbsence(error)) throw error;
    const advice = adviceFor(collection.customer);
    throw asNotFound(error, definition.scope === "customer" ? advice : { ...advice, object: `Check the uuid. ${WHOSE}` });
  });
}

/** Takes the object from the list that reads share if that shows it completely, else reads it. Absence from a list proves nothing. */
async function listed(target: Target, id: string, state: Props): Promise<JsonObject | undefined> {
  const { listings } = target.run;
  const { collection, definition } = target;
  if (definition.singleton !== undefined) return target.find("read");
  if (collection.customer !== undefined) await listings.nameForRead(collection.customer, `read ${target.name}`);
  const found = await listings.forRead(collection, id, `read ${target.name}`);
  if (found !== undefined && isComplete(definition, found, { declared: state, state })) return found;
  return orAsListed(definition, { declared: state, state }, target.find("read"));
}

/** Deletes the object. An object that is proven to be gone already counts as deleted. */
export async function remove(target: Target, state: Props): Promise<void> {
  const { definition, run, collection, holders, id = "" } = target;
  const living = holders.dependentsOf(id);
  if (living.length > 0) throw stillLivedOn(target.name, living);
  refuseUnaffordable(target, state);
  let isGone = false;
  try {
    await definition.beforeDelete?.(target, state);
    await refuseWhileReferredTo(target, state);
    isGone = await target.alone(async () => {
      if (await isListed(target, state)) return false;
      await deleted(target);
      return true;
    });
    creationNote(target, state).forget();
    lastPurchase(target, state).forget(id);
  } catch (error) {
    isGone = GoneError.is(error) || CustomerGoneError.is(error);
    if (isGone) return;
    throw RejectedError.is(error)
      ? advised(error, definition.explainDelete?.(error.status, state) ?? afterForcing(state, error.status))
      : error;
  } finally {
    run.listings.written(collection, id);
    if (isGone) run.listings.deleted(collection, id);
  }
}

/**
 * Whether the resource that shows this object declares such objects in a list of its own now, and shows this very one: then it has gone over to
 * that list, and its deletion would take it from there.
 */
async function isListed(target: Target, state: Props): Promise<boolean> {
  const { holders, definition, run, name, id } = target;
  const lister = holders.children.listerOf(definition, state);
  if (lister === undefined) return false;
  const live = await new Target(lister.definition, run, { props: { seed: lister.seed }, id: lister.id }).find("look at what shows");
  const list = live?.[lister.definition.fields[lister.argument]?.facts.wire ?? ""];
  if (!Array.isArray(list) || !list.some((item) => isJsonObject(item) && sameUuid(item["uuid"], id))) return false;
  run.say(
    `${name}: ${definition.kind} ${id ?? ""} lives on, because ${lister.name} declares ${lister.argument} and shows it; nothing was sent.`,
  );
  return true;
}

/**
 * Whether an answer to a DELETE can only come from the API. Proxies answer 200 too: with an empty body, a page, or an object of their own, but
 * with no envelope that says 204.
 */
function isProof(target: Target, { status, inner, result, trackingToken }: Answer): boolean {
  if (status === 204 || inner === 204) return true;
  if (result === undefined || trackingToken === undefined) return false;
  const object = theObject(result);
  return object === undefined || Object.keys(object).length === 0 || shownIn(target, object) !== undefined;
}

/** Sends the DELETE. If the answer proves nothing, reads the object: only its own 404 means that it is gone. */
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
