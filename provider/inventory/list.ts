import { GoneError, type JsonObject, theObject, unexpected, UnexpectedAnswerError } from "../client/index";
import { GuessedPathError } from "../lifecycle/errors";
import type { ResourceDefinition } from "../lifecycle/kind";
import type { Collection } from "../lifecycle/run/listings";
import { nothingProven } from "../lifecycle/run/guesses";
import { pathsOf } from "../lifecycle/run/paths";
import type { Run } from "../lifecycle/run/run";
import { asText, sameUuid } from "../common/values";
import { referencesIn, showsAll } from "./entries";
import type { Alone, ListCompleteness } from "./listCompleteness";

/** Which live objects are wanted. */
export interface Wanted {
  /** The uuid of the customer; left out, the own account. */
  readonly customer: string | undefined;
  /** The uuid of what objects of a child kind stand under; left out, all are listed. */
  readonly under?: string | undefined;
  /** The kinds; if `under` is left out, those of parents with those of their children. */
  readonly kinds: readonly ResourceDefinition[];
  /** The wire names that the caller looks at: an object of which the list does not show one, or shows it with empty entries, is read by itself. */
  readonly looksAt?: (definition: ResourceDefinition) => readonly string[];
  /** What the caller has learned of lists; with it, only what they leave out although objects have it is read of each object by itself. */
  readonly completeness?: ListCompleteness;
}

/** The live objects of one kind, or why they could not be listed. */
export interface Listed {
  readonly definition: ResourceDefinition;
  readonly objects: readonly JsonObject[];
  /** What objects of a child kind stand under: the uuid of the parent by object. */
  readonly under?: ReadonlyMap<JsonObject, string>;
  readonly failure?: unknown;
}

/** The definitions of kinds whose objects can be listed without knowing more, with those of what children stand under. */
export function withParents(kinds: readonly string[], registry: Readonly<Record<string, ResourceDefinition>>): ResourceDefinition[] {
  const named = (names: readonly string[]): ResourceDefinition[] => names.flatMap((name) => registry[name] ?? []);
  const all = named(kinds).filter((definition) => definition.of === undefined);
  const above = all.flatMap(({ parent, fields }) => (parent === undefined ? [] : (fields[parent]?.facts.refersTo ?? [])));
  return [...new Set([...all, ...named(above)])];
}

/** The most objects of one list to read one by one. */
const MOST_READ_SINGLY = 1000;

/**
 * The live objects of some kinds in one account: one list for each kind and customer in a run, kept true by what the run itself writes. A kind
 * that is a part of another one's objects has none of its own.
 */
export function list(run: Run, wanted: Wanted): Promise<Listed[]> {
  return Promise.all(
    wanted.kinds
      .filter(({ part, scope }) => part === undefined && (scope === "customer" || wanted.customer === undefined))
      .map(async (definition) => {
        try {
          const found = await objectsOf(run, definition, wanted);
          const under = found.flatMap(({ live, parent }) => (parent === undefined ? [] : [[live, parent] as const]));
          return { definition, objects: found.map(({ live }) => live), under: new Map(under) };
        } catch (failure) {
          return { definition, objects: [], failure };
        }
      }),
  );
}

interface Found {
  readonly live: JsonObject;
  readonly parent?: string;
}

async function objectsOf(run: Run, definition: ResourceDefinition, wanted: Wanted): Promise<readonly Found[]> {
  const { singleton, parent } = definition;
  const own = { path: pathsOf(definition, run.settings).collection, customer: wanted.customer };
  if (singleton !== undefined) {
    const live = await one(run, own, readingOf(definition));
    return live === undefined ? [] : [{ live }];
  }
  if (parent === undefined) return (await collected(run, definition, { collection: own, wanted })).map((live) => ({ live }));
  const above = wanted.under === undefined ? await parentsOf(run, definition, wanted) : [wanted.under];
  const below = above.map(async (uuid) => {
    const found = await collected(run, definition, { collection: { ...own, params: { [parent]: uuid } }, wanted });
    return found.map((live) => ({ live, parent: uuid }));
  });
  return (await Promise.all(below)).flat();
}

