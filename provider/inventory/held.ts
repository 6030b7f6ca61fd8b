import { differencesWithin } from "../lifecycle/compare/project";
import { assignedBy, fieldsOf, wasAssigned } from "../lifecycle/kindFields";
import type { Difference, ResourceDefinition } from "../lifecycle/kind";
import { isBlank, own, type Props } from "../common/values";

/**
 * Where two states of one resource, or a state and the inputs of a program, differ by the rules of its kind. Both are in the form that the
 * engine has. What means the same is no difference: order of sets, spelling of numbers, blank values, what the API chose if it was asked to.
 */
export function heldDifferences(definition: ResourceDefinition, from: Props, to: Props): Difference[] {
  const exact = definition.of?.(from) ?? definition;
  const isLeftToTheApi = (props: Props, name: string) => wasAssigned(props, name) || assignedBy(exact, props).includes(name);
  return fieldsOf(exact).flatMap(([name, field]) => {
    const [was, now] = [own(from, name), own(to, name)];
    if (field.facts.createOnly === true || field.facts.validationOnly === true) return [];
    if ((isBlank(was) && isBlank(now)) || field.same(was, now)) return [];
    if (isLeftToTheApi(from, name) && isLeftToTheApi(to, name)) return [];
    return differencesWithin(name, field, { from: was, to: now });
  });
}
