import { GoneError, type Json, type JsonObject, RejectedError, UnknownOutcomeError } from "../client/index";
import { adopted, adoptionOf, type Created } from "./adopt";
import { sendCommands, withoutCommands } from "./commands";
import { advised, ArgumentsError, ExistsError, PartialFailure } from "./errors";
import { noJournal } from "./journal";
import { differencesFrom, isComplete, outputsOf } from "./project";
import { journalKey, type Target } from "./target";
import { converge } from "./update";
import { asText, clean, isJsonObject, type Props } from "./values";
import { overlay } from "./wire";

/** Looks, then takes over what an interrupted run made, adopts, or makes anew. */
export async function create(target: Target, inputs: Props): Promise<Created> {
  const { definition, run, collection } = target;
  const complete = definition.complete?.(inputs) ?? inputs;
  const adopt = adoptionOf(inputs);
  if (adopt?.uuid !== undefined) return adopted(target, { inputs, complete, adopt, candidates: [] });
  const before = await run.listings.before(collection, `create ${target.name}`);
  const own = await takeOver(target, before, complete);
  if (own !== undefined) return finish(target, own, inputs);
  const natural = before.filter((live) => definition.natural(live, complete));
  if (adopt !== undefined) return adopted(target, { inputs, complete, adopt, candidates: natural });
  if (natural.length > 0) throw new ExistsError(alreadyThere(target, natural, complete));
  refuse(target, definition.rulesWithLive?.({}, complete, {}) ?? []);
  return finish(target, await make(target, { before, inputs: complete }), inputs);
}

function identity({ definition }: Target, inputs: Props): Props {
  return definition.identify?.(inputs, {}) ?? {};
}

function refuse(target: Target, findings: readonly { path: string; reason: string }[]): void {
  if (findings.length > 0) throw new ArgumentsError(`Cannot create ${target.name}`, findings);
}

/** The one live object that only an interrupted run of this very resource can have made, brought to what the program says. */
async function takeOver(target: Target, before: readonly JsonObject[], inputs: Props): Promise<JsonObject | undefined> {
  const mine = before.filter((live) => isOurs(target, live, inputs) && typeof live["uuid"] === "string");
  const id = mine.length === 1 ? mine[0]?.["uuid"] : undefined;
  if (typeof id !== "string" || !target.run.claim(id)) return undefined;
  target.run.tookOver(id);
  const at = target.at(id);
  const live = await at.find("create");
  return live === undefined ? undefined : converge(at, { live, inputs, state: identity(target, inputs), verb: "create" });
}

/** By the uuids that only this resource chooses; for kinds without such, by what this machine remembers of a creation that was cut off. */
function isOurs(target: Target, live: JsonObject, inputs: Props): boolean {
  const { definition, run } = target;
  if (definition.ours !== undefined) return definition.ours(live, inputs);
  if (!definition.natural(live, inputs)) return false;
  const begun = run.journal.find(journalKey(target, inputs));
  if (begun === undefined) return false;
  if (begun.uuid !== undefined) return begun.uuid === live["uuid"];
  return differencesFrom(definition, live, { declared: inputs, state: identity(target, inputs) }).length === 0;
}

function alreadyThere(target: Target, found: readonly JsonObject[], inputs: Props): string {
  const { kind } = target.definition;
  const uuids = found.map((live) => asText(live["uuid"])).join(", ");
  const key = target.definition.naturalKey(inputs);
  return [
    `Cannot create ${target.name}: a ${kind} with ${key} lives already (${uuids}), and nothing was sent.`,
    found.length === 1
      ? `If it is the one that this program means, write adopt: true: it is taken over where it equals the program. It may be what an interrupted run made.`
      : `To take one of them over write adopt: "<uuid>" with the one that this program means.`,
  ].join("\n");
}

interface Making {
  readonly before: readonly JsonObject[];
  readonly inputs: Props;
}

