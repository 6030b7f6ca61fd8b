import { type JsonObject, UnexpectedAnswerError } from "../../client/index";
import type { Target } from "../run/target";
import { asText } from "../../common/values";

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

/** The objects that exist now and did not before. */
export async function newObjects(target: Target, before: readonly JsonObject[]): Promise<JsonObject[]> {
  const now = await target.run.listings.fresh(target.collection, `create ${target.name}`);
  const known = new Set(before.map(({ uuid }) => asText(uuid).toLowerCase()));
  return whole(
    target,
    now.filter(({ uuid }) => asText(uuid) === "" || !known.has(asText(uuid).toLowerCase())),
  );
}
