import {
  adviceFor,
  asNotFound,
  CustomerGoneError,
  hasNoValue,
  type JsonObject,
  NotFoundError,
  printable,
  SelectorError,
  selectingCustomer,
  selectingUuid,
  unexpected,
  UnexpectedAnswerError,
} from "../client/index";
import { nearest } from "../common/nearest";
import { asText, isBlank, own, type Props, sameUuid } from "../common/values";
import { whole } from "../lifecycle/compare/project";
import { isComposedAlike } from "../lifecycle/compare/spelling";
import { strayIn } from "../lifecycle/inputs/strayTexts";
import { text } from "../lifecycle/fields/index";
import { type Field, recordedOf, type ResourceDefinition, secretPathsOf } from "../lifecycle/kind";
import { pathsOf } from "../lifecycle/run/paths";
import type { Run } from "../lifecycle/run/run";
import { described, shownIn } from "../lifecycle/run/target";
import { showsAll } from "./entries";
import { list } from "./list";
import { shownNames } from "./liveObject";

const MOST_NAMED = 10;

/** What a look-up names an object by, once it is known to be meant. */
interface Selection {
  readonly customer: string | undefined;
  readonly under: string | undefined;
  readonly uuid: string | undefined;
  readonly values: readonly Selecting[];
}

/** A value that objects are told apart by, and how it is read. */
interface Selecting {
  readonly name: string;
  readonly value: unknown;
  readonly field: Field;
}

/**
 * The one live object that a selector names, by its uuid or by values that its documents show, also those that the API alone sets, without secrets.
 * Sends nothing if the selector cannot be meant.
 * @throws NotFoundError if none matches; SelectorError if several do, if one may that does not show such a value, or if the selector is not valid.
 */
export async function find(run: Run, definition: ResourceDefinition, selector: Props): Promise<Props> {
  const selection = selected(definition, selector);
  const all = await living(run, definition, selection);
  const { alike, unclear, unshown } = compared(definition, selection, all);
  const [first] = alike;
  if (unclear.length > 0) throw new SelectorError(notShown(definition, selection, { all, alike, unclear, unshown }));
  if (first === undefined) throw new NotFoundError(notThere(definition, selection, all.length));
  if (alike.length > 1) throw new SelectorError(several(definition, selection, alike));
  const only = await completed(run, definition, { selection, listed: first });
  const { customer, under } = selection;
  const state = { ...(customer !== undefined && { customer }), ...(definition.parent !== undefined && { [definition.parent]: under }) };
  const shown = Object.entries(whole(definition, only, state)).filter(([name]) => !definition.secretOutputs.includes(name));
  return { ...Object.fromEntries(shown), uuid: asText(only["uuid"]) };
}

function selected(definition: ResourceDefinition, selector: Props): Selection {
  const { kind, parent, scope } = definition;
  const attempt = `look up a ${kind}`;
  if (definition.of !== undefined)
    throw refused(kind, `its own arguments say where such objects are: use ${kind}.get with a uuid and the path`);
  if (definition.part !== undefined) throw refused(kind, `it is a part of what its ${definition.part.of} names`);
  const customer = scope === "customer" ? selectingCustomer(attempt, selector) : undefined;
  const under = parent === undefined ? undefined : selectingUuid({ attempt, argument: parent, value: own(selector, parent) });
  const uuid = Object.hasOwn(selector, "uuid") ? selectingUuid({ attempt, argument: "uuid", value: own(selector, "uuid") }) : undefined;
  const places = ["uuid", ...(scope === "customer" ? ["customer"] : []), ...(parent === undefined ? [] : [parent])];
  const fields = selecting(definition);
  const names = [...fields.keys()];
  const given = Object.entries(selector).filter(([name]) => !places.includes(name));
  const problems = given.flatMap(([name, value]) => problemsOf(names, fields.get(name), { name, value }));
  if (problems.length > 0) throw refused(kind, problems.join("; "));
  if (uuid !== undefined && given.length > 0) throw refused(kind, "its uuid names it alone; leave out what stands beside it");
  if (uuid === undefined && given.length === 0) throw refused(kind, `nothing names it: give its uuid, or one of ${names.join(", ")}`);
  const values = given.flatMap(([name, value]) => {
    const field = fields.get(name);
    return field === undefined ? [] : [{ name, value, field }];
  });
  return { customer, under, uuid, values };
}

