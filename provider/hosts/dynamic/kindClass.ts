import type * as pulumi from "@pulumi/pulumi";
import { type Kind, registry } from "../../kinds/registry";
import { type ResourceDefinition, secretPathsOf } from "../../lifecycle/kind";
import type { Inputs } from "./inputs";
import { isSecretAnyway, placeIn, propertiesOf, warningsOf } from "./properties";
import { type ClassFacts, dynamicResource, type ResourceClass } from "./resource";

/** Arguments that steer the provider: they are no outputs. */
type Steering = "adopt" | "forceDestroy" | "strict" | "content";

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
    ...more,
  });
}

function formsOf({ fields }: ResourceDefinition): Record<string, NonNullable<ResourceDefinition["fields"][string]["form"]>> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, { form }]) => (form === undefined ? [] : [[name, form]])));
}
