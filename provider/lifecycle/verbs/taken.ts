import { type JsonObject, RejectedError } from "../../client/index";
import type { Field, ResourceDefinition } from "../kind";
import { fieldsOf } from "../kindFields";
import { advised, ExistsError } from "../errors";
import { type Holding, type NaturalKeys, sameUnique, uniqueFields, uniquePath, uniqueValue } from "../inputs/naturalKeys";
import { inOrder } from "../inputs/uniqueConflicts";
import { described, type Target } from "../run/target";
import { asText, isBlank, type Props, sameUuid } from "../../common/values";

interface Attempt {
  readonly keys: NaturalKeys;
  readonly inputs: Props;
  /** The recorded state; left out for a creation. */
  readonly state?: Props;
}

/** Runs a creation or an update. If it fails because another object has a unique value, the error says which object and what to do. */
export async function explainingTaken<T>(target: Target, attempt: Attempt, action: () => Promise<T>): Promise<T> {
  try {
    const result = await action();
    attempt.keys.done(target.definition, attempt.inputs);
    return result;
  } catch (error) {
    if (!saysTaken(error)) throw error;
    throw advised(error, await advice(target, attempt, error).catch(() => undefined));
  }
}

/** Whether an error means, or may mean, that another object has a value of this one. */
function saysTaken(error: unknown): error is ExistsError | RejectedError {
  return ExistsError.is(error) || (RejectedError.is(error) && (error.status === 400 || error.status === 409));
}

async function advice(target: Target, attempt: Attempt, error: Error): Promise<string> {
  const found = ExistsError.is(error) ? error.found : undefined;
  const texts = await Promise.all(changingValues(target, attempt).map((unique) => adviceOn(target, { ...attempt, unique, found })));
  const isOurs = texts.some((text) => text.isOurs);
  return [isOurs ? "" : (found?.advice ?? ""), ...texts.map(({ text }) => text)].filter((text) => text !== "").join("\n");
}

/** The arguments whose unique values the object does not have yet. */
function changingValues({ definition }: Target, { inputs, state }: Attempt): (readonly [string, Field])[] {
  return uniqueFields(definition).filter(([name, field]) => {
    const value = uniqueValue(name, field, inputs);
    return !isBlank(value) && (state === undefined || !sameUnique(field, uniqueValue(name, field, state), value));
  });
}

interface Wanting extends Attempt {
  readonly unique: readonly [argument: string, field: Field];
  readonly found: ExistsError["found"] | undefined;
}

/** Advice; `isOurs` if a resource of this program has the value, so that adopting is no way out. */
interface Advice {
  readonly text: string;
  readonly isOurs: boolean;
}

const nothing: Advice = { text: "", isOurs: false };

async function adviceOn(target: Target, { keys, inputs, state, unique: [argument, field], found }: Wanting): Promise<Advice> {
  const path = uniquePath(argument, field);
  const value = `${path} ${JSON.stringify(uniqueValue(argument, field, inputs))}`;
  const taker = { name: target.name, isNew: state === undefined };
  const holding = keys.holding(inputs, path);
  if (holding !== undefined) return { text: `${holding.name} of this program ${toDo(holding, value, taker)}`, isOurs: true };
  if (state === undefined && found === undefined) return nothing;
  const holder = state === undefined ? found?.living[0] : await holderOf(target, inputs);
  if (holder === undefined) return nothing;
  const said = `${target.definition.kind} ${described(holder, value)} has ${value}`;
  const owner = target.holders.holderOf(target.definition, asText(holder["uuid"]))?.name;
  if (owner !== undefined) return { text: `${said}; ${owner} of this program has that.`, isOurs: true };
  const maker = makerOf(target, holder, keys);
  if (maker !== undefined) return { text: `${said}: ${maker} of this program made it and was replaced. ${pending(taker)}`, isOurs: true };
  if (taker.isNew) return { text: `${leaving(target.definition)}, also with --continue-on-error. ${DELETE_FIRST}`, isOurs: false };
  return { text: `${said}. ${leaving(target.definition)}. ${CONTINUE} ${DELETE_FIRST}`, isOurs: false };
}

interface Taker {
  readonly name: string;
  readonly isNew: boolean;
}

/** The advice if no known resource of the program has the value. */
function leaving(definition: ResourceDefinition): string {
  const replaced = fieldsOf(definition).some(([, { facts }]) => facts.replaceOnChanges)
    ? ", or the old one of a resource that is replaced,"
    : ",";
  return `If a resource that leaves the program has it${replaced} and what that has is not wanted any more: Pulumi deletes after everything else, so this fails each time`;
}

const CONTINUE = "With --continue-on-error pulumi up goes on to delete it; run pulumi up again after that.";
const DELETE_FIRST = "Take that resource out in an up of its own first.";

/** The advice if an object that is still to be deleted has the value. A refused creation prevents the deletion of what it needs. */
function pending({ name, isNew }: Taker): string {
  const first = isNew
    ? `Run pulumi up with ${name} as it was, or without it if it is new: that deletes it.`
    : `Run pulumi up with ${name} as it was, or with --continue-on-error: either deletes it.`;
  return `What it made before is still to be deleted, which Pulumi does after everything else, so this fails each time. ${first} Then write what each should have and run pulumi up again.`;
}

function toDo({ name, what, circle }: Holding, value: string, taker: Taker): string {
  if (what === "has it") return `has ${value}.`;
  if (what === "has left it") return `had ${value} and has left it in this run. Run pulumi up again.`;
  if (what === "is replaced") return `had ${value} and is replaced in this run. ${pending(taker)}`;
  return what === "waits, too"
    ? `has ${value} and waits for another one, too: ${circle ?? ""}.`
    : `has ${value}. ${inOrder(name, taker.name)}`;
}

/** The resource of the program that created a live object and has another one now. */
function makerOf({ definition, collection, props }: Target, live: JsonObject, keys: NaturalKeys): string | undefined {
  const { customer } = collection;
  return keys.others(props).find(({ kind, inputs }) => kind === definition.kind && definition.madeBy?.(live, { ...inputs, customer }))
    ?.name;
}

/** Another live object of the kind that has the natural key of the inputs, if the list shows one. */
async function holderOf({ definition, run, collection, id, name }: Target, inputs: Props): Promise<JsonObject | undefined> {
  const living = await run.listings.fresh(collection, `update ${name}`);
  return living.find((live) => !sameUuid(live["uuid"], id) && definition.natural(live, inputs));
}
