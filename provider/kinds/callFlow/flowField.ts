import {
  type Flow,
  hidesPin,
  overlay,
  parse,
  projectFlow,
  render,
  respell,
  sameFlow,
  stepUuid,
  tidied,
  type Spelling,
  uuidsOf,
} from "../../callflow/index";
import { HIDDEN, isWritten, type Json, type JsonObject, plain } from "../../client/index";
import type { AnswerPolicy, Difference, Field, Form } from "../../lifecycle/kind";
import { shaped } from "../../lifecycle/fields/shaped";
import { isRespelling } from "../../lifecycle/compare/spelling";
import { asText, define, isBlank, isJsonObject, isRecord, isUuid, own, type Props, sameValue } from "../../common/values";
import { soundsSecret } from "../../common/secretNames";
import { untypedSteps, wrongKindsIn } from "./untypedSteps";
import { seedsOf } from "./flowSeeds";

/** The map of modules of a live flow, its steps under the uuids as they are recorded; undefined if an answer does not show it. */
export function liveFlow(live: JsonObject, state: Props): JsonObject | undefined {
  const flow = own(live, "flow") as Json | undefined;
  return isJsonObject(flow) ? (respelled(flow, Object.values(stepUuidsIn(state))) as JsonObject) : undefined;
}

function stepUuidsIn(state: Props): Record<string, string> {
  const recorded = own(state, "stepUuids");
  return isRecord(recorded) ? (recorded as Record<string, string>) : {};
}

/**
 * The uuid of each declared step: as recorded, else its own name if that is one, else made from a seed, the customer and the name. The seed is the
 * one that the recorded uuids were made from, else the first.
 */
export function stepUuidsOf(inputs: Props, state: Props, seeds: readonly string[] = seedsOf(inputs)): Record<string, string> {
  const known = stepUuidsIn(state);
  const flow = own(inputs, "flow");
  const names = isRecord(flow) ? Object.keys(flow).filter((name) => !Object.hasOwn(known, name)) : [];
  if (names.length === 0) return { ...known };
  const customer = own(inputs, "customer");
  const made = (seed: string, name: string) => stepUuid(seed, typeof customer === "string" ? customer : undefined, name);
  const recorded = Object.entries(known).filter(([name, uuid]) => name !== uuid);
  const seed = seeds.find((each) => recorded.some(([name, uuid]) => made(each, name) === uuid)) ?? seeds[0] ?? "";
  return { ...known, ...Object.fromEntries(names.map((name) => [name, isUuid(name) ? name : made(seed, name)])) };
}

/** A value whose uuids are written as in `spellings`, if it has the same ones in other letters. */
function respelled(value: unknown, spellings: readonly unknown[]): unknown {
  const known = new Map(spellings.flatMap((text) => (isUuid(text) ? [[text.toLowerCase(), text]] : [])));
  const spell = (text: string) => (isUuid(text) ? (known.get(text.toLowerCase()) ?? text) : text);
  const isOther = (text: string): boolean => spell(text) !== text;
  if (known.size === 0 || !someText(value, isOther)) return value;
  const visit = (inner: unknown): unknown => {
    if (typeof inner === "string") return spell(inner);
    if (Array.isArray(inner)) return inner.map(visit);
    return isRecord(inner) ? Object.fromEntries(Object.entries(inner).map(([key, item]) => [spell(key), visit(item)])) : inner;
  };
  return visit(value);
}

/** Whether a text or a key of a value, at any depth, is one that is asked for. */
function someText(value: unknown, isMeant: (text: string) => boolean): boolean {
  if (typeof value === "string") return isMeant(value);
  if (Array.isArray(value)) return value.some((item) => someText(item, isMeant));
  return isRecord(value) && Object.entries(value).some(([key, inner]) => isMeant(key) || someText(inner, isMeant));
}

function textsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value === "string") found.push(value);
  if (typeof value !== "object" || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    found.push(key);
    textsIn(inner, found);
  }
  return found;
}

function namesOf(state: Props): Record<string, string> {
  return Object.fromEntries(Object.entries(stepUuidsIn(state)).map(([name, uuid]) => [uuid, name]));
}

