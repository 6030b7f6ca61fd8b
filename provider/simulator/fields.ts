import { COMMON_FIELDS } from "./kinds/kind";
import type { Field, ObjectSpec } from "./kinds/kind";
import type { Json, JsonObject } from "./json";
import { asObjects, asText, copy, isBlank, isObject, isPassword } from "./json";
import { isServerField } from "./serverFields";
import type { Switches } from "./switches";
import { isUuid, newUuid } from "./uuid";

/** What building an object from a body depends on. */
export interface BuildContext {
  readonly switches: Switches;
  readonly today: string;
}

/** A body for an object, and the live object, if any. */
export interface Draft {
  readonly spec: ObjectSpec;
  readonly body: JsonObject;
  readonly live?: JsonObject | undefined;
  /** The path of the body in the request, for findings. */
  readonly path?: string;
}

/** Checks a body against the documents; returns no finding if it is acceptable. */
export function checkDraft(draft: Draft, context: BuildContext): string[] {
  const { spec, body } = draft;
  const findings = Object.keys(spec.fields).flatMap((name) => checkField(draft, name, context));
  for (const name of Object.keys(body)) {
    if (isWritable(spec, name)) continue;
    const refusal = refusalOfOther(draft, name, context.switches);
    if (refusal !== undefined) findings.push(`${at(draft, name)} ${refusal}`);
  }
  return findings;
}

function at(draft: Draft, name: string): string {
  return draft.path === undefined ? name : `${draft.path}.${name}`;
}

function isWritable(spec: ObjectSpec, name: string): boolean {
  return Object.hasOwn(spec.fields, name) && spec.fields[name]?.readOnly !== true;
}

function isReadOnly(spec: ObjectSpec, name: string): boolean {
  return COMMON_FIELDS.includes(name) || (Object.hasOwn(spec.fields, name) && spec.fields[name]?.readOnly === true);
}

function refusalOfOther(draft: Draft, name: string, switches: Switches): string | undefined {
  if (draft.spec.fields[name]?.shows !== undefined) return undefined;
  if (!isReadOnly(draft.spec, name)) {
    const isUnknown = draft.spec.open !== true || isServerField(name);
    return switches.unknownFields === "refused" && isUnknown ? "is not a documented field" : undefined;
  }
  const isNestedUuid = name === "uuid" && draft.path !== undefined;
  return switches.readOnlyFields === "refused" && !isNestedUuid ? "is read-only" : undefined;
}

function checkField(draft: Draft, name: string, context: BuildContext): string[] {
  const field = draft.spec.fields[name];
  const value = draft.body[name];
  if (field === undefined || field.readOnly === true) return [];
  if (isBlank(value)) return isMissing(draft, name, field, context.switches) ? [`${at(draft, name)} is required`] : [];
  const fault = faultOf(field, value);
  if (fault !== undefined) return [`${at(draft, name)} ${fault}`];
  return field.items === undefined ? [] : checkItems({ draft, name, spec: field.items, context });
}

function isMissing(draft: Draft, name: string, field: Field, switches: Switches): boolean {
  if (leftOut(field, switches) === undefined || draft.live === undefined) return field.required === true;
  const isExpected = field.required === true || !isBlank(draft.live[name]);
  return isExpected && leftOut(field, switches) === "refused";
}

/** What a PUT does that leaves out what answers may not show; undefined for other fields, which it resets. */
function leftOut({ secret, file }: Field, switches: Switches): Switches["missingPassword"] | undefined {
  if (file === true) return switches.missingContent;
  return secret === true ? switches.missingPassword : undefined;
}

const SORTS: Readonly<Record<Field["sort"], { readonly words: string; readonly fits: (value: Json) => boolean }>> = {
  text: { words: "text", fits: (value) => typeof value === "string" },
  base64: { words: "base64", fits: isBase64 },
  wholeNumber: {
    words: "a whole number",
    fits: (value) => (typeof value === "string" ? /^\d{1,15}$/.test(value) : Number.isSafeInteger(value)),
  },
  flag: { words: "true or false", fits: (value) => typeof value === "boolean" },
  reference: { words: "a uuid", fits: (value) => isUuid(asText(value)) },
  list: { words: "a list", fits: Array.isArray },
  object: { words: "an object", fits: isObject },
};

/**
 * Looks for a wrong sign: an expression for the whole remembers each sign that it passed, which is too much for a song in a process in which V8 has
 * compiled so many expressions that it optimizes no more.
 */
function isBase64(value: Json): boolean {
  return typeof value === "string" && value !== "" && value.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(value.replace(/={1,2}$/, ""));
}

/** What is wrong with a value; items that are objects are checked by `checkItems`. */
function faultOf({ sort, choices, of }: Field, value: Json): string | undefined {
  if (!SORTS[sort].fits(value)) return `is not ${SORTS[sort].words}`;
  if (choices !== undefined && !choices.some((one) => one === value || one.toString() === value)) return `is none of ${choices.join(", ")}`;
  if (of === undefined || !Array.isArray(value)) return undefined;
  const faults = value.map((item) => faultOf(of, item));
  const index = faults.findIndex((fault) => fault !== undefined);
  return index < 0 ? undefined : `has an item ${index} that ${faults[index] ?? ""}`;
}

interface Items {
  readonly draft: Draft;
  readonly name: string;
  readonly spec: ObjectSpec;
  readonly context: BuildContext;
}

