import { COMMON_FIELDS } from "./kinds/kind";
import type { Field, ObjectSpec } from "./kinds/kind";
import type { Json, JsonObject } from "./json";
import { copy, isObject, isPassword } from "./json";
import type { Switches } from "./switches";

/** A masked password in an answer. */
export const MASK = "********";

/** How to present an object. */
export interface View {
  readonly switches: Switches;
  /** True in the answer to the POST that created it. */
  readonly isCreated?: boolean;
}

/** The object as an answer shows it, by the switches. Keys are shuffled later, in the whole answer. */
export function present(spec: ObjectSpec, record: JsonObject, view: View): JsonObject {
  const { switches } = view;
  const shown: JsonObject = {};
  const names = new Set([...Object.keys(spec.fields), ...Object.keys(record)]);
  const isScant = spec.scant === true && view.isCreated !== true && switches.purchaseReads === "bare";
  for (const name of [...names].sort()) {
    if (isScant && !COMMON_FIELDS.includes(name)) continue;
    if (spec.bare === true && COMMON_FIELDS.includes(name)) continue;
    const stored = record[firstName(spec.fields[name], switches) ?? name];
    const value = spec.open === true ? presentOpen(name, stored, view) : presentField(spec.fields[name], stored, view);
    if (value !== undefined) shown[name] = value;
  }
  if (view.isCreated === true && switches.createdUpdatedOn === "absent") delete shown["updated_on"];
  if (switches.dates === "timestamp") addTimes(shown);
  return switches.numbers === "number" ? shown : numbersAsText(shown, switches);
}

/** The name under which a value is stored, if that is another one by the switch `secondNames`. */
function firstName(field: Field | undefined, { secondNames }: Switches): string | undefined {
  return secondNames === "same" ? field?.secondNameOf : undefined;
}

/** An item of a list, by the switch `listItems`. */
export function presentItem(spec: ObjectSpec, record: JsonObject, view: View): JsonObject {
  const shown = present(spec, record, view);
  if (view.switches.listItems === "complete") return shown;
  return Object.fromEntries(Object.entries(shown).filter(([name]) => name === "uuid" || name === "name"));
}

function presentField(field: Field | undefined, value: Json | undefined, view: View): Json | undefined {
  const { switches } = view;
  if (field?.file === true) return undefined;
  if (field?.secret === true) return presentSecret(value, switches);
  if (isUnset(value)) return presentUnset(field, switches);
  if (Array.isArray(value)) return presentList(field, value, view);
  const isTextWanted = field?.extension === true && switches.extensionType === "string";
  return isTextWanted && typeof value === "number" ? value.toString() : copy(value);
}

/** A field that no document describes: as it was sent, but for what sounds like a password, at any depth. */
function presentOpen(name: string, value: Json | undefined, view: View): Json | undefined {
  const isShown = !isUnset(value) || view.switches.unsetFields === "empty";
  return isShown ? presentInner(name, value, view.switches) : presentUnset(undefined, view.switches);
}

function presentInner(name: string, value: Json | undefined, switches: Switches): Json | undefined {
  if (isPassword(name)) return presentSecret(value, switches);
  if (Array.isArray(value)) return value.map((item) => presentInner("", item, switches) ?? null);
  if (!isObject(value)) return value;
  const shown = Object.entries(value).flatMap(([key, inner]) => {
    const seen = presentInner(key, inner, switches);
    return seen === undefined ? [] : [[key, seen] as const];
  });
  return Object.fromEntries(shown);
}

function presentList(field: Field | undefined, value: Json[], view: View): Json[] {
  const items = field?.items;
  const shown = items === undefined ? copy(value) : value.filter(isObject).map((item) => present(items, item, view));
  if (field?.unordered === true) return view.switches.listOrder === "reversed" ? shown.reverse() : shown;
  return view.switches.orderedLists === "sorted" ? sorted(shown) : shown;
}

/** A list, and those in its items, in the order of their text. */
function sorted(list: Json[]): Json[] {
  const within = (value: Json): Json => {
    if (Array.isArray(value)) return sorted(value);
    return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, within(inner)])) : value;
  };
  return list.map(within).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function isUnset(value: Json | undefined): value is undefined | null | "" | [] {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function presentSecret(value: Json | undefined, switches: Switches): Json | undefined {
  if (isUnset(value) || switches.passwordsShown === "absent") return undefined;
  return switches.passwordsShown === "masked" ? MASK : value;
}

function presentUnset(field: Field | undefined, switches: Switches): Json | undefined {
  if (switches.unsetFields === "absent") return undefined;
  if (switches.unsetFields === "null") return null;
  if (field === undefined || field.sort === "list") return [];
  return field.sort === "text" || field.sort === "reference" ? "" : undefined;
}

function addTimes(shown: JsonObject): void {
  for (const name of ["created_on", "updated_on"]) {
    const date = shown[name];
    if (typeof date === "string" && date.length === 10) shown[name] = `${date}T09:30:00Z`;
  }
}

function numbersAsText(value: JsonObject, switches: Switches): JsonObject {
  const convert = (inner: Json, key: string): Json => {
    if (typeof inner === "number") return String(inner);
    if (Array.isArray(inner)) return inner.map((one) => convert(one, ""));
    if (!isObject(inner) || (key === "flow" && switches.numbers === "string")) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, convert(one, name)]));
  };
  return convert(value, "") as JsonObject;
}

/** A copy with the keys of every object in an order that depends on the seed alone. */
export function shuffleKeys(value: Json, seed: number): Json {
  if (Array.isArray(value)) return value.map((inner) => shuffleKeys(inner, seed));
  if (!isObject(value)) return value;
  const keys = Object.keys(value).sort((a, b) => hash(a, seed) - hash(b, seed));
  return Object.fromEntries(keys.map((key) => [key, shuffleKeys(value[key] ?? null, seed)]));
}

/** FNV-1a. */
function hash(text: string, seed: number): number {
  let state = (2166136261 ^ seed) >>> 0;
  for (const sign of text) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 16777619) >>> 0;
  return state;
}
