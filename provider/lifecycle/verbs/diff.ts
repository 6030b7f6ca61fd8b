import type { Field, ResourceDefinition } from "../kind";
import { isRotated } from "../secrets/rotation";
import { hasUnknown, isBlank, own, type Props } from "../../common/values";

/** The result of a diff, as the engine expects it. */
export interface DiffResult {
  readonly changes: boolean;
  readonly replaces: string[];
  readonly deleteBeforeReplace: boolean;
}

/** Compares the recorded state with the inputs, by the facts of the kind. Pure: sends nothing. */
export function diffInputs(definition: ResourceDefinition, state: Props, inputs: Props): DiffResult {
  const changed = fieldsOf(definition).filter(([name, field]) => {
    if (beginsToBlank(field, name, { state, inputs })) return true;
    if (!isAssignable(definition, name)) return differs(field, own(state, name), own(inputs, name));
    const asks = assignedBy(definition, inputs).includes(name);
    return asks !== wasAssigned(state, name) || (!asks && differs(field, own(state, name), own(inputs, name)));
  });
  return { changes: changed.length > 0, replaces: replacing(definition, state, inputs), deleteBeforeReplace: false };
}

/**
 * Whether the program takes a reference out that the state does not manage, because it was left out before: what lives there may still name
 * what is to be deleted.
 */
function beginsToBlank({ facts }: Field, name: string, { state, inputs }: { state: Props; inputs: Props }): boolean {
  if (facts.refersTo === undefined || facts.wire === undefined || facts.createOnly === true) return false;
  const value = own(inputs, name);
  return (value === "" || (Array.isArray(value) && value.length === 0)) && !Object.hasOwn(state, name);
}

/** The changed arguments that require a replacement. */
export function replacing(definition: ResourceDefinition, state: Props, inputs: Props): string[] {
  return fieldsOf(definition)
    .filter(([name, field]) => field.facts.replaceOnChanges === true && differs(field, own(state, name), own(inputs, name)))
    .map(([name]) => name);
}

function isAssignable({ assigned, rotation }: ResourceDefinition, argument: string): boolean {
  return assigned?.argument === argument || rotation?.secret === argument;
}

/** The arguments that inputs leave to the provider or the API. */
export function assignedBy(definition: ResourceDefinition, inputs: Props): string[] {
  const { assigned, rotation } = definition;
  return [
    ...(assigned?.asks(inputs) === true ? [assigned.argument] : []),
    ...(rotation !== undefined && isRotated(definition, inputs) ? [rotation.secret] : []),
  ];
}

/** Whether the recorded value of an argument was chosen by the provider or the API. */
export function wasAssigned(state: Props, argument: string): boolean {
  const assigned = own(state, "assigned");
  return Array.isArray(assigned) && assigned.includes(argument);
}

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

/** Whether an argument changes. A value that is not known yet counts as a change, or a real one could be missed. */
function differs(field: Field, old: unknown, next: unknown): boolean {
  if (field.facts.createOnly === true || field.facts.validationOnly === true) return false;
  if (hasUnknown(next)) return true;
  if (isBlank(old) && isBlank(next)) return false;
  return !field.same(old, next);
}
