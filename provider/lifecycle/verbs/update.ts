import { type Answer, CustomerGoneError, GoneError, type JsonObject, RejectedError, UnknownOutcomeError } from "../../client/index";
import { changedFields } from "../compare/changedFields";
import { sendCommands, withoutCommands } from "./commands";
import type { Field, Refusal, ResourceDefinition } from "../kind";
import { fieldsOf } from "../kindFields";
import { advised, ArgumentsError, ChangedBehindError, PartialFailure } from "../errors";
import { changedBehind, isAsWritten, isFaithful, outputsOf } from "../compare/project";
import { orAsListed } from "../run/guesses";
import { shownIn, type Target } from "../run/target";
import { isDue, keptOrMade, keptSecret, madeSecret, refuseUntaken } from "../secrets/rotation";
import { clean, isBlank, isRecord, own, type Props, sameValue } from "../../common/values";
import { withNames } from "./withNames";
import { changesNothing, overlay, unknownFields } from "../compare/overlay";

const IN_ITS_PLACE = "Something between here and the API may have answered in its place. Run the command again.";

interface Change {
  readonly live: JsonObject;
  readonly inputs: Props;
  readonly state: Props;
  readonly verb: string;
}

/** Reads the live object, stops if somebody else has changed managed fields, and PUTs the whole object. */
export async function update(target: Target, recorded: Props, inputs: Props): Promise<Props> {
  const live = await present(target);
  const { definition, run } = target;
  const state = { ...recorded, ...definition.identify?.(inputs, recorded) };
  const kept = keptSecret(definition, inputs, { live, state });
  const wanted = {
    ...inputs,
    ...(isDue(definition, inputs, state) ? madeSecret(definition, inputs, kept) : keptOrMade(definition, inputs, kept)),
  };
  const changed = changedBehind(definition, live, { declared: wanted, state, hasDeleted: (uuid) => run.listings.hasDeleted(uuid) });
  // What a PUT of this run has reset is nobody else's change.
  const reset = target.holders.resets.leftOut(definition, { id: target.id ?? "", state });
  const behind = changed.filter(({ path }) => !reset.includes(path));
  if (behind.length > 0 && run.settings.onConflict === "stop") throw new ChangedBehindError(target.name, target.markedSecrets.told(behind));
  const findings = definition.rulesWithLive?.(live, inputs, state) ?? [];
  if (findings.length > 0) throw new ArgumentsError(`Cannot update ${target.name}`, await withNames(target, findings));
  const result = await converge(target, { live, inputs: wanted, state, verb: "update" });
  const outputs = outputsOf(definition, result, { declared: wanted, state });
  refuseUntaken(definition, { name: target.name, id: target.id ?? "", live: result, state, inputs: wanted, outputs });
  return sendCommands(target, { live: result === live ? live : undefined, inputs, state, outputs });
}

async function present(target: Target): Promise<JsonObject> {
  try {
    return await target.observe("update");
  } catch (error) {
    if (GoneError.is(error) && target.provesAbsence(error))
      throw advised(error, "Somebody deleted it. Run pulumi up --refresh to see that and to make it again.");
    if (CustomerGoneError.is(error)) throw advised(error, "Run pulumi refresh to see what is left of the customer.");
    throw error;
  }
}

interface Written extends Change {
  readonly body: JsonObject;
}

/** The result of a PUT; without an answer if only a later GET showed it. */
interface PutResult {
  readonly shown: JsonObject | undefined;
  readonly answer?: Answer;
}

/** Makes the live object equal to the program by one PUT, or by none if nothing would change. */
export async function converge(target: Target, { live, inputs, state, verb }: Change): Promise<JsonObject> {
  const { definition } = target;
  const body = overlay(definition, { live, inputs, state, omit: target.omit });
  if (isAsItLives(target, body, { live, state })) return live;
  refuseReset(target, { live, body, verb });
  const result = await put(target, { live, inputs, state, verb, body });
  return completed(target, result, { live, inputs, state, verb, body });
}

/** Whether a PUT of this body would change nothing, nor bring back what another PUT of this run may have reset without an answer that shows it. */
function isAsItLives({ definition, holders, id = "" }: Target, body: JsonObject, { live, state }: Pick<Change, "live" | "state">): boolean {
  if (!changesNothing(definition, body, { live, state })) return false;
  return holders.resets.sentAgain(definition, { id, state }, { live, body }).length === 0;
}