function checkItems({ draft, name, spec, context }: Items): string[] {
  const sent = draft.body[name];
  const living = asObjects(draft.live?.[name]);
  if (!Array.isArray(sent)) return [];
  return sent.flatMap((item, index) => {
    const path = `${at(draft, name)}[${index}]`;
    if (!isObject(item)) return [`${path} is not an object`];
    const live = findLiving(spec, item, living, context.switches);
    const findings = checkDraft({ spec, body: item, live, path }, context);
    const uuid = asText(item["uuid"]);
    const isStray = uuid !== "" && !living.some((one) => one["uuid"] === uuid);
    if (isStray && context.switches.unknownNestedUuid === "refused") findings.push(`${path}.uuid is not a living one`);
    return findings;
  });
}

function findLiving(spec: ObjectSpec, item: JsonObject, living: JsonObject[], switches: Switches): JsonObject | undefined {
  const key = spec.naturalKey;
  const byUuid = living.find((one) => !isBlank(item["uuid"]) && one["uuid"] === item["uuid"]);
  const byContent = key && living.find((one) => key.every((name) => (one[name] ?? "") === (item[name] ?? "")));
  switch (switches.nestedIdentity) {
    case "uuid":
      return byUuid;
    case "content":
      return byContent;
    case "recreated":
      return byUuid ?? byContent;
  }
}

/** Builds the object from a body. The body replaces the whole live object: a field that is left out or blank gets its default. */
export function buildRecord({ spec, body: sent, live }: Draft, context: BuildContext): JsonObject {
  const body = underFirstNames(spec, sent, context.switches);
  const record: JsonObject = {
    uuid: live?.["uuid"] ?? newUuid(),
    created_on: live?.["created_on"] ?? context.today,
    updated_on: context.today,
  };
  for (const [name, field] of Object.entries(spec.fields)) {
    const value =
      field.readOnly === true ? (live?.[name] ?? serverValue(field, context.switches)) : buildField({ name, field, body, live, context });
    if (value !== undefined) record[name] = copy(value);
  }
  return { ...record, ...unknownFields({ spec, body, live }, context.switches) };
}

/** The body without second names, what it says under them said under the first, where the switch `secondNames` takes both for one value. */
function underFirstNames({ fields }: ObjectSpec, body: JsonObject, { secondNames }: Switches): JsonObject {
  if (secondNames === "own") return body;
  const first = { ...body };
  for (const [name, { secondNameOf }] of Object.entries(fields)) {
    if (secondNameOf === undefined) continue;
    if (!isBlank(body[name])) first[secondNameOf] = body[name] ?? null;
    Reflect.deleteProperty(first, name);
  }
  return first;
}

function serverValue(field: Field, switches: Switches): Json {
  return field.generated === true ? (made(switches) ?? null) : (field.default ?? null);
}

/** A text that the server makes; undefined if it makes none. */
function made({ missingCredentials }: Switches): Json | undefined {
  return missingCredentials === "made" ? newUuid() : undefined;
}

function unknownFields({ spec, body, live = {} }: Draft, switches: Switches): JsonObject {
  const source = switches.unknownFields === "kept" ? body : live;
  const isOther = (name: string) => !Object.hasOwn(spec.fields, name) && !isReadOnly(spec, name);
  const names = Object.keys(source).filter((name) => isOther(name) && (spec.open !== true || isServerField(name)));
  const unknown = Object.fromEntries(names.map((name) => [name, copy(source[name] ?? null)]));
  return spec.open === true ? { ...openFields({ spec, body, live }, switches), ...unknown } : unknown;
}

/**
 * The fields of an object that no document describes, but for those that the server adds. What sounds like a password is one, so leaving it out
 * follows `missingPassword`.
 */
function openFields({ spec, body, live = {} }: Draft, switches: Switches): JsonObject {
  const names = Object.keys(body).filter((name) => !isReadOnly(spec, name) && !isServerField(name));
  const sent = Object.fromEntries(names.map((name) => [name, copy(body[name] ?? null)]));
  return switches.missingPassword === "kept" ? { ...passwordsOf(live), ...sent } : sent;
}

function passwordsOf(live: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(live).filter(([name, value]) => isPassword(name) && typeof value === "string"));
}

interface FieldBuild {
  readonly name: string;
  readonly field: Field;
  readonly body: JsonObject;
  readonly live: JsonObject | undefined;
  readonly context: BuildContext;
}

function buildField(build: FieldBuild): Json | undefined {
  const { name, field, body, live, context } = build;
  const value = body[name];
  if (isBlank(value)) return buildBlank(build);
  if (field.sort === "wholeNumber") return Number(value);
  if (field.items === undefined) return value;
  return buildItems(field.items, asObjects(value), asObjects(live?.[name]), context);
}

function buildBlank({ name, field, body, live, context: { switches } }: FieldBuild): Json | undefined {
  if (field.generated === true) return buildGenerated(field, live?.[name], switches);
  if (field.sort === "list" && switches.omittedLists === "kept" && !Object.hasOwn(body, name)) return live?.[name] ?? [];
  if (leftOut(field, switches) === "kept") return live?.[name];
  if (field.default !== undefined) return field.default;
  if (field.sort === "list") return [];
  return field.sort === "flag" ? switches.booleanDefault === "true" : undefined;
}

function buildGenerated({ secret }: Field, before: Json | undefined, switches: Switches): Json | undefined {
  const isKept = secret === true ? switches.missingPassword === "kept" : switches.generatedLeftOut === "kept";
  return isKept && before !== undefined && !isBlank(before) ? before : made(switches);
}

function buildItems(spec: ObjectSpec, sent: JsonObject[], living: JsonObject[], context: BuildContext): JsonObject[] {
  const unclaimed = [...living];
  return sent.map((item) => {
    const live = findLiving(spec, item, unclaimed, context.switches);
    if (live !== undefined) unclaimed.splice(unclaimed.indexOf(live), 1);
    const record = buildRecord({ spec, body: item, live }, context);
    return context.switches.nestedIdentity === "recreated" ? { ...record, uuid: newUuid() } : record;
  });
}