/** What objects can be told apart by, by name: arguments, and what the API alone sets. */
function selecting({ fields, shownOutputs = {} }: ResourceDefinition): ReadonlyMap<string, Field> {
  const given = Object.entries(fields).filter(([, field]) => canSelect(field));
  const made = Object.entries(shownOutputs).map(([name, wire]) => [name, text(wire)] as const);
  return new Map<string, Field>([...given, ...made]);
}

/** Whether objects can be told apart by an argument: it is shown, and is no secret and has none in it. */
function canSelect(field: Field): boolean {
  if (wiresOf(field).length === 0 || field.facts.writeOnly === true) return false;
  return secretPathsOf(field.facts).length === 0 && field.known === undefined;
}

/** The API's own names of what an argument is read from. */
function wiresOf({ facts: { wire, readFrom = [] } }: Field): readonly string[] {
  return wire === undefined ? readFrom : [wire];
}

function problemsOf(names: readonly string[], field: Field | undefined, { name, value }: { name: string; value: unknown }): string[] {
  if (field === undefined) {
    const guess = nearest(name, names);
    return [`${name} tells none apart; ${guess === undefined ? `write one of ${names.join(", ")}` : `did you mean ${guess}?`}`];
  }
  if (hasNoValue(value)) return [`its ${name} has no value`];
  const stray = typeof value === "string" ? strayIn(value) : undefined;
  if (stray !== undefined) return [`${name}: ${stray}`];
  const [issue] = field.shape.safeParse(value).error?.issues ?? [];
  return issue === undefined ? [] : [`${name}: ${issue.message}`];
}

async function living(run: Run, definition: ResourceDefinition, selection: Selection): Promise<readonly JsonObject[]> {
  const { customer, under, values, uuid } = selection;
  if (uuid !== undefined && definition.guessedPath === undefined) return [await read(run, definition, { ...selection, uuid })];
  const looksAt = values.flatMap(({ field }) => wiresOf(field));
  const found = await list(run, { customer, under, kinds: [definition], looksAt: () => looksAt });
  const failure = found.find((each) => each.failure !== undefined)?.failure;
  if (failure === undefined) return found.flatMap(({ objects }) => objects);
  throw CustomerGoneError.is(failure) ? asNotFound(failure, adviceFor(customer)) : failure;
}

/**
 * The object with all that it shows: a list may leave fields out, and whoever looks up `members` must not get none of them. A guessed path of one
 * object may not answer, or with something else; then the list is all that there is.
 */
async function completed(
  run: Run,
  definition: ResourceDefinition,
  { selection, listed }: { readonly selection: Selection; readonly listed: JsonObject },
): Promise<JsonObject> {
  const { singleton, guessedPath } = definition;
  if (singleton !== undefined || showsAll(definition, { names: shownNames(definition) }, listed)) return listed;
  try {
    return { ...listed, ...(await read(run, definition, { ...selection, uuid: asText(listed["uuid"]) })) };
  } catch (error) {
    if (guessedPath !== undefined && (error instanceof NotFoundError || UnexpectedAnswerError.is(error))) return listed;
    throw error;
  }
}

async function read(
  run: Run,
  definition: ResourceDefinition,
  { customer, under, uuid }: Selection & { uuid: string },
): Promise<JsonObject> {
  const { kind, parent } = definition;
  const params = { ...(parent !== undefined && under !== undefined && { [parent]: under }), uuid };
  const call = { attempt: `look up ${kind} ${uuid}`, method: "GET", path: pathsOf(definition, run.settings).item, params } as const;
  const answer = await run.client.call({ ...call, ...(customer !== undefined && { customer }) }).catch((error: unknown) => {
    throw asNotFound(error, adviceFor(customer));
  });
  const shown = shownIn({ definition, id: uuid }, answer.result);
  if (shown === undefined) throw unexpected(call, answer, "in an answer without the object.");
  return { uuid, ...shown };
}

