import { HIDDEN, type JsonObject } from "../../client/index";
import { type AnswerPolicy, type Difference, type Field, isSecretAt, recordedOf, type ResourceDefinition, type Texts } from "../kind";
import { assignedBy, fieldOf, fieldsOf, namesIn, wasAssigned } from "../kindFields";
import { hiddenSecretsOf } from "../secrets/hiddenSecrets";
import { isDue } from "../secrets/rotation";
import { carried } from "../holders/handovers";
import { isComposedAlike, isRespelling } from "./spelling";
import { clean, define, isRecord, own, type Props } from "../../common/values";

interface Context {
  readonly declared: Props;
  readonly state: Props;
}

/** The outputs to record: the declared keys with their live values, the computed ones, and nothing else. */
export function outputsOf(definition: ResourceDefinition, live: JsonObject, { declared, state }: Context): Props {
  const notes = new Notes();
  const wanted = withAssigned(definition, live, { declared, state });
  const outputs = projection(definition, live, { declared: wanted, state, policy: notes.policy(lenient) });
  return record(definition, live, { outputs, declared: wanted, state, notes, assigned: assignedBy(definition, declared) });
}

/** Whether an answer shows every declared value that it could show. */
export function isComplete(definition: ResourceDefinition, live: JsonObject, { declared, state }: Context): boolean {
  const { assigned } = definition;
  if (
    assigned?.asks(declared) === true &&
    fieldOf(definition, assigned.argument)?.decode(live, recordedOf(assigned.argument, state)) === undefined
  )
    return false;
  const known = namesIn(state, "notShown");
  const missing: string[] = [];
  const policy = { hidden: (path: string) => known.includes(path) || missing.push(path) > 0, respelled: () => false };
  projection(definition, live, { declared, state, policy });
  return missing.length === 0;
}

/** Whether an answer shows every declared value that it could show, each equal to the program's. */
export function isFaithful(definition: ResourceDefinition, live: JsonObject, { declared, state }: Context): boolean {
  if (!isComplete(definition, live, { declared, state })) return false;
  const shown = projection(definition, live, { declared, state, policy: lenient });
  return compared(definition, declared).every(([name, field]) => field.same(own(shown, name), own(declared, name)));
}

/** The declared fields that are sent and whose value the program chooses itself. */
function compared(definition: ResourceDefinition, declared: Props): (readonly [string, Field])[] {
  const { assigned } = definition;
  return fieldsOf(definition).filter(([name, field]) => {
    const leftToTheApi = assigned?.argument === name && assigned.asks(declared);
    return field.facts.wire !== undefined && own(declared, name) !== undefined && !leftToTheApi;
  });
}

/** The state after a read: the live values of the managed keys, and the inputs with which a program would declare them. */
export function refreshed(definition: ResourceDefinition, live: JsonObject, state: Props): { outputs: Props; inputs: Props } {
  const notes = new Notes();
  const assigned = namesIn(state, "assigned");
  const declared = declaredBy(definition, state);
  const projected = projection(definition, live, { declared, state, policy: notes.policy(asRecorded(state)) });
  return {
    outputs: record(definition, live, { outputs: projected, declared, state, notes, assigned }),
    inputs: clean(asWritten(definition, projected, state)) as Props,
  };
}

/** All values of a live object, except secrets, under the program's keys. Use it for resources that are only looked up. */
export function whole(definition: ResourceDefinition, live: JsonObject, state: Props): Props {
  const outputs: Props = {};
  for (const [name, field] of fieldsOf(definition)) {
    const recorded = recordedOf(name, state);
    const shown = () => (field.whole === undefined ? field.decode(live, recorded) : field.whole(live, recorded));
    const value = field.facts.wire === undefined ? (recorded.before ?? shown()) : shown();
    if (value !== undefined) define(outputs, name, value);
  }
  return record(definition, live, { outputs, declared: outputs, state, notes: new Notes(), assigned: [] });
}

/**
 * The managed fields in which the live object differs both from the state and from the inputs: somebody else changed them. That an API has taken
 * the uuid of what this run has deleted out of them is nobody else's change.
 */
