import { type Call, type Client, GoneError, type JsonObject, objectsIn, theObject } from "../client/index";
import type { ResourceDefinition } from "../lifecycle/kind";
import { pathsOf } from "../lifecycle/run/paths";
import { asText, isUuid, sameUuid } from "../common/values";
import { registry } from "./registry";

/** A path that no source shows, and what came of asking it. */
export interface GuessedPath {
  readonly kind: string;
  /** With places in braces, such as `/voip/trunk/{trunk}/auth/{uuid}`. */
  readonly path: string;
  /** Whether it is the list's, or that of one object. */
  readonly of: "list" | "object";
  /** `answers`: with a list, or with the object; `404`; `unclear`: otherwise; `untried`: nothing lives there to try it with. */
  readonly answer: "answers" | "404" | "unclear" | "untried";
  /** What came back, or what is missing. */
  readonly said: string;
}

interface Asking {
  readonly client: Client;
  readonly definition: ResourceDefinition;
  /** The uuid of the customer whose objects are looked at; left out, those of the own account are. */
  readonly customer: string | undefined;
}

/** The most parents under which something to try a path with is looked for. */
const MOST_PARENTS = 5;

/** Asks each path that is a guess, by GET alone. */
export async function askGuessedPaths(client: Client, customer?: string): Promise<GuessedPath[]> {
  const guessed = Object.values<ResourceDefinition>(registry).filter(({ guessedPath }) => guessedPath !== undefined);
  return (await Promise.all(guessed.map((definition) => askedOf({ client, definition, customer })))).flat();
}

async function askedOf(asking: Asking): Promise<GuessedPath[]> {
  const { definition, client } = asking;
  const { collection, item } = pathsOf(definition, client.settings);
  const places = await placesOf(asking);
  const lists = await Promise.all(places.map((params) => listed(asking, collection, params)));
  const first = lists.find(({ objects }) => objects.length > 0) ?? lists[0];
  const about = { kind: definition.kind, path: collection, of: "list" as const };
  const list: GuessedPath =
    first === undefined ? { ...about, ...nothingAbove(definition) } : { ...about, answer: first.answer, said: first.said };
  const one = await object(asking, item, first);
  return definition.guessedPath === "collection" ? [list, one] : [one];
}

interface Listed {
  readonly params: Readonly<Record<string, string>>;
  readonly answer: GuessedPath["answer"];
  readonly said: string;
  readonly objects: readonly JsonObject[];
}

/** What fills the places of a list's path: nothing, or one parent after the other. */
async function placesOf({ definition, ...asking }: Asking): Promise<Readonly<Record<string, string>>[]> {
  const { parent } = definition;
  if (parent === undefined) return [{}];
  const above = parentKindOf(definition);
  if (above === undefined) return [];
  const { objects } = await listed({ ...asking, definition: above }, pathsOf(above, asking.client.settings).collection, {});
  return objects.slice(0, MOST_PARENTS).map(({ uuid }) => ({ [parent]: asText(uuid) }));
}

function parentKindOf({ parent = "", fields }: ResourceDefinition): ResourceDefinition | undefined {
  const [kind = ""] = fields[parent]?.facts.refersTo ?? [];
  return (registry as Readonly<Record<string, ResourceDefinition>>)[kind];
}

function nothingAbove(definition: ResourceDefinition): Pick<GuessedPath, "answer" | "said"> {
  return { answer: "untried", said: `no ${parentKindOf(definition)?.kind ?? "parent"} lives there to try it with` };
}

async function listed(asking: Asking, path: string, params: Readonly<Record<string, string>>): Promise<Listed> {
  try {
    const answer = await ask(asking, path, params);
    const objects = objectsIn(answer)?.filter(({ uuid }) => isUuid(uuid));
    if (objects === undefined) return { params, answer: "unclear", said: `${answer.status}, and no list`, objects: [] };
    return { params, answer: "answers", said: `a list of ${objects.length}`, objects };
  } catch (error) {
    return { params, ...failed(error), objects: [] };
  }
}

async function object({ definition, ...asking }: Asking, path: string, list: Listed | undefined): Promise<GuessedPath> {
  const about = { kind: definition.kind, path, of: "object" as const };
  if (list === undefined) return { ...about, ...nothingAbove(definition) };
  const uuid = list.objects[0]?.["uuid"];
  if (!isUuid(uuid)) return { ...about, answer: "untried", said: `no ${definition.kind} is seen there to try it with` };
  try {
    const answer = await ask({ ...asking, definition }, path, { ...list.params, uuid });
    const isIt = sameUuid(theObject(answer.result)?.["uuid"], uuid);
    return isIt
      ? { ...about, answer: "answers", said: "the object" }
      : { ...about, answer: "unclear", said: `${answer.status}, and not the object` };
  } catch (error) {
    return { ...about, ...failed(error) };
  }
}

function ask({ client, definition, customer }: Asking, path: string, params: Readonly<Record<string, string>>): ReturnType<Client["call"]> {
  const call: Call = { attempt: `try the path of a ${definition.kind}`, method: "GET", path, params };
  return client.call(customer === undefined ? call : { ...call, customer });
}

function failed(error: unknown): Pick<GuessedPath, "answer" | "said"> {
  const [headline = "", exchange] = error instanceof Error ? error.message.split("\n") : [String(error)];
  return { answer: GoneError.is(error) ? "404" : "unclear", said: exchange ?? headline };
}
