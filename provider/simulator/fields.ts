import type { FieldSpec, ObjectSpec } from "./kinds";
import type { Json, JsonObject } from "./json";
import { asObjects, asText, copy, isBlank, isObject } from "./json";
import type { Switches } from "./switches";
import { newUuid } from "./world";

/** What building an object from a body needs to know. */
export interface BuildContext {
  readonly switches: Switches;
  readonly today: string;
}

/** A body for an object, and the object that lives, if any. */
export interface Draft {
  readonly spec: ObjectSpec;
  readonly body: JsonObject;
  readonly live?: JsonObject | undefined;
  /** Where the body stands in the request, for findings. */
  readonly path?: string;
}

const ALWAYS_READ_ONLY = ["uuid", "created_on", "updated_on"];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/** Everything in a body that the documents do not allow; empty where it is acceptable. */
export function checkDraft(draft: Draft, context: BuildContext): string[] {
  const { spec, body } = draft;
  const findings = Object.keys(spec.fields).flatMap((name) => checkField(draft, name, context));
  for (const name of Object.keys(body)) {
    if (Object.hasOwn(spec.fields, name)) continue;
    const refusal = refusalOfOther(draft, name, context.switches);
    if (refusal !== undefined) findings.push(`${at(draft, name)} ${refusal}`);
  }
  return findings;
}

function at(draft: Draft, name: string): string {
  return draft.path === undefined ? name : `${draft.path}.${name}`;
}

function isReadOnly(spec: ObjectSpec, name: string): boolean {
  return ALWAYS_READ_ONLY.includes(name) || (spec.readOnly ?? []).includes(name);
}

function refusalOfOther(draft: Draft, name: string, switches: Switches): string | undefined {
  if (!isReadOnly(draft.spec, name)) return switches.unknownFields === "refused" ? "is not a documented field" : undefined;
  const isNestedUuid = name === "uuid" && draft.path !== undefined;
  return switches.readOnlyFields === "refused" && !isNestedUuid ? "is read-only" : undefined;
}

function checkField(draft: Draft, name: string, context: BuildContext): string[] {
  const spec = draft.spec.fields[name];
  const value = draft.body[name];
  if (spec === undefined) return [];
  if (isBlank(value)) return isMissing(draft, spec, context.switches) ? [`${at(draft, name)} is required`] : [];
  if (!hasType(spec, value)) return [`${at(draft, name)} is not a ${spec.type}`];
  return spec.items === undefined ? [] : checkItems({ draft, name, spec: spec.items, context });
}

function isMissing(draft: Draft, spec: FieldSpec, switches: Switches): boolean {
  if (spec.required !== true) return false;
  const mayStay = spec.secret === true && draft.live !== undefined && switches.missingPassword !== "refused";
  return !mayStay;
}

function hasType(spec: FieldSpec, value: Json): boolean {
  switch (spec.type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return typeof value === "string" ? /^\d{1,15}$/.test(value) : Number.isSafeInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "list":
      return Array.isArray(value);
    case "map":
      return isObject(value);
    case "any":
      return true;
  }
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
  const byUuid = living.find((one) => !isBlank(item["uuid"]) && one["uuid"] === item["uuid"]);
  const byContent = living.find((one) => (spec.naturalKey ?? []).every((key) => (one[key] ?? "") === (item[key] ?? "")));
  switch (switches.nestedIdentity) {
    case "uuid":
      return byUuid;
    case "content":
      return byContent;
    case "recreated":
      return byUuid ?? byContent;
  }
}

/** The object that a body makes: the whole of it replaces what lived, and a field left out or blank gets its default. */
export function buildRecord({ spec, body, live }: Draft, context: BuildContext): JsonObject {
  const record: JsonObject = {
    uuid: live?.["uuid"] ?? newUuid(),
    created_on: live?.["created_on"] ?? context.today,
    updated_on: context.today,
  };
  for (const name of spec.readOnly ?? []) record[name] = live?.[name] ?? null;
  for (const [name, field] of Object.entries(spec.fields)) {
    const value = buildField({ name, field, body, live, context });
    if (value !== undefined) record[name] = value;
  }
  return { ...record, ...unknownFields({ spec, body, live }, context.switches) };
}

function unknownFields({ spec, body, live }: Draft, switches: Switches): JsonObject {
  const source = switches.unknownFields === "kept" ? body : (live ?? {});
  const names = Object.keys(source).filter((name) => !Object.hasOwn(spec.fields, name) && !isReadOnly(spec, name));
  return Object.fromEntries(names.map((name) => [name, copy(source[name] ?? null)]));
}

interface FieldBuild {
  readonly name: string;
  readonly field: FieldSpec;
  readonly body: JsonObject;
  readonly live: JsonObject | undefined;
  readonly context: BuildContext;
}

function buildField({ name, field, body, live, context }: FieldBuild): Json | undefined {
  const value = body[name];
  const { switches } = context;
  if (isBlank(value)) {
    if (field.type === "list") return switches.omittedLists === "kept" && !Object.hasOwn(body, name) ? (live?.[name] ?? []) : [];
    if (field.secret === true) return switches.missingPassword === "kept" ? live?.[name] : undefined;
    return field.type === "boolean" ? switches.booleanDefault === "true" : undefined;
  }
  if (field.type === "integer") return Number(value);
  if (field.items === undefined) return copy(value);
  return buildItems(field.items, asObjects(value), asObjects(live?.[name]), context);
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
