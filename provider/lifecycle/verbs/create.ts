import { GoneError, type Json, type JsonObject, RejectedError, UnexpectedAnswerError, UnknownOutcomeError } from "../../client/index";
import { adopted, adoptionOf, type Created } from "./adopt";
import { askedAbout, buys, noteOf, notePaid, refuseBeside, send } from "./buying";
import { sendCommands, withoutCommands } from "./commands";
import { advised, ArgumentsError, ExistsError, PartialFailure, PurchaseError } from "../errors";
import { noJournal } from "../run/journal";
import { isAsWritten, isFaithful, outputsOf } from "../compare/project";
import { orAsListed } from "../run/guesses";
import { described, journalKey, type Target, theObject } from "../run/target";
import { contentOf, equalTo, leftBehind } from "./twins";
import { converge } from "./update";
import { madeSecret, keptSecret } from "../secrets/rotation";
import { asText, clean, isUuid, type Props, sameUuid } from "../../common/values";
import { overlay } from "../compare/overlay";

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
  refuseBeside(target, before, complete);
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

function identity({ definition }: Target, inputs: Props): Props {
  return definition.identify?.(inputs, {}) ?? {};
}

/** The inputs to send: the program's, and placeholders for what another resource fills. */
function sent({ definition }: Target, inputs: Props): Props {
  return { ...inputs, ...definition.vacant?.(inputs) };
}

function refuse(target: Target, findings: readonly { path: string; reason: string }[]): void {
  if (findings.length > 0) throw new ArgumentsError(`Cannot create ${target.name}`, findings);
}

/** The most objects of one list to read one by one. More would take minutes, and a hostile list could have any number. */
export const MOST_READ_SINGLY = 1000;

/** The objects of the kind that lived before this run, from one list of it, each with what tells it from the others. */
export function livedBefore(target: Target): Promise<readonly JsonObject[]> {
  return target.run.listings.before(target.collection, `create ${target.name}`, (objects) => whole(target, objects));
}

/** Completes the objects of a list: those without the fields that identify them are read one by one. */
async function whole(target: Target, objects: readonly JsonObject[]): Promise<JsonObject[]> {
  const { looksAt } = target.definition;
  const lacks = (object: JsonObject) => typeof object["uuid"] === "string" && !looksAt.every((name) => Object.hasOwn(object, name));
  const lacking = objects.filter(lacks).length;
  if (lacking > MOST_READ_SINGLY) throw new UnexpectedAnswerError(tooMany(target, lacking));
  const found = objects.map(async (object) =>
    lacks(object) ? target.withId(asText(object["uuid"])).find("look at what lives before it can create") : object,
  );
  return (await Promise.all(found)).filter((object) => object !== undefined);
}

function tooMany({ definition, collection, name }: Target, lacking: number): string {
  return [
    `Cannot create ${name}: GET ${collection.path} lists ${lacking} objects without all of ${definition.looksAt.join(", ")}, by which they are told apart, and no more than ${MOST_READ_SINGLY} are read one by one.`,
    `If it lives already, write adopt: "<uuid>": then no list is needed. Otherwise have the list looked at: it is not what the API documents.`,
  ].join("\n");
}

/** The object that a creation has obtained, and the state that it records. */
interface Obtained {
  readonly live: JsonObject;
  readonly state: Props;
  /** The secret that the inputs leave to the provider. */
  readonly secret?: Props;
}

/** Takes over the one live object that only an interrupted run of this resource can have created, and updates it to the inputs. */
async function takeOver(target: Target, before: readonly JsonObject[], inputs: Props): Promise<Obtained | undefined> {
  const { run, definition } = target;
  const id = definition.hasTwins === true ? await leftBehind(target, before, inputs) : onlyOne(target, before, inputs);
  if (typeof id !== "string" || !run.claim(id, target.name)) return undefined;
  const taken = await target.withId(id).alone(() => takeOverAs(target, id, inputs));
  if (taken !== undefined && definition.hasTwins === true)
    run.journal.note(journalKey(target, inputs), {
      ...{ at: Date.now(), uuid: id, content: contentOf(definition, inputs) },
      ...noteOf(definition, inputs),
    });
  return taken;
}

