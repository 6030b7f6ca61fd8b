import { isEngineSecret } from "../../common/engineSecret";
import { HIDDEN } from "../../common/hidden";
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
    const visible = hide(value, [], hiding);
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

function hide(value: unknown, path: readonly string[], hiding: Hiding): unknown {
  const { field, marks } = hiding;
  const isMarked = marks.some((mark) => mark.length === path.length && mark.every((key, index) => key === path[index]));
  if (isMarked || isSecretAt(field.facts, path) || (path.length > 0 && field.isSecretAt?.(path, value) === true)) {
    hiding.hid = true;
    return HIDDEN;
  }
  if (Array.isArray(value)) return value.map((item, index) => hide(item, [...path, String(index)], hiding));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(inner, [...path, key], hiding)]));
}
