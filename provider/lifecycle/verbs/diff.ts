import type { Field, ResourceDefinition } from "../kind";
import { assignedBy, differs, fieldsOf, replacing, wasAssigned } from "../kindFields";
import { own, type Props } from "../../common/values";

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

function isAssignable({ assigned, rotation }: ResourceDefinition, argument: string): boolean {
  return assigned?.argument === argument || rotation?.secret === argument;
}
