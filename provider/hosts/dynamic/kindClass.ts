import type * as pulumi from "@pulumi/pulumi";
import { type Kind, registry } from "../../kinds/registry";
import { singletonId } from "../../lifecycle/forms/singleton";
import { type ResourceDefinition, secretPathsOf } from "../../lifecycle/kind";
import type { Inputs } from "./inputs";
import { isSecretAnyway, placeIn, propertiesOf, warningsOf } from "./properties";
import { type ChildClass, type ClassFacts, dynamicResource, type ResourceClass, type SingletonClass } from "./resource";

/** Arguments that steer the provider: they are no outputs. */
type Steering = "adopt" | "forceDestroy" | "strict" | "content" | "restoreTo" | "overwrite" | "releaseOnDelete";

/** What a program can read of an object: what it declares. */
export type StateOf<Args> = {
  [Name in keyof Pick<Args, Exclude<keyof Args, Steering>>]-?: undefined extends Args[Name] ? Args[Name] | undefined : Args[Name];
};

/** Where a class says more than the definition of its kind: of outputs that a program reads otherwise than they are recorded. */
type More<Args> = Pick<ClassFacts<Args>, "views" | "completed">;

/** Makes the class of a kind, with the outputs, secrets and warnings of its definition. */
export function kindClass<Args extends object, State = StateOf<Args>>(kind: Kind, more: More<Args> = {}): ResourceClass<Args, State> {
  const definition: ResourceDefinition = registry[kind];
  const { fields, outputs, secretOutputs, schema } = definition;
  const secretArguments = Object.keys(fields).filter((name) => secretPathsOf(fields[name]?.facts ?? {}).some((path) => path.length === 0));
  return dynamicResource<Args, State>({
    kind,
    outputs,
    secretOutputs: [...secretOutputs, ...secretArguments],
    properties: (args) => propertiesOf(fields, args),
    placeOf: (args) => placeIn(fields, args),
    isSecret: isSecretAnyway(fields),
    arguments: { names: Object.keys(fields), schema, forms: formsOf(definition) },
    warnings: (args: Inputs<Args>): pulumi.Output<string[]> => warningsOf(definition, args),
    parent: definition.parent,
    ...(definition.singleton && { idOfCustomer: (customer: unknown) => singletonId(definition, customer) }),
    ...more,
  });
}

/** The class of a kind whose objects stand under the path of another one, which an argument names. */
export function childClass<Args extends object, Parent extends keyof Args, State = StateOf<Args>>(
  kind: Kind,
  more: More<Args> = {},
): ChildClass<Args, State, Parent> {
  return kindClass<Args, State>(kind, more);
}

/** The class of a kind of which each account has exactly one object. */
export function singletonClass<Args extends object, State = StateOf<Args>>(kind: Kind, more: More<Args> = {}): SingletonClass<Args, State> {
  return kindClass<Args, State>(kind, more) as unknown as SingletonClass<Args, State>;
}

function formsOf({ fields }: ResourceDefinition): Record<string, NonNullable<ResourceDefinition["fields"][string]["form"]>> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, { form }]) => (form === undefined ? [] : [[name, form]])));
}
