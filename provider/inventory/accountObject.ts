import type { ResourceDefinition } from "../lifecycle/kind";
import type { Run } from "../lifecycle/run/run";
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
  /** The uuid; of what a program will only make, one that stands for it. */
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
  readonly failure: unknown;
}

/** Objects of an account, and what of it could not be read. */
export interface AccountObjects {
  readonly objects: readonly AccountObject[];
  readonly unread: readonly Unread[];
}

/** The live objects of some kinds that belong to a customer, or to the own account if none is given: one list for each kind. */
export async function liveObjects(run: Run, kinds: readonly ResourceDefinition[], customer: string | undefined): Promise<AccountObjects> {
  const listed = await list(run, { customer, kinds });
  const whose = customer === undefined ? {} : { customer };
  return {
    objects: listed.flatMap(({ definition, objects }) =>
      objects.map((live) => {
        const shown = whole(definition, live, whose);
        return { kind: definition.kind, uuid: asText(live["uuid"]), ...whose, args: argumentsOf(definition, shown), ...stepUuidsIn(shown) };
      }),
    ),
    unread: listed.flatMap(({ definition: { kind }, failure }) => (failure === undefined ? [] : [{ kind, ...whose, failure }])),
  };
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
export function argumentsOfState(definition: ResourceDefinition, held: Props): Props {
  const args: Props = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    const value = own(held, name);
    if (value === undefined) continue;
    define(args, name, field.form !== undefined && isRecord(value) ? field.form.toArgument(value) : value);
  }
  return args;
}
