import { type Answer, GoneError, type JsonObject, theObject, UnknownOutcomeError } from "../../client/index";
import { changedFields } from "../compare/changedFields";
import { adoptionOf, type Created } from "../verbs/adopt";
import type { Finding, Part } from "../kind";
import { AdoptionError, advised, show } from "../errors";
import type { ProgramKnowledge } from "../run/programKnowledge";
import { differencesFrom, outputsOf } from "../compare/project";
import type { Target } from "../run/target";
import { converge } from "../verbs/update";
import { asText, own, type Props } from "../../common/values";
import { overlay } from "../compare/overlay";
import { ofOwnObject, type Steps } from "./steps";

/** The steps of a kind that is a part of another kind's object. */
export function ofPart(part: Part): Steps {
  return {
    ...ofOwnObject,
    findings: (definition, checking) => [
      ...ofOwnObject.findings(definition, checking),
      ...fillingFindings(part, checking.news, checking.known),
    ],
    create: (target, inputs) => fill(target, inputs, part),
    read: async (target, state) => {
      const result = await ofOwnObject.read(target, state);
      const isLookUp = own(state, "seed") === undefined && result.id !== "";
      return isLookUp ? { ...result, props: { ...result.props, [part.of]: result.id } } : result;
    },
    remove: (target, state, known) => vacate(target, state, { part, known }),
  };
}

/** Fills a part of an object that another resource has made: if nobody has, or if it holds what the program says. */
async function fill(target: Target, inputs: Props, part: Part): Promise<Created> {
  const at = target.withId(asText(own(inputs, part.of)));
  const { run, definition } = at;
  const id = at.id ?? "";
  at.holders.recordAdoptionCandidate(definition, inputs, id);
  const claimedBy = run.claimedBy(at.key);
  if (claimedBy !== undefined) throw new AdoptionError(`Cannot create ${at.name}: ${claimedBy} of this program fills ${id} already.`);
  at.take();
  run.claim(at.key, at.name);
  try {
    return await at.alone(async () => {
      const live = await present(at, part);
      const state = takenOver(at, { live, inputs, part });
      const result = await converge(at, { live, inputs, state, verb: "create" });
      return { id, outs: outputsOf(definition, result, { declared: inputs, state }) };
    });
  } catch (error) {
    run.release(at.key);
    throw error;
  }
}

async function present(at: Target, part: Part): Promise<JsonObject> {
  try {
    return await at.observe("create");
  } catch (error) {
    throw GoneError.is(error) ? advised(error, `${part.of} has to name a living object.`) : error;
  }
}

interface Filling {
  readonly live: JsonObject;
  readonly inputs: Props;
  readonly part: Part;
}

/** What is recorded of a part that may be filled; throws if somebody else has filled it otherwise. */
function takenOver(at: Target, { live, inputs, part }: Filling): Props {
  const { definition } = at;
  const own = definition.identify?.(inputs, {}) ?? {};
  if (part.isVacant(live)) return own;
  if (definition.ours?.(live, inputs) === true) return { ...own, ...at.takeOver() };
  const state = definition.adopting?.(live, inputs) ?? own;
  const differences = differencesFrom(definition, live, { declared: inputs, state });
  if (differences.length === 0 || adoptionOf(inputs)?.overwrite === true) return { ...state, ...at.takeOver() };
  throw new AdoptionError(
    [
      `Cannot create ${at.name}: ${part.of} ${at.id ?? ""} is filled already, otherwise than the program says, and nothing was sent.`,
      ...at.markedSecrets.told(differences).map(({ path, from, to }) => `  ${path}: ${show(from)} in the program, ${show(to)} live`),
      `Make the program equal to what lives, or write adopt: { uuid: "${at.id ?? ""}", overwrite: true } to change it.`,
    ].join("\n"),
  );
}

/** What is wrong with filling a part that the resource of the object declares itself: each of them would undo the other, in turns. */
function fillingFindings(part: Part, inputs: Props, known: ProgramKnowledge): Finding[] {
  const id = own(inputs, part.of);
  const owner = typeof id === "string" ? known.filledBy(id) : undefined;
  if (owner === undefined) return [];
  return [
    { path: part.of, reason: `${owner} of this program has what is to be filled, too: write ${part.leftBy} there, or take this one out` },
  ];
}

/**
 * Takes what the program filled in out again, so that what it pointed at can go. It stays if the resource that has the object now
 * declares the part itself, and if nothing of ours is there any more.
 */
async function vacate(target: Target, state: Props, { part, known }: { part: Part; known: ProgramKnowledge }): Promise<void> {
  const { run, collection, id = "" } = target;
  if (known.filledBy(id) !== undefined) return;
  try {
    await target.alone(() => emptied(target, state, part));
  } finally {
    run.listings.written(collection, id);
  }
}

/** Only what is shown empty is empty: an answer that does not show the part may come from something between here and the API. */
async function emptied(target: Target, state: Props, part: Part): Promise<void> {
  let doubt: Error | undefined;
  for (let left = 3; ; left--) {
    const live = await target.find("delete");
    if (live === undefined || part.isVacant(live) || !part.isOurs(live, state)) return;
    if (left === 0 && doubt !== undefined) throw doubt;
    const body = overlay(target.definition, { live, inputs: {}, state, omit: target.omit });
    part.vacate(body, state);
    try {
      const answer = await target.item("delete", "PUT", { body, audit: { fields: changedFields(target, { live, state, body }) } });
      if (shows(answer, part)) return;
      doubt = target.unexpected("delete", "PUT", answer, `and ${part.of} still holds what it held.`);
    } catch (error) {
      if (GoneError.is(error)) return;
      if (!UnknownOutcomeError.is(error)) throw error;
      doubt = error;
    }
  }
}

function shows({ result }: Answer, part: Part): boolean {
  const shown = theObject(result);
  return shown !== undefined && part.isVacant(shown);
}
