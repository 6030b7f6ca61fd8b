import { type Json, parseJson, renderJson, withoutSecrets } from "./client/index";
import { isJsonObject, type Props } from "./common/values";
import { type ImportEntry, importEntry, type ParentName, type StackName } from "./hosts/dynamic/importEntry";
import type { LiveObject } from "./inventory/liveObject";
import { type TakenName, titleOf } from "./inventory/program/names";
import { described, type Described, type LeftToPortal, type NotManaged, programOf, type ProgramSecret } from "./inventory/program/program";
import { takenOver } from "./inventory/takenOver";
import { type Kind, registry } from "./kinds/registry";
import type { ResourceDefinition } from "./lifecycle/kind";
import { fieldsOf } from "./lifecycle/kindFields";

export type { ImportEntry, ParentName, StackName } from "./hosts/dynamic/importEntry";
export type { LiveAccount, LiveObject } from "./inventory/liveObject";
export { described as describe } from "./inventory/program/program";
export { copiedFor, type Particulars, particularsOf, type Replacements } from "./inventory/program/copy";
export { OwnNumbers } from "./inventory/program/ownNumbers";
export type { TakenName } from "./inventory/program/names";
export type { Described, LeftToPortal, NotManaged, ProgramSecret } from "./inventory/program/program";

/** The kinds to list for a customer whose live object is given: all whose objects can belong to it. */
export function kindsToList({ definition }: Pick<LiveObject, "definition">): Kind[] {
  return (Object.keys(registry) as Kind[]).filter((kind) => {
    const { scope, part, fields }: ResourceDefinition = registry[kind];
    const isOf = fields["customer"]?.facts.refersTo?.includes(definition.kind) === true;
    return kind !== "ApiObject" && scope === "customer" && part === undefined && isOf;
  });
}

/** Objects as a text that can be kept in a file until an export goes on: without secrets, so an export with secrets cannot go on from it. */
export function keptObjects(objects: readonly LiveObject[]): string {
  const kept = objects.map(({ definition: { kind }, live, ...place }) => ({ kind, ...place, live: withoutSecrets(live) }));
  return renderJson(kept as unknown as Json) ?? "[]";
}

