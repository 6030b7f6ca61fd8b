import { CustomerGoneError, GoneError, type JsonObject, NotFoundError, UnknownOutcomeError } from "../../client/index";
import { AdoptionError, sentence, StillInUseError } from "../errors";
import { type Finding, type Found, recordedOf, type ResourceDefinition } from "../kind";
import type { Created } from "../verbs/adopt";
import { livedBefore } from "../verbs/livedBefore";
import { remove } from "../verbs/readDelete";
import { converge } from "../verbs/update";
import { withNames } from "../verbs/withNames";
import { referencesAmong } from "../compare/elsewhere";
import { outputsOf } from "../compare/project";
import { naturalKeyOf } from "../holders/expected";
import { described, type Target } from "../run/target";
import { asText, hasUnknown, isBlank, own, type Props } from "../../common/values";
import { type Checking, ofOwnObject, type Steps } from "./steps";

/** The steps of a kind whose objects are in the account already: a resource finds its own by the natural key, and leaves it there. */
export function ofFound(found: Found): Steps {
  return {
    ...ofOwnObject,
    findings: (definition, checking) => [...twins(definition, checking), ...releaseFindings(definition, found, checking.news)],
    create: (target, inputs) => take(target, inputs, found),
    remove: (target, state) => letGo(target, state, found),
  };
}

/** Two resources of one object would undo each other's changes, in turns. */
function twins(definition: ResourceDefinition, { olds, news, known: { holders } }: Checking): Finding[] {
  if (hasUnknown(keyParts(definition, news))) return [];
  const key = naturalKeyOf(definition, news);
  const other = holders.announceAdoption(definition, key, news);
  if (other === undefined) return [];
  if (!isBlank(olds) && naturalKeyOf(definition, olds ?? {}) === key) holders.recordContested(definition, key, news);
  return [{ path: keyArgument(definition), reason: alreadyHad(definition, other, news) }];
}

/** What the natural key of inputs is made of, with whose it is. */
function keyParts(definition: ResourceDefinition, inputs: Props): unknown[] {
  return ["customer", keyArgument(definition)].map((name) => own(inputs, name));
}

/** The argument that an object is found by. */
function keyArgument({ fields }: ResourceDefinition): string {
  return Object.keys(fields).find((name) => fields[name]?.facts.readFrom !== undefined) ?? "";
}

function alreadyHad(definition: ResourceDefinition, other: string, inputs: Props): string {
  return `${other} of this program has the ${definition.kind} with ${definition.naturalKey(inputs)}, and an object has one resource: take one of the two out`;
}

/** A deletion for good is said twice: what is to go stands in the option, too. */
function releaseFindings(definition: ResourceDefinition, { releasedBy }: Found, news: Props): Finding[] {
  const [said, wanted] = [own(news, releasedBy), own(news, keyArgument(definition))];
  if (isBlank(said) || said === wanted || hasUnknown([said, wanted])) return [];
  return [
    {
      path: releasedBy,
      reason: `must repeat the ${keyArgument(definition)}, ${asText(wanted)}, of which a deletion would send a DELETE; leave it out to keep that in the account`,
    },
  ];
}

/** Finds the object and makes it equal to the program, by one PUT or by none. */
async function take(target: Target, inputs: Props, found: Found): Promise<Created> {
  const { run, definition, holders } = target;
  const id = await theOne(target, inputs, found);
  const at = target.withId(id);
  holders.recordAdoptionCandidate(definition, inputs, id);
  const key = naturalKeyOf(definition, inputs);
  const other = [key, id].map((each) => holders.otherHolderOf(definition, each, inputs)).find((name) => name !== undefined);
  const claimedBy = other ?? run.claimedBy(at.key);
  if (claimedBy !== undefined)
    throw new AdoptionError(`Cannot create ${at.name}: ${alreadyHad(definition, claimedBy, inputs)}; nothing was sent.`);
  run.claim(at.key, at.name);
  try {
    const state = at.takeOver();
    const live = await at.alone(() => taken(at, { inputs, state }));
    at.learnFrom(id, live);
    return { id, outs: outputsOf(definition, live, { declared: inputs, state }) };
  } catch (error) {
    run.release(at.key);
    throw error;
  }
}

/** The uuid of the one object with the natural key of the inputs. */
async function theOne(target: Target, inputs: Props, { ifAbsent }: Found): Promise<string> {
  const { definition, collection } = target;
  const listed = await livedBefore(target);
  const mine = listed.filter((live) => definition.natural(live, inputs));
  const [only] = mine;
  const key = definition.naturalKey(inputs);
  if (only === undefined) {
    const whose = collection.customer === undefined ? "the own account" : `the customer ${collection.customer}`;
    throw new NotFoundError(
      `Cannot create ${target.name}: GET ${collection.path} of ${whose} lists ${listed.length}, and none with ${key}; nothing was sent.\n${ifAbsent}`,
    );
  }
  if (mine.length > 1) {
    const all = mine.map((live) => described(live, key)).join("; ");
    throw new AdoptionError(`Cannot create ${target.name}: several with ${key} live there (${all}), and nothing was sent.`);
  }
  return asText(only["uuid"]);
}