/**
 * Stops a PUT without an argument that no answer shows and that nothing knows, and one with entries of a list that the answer shows empty: they
 * would be reset without a word.
 */
function refuseReset({ definition, name: resource, omit }: Target, { live, body, verb }: Pick<Written, "live" | "body" | "verb">): void {
  const isKnown = (wire: string) =>
    definition.readBack !== true || Object.hasOwn(body, wire) || Object.hasOwn(live, wire) || omit.includes(wire);
  const isEmpty = (entry: unknown) => isRecord(entry) && Object.keys(entry).length === 0;
  const hasEmpty = (wire: string) => Array.isArray(body[wire]) && body[wire].some(isEmpty);
  const findings = fieldsOf(definition).flatMap(([path, { facts }]) => {
    const { wire } = facts;
    if (wire === undefined) return [];
    if (!isKnown(wire)) return [{ path, reason: "no answer shows it, and a PUT without it resets it; write it" }];
    return hasEmpty(wire)
      ? [{ path, reason: "no answer shows what is in its entries, and a PUT of empty ones resets them; write it" }]
      : [];
  });
  if (findings.length > 0) throw new ArgumentsError(`Cannot ${verb} ${resource}`, findings);
}

async function put(target: Target, { live, inputs, state, verb, body }: Written): Promise<PutResult> {
  const audit = { fields: changedFields(target, { live, state, body }) };
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await target.item(verb, "PUT", { body, audit });
      target.holders.resets.recordPut(target.definition, { id: target.id ?? "", inputs, body });
      return { shown: shownIn(target, answer.result), answer };
    } catch (error) {
      if (RejectedError.is(error) || GoneError.is(error))
        throw advised(error, refused(target, { live, inputs, body, status: error.status ?? 404 }));
      target.holders.resets.recordPut(target.definition, { id: target.id ?? "", inputs, body });
      if (!UnknownOutcomeError.is(error) || attempt === 3) throw error;
      const now = await target.observe(verb).catch(() => {
        throw error;
      });
      const applied =
        isAsWritten(target.definition, now, { declared: inputs, state }) || becameOurs(target.definition, { live, now, inputs });
      if (applied && isAsItLives(target, body, { live: now, state })) return { shown: now };
      if (!applied && !sameValue(now, live))
        throw advised(error, "The live object now is neither what it was nor what the program says. Run pulumi up --refresh to see it.");
    } finally {
      target.run.listings.written(target.collection, target.id);
    }
  }
}

/** Whether the live object now has what only this resource sends and did not have it before. The rest may be hidden in answers. */
function becameOurs(definition: ResourceDefinition, { live, now, inputs }: { live: JsonObject; now: JsonObject; inputs: Props }): boolean {
  return definition.ours?.(live, inputs) === false && definition.ours(now, inputs);
}

function refused(target: Target, refusal: Refusal): string {
  const fields =
    refusal.status === 400
      ? [refusedFields(target, refusal.body), missingSecrets(target, refusal), missingWithin(target, refusal.body)]
      : [];
  const sentences = [...fields, target.definition.explainUpdate?.(refusal) ?? ""];
  return sentences.filter((sentence) => sentence !== "").join("\n");
}

function refusedFields(target: Target, body: JsonObject): string {
  const { kind, mayBeReadOnly = [] } = target.definition;
  const unknown = unknownFields(target.definition, body);
  const doubtful = mayBeReadOnly.filter((name) => Object.hasOwn(body, name));
  const sentences = [
    ...(unknown.length > 0
      ? [`The body had fields that the documents do not name, because the API shows them: ${unknown.join(", ")}.`]
      : []),
    ...(doubtful.length > 0 ? [`It had what perhaps the API alone sets, because it shows that: ${doubtful.join(", ")}.`] : []),
  ];
  if (sentences.length === 0) return "";
  const setting = JSON.stringify({ [kind]: [...unknown, ...doubtful] });
  return `${sentences.join(" ")} If it refuses them, leave them out by yay:omitFields = ${setting}.`;
}

