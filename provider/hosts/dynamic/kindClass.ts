import type * as pulumi from "@pulumi/pulumi";
import { type Kind, registry } from "../../kinds/registry";
import type { Id } from "../../common/id";
import { singletonId } from "../../lifecycle/forms/singletonId";
import { HIDDEN_SECRETS, type ResourceDefinition, secretPathsOf } from "../../lifecycle/kind";
import { mayHideSecrets } from "../../lifecycle/secrets/hiddenSecrets";
import type { Inputs } from "./inputs";
import { isSecretAnyway, placeIn, propertiesOf, warningsOf } from "./properties";
import { foundOutput } from "./lookups";
import type { ClassFacts } from "./classFacts";
import { type ChildClass, dynamicResource, type ResourceClass, type SingletonClass } from "./resource";

/** Arguments that steer the provider: they are no outputs. */
type Steering =
  "adopt" | "additional" | "forceDestroy" | "strict" | "content" | "restoreTo" | "free" | "readOnly" | "overwrite" | "releaseOnDelete";

/** What a program can read of an object: what it declares. */
export type StateOf<Args> = {
  [Name in keyof Pick<Args, Exclude<keyof Args, Steering>>]-?: undefined extends Args[Name] ? Args[Name] | undefined : Args[Name];
};

/**
 * What a look-up by value names an object by: arguments that are shown, and what the API alone sets (`Made`), beside what tells whose it is. All that
 * is given has to fit.
 */
export type Selector<Args, K extends string, Made = unknown> = {
  readonly [Name in keyof Made]?: Made[Name];
} & {
  readonly [Name in keyof Args as Args[Name] extends string | number | boolean | undefined ? Exclude<Name, Steering> : never]?: Args[Name];
} & {
  /** The uuid of the object, with nothing beside it but whose it is. */
  readonly uuid?: Id<K>;
};

/** What a look-up by value gives: what the API shows, without secrets. */
export type Found<State, K extends string> = Partial<State> & {
  /** The uuid of the live object. */
  readonly uuid: Id<K>;
};

/** What finds objects of a kind by value. */
export interface Finder<Args, State, K extends string, Made extends keyof State = never> {
  /**
   * Looks up the one living object that has all of the given values, without managing it: `find({ customer, extension: 601 })`. It asks while the
   * program runs, in previews too; if what it is given comes from a resource that is still to be made, it is unknown there and asks in the `up`.
   * The run fails if nothing or more than one fits, or if one may fit that does not show such a value; the message names those that do or may.
   */
  find(by: Inputs<Selector<Args, K, Pick<State, Made>>>): pulumi.Output<Found<State, K>>;
}

/** Where a class says more than the definition of its kind: of outputs that a program reads otherwise than they are recorded. */
type More<Args> = Pick<ClassFacts<Args>, "views" | "completed">;

/** Makes the class of a kind, with the outputs, secrets and warnings of its definition. `Made` are its outputs that the API alone sets, without secrets. */
export function kindClass<K extends Kind, Args extends object, State = StateOf<Args>, Made extends keyof State = never>(
  kind: K,
  more: More<Args> = {},
): ResourceClass<Args, State, K> & Finder<Args, State, K, Made> {
  return finding<Args, State, K, Made>(kind, more);
}

/** The class of a kind whose objects stand under the path of another one, which an argument names. */
export function childClass<K extends Kind, Args extends object, Parent extends keyof Args, State = StateOf<Args>>(
  kind: K,
  more: More<Args> = {},
): ChildClass<Args, State, Parent, K> & Finder<Args, State, K> {
  return finding<Args, State, K>(kind, more);
}

/** The class of a kind whose objects stand where arguments say, and may be of any kind: its uuid passes for any reference. */
export function placedClass<Args extends object, Where extends keyof Args, State = StateOf<Args>>(
  kind: Kind,
  more: More<Args> = {},
): ChildClass<Args, State, Where, never> {
  return classOf<Args, State, never>(kind, more);
}

/** The class of a kind that is a part of another one's objects, `Of`: its uuid is that of the whole. */
export function partClass<Args extends object, Of extends Kind, State = StateOf<Args>>(
  kind: Kind,
  more: More<Args> = {},
): ResourceClass<Args, State, Of> {
  return classOf<Args, State, Of>(kind, more);
}

/** The class of a kind of which each account has exactly one object. */
export function singletonClass<K extends Kind, Args extends object, State = StateOf<Args>>(
  kind: K,
  more: More<Args> = {},
): SingletonClass<Args, State, K> {
  return classOf<Args, State, K>(kind, more) as unknown as SingletonClass<Args, State, K>;
}

function finding<Args extends object, State, K extends Kind, Made extends keyof State = never>(
  kind: K,
  more: More<Args>,
): ResourceClass<Args, State, K> & Finder<Args, State, K, Made> {
  const find: Finder<Args, State, K, Made>["find"] = (by) => foundOutput(kind, by) as pulumi.Output<Found<State, K>>;
  return Object.assign(classOf<Args, State, K>(kind, more), { find });
}

function classOf<Args extends object, State, K extends string>(kind: Kind, more: More<Args>): ResourceClass<Args, State, K> {
  return dynamicResource<Args, State, K>(kind, () => factsOf(registry[kind], more));
}

function factsOf<Args extends object>(definition: ResourceDefinition, more: More<Args>): ClassFacts<Args> {
  const { fields, outputs, secretOutputs, schema } = definition;
  const fieldsFor = (args: object) => (definition.of?.({ ...args }) ?? definition).fields;
  const secretArguments = Object.keys(fields).filter((name) => secretPathsOf(fields[name]?.facts ?? {}).some((path) => path.length === 0));
  return {
    definition,
    outputs,
    secretOutputs: [...secretOutputs, ...secretArguments, ...(mayHideSecrets(definition) ? [HIDDEN_SECRETS] : [])],
    ...(Object.values(fields).some(({ file }) => file !== undefined) && {
      stageFiles: (args: Inputs<Args>) => files().stageFiles(fields, args),
    }),
    properties: (args) => propertiesOf(fieldsFor(args), args),
    placeOf: (args) => placeIn(fields, args),
    isSecret: (path, args) => isSecretAnyway(fieldsFor(args))(path),
    arguments: { names: Object.keys(fields), schema, forms: formsOf(definition) },
    warnings: (args: Inputs<Args>, given: object): pulumi.Output<string[]> => warningsOf(definition, { args, given }),
    lookUp: [...(definition.parent === undefined ? [] : [definition.parent]), ...(definition.lookUp?.arguments ?? [])],
    ...(definition.chargeable && { declared: (resource, args) => announced(definition, resource, args) }),
    ...(definition.singleton && { idOfCustomer: (customer: unknown) => singletonId(definition, customer) }),
    ...more,
  };
}

const files = () => require("./stageFiles") as typeof import("./stageFiles");
const purchases = () => require("./purchases") as typeof import("./purchases");

/** Counts a resource among the purchases of the run, unless it takes over what lives. */
function announced(definition: ResourceDefinition, resource: pulumi.CustomResource, args: object): void {
  const adopt: unknown = Reflect.get(args, "adopt");
  const isAdopted = adopt !== undefined && adopt !== false;
  if (!isAdopted && definition.chargeable?.({ ...args }) === true) purchases().announcePurchase(definition.kind, resource);
}

function formsOf({ fields }: ResourceDefinition): Record<string, NonNullable<ResourceDefinition["fields"][string]["form"]>> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, { form }]) => (form === undefined ? [] : [[name, form]])));
}