async function taken(at: Target, { inputs, state }: { inputs: Props; state: Props }): Promise<JsonObject> {
  const { definition } = at;
  const live = await at.observe("create");
  const findings = definition.rulesWithLive?.(live, inputs, {}) ?? [];
  if (findings.length === 0) return converge(at, { live, inputs, state, verb: "create" });
  throw new AdoptionError(
    [
      `Cannot create ${at.name}: ${definition.naturalKey(inputs)} (${described(live)}) lives otherwise than the program says, no preview has shown it, and nothing was sent.`,
      ...(await withNames(at, findings)).map((finding) => `  ${sentence(finding)}`),
    ].join("\n"),
  );
}

/** Releases the object if an earlier run has stored that; otherwise blanks the references that the program has filled, and forgets it. */
async function letGo(target: Target, state: Props, found: Found): Promise<void> {
  const { definition, run, holders } = target;
  const wantedBy = holders.announcedBy(definition, naturalKeyOf(definition, state));
  if (wantedBy !== undefined) return run.say(`${target.name}: it stays as it is, because ${wantedBy} of this program asks for it.`);
  const isReleased = own(state, found.releasedBy) === own(state, keyArgument(definition));
  if (isReleased && !holders.goesOn(definition, target.id ?? "", state)) return release(target, state, found);
  const why = isReleased ? `; ${found.releasedBy} counts only if the resource itself goes` : "";
  if (filled(definition, state).length === 0) return run.say(`${kept(target, state)}${why}.`);
  try {
    await target.alone(() => blank(target, state, why));
  } catch (error) {
    if (!GoneError.is(error) && !CustomerGoneError.is(error)) throw error;
  }
}

/** The references that the program has filled. */
function filled({ fields }: ResourceDefinition, state: Props): string[] {
  return referencesAmong(fields).flatMap(([name]) => (isBlank(own(state, name)) ? [] : [name]));
}

function kept({ name, definition }: Target, state: Props): string {
  return `${name}: ${definition.naturalKey(state)} stays in the account`;
}

/** Blanks the references that still are what the state says. What somebody has changed since is not ours. */
async function blank(target: Target, state: Props, why: string): Promise<void> {
  const { definition, run } = target;
  const live = await target.find("delete");
  if (live === undefined) return;
  const names = filled(definition, state);
  const ours = names.filter((name) => isShownAs(definition, { name, live, state }) && definition.natural(live, state));
  const inputs = Object.fromEntries(ours.map((name) => [name, Array.isArray(own(state, name)) ? [] : ""]));
  const now = ours.length === 0 ? live : await converge(target, { live, inputs, state, verb: "delete" });
  const left = ours.filter((name) => isShownAs(definition, { name, live: now, state }));
  if (left.length > 0)
    throw new UnknownOutcomeError(
      `Cannot delete ${target.name}: the API has accepted a PUT that takes ${left.join(", ")} out, and shows what was there before. Run the command again.`,
    );
  const others = names.filter((name) => !ours.includes(name));
  const changed = others.length === 0 ? "" : `; somebody has changed ${others.join(", ")} since, which stays as it is`;
  run.say(`${kept(target, state)}${ours.length === 0 ? "" : `, and ${ours.join(", ")} was taken out of it`}${changed}${why}.`);
}

function isShownAs({ fields }: ResourceDefinition, { name, live, state }: { name: string; live: JsonObject; state: Props }): boolean {
  const field = fields[name];
  const shown = field?.decode(live, recordedOf(name, state));
  return shown !== undefined && field?.same(shown, own(state, name)) === true;
}

/** Deletes the object for good, which only one that still is what the state says may be. */
async function release(target: Target, state: Props, found: Found): Promise<void> {
  const { definition } = target;
  const live = await target.alone(() => target.find("delete"));
  if (live === undefined) return;
  if (!definition.natural(live, state))
    throw new StillInUseError(
      `Cannot delete ${target.name}: ${described(live)} is no longer shown with ${definition.naturalKey(state)}, so nothing was sent. Look at it in the portal; pulumi state delete forgets it.`,
    );
  await remove(target, state);
  target.run.say(
    `warning: ${target.name}: ${definition.naturalKey(state)} was given back for good by a DELETE, because an earlier up has stored ${found.releasedBy}.`,
  );
}
