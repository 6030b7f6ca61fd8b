import { recordedAtFirst } from "../lifecycle/forms/compactState";
import { checkInputs } from "../lifecycle/inputs/check";
import { outputsOf } from "../lifecycle/compare/project";
import { fieldsOf } from "../lifecycle/kindFields";
import { diffInputs } from "../lifecycle/verbs/diff";
import { type Field, recordedOf, type ResourceDefinition } from "../lifecycle/kind";
import { clean, isBlank, isRecord, own, type Props, sameValue } from "../common/values";
import { placeOf } from "./accountObject";
import type { LiveObject } from "./liveObject";

/** What is left to the portal of an object, and why. */
export interface LeftOut {
  readonly argument: string;
  readonly reason: string;
}

/** A live object as a resource would have it that manages all of it that answers show. */
export interface TakenOver {
  readonly object: LiveObject;
  /** The arguments as the engine has them, without the seed. */
  readonly inputs: Props;
  /** What is recorded that no argument says, such as the uuids of steps by their names. */
  readonly state: Props;
  readonly leftOut: readonly LeftOut[];
  /** Why no resource can have it; left out, one can. */
  readonly refusal?: string;
}

/** What is wanted of the inputs. */
export interface Taking {
  /** What another object is called, by its uuid. */
  readonly titleOf: (uuid: string) => string | undefined;
  /** Whether secrets that answers show in clear are among the inputs. */
  readonly withSecrets: boolean;
}

const NOT_SHOWN = "answers do not show it, and a program has to declare it";

/**
 * Turns a live object into the inputs of a resource that manages it: the reverse of what its class and handlers do, so that nothing changes.
 * Blanks and documented defaults are left out, and secrets unless they are asked for; so is what a program could not write, which is told.
 */
export function takenOver(object: LiveObject, { titleOf, withSecrets }: Taking): TakenOver {
  const { definition, live, customer, under } = object;
  const place = { ...(definition.scope === "customer" && customer !== undefined && { customer }), ...placeOf(definition, under) };
  const state: Props = { ...place, ...definition.naming?.(live, titleOf) };
  const inputs: Props = { ...place };
  const leftOut: LeftOut[] = [];
  const missing: string[] = [];
  for (const [name, field] of fieldsOf(definition)) {
    if (Object.hasOwn(place, name) || field.facts.isOption === true) continue;
    const value = field.facts.secret === true ? secretOf(object, field, withSecrets) : valueOf(object, { name, field, state });
    const fault = value === undefined ? undefined : faultOf(field, value);
    if (value !== undefined && fault === undefined) inputs[name] = value;
    else if (field.isRequired) missing.push(`${name}: ${fault ?? NOT_SHOWN}`);
    else if (fault !== undefined) leftOut.push({ argument: name, reason: fault });
  }
  if (object.id === "") missing.push("answers show no uuid of it");
  const taken = { object, inputs, state, leftOut };
  return missing.length > 0 ? { ...taken, refusal: missing.join("; ") } : proven(taken);
}

function valueOf({ live }: LiveObject, { name, field, state }: { name: string; field: Field; state: Props }): unknown {
  const recorded = recordedOf(name, state);
  const shown = clean(field.whole === undefined ? field.decode(live, recorded) : field.whole(live, recorded));
  if (shown === undefined || shown === null) return undefined;
  if (!field.isRequired && (isBlank(shown) || sameValue(shown, field.facts.documentedDefault))) return undefined;
  return settled(field, withoutEmptyParts(field, shown));
}

/** A secret that an answer shows in clear. */
function secretOf({ live }: LiveObject, field: Field, isWanted: boolean): unknown {
  if (!isWanted || field.facts.writeOnly === true) return undefined;
  const shown = field.decode(live, recordedOf("", {}));
  return isBlank(shown) ? undefined : shown;
}