export function changedBehind(
  definition: ResourceDefinition,
  live: JsonObject,
  { declared, state, hasDeleted = () => false }: Context & { readonly hasDeleted?: (uuid: string) => boolean },
): Difference[] {
  const was = declaredBy(definition, state);
  const now = projection(definition, live, { declared: was, state, policy: asRecorded(state) });
  const wanted = projection(definition, live, { declared, state, policy: asWritable(state) });
  return fieldsOf(definition).flatMap(([name, field]) => {
    if (field.facts.wire === undefined || field.facts.writeOnly === true || own(was, name) === undefined) return [];
    if (wasAssigned(state, name) || field.same(own(now, name), own(was, name))) return [];
    if (field.same(own(now, name), withoutDeleted(own(was, name), hasDeleted))) return [];
    // Whatever lives is about to be replaced, such as what an interrupted rotation has left.
    if (definition.rotation?.secret === name && isDue(definition, declared, state)) return [];
    if (own(declared, name) !== undefined && field.same(own(wanted, name), own(declared, name))) return [];
    return differencesWithin(name, field, { from: own(was, name), to: own(now, name) });
  });
}

/** A reference, or a list of them, without those to what was deleted. */
function withoutDeleted(value: unknown, hasDeleted: (uuid: string) => boolean): unknown {
  const isDeleted = (one: unknown) => typeof one === "string" && hasDeleted(one);
  if (Array.isArray(value)) return value.filter((one) => !isDeleted(one));
  return isDeleted(value) ? "" : value;
}

/** What a refresh would show of an object. */
export interface Drift {
  /** The managed arguments as they live. */
  readonly managed: Props;
  /** In what they differ from what the state has recorded. */
  readonly differences: readonly Difference[];
  /** Whether the answer shows all that it is known to show: if a list leaves something out, the object has to be read by itself. */
  readonly isWhole: boolean;
}

/** What a refresh would show of an object, if it got this answer. */
export function driftOf(definition: ResourceDefinition, live: JsonObject, state: Props): Drift {
  const was = declaredBy(definition, state);
  const recorded = asRecorded(state);
  const missing: string[] = [];
  const hidden = (path: string) => recorded.hidden(path) || (missing.push(path), false);
  const managed = projection(definition, live, { declared: was, state, policy: { ...recorded, hidden } });
  const differences = fieldsOf(definition).flatMap(([name, field]) => {
    const [from, to] = [own(was, name), own(managed, name)];
    return from === undefined || field.facts.wire === undefined || field.same(to, from) ? [] : differencesWithin(name, field, { from, to });
  });
  return { managed: { ...was, ...managed }, differences, isWhole: missing.length === 0 };
}

/** The declared fields in which a live object differs from the program. Texts must be equal to the letter. */
export function differencesFrom(definition: ResourceDefinition, live: JsonObject, { declared, state }: Context): Difference[] {
  return differing(definition, live, { declared, state, policy: asRecorded(state) });
}

/** Whether a live object is equal to what this program would write. Texts may have another spelling. */
export function isAsWritten(definition: ResourceDefinition, live: JsonObject, { declared, state }: Context): boolean {
  return differing(definition, live, { declared, state, policy: asWritable(state) }).length === 0;
}

function differing(definition: ResourceDefinition, live: JsonObject, { declared, state, policy }: Projection): Difference[] {
  const now = projection(definition, live, { declared, state, policy });
  return compared(definition, declared).flatMap(([name, field]) => {
    const wanted = own(declared, name);
    if (field.same(own(now, name), wanted)) return [];
    return differencesWithin(name, field, { from: wanted, to: own(now, name) });
  });
}

/** The differences within a field, or the whole field if it has no finer ones. */
export function differencesWithin(name: string, field: Field, { from, to }: { from: unknown; to: unknown }): Difference[] {
  const found = field.differences?.(from, to, name) ?? [];
  return (found.length > 0 ? found : [{ path: name, from, to }]).map((difference) => redacted(difference, field));
}

/** A report names a secret and says nothing of it. */
function redacted({ path, from, to }: Difference, { facts }: Field): Difference {
  if (!isSecretAt(facts, path.split(".").slice(1))) return { path, from, to };
  const veiled = (value: unknown) => (value === undefined ? undefined : HIDDEN);
  return { path, from: veiled(from), to: veiled(to) };
}