function onlyOne(target: Target, before: readonly JsonObject[], inputs: Props): unknown {
  const mine = before.filter((live) => typeof live["uuid"] === "string" && mayBeOurs(target, live, inputs));
  return mine.length === 1 ? mine[0]?.["uuid"] : undefined;
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
  return target.run.journal.find(journalKey(target, inputs))?.content === contentOf(target.definition, inputs);
}

/**
 * Whether the object is certainly this resource's, even if it was changed since. Otherwise an object that looks like it may be somebody
 * else's.
 */
function isCertain(target: Target, inputs: Props): boolean {
  const { definition, run } = target;
  if (definition.ours !== undefined) return true;
  return run.journal.find(journalKey(target, inputs))?.uuid !== undefined;
}

/**
 * Whether the object may be this resource's: by uuids that only this resource chooses, or else by this machine's note of an interrupted
 * creation.
 */
function mayBeOurs(target: Target, live: JsonObject, inputs: Props): boolean {
  const { definition, run, holders } = target;
  const holder = holders.holderOf(definition, asText(live["uuid"]));
  if (holder !== undefined && holder.seed !== asText(target.props["seed"])) return false;
  if (definition.ours !== undefined) return definition.ours(live, sent(target, inputs));
  const begun = run.journal.find(journalKey(target, inputs));
  if (begun === undefined || !hasOurKey(target, live, inputs)) return false;
  return begun.uuid === undefined || sameUuid(begun.uuid, live["uuid"]);
}

/** Whether a live object has the natural key of the inputs, perhaps in the API's spelling. */
function hasOurKey({ definition }: Target, live: JsonObject, inputs: Props): boolean {
  return definition.natural(live, inputs) || definition.respelled?.(live, inputs) === true;
}

function alreadyThere(target: Target, found: readonly JsonObject[], inputs: Props): ExistsError {
  const { definition, holders } = target;
  const key = definition.naturalKey(inputs);
  const owners = found.map((live) => holders.holderOf(definition, asText(live["uuid"]))?.name);
  const named = found.map((live, index) => `${described(live, key)}${owned(owners[index])}`);
  const said = `Cannot create ${target.name}: a ${definition.kind} with ${key} lives already (${named.join("; ")}), and nothing was sent.`;
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

interface Making {
  readonly before: readonly JsonObject[];
  readonly inputs: Props;
}

async function make(target: Target, { before, inputs }: Making): Promise<JsonObject> {
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
  const journal = definition.ours === undefined ? run.journal : noJournal;
  const key = journalKey(target, inputs);
  let result: Json | undefined;
  const content = definition.hasTwins === true ? { content: contentOf(definition, inputs) } : {};
  const created = (live: JsonObject) => {
    journal.note(key, { at: Date.now(), uuid: asText(live["uuid"]), ...content, ...noteOf(definition, inputs) });
    return { ...live };
  };
  const note = () => journal.note(key, { at: Date.now(), ...content, ...notePaid(definition, inputs, before) });
  try {
    ({ result } = await send(target, { inputs, body, note }));
  } catch (error) {
    if (!UnknownOutcomeError.is(error) && !PurchaseError.is(error)) journal.forget(key);
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

/** The objects that exist now and did not before. */
async function newObjects(target: Target, before: readonly JsonObject[]): Promise<JsonObject[]> {
  const now = await target.run.listings.fresh(target.collection, `create ${target.name}`);
  const known = new Set(before.map(({ uuid }) => asText(uuid).toLowerCase()));
  return whole(
    target,
    now.filter(({ uuid }) => asText(uuid) === "" || !known.has(asText(uuid).toLowerCase())),
  );
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

/** Reads the created object if the answer did not show all of it. A failure here must not lose the object. */
async function finish(target: Target, { live: made, state }: Obtained, inputs: Props): Promise<Created> {
  const id = asText(made["uuid"]);
  const at = target.withId(id);
  target.run.claim(id, target.name);
  try {
    const declared = { declared: inputs, state };
    const isWhole = target.definition.readBack !== true && isFaithful(target.definition, made, declared);
    const live = isWhole ? made : await orAsListed(target.definition, declared, at.observe("read back"));
    at.learnFrom(id, live);
    const outputs = outputsOf(target.definition, live, { declared: inputs, state });
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
