import type { Field, ResourceDefinition } from "./kind";
import { isRotated } from "./secrets/rotation";
import { hasUnknown, isBlank, own, type Props } from "../common/values";

const entries = new WeakMap<object, readonly (readonly [string, Field])[]>();

/** The arguments of a kind with their fields. */
export function fieldsOf({ fields }: ResourceDefinition): readonly (readonly [string, Field])[] {
  const known = entries.get(fields) ?? Object.entries(fields);
  entries.set(fields, known);
  return known;
}

/** The field of one argument. */
export function fieldOf(definition: ResourceDefinition, argument: string): Field | undefined {
  return fieldsOf(definition).find(([name]) => name === argument)?.[1];
}

/** The arguments that inputs leave to the provider or the API. */
export function assignedBy(definition: ResourceDefinition, inputs: Props): string[] {
  const { assigned, rotation } = definition;
  return [
    ...(assigned?.asks(inputs) === true ? [assigned.argument] : []),
    ...(rotation !== undefined && isRotated(definition, inputs) ? [rotation.secret] : []),
  ];
}

/** What a state says of arguments by their names or paths: those that the provider or the API has chosen, and those that answers do not show. */
export function namesIn(state: Props, key: "assigned" | "notShown"): string[] {
  const value = own(state, key);
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Whether the recorded value of an argument was chosen by the provider or the API. */
export function wasAssigned(state: Props, argument: string): boolean {
  return namesIn(state, "assigned").includes(argument);
}

/** Whether an argument changes. A value that is not known yet counts as a change, or a real one could be missed. */
export function differs(field: Field, old: unknown, next: unknown): boolean {
  if (field.facts.createOnly === true || field.facts.validationOnly === true) return false;
  if (hasUnknown(next)) return true;
  if (isBlank(old) && isBlank(next)) return false;
  return !field.same(old, next);
}

/** The changed arguments that require a replacement. */
export function replacing(definition: ResourceDefinition, state: Props, inputs: Props): string[] {
  return fieldsOf(definition)
    .filter(([name, field]) => field.facts.replaceOnChanges === true && differs(field, own(state, name), own(inputs, name)))
    .map(([name]) => name);
}