interface Projection extends Context {
  readonly policy: AnswerPolicy;
}

function projection(definition: ResourceDefinition, live: JsonObject, { declared, state, policy }: Projection): Props {
  const result: Props = {};
  for (const [name, field] of fieldsOf(definition)) {
    const value = own(declared, name);
    if (value === undefined || value === null) continue;
    const projected = field.project(field.decode(live, recordedOf(name, state)), value, policy, name);
    if (projected !== undefined) define(result, name, projected);
  }
  return result;
}

/** The declared values, with the live value of the argument that the program leaves to the API. */
function withAssigned(definition: ResourceDefinition, live: JsonObject, { declared, state }: Context): Props {
  const { assigned } = definition;
  if (assigned?.asks(declared) !== true) return declared;
  const recorded = recordedOf(assigned.argument, state);
  const value = fieldOf(definition, assigned.argument)?.decode(live, recorded) ?? recorded.before;
  return { ...declared, [assigned.argument]: value };
}

function declaredBy(definition: ResourceDefinition, state: Props): Props {
  return Object.fromEntries(fieldsOf(definition).flatMap(([name]) => (own(state, name) === undefined ? [] : [[name, own(state, name)]])));
}

function asWritten(definition: ResourceDefinition, outputs: Props, state: Props): Props {
  const { assigned, rotation } = definition;
  return {
    ...outputs,
    ...(assigned !== undefined && wasAssigned(state, assigned.argument) && { [assigned.argument]: assigned.asWritten }),
    ...(rotation !== undefined && wasAssigned(state, rotation.secret) && { [rotation.secret]: undefined }),
  };
}

interface Recording extends Context {
  readonly outputs: Props;
  readonly notes: Notes;
  readonly assigned: readonly string[];
}

function record(definition: ResourceDefinition, live: JsonObject, { outputs, declared, state, notes, assigned }: Recording): Props {
  const computed = definition.computed?.(live, declared, state) ?? {};
  const { notShown, shownAs } = notes;
  return clean({
    ...outputs,
    ...computed,
    ...carried(state),
    ...hiddenSecretsOf(definition, live, { declared: outputs, state }),
    ...(assigned.length > 0 && { assigned: [...assigned] }),
    ...(notShown.length > 0 && { notShown }),
    ...(Object.keys(shownAs).length > 0 && { shownAs }),
  }) as Props;
}

/** Collects what to record if an answer does not repeat the declared values. */
class Notes {
  /** Paths of declared values that the API accepted and does not show. Their drift cannot be seen, and their absence is no drift. */
  readonly notShown: string[] = [];
  /** The API's spelling of declared texts, by path. As long as the API shows this spelling, it is no drift. */
  readonly shownAs: Record<string, string> = {};

  /** A policy with the same answers that records each yes. */
  policy(rule: AnswerPolicy): AnswerPolicy {
    return {
      hidden: (path) => rule.hidden(path) && this.notShown.push(path) > 0,
      respelled: (path, texts) => {
        const kept = rule.respelled(path, texts);
        if (kept) define(this.shownAs, path, texts.live);
        return kept;
      },
    };
  }
}

/** Keeps the program's value unless the answer contradicts it. */
const lenient: AnswerPolicy = { hidden: () => true, respelled: (_path, texts) => isRespelling(texts) };

/**
 * Keeps the program's value if the state records that answers hide it or spell it this way, or if the texts differ only in Unicode
 * composition.
 */
function asRecorded(state: Props): AnswerPolicy {
  const notShown = namesIn(state, "notShown");
  const shownAs = own(state, "shownAs");
  return {
    hidden: (path) => notShown.includes(path),
    respelled: (path, texts: Texts) => isComposedAlike(texts) || (isRecord(shownAs) && own(shownAs, path) === texts.live),
  };
}

/** Keeps the program's value if the state records that answers hide it, or if the answer only spells it differently. */
function asWritable(state: Props): AnswerPolicy {
  return { ...asRecorded(state), respelled: (_path, texts) => isRespelling(texts) };
}