/** The uuid of each live step by its name. */
export function liveStepUuids(live: JsonObject, state: Props): Record<string, string> {
  const flow = liveFlow(live, state);
  return flow === undefined ? stepUuidsIn(state) : uuidsOf(parse(flow, { names: namesOf(state) }).names);
}

/** Declared steps as they go over the wire. */
export function rendered(flow: unknown, state: Props): JsonObject {
  const known = stepUuidsIn(state);
  return render(isRecord(flow) ? flow : {}, { uuidOf: (step) => asText(own(known, step) ?? step) }) as JsonObject;
}

/** The engine has the steps as the program writes them: by name. */
const form: Form = {
  needs: () => [],
  toInput: (value) => value,
  toArgument: (input) => input,
  placeOf: (path) => path,
  entries: "steps",
};

/** What steps can refer to: as documented, and queues, to which a step of a known client leads that the documents do not have. */
const REFERRED = ["SipUser", "HuntGroup", "Sound", "Playlist", "Mailbox", "Trunk", "QueueGroup"] as const;

/** The steps of a flow: by name in the program, by uuid on the wire. */
export const flowField: Field<false> = {
  facts: { wire: "flow", nested: { "*": { refersTo: REFERRED }, "*.pin": { secret: true } } },
  isRequired: false,
  shape: shaped((z) => z.record(z.string(), z.unknown(), { error: "must be a map of steps by name" })),
  form,
  decode: (live, { state }) => {
    const flow = liveFlow(live, state);
    return flow === undefined ? undefined : parse(flow, { names: namesOf(state) }).flow;
  },
  encode: (body, value, { before, state }) => {
    const desired = rendered(value, state);
    const living = inWordsOf(desired, respelled(liveFlow(body, state) ?? {}, textsIn(desired)) as JsonObject);
    define(body, "flow", overlay(living, asLiveNumbers(desired, living) as JsonObject, rendered(before, state)));
  },
  normalize: (body) => {
    const flow = own(body, "flow");
    if (isRecord(flow)) define(body, "flow", Object.fromEntries(Object.entries(flow).map(([key, step]) => [key, normalizedStep(step)])));
  },
  unchanged: (body, live, recorded) => {
    const sent = flowField.decode(body, recorded);
    const shown = { ...live, flow: respelled(own(live, "flow"), textsIn(own(body, "flow"))) as Json };
    return flowField.same(sent, withRecordedPins(flowField.decode(shown, recorded), recorded.before));
  },
  missing: (object, recorded, path) => missingPins(flowField.decode(object, recorded), recorded.before).map((at) => `${path}.${at}`),
  same: (a, b) => (isRecord(a) && isRecord(b) ? sameFlow(a, b) : isBlank(a) && isBlank(b)),
  project: (live, declared, policy, path) => {
    if (!isRecord(declared)) return declared;
    if (!isRecord(live)) return policy.hidden(path) ? declared : {};
    const spelled = respelled(live, textsIn(declared)) as Record<string, unknown>;
    const shown = withHiddenPins(spelled, declared, (name) => policy.hidden(`${path}.${name}.pin`));
    return withoutForeignSecrets(projectFlow(respell(shown, declared, { spelling: spellingOf(policy), path }), declared), declared);
  },
  wrongKindFindings: (value, others) => wrongKindsIn(value, others),
  untyped: (value, others) => (isRecord(value) ? untypedSteps(value, (uuid) => others.kindOf(uuid)) : []),
  whole: (live, recorded) => {
    const flow = flowField.decode(live, recorded);
    return isRecord(flow) ? withoutForeignSecrets(flow, {}) : flow;
  },
  differences: leaves,
};

function spellingOf({ respelled: keeps }: Pick<AnswerPolicy, "respelled">): Spelling {
  return { isLike: isRespelling, keeps };
}

/** What lives, in the words of what is desired: so each entry of a list finds the live one that it is, and keeps what nobody manages there. */
function inWordsOf(desired: JsonObject, living: JsonObject): JsonObject {
  const spelling = spellingOf({ respelled: (_path, texts) => isRespelling(texts) });
  return respell(living, desired, { spelling, path: "flow" }) as JsonObject;
}