async function make(target: Target, { before, inputs }: Making): Promise<JsonObject> {
  const { definition, run, collection } = target;
  const { resolve } = definition;
  if (resolve?.needed(inputs) !== true) return post(target, { before, inputs });
  return run.oneByOne(`${collection.customer ?? ""} ${collection.path}`, async () =>
    post(target, { before, inputs: await resolve.run(target, inputs) }),
  );
}

async function post(target: Target, { before, inputs }: Making): Promise<JsonObject> {
  const { run, definition, collection } = target;
  const omit = run.settings.omitFields[definition.kind] ?? [];
  const body = overlay(definition, { live: {}, inputs, state: identity(target, inputs), omit });
  const journal = definition.ours === undefined ? run.journal : noJournal;
  const key = journalKey(target, inputs);
  let result: Json | undefined;
  journal.note(key, { at: Date.now() });
  try {
    ({ result } = await target.post(body));
  } catch (error) {
    if (!UnknownOutcomeError.is(error)) journal.forget(key);
    if (RejectedError.is(error) || GoneError.is(error)) throw await explained(target, error, inputs);
    if (!UnknownOutcomeError.is(error)) throw error;
    return await appeared(target, { before, inputs, error });
  } finally {
    run.listings.written(collection);
  }
  if (isJsonObject(result) && typeof result["uuid"] === "string") {
    journal.note(key, { at: Date.now(), uuid: result["uuid"] });
    return { ...result };
  }
  return appeared(target, { before, inputs, error: undefined });
}

interface Looking extends Making {
  readonly error: UnknownOutcomeError | undefined;
}

/** After an unknown outcome, or an answer without the object: the object that was not there before and is there now. */
async function appeared(target: Target, { before, inputs, error }: Looking): Promise<JsonObject> {
  const { definition, run, collection } = target;
  const known = new Set(before.map((live) => live["uuid"]));
  const now = await run.listings.fresh(collection, `create ${target.name}`).catch(() => undefined);
  const made = now?.filter((live) => !known.has(live["uuid"] ?? null) && (definition.ours ?? definition.natural)(live, inputs)) ?? [];
  const [only] = made;
  if (made.length === 1 && only !== undefined) return only;
  if (error !== undefined) throw advised(error, unclear(target, now === undefined ? undefined : made, inputs));
  throw new UnknownOutcomeError(
    `Cannot create ${target.name}: POST ${collection.path} was accepted without naming the new object. ${unclear(target, now === undefined ? undefined : made, inputs)}`,
  );
}

function unclear(target: Target, made: readonly JsonObject[] | undefined, inputs: Props): string {
  const key = target.definition.naturalKey(inputs);
  if (made === undefined)
    return `Whether it was made is not known, because the list could not be read either. Look for ${key}, then run pulumi up again.`;
  if (made.length === 0) return `The list does not show ${key}. Run pulumi up again: it looks before it makes.`;
  const uuids = made.map((live) => asText(live["uuid"])).join(", ");
  return `Several new objects have ${key} (${uuids}): delete those that are not wanted, or write adopt: "<uuid>".`;
}

async function explained(target: Target, error: RejectedError | GoneError, inputs: Props): Promise<Error> {
  const { definition, run, collection } = target;
  const now = await run.listings.fresh(collection, `create ${target.name}`).catch(() => []);
  const natural = now.find((live) => definition.natural(live, inputs));
  const text = definition.explainCreate?.({ status: error.status ?? 404, inputs, natural });
  return advised(error, text);
}

/** Reads the made object where the answer did not show all of it; a failure here must not lose the object. */
async function finish(target: Target, made: JsonObject, inputs: Props): Promise<Created> {
  const id = asText(made["uuid"]);
  const at = target.at(id);
  const state = identity(target, inputs);
  target.run.claim(id);
  try {
    const live = isComplete(target.definition, made, { declared: inputs, state }) ? made : await at.observe("read back");
    at.saw(id, live);
    const outputs = outputsOf(target.definition, live, { declared: inputs, state });
    return { id, outs: await sendCommands(at, { live, inputs, state, outputs }) };
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
