import type { JsonObject } from "../client/index";
import type { ResourceDefinition } from "../lifecycle/kind";
import type { Run } from "../lifecycle/run/run";
import { singletonId } from "../lifecycle/forms/singletonId";
import { whole } from "../lifecycle/compare/project";
import { asText, define, isRecord, own, type Props } from "../common/values";
import { list } from "./list";

/**
 * One object of an account in the words of its kind's arguments, wherever it comes from: the live account, the state of a stack, a program.
 * Export, drift, calls and maps stand on it, so that they do not differ in what they see.
 */
export interface AccountObject {
  /** The kind of the resource: `HuntGroup`. */
  readonly kind: string;
  /** The uuid, or the id of the one object of an account; of what a program will only make, one that stands for it. */
  readonly uuid: string;
  /** The uuid of the customer; left out, the own account. */
  readonly customer?: string;
  /** The arguments by name, without secrets; references are uuids. A live object has all that the API shows. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The name of the resource, if a program has it. */
  readonly resource?: string;
  /** Of a call flow: the uuid of each step by its name, by which steps of undocumented modules name others; left out if none is known. */
  readonly stepUuids?: Readonly<Record<string, string>>;
}

/** What could not be read, so that nobody takes its absence for an empty list. */
export interface Unread {
  readonly kind: string;
  readonly customer?: string;
  /** The one object that could not be read; left out, the list. */
  readonly uuid?: string;
  readonly failure: unknown;
}

/** Objects of an account, and what of it could not be read. */
export interface AccountObjects {
  readonly objects: readonly AccountObject[];
  readonly unread: readonly Unread[];
  /** The uuids of objects that were looked for by themselves and are proven not to live: that a list does not show one proves nothing. */
  readonly gone?: readonly string[];
}

/** The live objects of some kinds that belong to a customer, or to the own account if none is given: one list for each kind. */
export async function liveObjects(run: Run, kinds: readonly ResourceDefinition[], customer: string | undefined): Promise<AccountObjects> {
  const listed = await list(run, { customer, kinds });
  const whose = customer === undefined ? {} : { customer };
  return {
    objects: listed.flatMap(({ definition, objects, under }) =>
      objects.map((live) => liveObject(definition, live, { ...whose, under: under?.get(live) })),
    ),
    unread: listed.flatMap(({ definition: { kind }, failure }) => (failure === undefined ? [] : [{ kind, ...whose, failure }])),
  };
}

/** Where a live object was found. */
export interface Place {
  readonly customer?: string | undefined;
  /** The uuid of what it stands under. */
  readonly under?: string | undefined;
  /** The id of its resource; left out, the one that follows from the answer. */
  readonly id?: string;
}

const answers = new WeakMap<AccountObject, JsonObject>();

/** A live object as an answer shows it, in the words of its kind. A comparison looks at the answer alone, so the words are made when they are read. */
export function liveObject(definition: ResourceDefinition, live: JsonObject, { customer, under, id }: Place): AccountObject {
  const whose = customer === undefined ? {} : { customer };
  let words: Pick<AccountObject, "args" | "stepUuids"> | undefined;
  const inWords = () => {
    if (words !== undefined) return words;
    const shown = whole(definition, live, { ...whose, ...placeOf(definition, under) });
    return (words = { args: argumentsOf(definition, shown), ...stepUuidsIn(shown) });
  };
  const object = {
    ...{ kind: definition.kind, uuid: id ?? idOf(definition, live, customer), ...whose },
    get args() {
      return inWords().args;
    },
    get stepUuids() {
      return inWords().stepUuids;
    },
  } as AccountObject;
  answers.set(object, live);
  return object;
}

/** The answer that a live object was made of; undefined for any other. It may hold secrets: compare it, and never print it. */
export function answerOf(object: AccountObject): JsonObject | undefined {
  return answers.get(object);
}

/** The id that a resource of the object has: its uuid, or that of the one object of an account. */
export function idOf(definition: ResourceDefinition, live: JsonObject, customer: string | undefined): string {
  return definition.singleton === undefined ? asText(live["uuid"]) : singletonId(definition, customer);
}

/** What a child stands under, as an argument. */
export function placeOf({ parent }: ResourceDefinition, under: string | undefined): Props {
  return parent === undefined || under === undefined ? {} : { [parent]: under };
}

function argumentsOf(definition: ResourceDefinition, shown: Props): Props {
  return Object.fromEntries(
    Object.entries(shown).filter(([name]) => name in definition.fields && !definition.secretOutputs.includes(name)),
  );
}

function stepUuidsIn(shown: Props): Pick<AccountObject, "stepUuids"> {
  const uuids = own(shown, "stepUuids");
  return isRecord(uuids) && Object.keys(uuids).length > 0 ? { stepUuids: uuids as Record<string, string> } : {};
}

/** The uuids of steps that the state of a call flow has or that follow from it; nothing for other kinds. */
export function stepUuidsOfState(definition: ResourceDefinition, held: Props): Pick<AccountObject, "stepUuids"> {
  const following = definition.following?.(held)["stepUuids"];
  const recorded = own(held, "stepUuids");
  return stepUuidsIn({ stepUuids: { ...following, ...(isRecord(recorded) && recorded) } });
}

/** The arguments of a resource in a stack, in the program's form, from what the engine holds of it. */
export function argumentsOfState({ fields }: Pick<ResourceDefinition, "fields">, held: Props): Props {
  const args: Props = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = own(held, name);
    if (value === undefined) continue;
    define(args, name, field.form !== undefined && isRecord(value) ? field.form.toArgument(value) : value);
  }
  return args;
}
