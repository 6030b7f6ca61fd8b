import { GoneError, type JsonObject, UnexpectedAnswerError } from "../client/index";
import type { ResourceDefinition } from "../lifecycle/kind";
import type { Collection } from "../lifecycle/run/listings";
import { nothingProven } from "../lifecycle/run/guesses";
import { pathsOf } from "../lifecycle/run/paths";
import type { Run } from "../lifecycle/run/run";
import { theObject } from "../lifecycle/run/target";
import { asText, sameUuid } from "../common/values";

/** Which live objects are wanted. */
export interface Wanted {
  /** The uuid of the customer; left out, the own account. */
  readonly customer: string | undefined;
  /** The uuid of what objects of a child kind stand under; left out, all are listed. */
  readonly under?: string | undefined;
  /** The kinds; if `under` is left out, those of parents with those of their children. */
  readonly kinds: readonly ResourceDefinition[];
  /** The wire names that the caller looks at: an object of which the list does not show one is read by itself. */
  readonly looksAt?: (definition: ResourceDefinition) => readonly string[];
  /** What the caller has learned of lists; left out, each object that a list shows less of is read by itself. */
  readonly habits?: ListHabits;
}

/**
 * What is learned of the lists of an API from one object of a kind that was read by itself because its list does not show all of it. If its own
 * answer has no key more, the API leaves out what is not set, and lists show as much as there is: reading others would show no more, either.
 */
export class ListHabits {
  readonly #showAll = new Map<string, boolean>();

  /** Whether lists of a kind show all that objects have; undefined if no object has been read yet. */
  showAll(kind: string): boolean | undefined {
    return this.#showAll.get(kind);
  }

  learn(kind: string, listed: JsonObject, alone: JsonObject): void {
    this.#showAll.set(
      kind,
      Object.keys(alone).every((key) => Object.hasOwn(listed, key)),
    );
  }
}

/** The live objects of one kind, or why they could not be listed. */
export interface Listed {
  readonly definition: ResourceDefinition;
  readonly objects: readonly JsonObject[];
  /** What objects of a child kind stand under: the uuid of the parent by object. */
  readonly under?: ReadonlyMap<JsonObject, string>;
  readonly failure?: unknown;
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
  const { kind } = definition;
  const { habits } = wanted;
  const names = wanted.looksAt?.(definition) ?? [];
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
  const isWhole = (object: JsonObject): boolean => names.every((name) => Object.hasOwn(object, name));
  const current = (isEnough: (object: JsonObject) => boolean): Promise<readonly JsonObject[]> =>
    run.listings.current(collection, `list every ${kind}`, { isWhole: isEnough, read });
  if (habits === undefined) return current(isWhole);
  const listed = await current(() => true);
  const first = listed.find((object) => !isWhole(object));
  if (first === undefined || habits.showAll(kind) === true) return listed;
  if (habits.showAll(kind) === undefined) {
    const withFirst = await current((object) => object !== first);
    const alone = withFirst.find(({ uuid }) => sameUuid(uuid, first["uuid"]));
    if (alone !== undefined) habits.learn(kind, first, alone);
    if (habits.showAll(kind) === true) return withFirst;
  }
  return current(isWhole);
}

function readingOf({ kind, guessedPath }: ResourceDefinition, uuid = ""): Reading {
  return { what: uuid === "" ? kind : `${kind} ${uuid}`, isGuess: guessedPath !== undefined };
}

interface Reading {
  readonly what: string;
  /** Set if no source shows the path: then a 404 proves nothing. */
  readonly isGuess: boolean;
}

/** One live object; undefined if its absence is proven. */
async function one(run: Run, { path, params, customer }: Collection, { what, isGuess }: Reading): Promise<JsonObject | undefined> {
  const call = {
    attempt: `read ${what}`,
    method: "GET",
    path,
    ...(params && { params }),
    ...(customer !== undefined && { customer }),
  } as const;
  try {
    return theObject((await run.client.call(call)).result);
  } catch (error) {
    if (!GoneError.is(error)) throw error;
    if (isGuess) throw nothingProven(error, path);
    return undefined;
  }
}