/** The objects of such a text; undefined if it is none. */
export function restoredObjects(text: string): LiveObject[] | undefined {
  const kept = parsed(text);
  if (!Array.isArray(kept)) return undefined;
  const objects = kept.map((each) => {
    const { kind = null, id = null, customer, under, live } = isJsonObject(each) ? each : {};
    const definition = typeof kind === "string" && kind in registry ? registry[kind as Kind] : undefined;
    if (definition === undefined || typeof id !== "string" || !isJsonObject(live)) return undefined;
    return { definition, id, ...(typeof customer === "string" && { customer }), ...(typeof under === "string" && { under }), live };
  });
  return objects.every((each) => each !== undefined) ? objects : undefined;
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** What is wanted of a program that is written from an account. */
export interface ExportOptions extends StackName {
  /** Why an object is not to be in the program, as a part of a sentence; undefined if it is to be there. Left out, all are. */
  readonly leaveOut?: (object: Described) => string | undefined;
  /** Names that the stack has already: an object that would be called so ends in digits of its uuid. Left out, none is taken. */
  readonly taken?: readonly TakenName[];
  /**
   * Whether the code asks the configuration for the secrets that answers show in clear, and the file for the import holds them, so that both have to
   * be kept from others. Left out, secrets stay what they are, and neither has any.
   */
  readonly withSecrets?: boolean;
  /** Whether the objects are still to be made, as those of `copiedFor`: then there is nothing to import. */
  readonly isNew?: boolean;
}

/** A program that declares live objects as they are. */
export interface ExportedProgram {
  /** TypeScript by path, not formatted: `index.ts`, a file for each customer, one for the own account. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The resources of the file for `pulumi import --file`, after which a preview of the program shows no change. */
  readonly resources: readonly ImportEntry[];
  /** Objects that are not in the program, each with the reason. */
  readonly notManaged: readonly NotManaged[];
  /** Arguments of declared objects that are left to the portal, each with the reason. */
  readonly leftToPortal: readonly LeftToPortal[];
  /** The secrets that the code asks the configuration for; empty unless they were asked for. */
  readonly secrets: readonly ProgramSecret[];
  /** How many resources of each kind cost money when they are made. */
  readonly purchases: Readonly<Partial<Record<Kind, number>>>;
}

/** "A bundle must be created before SIP users." [documented] */
const NEEDS = { SipUser: ["VoipBundle"] } as const satisfies Partial<Record<Kind, readonly Kind[]>>;

/** Writes the program of live objects, which `AccountReader.live` gives. Sends nothing. The same objects give the same text. */
export function exportProgram(objects: readonly LiveObject[], { project, stack, ...options }: ExportOptions): ExportedProgram {
  const { resources, ...program } = programOf(objects, { kinds: Object.values(registry), needs: NEEDS, ...options });
  const bought = resources.filter(({ definition, inputs }) => definition.chargeable?.(inputs) === true);
  const purchases: Partial<Record<Kind, number>> = {};
  for (const { definition } of bought) purchases[definition.kind as Kind] = (purchases[definition.kind as Kind] ?? 0) + 1;
  const withSecrets = options.withSecrets === true;
  return {
    ...program,
    resources: options.isNew === true ? [] : resources.map((resource) => importEntry(resource, { project, stack, withSecrets })),
    purchases,
  };
}

/** A live object for a program that somebody else writes. */
export interface Declaration extends Described {
  /** What the program writes of it, without secrets; references are uuids, the customer's among them. What is off is left out: it stays so. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The resource of the file for `pulumi import --file` by the name that the program gives it, in the component that makes it, if one does. */
  importedAs(name: string, parent?: ParentName): ImportEntry;
}

/** What a program writes of single live objects, and how it takes each over. */
export interface Declarations {
  readonly declarations: readonly Declaration[];
  /** Those that no program can declare, each with the reason. */
  readonly notManaged: readonly NotManaged[];
}

/**
 * What a program writes of those live objects that are wanted, by the rules of `exportProgram`. Sends nothing.
 * @param objects all that `AccountReader.live` has given, so that steps of flows are called by what they lead to
 */
export function declarationsOf(
  objects: readonly LiveObject[],
  { isWanted, ...place }: StackName & { readonly isWanted: (object: Described) => boolean },
): Declarations {
  const titles = new Map(objects.map((object) => [object.id.toLowerCase(), titleOf(object)]));
  const declarations: Declaration[] = [];
  const notManaged: NotManaged[] = [];
  for (const object of objects) {
    const about = described(object);
    if (!isWanted(about)) continue;
    const { inputs: all, state, refusal } = takenOver(object, { titleOf: (uuid) => titles.get(uuid.toLowerCase()), withSecrets: false });
    if (refusal !== undefined) {
      notManaged.push({ ...about, reason: refusal });
      continue;
    }
    const { definition } = object;
    const inputs = withoutOff(definition, all);
    const importedAs = (name: string, parent?: ParentName): ImportEntry =>
      importEntry({ definition, name, object, inputs, state }, { ...place, withSecrets: false, parent });
    declarations.push({ ...about, args: argumentsOf(definition, inputs), importedAs });
  }
  return { declarations, notManaged };
}

function withoutOff({ fields }: ResourceDefinition, inputs: Props): Props {
  return Object.fromEntries(Object.entries(inputs).filter(([name, value]) => value !== false || fields[name]?.isRequired === true));
}

/** Inputs in the form in which a program writes them. */
function argumentsOf(definition: ResourceDefinition, inputs: Props): Props {
  const forms = new Map(fieldsOf(definition).map(([name, { form }]) => [name, form]));
  return Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, forms.get(name)?.toArgument(value) ?? value]));
}
