import { CustomerGoneError, GoneError, type JsonObject, UnexpectedAnswerError, type YayError } from "../../client/index";
import { GuessedPathError } from "../errors";
import { isComplete } from "../compare/project";
import { fieldsOf } from "../kindFields";
import type { ResourceDefinition } from "../kind";
import { sameUuid, type Props } from "../../common/values";
import type { Collection } from "./listings";
import { givenFor } from "../../settings/kindPaths";
import { guessOf } from "./paths";
import type { Run } from "./run";

/** What of a resource in a run tells how far its paths can be believed. */
interface Asked {
  readonly definition: ResourceDefinition;
  readonly run: Run;
  readonly paths: ResourceDefinition["paths"];
  readonly collection: Collection;
  readonly name: string;
  readonly id: string | undefined;
  readonly parent: string | undefined;
}

const HOW_TO_FIND_OUT = "`yay check` asks each path that is a guess, and says which answer.";

/**
 * What a failed request at an object's own path means. A 404 at a path that no source shows proves nothing by itself: the object is gone if
 * its list, whose path is known, does not show it either.
 */
export async function meaningOf(target: Asked, verb: string, error: unknown): Promise<unknown> {
  const { definition, run, collection } = target;
  const guess = definition.goneBy === "list" ? "item" : guessOf(definition, run.settings);
  if (guess === undefined || !GoneError.is(error)) return error;
  if (guess === "collection") return unknown(target, verb, error);
  try {
    const living = await run.listings.fresh(collection, `${verb} ${target.name}`);
    const listed = living.find(({ uuid }) => sameUuid(uuid, target.id));
    return listed === undefined ? error : lives(target, verb, { error, listed });
  } catch (failure) {
    return whatNoListSays(target, verb, { error, failure });
  }
}

/**
 * What a GET at an object's own path means that is answered with something else: at a path that no source shows it may be another command's, such as
 * one that lists what the object has. An object that its list shows lives; what the list does not show is not gone for that.
 */
export async function meaningOfOther(target: Asked, verb: string, error: UnexpectedAnswerError): Promise<YayError> {
  const { definition, run, collection } = target;
  if (guessOf(definition, run.settings) !== "item") return error;
  const living = await run.listings.fresh(collection, `${verb} ${target.name}`).catch(() => []);
  const listed = living.find(({ uuid }) => sameUuid(uuid, target.id));
  return listed === undefined ? error : lives(target, verb, { error, listed });
}

/** The meaning of a failed request at the path of a list: a 404 of one that is a guess says nothing of the objects. */
export function meaningOfList(definition: ResourceDefinition, target: Pick<Asked, "run" | "paths">, error: unknown): unknown {
  if (definition.guessedPath !== "collection" || !GoneError.is(error)) return error;
  return new GuessedPathError([error.message, ...adviceOnCollection(definition, target)].join("\n"), error);
}

/** The meaning of a 404 at the guessed path of an object that its list shows. */
export function nothingProven(error: GoneError, path: string): GuessedPathError {
  return new GuessedPathError(
    [
      error.message,
      `No source shows the path of one, ${path}: it is a guess, and a 404 there does not say that something is gone. ${HOW_TO_FIND_OUT}`,
    ].join("\n"),
    error,
  );
}

interface NoList {
  readonly error: GoneError;
  readonly failure: unknown;
}

/** Where the parent is gone, the path of its children's list is a 404, too, and if that path is known, so are they. */
function whatNoListSays(target: Asked, verb: string, { error, failure }: NoList): unknown {
  const { definition, parent, paths } = target;
  if (GoneError.is(failure) && parent !== undefined && definition.guessedPath === "item") return error;
  if (CustomerGoneError.is(failure) || !(failure instanceof Error)) return failure;
  const lines = [
    ...saidBy(error),
    `No source shows the path of one, ${paths.item}, so that proves nothing, and its list could not be read:`,
    ...failure.message.split("\n"),
  ];
  return new GuessedPathError(
    [`Cannot ${verb} ${target.name}: whether it lives is not known, and nothing was changed.`, ...lines].join("\n"),
    error,
  );
}

function unknown(target: Asked, verb: string, error: GoneError): GuessedPathError {
  const headline = `Cannot ${verb} ${target.name}: whether it lives is not known, and nothing was changed.`;
  return new GuessedPathError([headline, ...saidBy(error), ...adviceOnCollection(target.definition, target)].join("\n"), error);
}

function lives(
  target: Asked,
  verb: string,
  { error, listed }: { error: GoneError | UnexpectedAnswerError; listed: JsonObject },
): GuessedPathError {
  const { definition, paths } = target;
  const setting = JSON.stringify({ [definition.kind]: { item: "/…/{uuid}" } });
  const advice =
    definition.goneBy === "list"
      ? `Write the right one as itemPath, such as "${paths.collection}/{uuid}", and run pulumi up again.`
      : `Name the right one by yay:paths = ${setting}. ${HOW_TO_FIND_OUT}`;
  return new GuessedPathError(
    [
      `Cannot ${verb} ${target.name}: it lives, and its own path ${UnexpectedAnswerError.is(error) ? "answers with something else" : "does not answer"}; nothing was changed.`,
      ...(UnexpectedAnswerError.is(error) ? [otherIn(error)] : saidBy(error)),
      `GET ${paths.collection} shows it. No source shows the path of one, ${paths.item}: it is a guess.`,
      advice,
    ].join("\n"),
    error,
    definition.goneBy === "list" ? undefined : listed,
  );
}

function adviceOnCollection({ kind }: ResourceDefinition, { paths, run }: Pick<Asked, "paths" | "run">): string[] {
  const setting = (path: string) => JSON.stringify({ [kind]: path });
  const elsewhere = `If the API has it elsewhere, name that place by yay:paths = ${setting("/…")}.`;
  if (givenFor(run.settings.paths, kind).collection !== undefined)
    return [
      `No source shows the path of a ${kind}; ${paths.collection} is what yay:paths names, and it does not answer. ${HOW_TO_FIND_OUT}`,
    ];
  return [
    `No source shows the path of a ${kind}: ${paths.collection} is a guess, and a 404 there does not say that something is gone.`,
    `${HOW_TO_FIND_OUT} ${elsewhere} If this one is right, say so by yay:paths = ${setting(paths.collection)}: what its list does not show either is gone from then on.`,
  ];
}

function otherIn({ method, path, status }: UnexpectedAnswerError): string {
  return `${method ?? "GET"} ${path ?? ""} → ${status ?? ""}, in an answer without the object.`;
}

/** What came back, without the headline, which is said anew. */
function saidBy(error: Error): string[] {
  return error.message.split("\n").slice(1);
}

/**
 * The live object to be shown or compared. If its own path is a guess that does not answer, its list is as good if it shows every declared
 * value, or has every argument that is no secret if nothing is declared. Never lay a body over that: a list may leave fields out.
 */
export async function orAsListed<T extends JsonObject | undefined>(
  definition: ResourceDefinition,
  declared: { readonly declared: Props; readonly state: Props } | undefined,
  reading: Promise<T>,
): Promise<T | JsonObject> {
  try {
    return await reading;
  } catch (error) {
    const listed = GuessedPathError.is(error) ? error.listed : undefined;
    if (listed === undefined) throw error;
    const isWhole =
      declared === undefined
        ? fieldsOf(definition).every(
            ([
              ,
              {
                facts: { wire, secret },
              },
            ]) => wire === undefined || secret === true || Object.hasOwn(listed, wire),
          )
        : isComplete(definition, listed, declared);
    if (!isWhole) throw error;
    return listed;
  }
}