/** A number that no program can write but as its digits goes back as the number that lives there. */
function asLiveNumbers(desired: unknown, living: unknown): unknown {
  if (isWritten(living)) return desired === plain(living) ? living : desired;
  if (Array.isArray(desired)) return desired.map((item, index) => asLiveNumbers(item, Array.isArray(living) ? living[index] : undefined));
  if (!isRecord(desired) || !isRecord(living)) return desired;
  return Object.fromEntries(Object.entries(desired).map(([key, item]) => [key, asLiveNumbers(item, own(living, key))]));
}

/** By module, the documented key of texts, which some answer may have as numbers. */
const textKeys: Readonly<Record<string, string>> = { conference: "pin", calleridmatch: "patterns" };

function normalizedStep(step: unknown): unknown {
  if (!isRecord(step)) return step;
  const key = own(textKeys, asText(step["module"]));
  const texts = typeof key === "string" && Object.hasOwn(step, key) ? { [key]: plain(step[key]) } : {};
  return tidied({ step: { ...step, ...texts } })["step"];
}

/** A PIN that a live flow hides is the recorded one; without one, the flow is compared without it. */
function withRecordedPins(live: unknown, recorded: unknown): unknown {
  if (!isRecord(live)) return live;
  const before = isRecord(recorded) ? recorded : {};
  const steps = Object.entries(live).map(([name, step]) => {
    if (!isRecord(step) || step["module"] !== "conference" || !hidesPin(step["pin"])) return [name, step] as const;
    const known = own(before, name);
    return [name, { ...step, pin: isRecord(known) ? own(known, "pin") : undefined }] as const;
  });
  return Object.fromEntries(steps);
}

/** Where a recorded PIN stands that the same step does not show. */
function missingPins(steps: unknown, recorded: unknown): string[] {
  if (!isRecord(steps) || !isRecord(recorded)) return [];
  return Object.entries(recorded).flatMap(([name, before]) => {
    const step = own(steps, name);
    if (!isRecord(before) || before["module"] !== "conference" || isBlank(before["pin"]) || !isRecord(step)) return [];
    return isBlank(step["pin"]) || hidesPin(step["pin"]) ? [`${name}.pin`] : [];
  });
}

/** Where the keys of a step begin in a path such as `flow.room.pin`; a step itself may have any name. */
const KEY_OF_STEP = 2;

/** The steps without the PINs and other secrets that the program does not have: it has marked none of them as a secret. */
function withoutForeignSecrets(flow: Record<string, unknown>, declared: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(flow).map(([name, step]) => [name, withoutForeign(step, own(declared, name))]));
}

function withoutForeign(value: unknown, declared: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withoutForeign(item, Array.isArray(declared) ? declared[index] : undefined));
  if (!isRecord(value)) return value;
  const mine = isRecord(declared) ? declared : {};
  const kept = Object.entries(value).filter(([key]) => !soundsSecret(key) || own(mine, key) !== undefined);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutForeign(inner, own(mine, key))]));
}

/** A PIN that an answer hides, or does not show if it is known to hide PINs, is the declared one. */
function withHiddenPins(live: Record<string, unknown>, declared: Record<string, unknown>, isHidden: (name: string) => boolean): Flow {
  const steps = Object.entries(live).map(([name, step]) => {
    const wanted = own(declared, name);
    if (!isRecord(wanted) || !isRecord(step) || step["module"] !== "conference" || isBlank(wanted["pin"])) return [name, step] as const;
    const isMine = isBlank(step["pin"]) ? isHidden(name) : hidesPin(step["pin"]);
    return [name, isMine ? { ...step, pin: wanted["pin"] } : step] as const;
  });
  return Object.fromEntries(steps) as Flow;
}

/** Differences of two flows at the deepest path that both have. */
function leaves(a: unknown, b: unknown, path: string): Difference[] {
  if (sameValue(a, b)) return [];
  if (isRecord(a) && isRecord(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => leaves(own(a, key), own(b, key), `${path}.${key}`));
  }
  const secret = soundsSecret(path.split(".").slice(KEY_OF_STEP).at(-1) ?? "");
  return [{ path, from: secret ? HIDDEN : summary(a), to: secret ? HIDDEN : summary(b) }];
}

/** A whole step is named by its module: it may hold a PIN. */
function summary(value: unknown): unknown {
  return isRecord(value) && typeof value["module"] === "string" ? `a step ${value["module"]}` : value;
}
