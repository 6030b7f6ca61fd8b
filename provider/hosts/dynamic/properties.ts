import * as pulumi from "@pulumi/pulumi";
import { type Field, type Form, isSecretAt, type ResourceDefinition, secretPathsOf } from "../../lifecycle/kind";
import type { Path } from "../../lifecycle/secrets/confidential";
import { isRecord, NOTHING, own, type Props, UNKNOWN } from "../../common/values";
import { isLater } from "./given";
import type * as made from "./declaredResources";
import { type Place, valueOf } from "./marks";

const declaredResources = () => require("./declaredResources") as typeof import("./declaredResources");

type Fields = ResourceDefinition["fields"];

function fieldOf(fields: Fields, argument: unknown): Field | undefined {
  return typeof argument === "string" ? (own(fields, argument) as Field | undefined) : undefined;
}

/** Arguments as the engine gets them: in the form of their kind, each secret marked at its own place, so that the rest stays readable. */
export function propertiesOf(fields: Fields, args: object): Record<string, unknown> {
  const entries = Object.entries(args).map(([name, value]: [string, unknown]) => {
    const field = fieldOf(fields, name);
    if (field === undefined) return [name, value] as const;
    const input = formed(value, field.form);
    const isWhole = field.facts.secret === true;
    if (field.isSecretAt !== undefined && !isWhole) return [name, withSecretsOf(input, [], field)] as const;
    return [name, secretPathsOf(field.facts).reduce((marked, path) => withSecret(marked, path), input)] as const;
  });
  return Object.fromEntries(entries);
}

function formed(value: unknown, form: Form | undefined): unknown {
  if (form === undefined) return value;
  if (!isLater(value) && !form.needs(value).some(isLater)) return form.toInput(value);
  return (pulumi.output(value) as pulumi.Output<unknown>).apply((known) => form.toInput(known));
}

/** What comes later is a secret as a whole: what stands in it is not known yet. */
function withSecret(value: unknown, path: readonly string[]): unknown {
  const [key, ...rest] = path;
  if (value === undefined) return undefined;
  if (key === undefined) return pulumi.secret(value);
  if (isLater(value)) {
    const later = pulumi.output(value) as pulumi.Output<unknown>;
    return later.apply((known) => pulumi.output(withSecret(known, path)));
  }
  if (Array.isArray(value)) return key === "*" ? value.map((item) => withSecret(item, rest)) : value;
  if (!isRecord(value) || (key !== "*" && own(value, key) === undefined)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, key === "*" || name === key ? withSecret(inner, rest) : inner]),
  );
}

/** Marks each part that a field calls a secret, in what comes later, too. */
function withSecretsOf(value: unknown, path: readonly string[], field: Field): unknown {
  if (value === undefined) return undefined;
  if (path.length > 0 && field.isSecretAt?.(path, value) === true) return pulumi.secret(value);
  if (isLater(value)) {
    const later = pulumi.output(value) as pulumi.Output<unknown>;
    return later.apply((known) => pulumi.output(withSecretsOf(known, path, field)));
  }
  if (Array.isArray(value)) return value.map((item, index) => withSecretsOf(item, [...path, String(index)], field));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withSecretsOf(inner, [...path, name], field)]));
}

/** Whether the kind keeps what stands at a path of the arguments secret by itself. */
export function isSecretAnyway(fields: Fields): (path: Path) => boolean {
  return ([argument, ...within]) => {
    const field = fieldOf(fields, argument);
    return field !== undefined && isSecretAt(field.facts, within.map(String));
  };
}

/** Where a part of the arguments stands among the properties. */
export function placeIn(fields: Fields, args: object): Place {
  return async (path) => {
    const form = fieldOf(fields, path[0])?.form;
    return form === undefined ? path : form.placeOf(path, await valueOf(own(args, String(path[0]))));
  };
}

/** The second parameter of `apply`, which the SDK's types leave out: the function runs if parts are not known, too. */
interface Applying {
  apply<U>(func: (value: unknown) => U, runWithUnknowns: true): pulumi.Output<U>;
}

/** What the kind warns of, once the arguments that it looks at have come. `given` has them as the program wrote them. */
export function warningsOf(
  { warnings, fields }: Pick<ResourceDefinition, "warnings" | "fields">,
  { args, given }: { readonly args: object; readonly given: object },
): pulumi.Output<string[]> {
  if (warnings === undefined) return pulumi.output([]);
  const { Seen } = declaredResources();
  const asked: unknown = pulumi.output(Object.fromEntries(warnings.of.map((name) => [name, own(args, name)])));
  return (asked as Applying).apply((known) => {
    if (!isRecord(known)) return [];
    const seen = new Seen();
    const inputs = Object.entries(known).map(([name, value]) => {
      const form = fieldOf(fields, name)?.form;
      return [name, form === undefined ? withUnknowns(value, { was: own(given, name), seen }) : withUnknowns(form.toInput(value))];
    });
    return warnings.say(Object.fromEntries(inputs) as Props);
  }, true);
}

/** A value as the program wrote it, in which an output that is the uuid of a resource is still that. */
interface Origin {
  readonly was: unknown;
  readonly seen: made.Seen;
}

/**
 * The engine's sign for a value that is not known yet, at any depth, as the check has it; what has no value is refused there. A uuid that is not
 * known yet is told from that of another resource.
 */
function withUnknowns(value: unknown, origin?: Origin): unknown {
  if (pulumi.isUnknown(value)) return standInOf(origin) ?? UNKNOWN;
  if (value === NOTHING) return UNKNOWN;
  const within = (key: string): Origin | undefined => {
    const was = origin?.was;
    return origin !== undefined && typeof was === "object" && was !== null ? { ...origin, was: own(was, key) } : undefined;
  };
  if (Array.isArray(value)) return value.map((item, index) => withUnknowns(item, within(String(index))));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withUnknowns(inner, within(key))]));
}

function standInOf(origin: Origin | undefined): string | undefined {
  const was = origin?.was;
  return isLater(was) ? origin?.seen.standInFor(was) : undefined;
}