/** Without blank parts and documented defaults of entries, if that means the same. */
function withoutEmptyParts(field: Field, value: unknown): unknown {
  const without = withoutBlanks(value);
  const whole = field.same(value, without) && !isBlank(without) ? without : value;
  if (!isRecord(whole)) return whole;
  let left: Props = whole;
  for (const [name, entry] of Object.entries(whole)) {
    for (const key of isRecord(entry) ? Object.keys(entry) : []) {
      const rest = Object.fromEntries(Object.entries(left[name] as Props).filter(([other]) => other !== key));
      const shorter = { ...left, [name]: rest };
      if (field.same(left, shorter) && field.shape.safeParse(shorter).success) left = shorter;
    }
  }
  return left;
}

function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).map(([key, inner]) => [key, withoutBlanks(inner)] as const);
  return Object.fromEntries(kept.filter(([, inner]) => inner !== "" && inner !== null));
}

/** In one order, if order means nothing: an API that answers in another one does not change the text. */
function settled(field: Field, value: unknown): unknown {
  if (isRecord(value) && field.form?.key !== undefined)
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  if (!Array.isArray(value) || field.records !== undefined) return value;
  const texts = value.map((item: unknown) => ({ item, text: JSON.stringify(item) }));
  const sorted = texts.sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text))).map(({ item }) => item);
  return field.same(value, sorted) ? sorted : value;
}

function faultOf(field: Field, value: unknown): string | undefined {
  const [issue] = field.shape.safeParse(value).error?.issues ?? [];
  if (issue === undefined) return undefined;
  const at = issue.path.map(String).join(".");
  return `${at === "" ? "" : `${at} `}${issue.message}`;
}

/** Whether the check takes the inputs and a diff finds no change; what it finds to change is left to the portal. */
function proven(taken: TakenOver): TakenOver {
  const { object, inputs, state } = taken;
  const { definition } = object;
  const seeded = { ...inputs, seed: "seed" };
  const [failure] = checkInputs(definition, { olds: seeded, news: seeded });
  if (failure !== undefined) return { ...taken, refusal: failure.reason };
  const outputs = recordOf(definition, { object, inputs: seeded, state });
  if (!diffInputs(definition, outputs, seeded).changes) return taken;
  const changing = fieldsOf(definition).flatMap(([name, field]) => (field.same(own(outputs, name), own(inputs, name)) ? [] : [name]));
  const reason = "it would change at once: answers show it in a form that is not known";
  const required = changing.filter((name) => definition.fields[name]?.isRequired === true || !Object.hasOwn(inputs, name));
  if (required.length > 0 || changing.length === 0) return { ...taken, refusal: `${required.join(", ")}: ${reason}` };
  const kept = Object.fromEntries(Object.entries(inputs).filter(([name]) => !changing.includes(name)));
  const leftOut = [...taken.leftOut, ...changing.map((argument) => ({ argument, reason }))];
  return proven({ ...taken, inputs: kept, leftOut });
}

interface Recording {
  readonly object: LiveObject;
  /** With the seed. */
  readonly inputs: Props;
  readonly state: Props;
}

/**
 * What the state of a resource holds that has taken a live object over. Secrets that the API makes are only as much as their names, unless they are
 * asked for: a name tells the engine what to keep encrypted, and the first refresh or update brings the value.
 */
export function recordOf(definition: ResourceDefinition, { object: { live }, inputs, state }: Recording, withSecrets = false): Props {
  // A kind that names what it has when it is taken over has recorded in the state what an adoption would look for.
  const adopted = definition.naming === undefined ? { ...definition.adopting?.(live, inputs), ...state } : state;
  const outputs = recordedAtFirst(definition, outputsOf(definition, live, { declared: inputs, state: adopted }));
  const isForeign = (name: string) => definition.fields[name]?.facts.secret === true && !Object.hasOwn(inputs, name);
  const made = definition.secretOutputs.map((name) => [name, withSecrets ? (own(outputs, name) ?? "") : ""] as const);
  return { ...Object.fromEntries(Object.entries(outputs).filter(([name]) => !isForeign(name))), ...Object.fromEntries(made) };
}
