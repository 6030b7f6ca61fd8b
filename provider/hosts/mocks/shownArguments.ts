import { isEngineSecret } from "../../common/engineSecret";
import { HIDDEN, withoutSecrets } from "../../common/hidden";
import type { KeyPath } from "../../common/keyPath";
import { isRecord, own, type Props } from "../../common/values";
import { argumentsOfState } from "../../inventory/accountObject";
import { type Field, isSecretAt, type ResourceDefinition } from "../../lifecycle/kind";
import { markedPaths, type Path } from "../../lifecycle/secrets/confidential";

/** An input that the class adds. */
const SEED = "seed";

/** The inputs that a mock gets, with secrets in clear. */
export function inClear(inputs: unknown): Props {
  const given = isRecord(inputs) ? inputs : {};
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, isEngineSecret(value) ? own(value, "value") : value]));
}

/** What the inputs that a mock gets say of a resource's arguments: in the program's form, each secret as `[secret]`. */
export function shownArguments(definition: ResourceDefinition, inputs: unknown): Props {
  const clear = inClear(inputs);
  const marks = markedPaths(clear).map((path) => path.map(String));
  const wrapped = isRecord(inputs) ? Object.keys(inputs).filter((name) => isEngineSecret(inputs[name])) : [];
  const shown = Object.entries(definition.fields).flatMap(([name, field]) => {
    const value = own(clear, name);
    if (value === undefined || name === SEED) return [];
    const hiding = { field, marks: marks.filter(([argument]) => argument === name).map((path) => path.slice(1)), hid: false };
    const visible = withoutSecrets(value, { isSecret: (part, _key, path) => hides(part, path, hiding) });
    // Secret as a whole, and nothing tells where: all of it is hidden.
    return [[name, wrapped.includes(name) && !hiding.hid ? HIDDEN : visible] as const];
  });
  return argumentsOfState(definition, Object.fromEntries(shown));
}

interface Hiding {
  readonly field: Field;
  /** The paths that the program marked, within the argument. */
  readonly marks: readonly Path[];
  hid: boolean;
}

/** Whether a part of an argument is to be hidden, which is noted. */
function hides(value: unknown, path: KeyPath, hiding: Hiding): boolean {
  const { field, marks } = hiding;
  const isMarked = marks.some((mark) => mark.length === path.length && mark.every((key, index) => key === path[index]));
  const isHidden = isMarked || isSecretAt(field.facts, path) || (path.length > 0 && field.isSecretAt?.(path, value) === true);
  if (isHidden) hiding.hid = true;
  return isHidden;
}
