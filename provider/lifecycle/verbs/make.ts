import { GoneError, type Json, type JsonObject, RejectedError, theObject, UnknownOutcomeError } from "../../client/index";
import { askedAbout, buys, noteOf, noteBefore, type Seen, send } from "./buying";
import { overlay } from "../compare/overlay";
import { advised, PurchaseError } from "../errors";
import { creationNote } from "../run/creationNotes";
import { keyOf } from "../run/listings";
import type { Target } from "../run/target";
import { newObjects } from "./livedBefore";
import { hasOurKey, identity, sent } from "./takeOver";
import { contentOf, equalTo, noteBeside } from "./twins";
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

/**
 * Creations of objects that nothing but their uuid tells apart go one after the other: after a lost answer a new object is this creation's own only
 * if no other one like it can have made it. Of what costs money all in one collection are alike: one that declares less is equal to more.
 */
async function post(target: Target, { before, inputs }: Making): Promise<JsonObject> {
  const { run, definition, collection } = target;
  if (definition.hasTwins !== true) return sentAndFound(target, { before, inputs, content: undefined, isContested: false });
  const content = contentOf(definition, inputs);
  const like = buys(definition, inputs) ? keyOf(collection) : `${keyOf(collection)} ${content}`;
  return run.oneByOne(like, async () => {
    try {
      return await sentAndFound(target, { before, inputs, content, isContested: run.unsettled.has(like) });
    } catch (error) {
      if (UnknownOutcomeError.is(error)) {
        run.unsettled.add(like);
        noteBeside(target, inputs);
      }
      throw error;
    }
  });
}

interface Sending extends Making {
  /** What the object is to be, if nothing but its uuid tells it from others. */
  readonly content: string | undefined;
  /** Whether another creation may have made one like it in this run. */
  readonly isContested: boolean;
}

async function sentAndFound(target: Target, making: Sending): Promise<JsonObject> {
  const { before, inputs, content } = making;
  const { run, definition, collection } = target;
  const whole = sent(target, inputs);
  const body = overlay(definition, { live: {}, inputs: whole, state: identity(target, whole), omit: target.omit });
  const noted = creationNote(target, inputs);
  let result: Json | undefined;
  const told = content === undefined ? {} : { content };
  const created = (live: JsonObject) => {
    claim(target, live, inputs);
    noted.write({ at: Date.now(), uuid: asText(live["uuid"]), ...told, ...noteOf(definition, inputs) });
    return { ...live };
  };
  const note = () => noted.write({ at: Date.now(), ...told, ...noteBefore(definition, inputs, before) });
  try {
    ({ result } = await send(target, { inputs, body, note }));
  } catch (error) {
    if (!UnknownOutcomeError.is(error) && !PurchaseError.is(error)) noted.forget();
    if (RejectedError.is(error) || GoneError.is(error)) throw await explained(target, { before, inputs }, error);
    if (!UnknownOutcomeError.is(error)) throw error;
    const found = await findCreated(target, { ...making, error });
    if (buys(definition, inputs)) run.purchases.settle();
    return created(found);
  } finally {
    run.listings.written(collection);
  }
  const made = theObject(result);
  const isNamed = made !== undefined && isUuid(made["uuid"]);
  return created(isNamed ? made : await findCreated(target, { ...making, error: undefined }));
}

/**
 * Claims what a creation has made, before anything else can.
 *
 * @throws UnknownOutcomeError if another resource has it: then nothing tells whether this one has made any.
 */
function claim(target: Target, live: JsonObject, inputs: Props): void {
  const { run, name } = target;
  const id = asText(live["uuid"]);
  const owner = run.claimedBy(id);
  if (run.claim(id, name)) return;
  throw new UnknownOutcomeError(
    `Cannot create ${name}: what it seems to have made, ${id}, is what ${owner ?? "another resource"} of this program has. ${unclear(target, { made: [live], isContested: true }, inputs)}`,
  );
}

interface Search extends Sending {
  readonly error: UnknownOutcomeError | undefined;
}

/** Finds the created object after an unknown outcome, or an answer without it: it was not there before and is there now. */
async function findCreated(target: Target, { before, inputs, isContested, error }: Search): Promise<JsonObject> {
  const { run, collection } = target;
  const now = await newObjects(target, before).catch(() => undefined);
  const unclaimed = now?.filter((live) => !run.hasClaimed(asText(live["uuid"]))) ?? [];
  const made = await createdAmong(target, unclaimed, inputs);
  const [only] = made;
  if (!isContested && made.length === 1 && only !== undefined && isUuid(only["uuid"])) return only;
  const seen = unclear(target, { made: now === undefined ? undefined : made, isContested, unlike: unclaimed }, inputs);
  const said = [seen, ...(target.definition.explainUnknownEnd === undefined ? [] : [target.definition.explainUnknownEnd])].join("\n");
  if (error !== undefined) throw advised(error, said);
  throw new UnknownOutcomeError(
    `Cannot create ${target.name}: POST ${collection.path} was accepted without naming the new object. ${said}`,
  );
}

async function createdAmong(target: Target, objects: readonly JsonObject[], inputs: Props): Promise<readonly JsonObject[]> {
  const { definition } = target;
  if (definition.hasTwins === true) return equalTo(target, objects, inputs).catch(() => []);
  return objects.filter((live) => definition.ours?.(live, sent(target, inputs)) ?? hasOurKey(target, live, inputs));
}

function unclear(target: Target, { made, isContested = false, unlike = [] }: Seen, inputs: Props): string {
  const { definition } = target;
  if (definition.hasTwins === true && buys(definition, inputs)) return askedAbout(target, inputs, { made, isContested });
  const key = definition.naturalKey(inputs);
  if (made === undefined)
    return `Whether it was made is not known, because the list could not be read either. Look for ${key}, then run pulumi up again.`;
  if (made.length === 0 && definition.hasTwins === true && unlike.length > 0)
    return `The list shows what is new since and not equal to it (${uuidsOf(unlike)}). If one of them is it, write adopt: "<uuid>".`;
  if (made.length === 0) return `The list does not show ${key}. Run pulumi up again: it looks before it makes.`;
  const uuids = uuidsOf(made);
  if (isContested)
    return `The list shows ${key} (${uuids}), which may be what another resource of this program has made. Run pulumi up again: it looks before it makes.`;
  return `Several new objects have ${key} (${uuids}): delete those that are not wanted, or write adopt: "<uuid>".`;
}

function uuidsOf(objects: readonly JsonObject[]): string {
  return objects.map(({ uuid }) => asText(uuid)).join(", ");
}

async function explained(target: Target, { before, inputs }: Making, error: RejectedError | GoneError): Promise<Error> {
  const { definition } = target;
  const now = await newObjects(target, before).catch(() => []);
  const natural = now.find((live) => definition.natural(live, inputs));
  const text = definition.explainCreate?.({ status: error.status ?? 404, inputs, natural });
  return advised(error, text);
}