/** Secrets that nothing knows, so that a PUT is without them. */
function missingSecrets({ definition }: Target, { live, body }: Refusal): string {
  const missing = fieldsOf(definition).flatMap(([name, { facts }]) =>
    facts.secret === true && facts.wire !== undefined && !Object.hasOwn(body, facts.wire) && own(live, facts.wire) !== "" ? [name] : [],
  );
  if (missing.length === 0) return "";
  const ways = [...missing, ...(definition.rotation === undefined ? [] : [definition.rotation.argument])];
  return `The body had no ${missing.join(" and no ")}, because no answer shows it. If it wants one, write ${ways.join(" or ")}.`;
}

/** Secrets of objects that the answers of this one show: their own resources may know them, and no argument of this one does. */
function missingWithin({ definition: { kind, fieldsOfOtherKinds = [] } }: Target, body: JsonObject): string {
  const missing = fieldsOfOtherKinds.flatMap(({ facts }) => {
    const items = facts.wire === undefined || facts.shows === undefined ? undefined : own(body, facts.wire);
    const secrets = Object.values(facts.nested ?? {}).flatMap(({ secret, wire }) => (secret === true && wire !== undefined ? [wire] : []));
    const lacking = secrets.filter((name) => Array.isArray(items) && items.some((item) => isRecord(item) && isBlank(own(item, name))));
    return lacking.map((name) => ({ path: `${facts.wire ?? ""}.*.${name}`, owner: facts.shows ?? "" }));
  });
  const [first] = missing;
  if (first === undefined) return "";
  const paths = missing.map(({ path }) => path).join(" and no ");
  return `The body had no ${paths} of some of them, because no answer shows it: a ${first.owner} has its own, which cannot stand in this body. If the API wants one, change the ${kind} in the portal, and run pulumi up --refresh.`;
}

/**
 * The live object after a PUT: from the answer if that shows the whole object as it was sent, otherwise read again. An API may answer with
 * parts of the object or with its old version, and an empty answer may come from a proxy.
 */
async function completed(target: Target, { shown, answer }: PutResult, written: Written): Promise<JsonObject> {
  const { inputs, state, verb } = written;
  const id = target.id ?? "";
  const whole = shown === undefined ? undefined : { uuid: id, ...shown };
  const isWhole =
    whole !== undefined && target.definition.readBack !== true && isFaithful(target.definition, whole, { declared: inputs, state });
  const live = isWhole ? whole : await readBack(target, written);
  const isSilent = whole === undefined || Object.keys(whole).length === 1;
  if (answer !== undefined && isSilent && hadNoEffect(target.definition, live, written)) {
    throw target.unexpected(verb, "PUT", answer, `in an answer that shows nothing, and the object is as it was before.\n${IN_ITS_PLACE}`);
  }
  target.learnFrom(id, live);
  return live;
}

/** Whether every managed field is unchanged although the PUT would have changed one. */
function hadNoEffect(definition: ResourceDefinition, now: JsonObject, { live, inputs, state, body }: Written): boolean {
  const same = overlay(definition, { live: now, inputs: {}, state: {}, omit: [] });
  if (!changesNothing(definition, same, { live, state })) return false;
  return !isAsWritten(definition, now, { declared: inputs, state }) || fieldsOf(definition).some(([, field]) => kept(field, body, now));
}

/** Whether a list still has items that the PUT left out. */
function kept({ facts: { wire = "", removesWhatLeaves } }: Field, body: JsonObject, now: JsonObject): boolean {
  const [put, lives] = [own(body, wire), own(now, wire)];
  return removesWhatLeaves === true && Array.isArray(put) && Array.isArray(lives) && lives.length > put.length;
}

/** Reads the object after a PUT. A failure here must not lose that the PUT was done. */
async function readBack(target: Target, { inputs, state, verb }: Written): Promise<JsonObject> {
  try {
    return await orAsListed(target.definition, { declared: inputs, state }, target.observe(verb));
  } catch (error) {
    const outputs = withoutCommands(target, { inputs, state, outputs: { ...state, ...inputs, ...assignedIn(target, inputs, state) } });
    const properties = clean({ ...outputs, __provider: own(inputs, "__provider") }) as Props;
    throw new PartialFailure(
      `${target.name} was changed, and reading it back failed: ${error instanceof Error ? error.message : String(error)}`,
      target.id ?? "",
      properties,
    );
  }
}

/** The recorded value that the API chose, if the program still leaves the choice to it. */
function assignedIn({ definition: { assigned } }: Target, inputs: Props, state: Props): Props {
  return assigned?.asks(inputs) === true ? { [assigned.argument]: own(state, assigned.argument) } : {};
}
