import { GoneError, type Json, type JsonObject, RejectedError, UnknownOutcomeError } from "../../client/index";
import { askedAbout, buys, noteOf, notePaid, send } from "./buying";
import { overlay } from "../compare/overlay";
import { advised, PurchaseError } from "../errors";
import { creationNote } from "../run/creationNotes";
import { type Target, theObject } from "../run/target";
import { newObjects } from "./livedBefore";
import { hasOurKey, identity, sent } from "./takeOver";
import { contentOf, equalTo } from "./twins";
import { asText, isUuid, type Props } from "../../common/values";

interface Making {
  readonly before: readonly JsonObject[];
  readonly inputs: Props;
}

/** Sends the creation, with what only the API can choose, and finds what it has made. */
export async function make(target: Target, { before, inputs }: Making): Promise<JsonObject> {
  const { definition, run, collection } = target;
  const { resolve } = definition;
  if (resolve?.needed(inputs) !== true) return post(target, { before, inputs });
  return run.oneByOne(`${collection.customer ?? ""} ${collection.path}`, async () => {
    let resolved = await resolve.run(target, inputs);
    for (let left = 2; ; left--) {
      try {
        return await post(target, { before, inputs: resolved });
      } catch (error) {
        if (left === 0 || !RejectedError.is(error)) throw error;
        const next = await resolve.run(target, inputs);
        // A different answer means that the number was taken in the meantime, for example by a resource that sets its number itself.
        if (definition.naturalKey(next) === definition.naturalKey(resolved)) throw error;
        resolved = next;
      }
    }
  });
}

async function post(target: Target, { before, inputs }: Making): Promise<JsonObject> {
  const { run, definition, collection } = target;
  const whole = sent(target, inputs);
  const body = overlay(definition, { live: {}, inputs: whole, state: identity(target, whole), omit: target.omit });
  const noted = creationNote(target, inputs);
  let result: Json | undefined;
  const content = definition.hasTwins === true ? { content: contentOf(definition, inputs) } : {};
  const created = (live: JsonObject) => {
    noted.write({ at: Date.now(), uuid: asText(live["uuid"]), ...content, ...noteOf(definition, inputs) });
    return { ...live };
  };
  const note = () => noted.write({ at: Date.now(), ...content, ...notePaid(definition, inputs, before) });
  try {
    ({ result } = await send(target, { inputs, body, note }));
  } catch (error) {
    if (!UnknownOutcomeError.is(error) && !PurchaseError.is(error)) noted.forget();
    if (RejectedError.is(error) || GoneError.is(error)) throw await explained(target, { before, inputs }, error);
    if (!UnknownOutcomeError.is(error)) throw error;
    return created(await findCreated(target, { before, inputs, error }));
  } finally {
    run.listings.written(collection);
  }
  const made = theObject(result);
  return created(made !== undefined && isUuid(made["uuid"]) ? made : await findCreated(target, { before, inputs, error: undefined }));
}

interface Search extends Making {
  readonly error: UnknownOutcomeError | undefined;
}

/** Finds the created object after an unknown outcome, or an answer without it: it was not there before and is there now. */
async function findCreated(target: Target, { before, inputs, error }: Search): Promise<JsonObject> {
  const { run, collection } = target;
  const now = await newObjects(target, before).catch(() => undefined);
  const unclaimed = now?.filter((live) => !run.hasClaimed(asText(live["uuid"]))) ?? [];
  const made = await createdAmong(target, unclaimed, inputs);
  const [only] = made;
  if (made.length === 1 && only !== undefined && isUuid(only["uuid"])) return only;
  if (error !== undefined) throw advised(error, unclear(target, now === undefined ? undefined : made, inputs));
  throw new UnknownOutcomeError(
    `Cannot create ${target.name}: POST ${collection.path} was accepted without naming the new object. ${unclear(target, now === undefined ? undefined : made, inputs)}`,
  );
}

async function createdAmong(target: Target, objects: readonly JsonObject[], inputs: Props): Promise<readonly JsonObject[]> {
  const { definition } = target;
  if (definition.hasTwins === true) return equalTo(target, objects, inputs).catch(() => []);
  return objects.filter((live) => definition.ours?.(live, sent(target, inputs)) ?? hasOurKey(target, live, inputs));
}

function unclear(target: Target, made: readonly JsonObject[] | undefined, inputs: Props): string {
  const { definition } = target;
  if (definition.hasTwins === true && buys(definition, inputs)) return askedAbout(target, inputs, made);
  const key = definition.naturalKey(inputs);
  if (made === undefined)
    return `Whether it was made is not known, because the list could not be read either. Look for ${key}, then run pulumi up again.`;
  if (made.length === 0) return `The list does not show ${key}. Run pulumi up again: it looks before it makes.`;
  const uuids = made.map((live) => asText(live["uuid"])).join(", ");
  return `Several new objects have ${key} (${uuids}): delete those that are not wanted, or write adopt: "<uuid>".`;
}

async function explained(target: Target, { before, inputs }: Making, error: RejectedError | GoneError): Promise<Error> {
  const { definition } = target;
  const now = await newObjects(target, before).catch(() => []);
  const natural = now.find((live) => definition.natural(live, inputs));
  const text = definition.explainCreate?.({ status: error.status ?? 404, inputs, natural });
  return advised(error, text);
}