/** What the objects of a kind stand under. */
async function parentsOf(run: Run, { kind, fields, parent = "" }: ResourceDefinition, wanted: Wanted): Promise<readonly string[]> {
  const above = fields[parent]?.facts.refersTo ?? [];
  const definition = wanted.kinds.find((each) => above.includes(each.kind));
  if (definition === undefined) throw new Error(`${kind} is listed under ${above.join(" or ")}, which has to be among the kinds.`);
  return (await objectsOf(run, definition, wanted)).map(({ live }) => asText(live["uuid"]));
}

interface Place {
  readonly collection: Collection;
  readonly wanted: Wanted;
}

async function collected(run: Run, definition: ResourceDefinition, { collection, wanted }: Place): Promise<readonly JsonObject[]> {
  const names = wanted.looksAt?.(definition) ?? [];
  const { kind } = definition;
  let lacking = 0;
  const read = (uuid: string): Promise<JsonObject | undefined> => {
    lacking += 1;
    if (lacking > MOST_READ_SINGLY)
      return Promise.reject(
        new UnexpectedAnswerError(
          `GET ${collection.path} lists more than ${MOST_READ_SINGLY} objects without all of ${names.join(", ")}; no more are read one by one.`,
        ),
      );
    const { item } = pathsOf(definition, run.settings);
    return one(run, { ...collection, path: item, params: { ...collection.params, uuid } }, readingOf(definition, uuid));
  };
  const current = (isWhole: (object: JsonObject) => boolean): Promise<readonly JsonObject[]> =>
    run.listings.current(collection, `list every ${kind}`, { isWhole, read });
  if (wanted.completeness === undefined) return current((object) => showsAll(definition, { names }, object));
  const listed = await current(() => true);
  const isGuess = definition.guessedPath !== undefined;
  const alone = (object: JsonObject): Promise<Alone> => aloneIn(() => current((each) => each !== object), { object, isGuess });
  const required = [...(await wanted.completeness.hiddenIn(kind, { listed, names, references: referencesIn(definition), alone }))];
  return current((object) => showsAll(definition, { names, required }, object));
}

/** The own answer of one object of a list, if it has one: a path that is a guess may not answer, or with something else. */
async function aloneIn(
  read: () => Promise<readonly JsonObject[]>,
  { object: { uuid }, isGuess }: { readonly object: JsonObject; readonly isGuess: boolean },
): Promise<Alone> {
  try {
    return (await read()).find((object) => sameUuid(object["uuid"], uuid)) ?? "gone";
  } catch (error) {
    if (isGuess && (GuessedPathError.is(error) || UnexpectedAnswerError.is(error))) return "its path does not answer";
    throw error;
  }
}

function readingOf({ kind, guessedPath }: ResourceDefinition, uuid = ""): Reading {
  return { what: uuid === "" ? kind : `${kind} ${uuid}`, isGuess: guessedPath !== undefined, uuid };
}

interface Reading {
  readonly what: string;
  /** Set if no source shows the path: then a 404 proves nothing. */
  readonly isGuess: boolean;
  /** The empty text for what an account has one of. */
  readonly uuid: string;
}

/** One live object; undefined if its absence is proven. What an account has one of may show nothing as long as nobody has set it. */
async function one(run: Run, { path, params, customer }: Collection, { what, isGuess, uuid }: Reading): Promise<JsonObject | undefined> {
  const call = {
    attempt: `read ${what}`,
    method: "GET",
    path,
    ...(params && { params }),
    ...(customer !== undefined && { customer }),
  } as const;
  try {
    const answer = await run.client.call(call);
    const object = theObject(answer.result);
    if (uuid !== "" && object === undefined) throw unexpected(call, answer, "in an answer without the object.");
    return object;
  } catch (error) {
    if (!GoneError.is(error)) throw error;
    if (isGuess) throw nothingProven(error, path);
    return undefined;
  }
}
