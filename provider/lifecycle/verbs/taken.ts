import { type JsonObject, RejectedError } from "../../client/index";
import { advised, ExistsError } from "../errors";
import { BETWEEN, type Holding, inOrder, type NaturalKeys, uniqueFields } from "../inputs/naturalKeys";
import { described, type Target } from "../run/target";
import { asText, isBlank, own, type Props, sameUuid } from "../../common/values";

interface Attempt {
  readonly keys: NaturalKeys;
  readonly inputs: Props;
  /** What was recorded; left out of a creation. */
  readonly state?: Props;
}

/** Runs a creation or an update; where that fails for a value that another object has, the error says whose it is and what helps. */
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

/** Whether an error says, or may say, that another object has a value of this one. */
function saysTaken(error: unknown): error is ExistsError | RejectedError {
  return ExistsError.is(error) || (RejectedError.is(error) && (error.status === 400 || error.status === 409));
}

async function advice(target: Target, attempt: Attempt, error: Error): Promise<string> {
  const texts = await Promise.all(wanted(target, attempt).map((argument) => adviceOn(target, { ...attempt, argument, error })));
  return texts.filter((text) => text !== "").join("\n");
}

/** The arguments whose values the object does not have yet. */
function wanted({ definition }: Target, { inputs, state }: Attempt): string[] {
  const changing = uniqueFields(definition).filter(
    ([name, field]) => !isBlank(own(inputs, name)) && (state === undefined || !field.same(own(state, name), own(inputs, name))),
  );
  return changing.map(([name]) => name);
}

interface Wanting extends Attempt {
  readonly argument: string;
  readonly error: Error;
}

async function adviceOn(target: Target, { keys, inputs, state, argument, error }: Wanting): Promise<string> {
  const value = `${argument} ${JSON.stringify(own(inputs, argument))}`;
  const holding = keys.holding(inputs, argument);
  if (holding !== undefined) return `${holding.name} of this program ${toDo(holding, value, target.name)}`;
  if (state === undefined) return ExistsError.is(error) ? `${LEAVING}, also with --continue-on-error. ${DELETE_FIRST}` : "";
  const holder = await holderOf(target, inputs);
  if (holder === undefined) return "";
  const owner = target.holders.holderOf(target.definition, asText(holder["uuid"]))?.name;
  const said = `${target.definition.kind} ${described(holder, value)} has ${value}`;
  return owner === undefined ? `${said}. ${LEAVING}. ${CONTINUE} ${DELETE_FIRST}` : `${said}; ${owner} of this program has that.`;
}

const LEAVING =
  "If a resource that leaves the program has it, and what that has is not wanted any more: Pulumi deletes after everything else, so this fails each time";
const CONTINUE = "Run pulumi up --continue-on-error, which goes on to delete it, and pulumi up again.";
const DELETE_FIRST = "Take that resource out in an up of its own first.";

function toDo({ name, what }: Holding, value: string, taker: string): string {
  if (what === "has it") return `has ${value}.`;
  if (what === "has left it") return `had ${value} and has left it in this run. Run pulumi up again.`;
  return what === "waits, too" ? `has ${value} and waits for another one, too. ${BETWEEN}.` : `has ${value}. ${inOrder(name, taker)}`;
}

/** The other living object of the kind that has what these inputs want, where the list shows one. */
async function holderOf({ definition, run, collection, id, name }: Target, inputs: Props): Promise<JsonObject | undefined> {
  const living = await run.listings.fresh(collection, `update ${name}`);
  return living.find((live) => !sameUuid(live["uuid"], id) && definition.natural(live, inputs));
}