/** What lives beside a selector. */
interface Compared {
  /** What shows every value of it. */
  readonly alike: readonly JsonObject[];
  /** What is like it in all that it shows, and may be in what it does not. */
  readonly unclear: readonly JsonObject[];
  /** The names of the values that those do not show. */
  readonly unshown: readonly string[];
}

function compared(definition: ResourceDefinition, { uuid, values }: Selection, all: readonly JsonObject[]): Compared {
  if (uuid !== undefined) return { alike: all.filter((live) => sameUuid(live["uuid"], uuid)), unclear: [], unshown: [] };
  const isShown = (live: JsonObject, { field }: Selecting) => showsAll(definition, { names: wiresOf(field) }, live);
  const doubtful = values.filter((each) =>
    mayBeHidden(
      each,
      all.some((live) => isShown(live, each)),
    ),
  );
  const likely = all.filter((live) => values.every((each) => (isShown(live, each) ? isLike(live, each) : doubtful.includes(each))));
  const showsEach = (live: JsonObject) => values.every((each) => isShown(live, each));
  const unclear = likely.filter((live) => !showsEach(live));
  const unshown = doubtful.filter((each) => unclear.some((live) => !isShown(live, each)));
  return { alike: likely.filter(showsEach), unclear, unshown: unshown.map(({ name }) => name) };
}

function isLike(live: JsonObject, { name, value, field }: Selecting): boolean {
  const shown = field.decode(live, recordedOf(name, {}));
  if (field.same(shown, value)) return true;
  return typeof shown === "string" && typeof value === "string" && isComposedAlike({ live: shown, declared: value });
}

/**
 * Whether an object that does not show a value may have it. It is unset there only if others show theirs, and leaving it out does not mean the
 * value that is looked for. That programs have to declare an argument says nothing: people make objects without it.
 */
function mayBeHidden({ value, field }: Selecting, isShownByOthers: boolean): boolean {
  return !isShownByOthers || isBlank(value) || field.same(undefined, value);
}

function inWords(definition: ResourceDefinition, { uuid, values }: Selection): string {
  const what = uuid ?? values.map(({ name, value }) => `with ${name} ${JSON.stringify(value)}`).join(" and ");
  return `${definition.kind} ${what}`;
}

function accountOf({ customer }: Selection): string {
  return customer === undefined ? "the own account" : `the customer ${customer}`;
}

function notThere(definition: ResourceDefinition, selection: Selection, count: number): string {
  const { customer, uuid } = selection;
  const lives = uuid === undefined ? `none of the ${count} of ${accountOf(selection)} is like that` : "it does not exist";
  const advice = adviceFor(customer).object.replace("the uuid", uuid === undefined ? "what it is looked up by" : "the uuid");
  return printable(`Cannot look up ${inWords(definition, selection)}: ${lives}.\n${advice}`);
}

function several(definition: ResourceDefinition, selection: Selection, found: readonly JsonObject[]): string {
  const advice = "Give the uuid of the one that is meant, or more of what tells it apart.";
  return printable(
    [`Cannot look up ${inWords(definition, selection)}: ${found.length} are like that.`, ...candidates(found), advice].join("\n"),
  );
}

function notShown(
  definition: ResourceDefinition,
  selection: Selection,
  { all, alike, unclear, unshown }: Compared & { readonly all: readonly JsonObject[] },
): string {
  const names = unshown.join(" and ");
  const said =
    unclear.length === 1
      ? `does not show ${names}, so whether it is like that cannot be told`
      : `do not show ${names}, so they cannot be told apart`;
  return printable(
    [
      `Cannot look up ${inWords(definition, selection)}: ${unclear.length} of the ${all.length} of ${accountOf(selection)} ${said}.`,
      ...candidates([...alike, ...unclear]),
      "Give the uuid of the one that is meant.",
    ].join("\n"),
  );
}

/** A line for each object that may be meant, and one for those that are too many. */
function candidates(found: readonly JsonObject[]): string[] {
  const rest = found.length - MOST_NAMED;
  return [...found.slice(0, MOST_NAMED).map((live) => `  ${described(live)}`), ...(rest > 0 ? [`  and ${rest} more`] : [])];
}

function refused(kind: string, reason: string): SelectorError {
  return new SelectorError(printable(`Cannot look up a ${kind}: ${reason}.\nNothing was sent.`));
}
