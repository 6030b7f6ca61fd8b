import { moduleEntry, type KeyFact, type ValueFact } from "./modules";
import { typed } from "./typed";
import type { FlowLike } from "./types";
import { sameMembers } from "../common/values";
import { isAbsent, isList, isMask, isRecord, own, type Entries } from "./values";

/**
 * The canonical form of an undocumented value: keys sorted at every depth, blanks left out, numbers as text, because some answers have them
 * so.
 */
function loose(value: unknown): unknown {
  if (isBlank(value)) return undefined;
  if (typeof value === "number") return String(value);
  if (isList(value)) return value.map(looseItem);
  return isRecord(value) ? sorted(value, (_, inner) => loose(inner)) : value;
}

/** A blank item of a list becomes null, so that every item keeps its place. */
const looseItem = (item: unknown): unknown => loose(item) ?? null;

/** Whether a value is absent or has only absent parts, which some answers leave out. */
function isBlank(value: unknown): boolean {
  return isAbsent(value) || (isRecord(value) && Object.values(value).every(isBlank));
}

/** An object with sorted keys and canonical values; absent ones are left out. */
function sorted(record: Entries, canonicalOf: (key: string, value: unknown) => unknown): Entries {
  const entries = Object.keys(record)
    .sort()
    .map((key) => [key, canonicalOf(key, own(record, key))] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The same text for equal canonical values. */
export const textOf = (value: unknown): string => (value === undefined ? "" : JSON.stringify(value));

const unordered = (items: readonly unknown[]): unknown[] =>
  items
    .map((item) => ({ item, text: textOf(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))
    .map(({ item }) => item);

const inAnyOrder = (value: unknown): unknown => (isList(value) ? unordered(value) : value);

function canonicalTargets(value: unknown): unknown {
  const targets = isList(value) ? Object.fromEntries(value.entries()) : value;
  if (!isRecord(targets)) return targets;
  const present = sorted(targets, (_, target) => (isAbsent(target) ? undefined : target));
  return Object.keys(present).length === 0 ? undefined : present;
}

function canonicalBy(fact: ValueFact, value: unknown): unknown {
  switch (fact.is) {
    case "targets":
      return canonicalTargets(value);
    case "extensions":
      return isList(value) ? unordered(value.map(looseItem)) : loose(value);
    case "patterns":
    case "ids":
      return inAnyOrder(typed(fact, value));
    default:
      return typed(fact, value);
  }
}

/** The canonical form of a documented key's value; undefined if it means the same as leaving the key out. */
export function canonicalValue(fact: KeyFact, value: unknown): unknown {
  if (isAbsent(value)) return undefined;
  const canonical = canonicalBy(fact.value, value);
  return fact.default !== undefined && canonical === fact.default ? undefined : canonical;
}

function canonicalStep(step: unknown): unknown {
  if (!isRecord(step)) return looseItem(step);
  const module = moduleEntry(own(step, "module"));
  return sorted(step, (key, value) => {
    const fact = module?.keys.get(key);
    return fact === undefined ? loose(value) : canonicalValue(fact, value);
  });
}

/**
 * The canonical form of a flow: absent, null, blank and empty values and documented defaults are left out, keys and unordered lists are
 * sorted.
 */
export function canonical(flow: FlowLike): Record<string, unknown> {
  return { ...sorted(flow, (_, step) => canonicalStep(step)) };
}

/** Whether either PIN is masked; a masked PIN counts as equal to any other. */
function samePins(a: unknown, b: unknown): boolean {
  return !isAbsent(a) && !isAbsent(b) && (isMask(a) || isMask(b));
}

/** Whether two values of a documented key mean the same. */
export function sameValue(fact: KeyFact, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (fact.value.is === "pin" && samePins(a, b)) return true;
  if (fact.value.is === "extensions" && isList(a) && isList(b)) return sameMembers(a, b, sameLoose);
  return textOf(canonicalValue(fact, a)) === textOf(canonicalValue(fact, b));
}

/** Yes and no as answers may have them: a blank that is shown is a no. */
const FLAGS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...[true, 1, "1", "true", "yes", "y", "on"].map((word) => [word, true] as const),
  ...[false, 0, "0", "false", "no", "n", "off", "", null].map((word) => [word, false] as const),
]);

const flagIn = (value: unknown): boolean | undefined => FLAGS.get(typeof value === "string" ? value.trim().toLowerCase() : value);

/** Whether two undocumented values mean the same, at every depth. */
export function sameLoose(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === "boolean" || typeof b === "boolean") return flagIn(a) === flagIn(b);
  if (isRecord(a) && isRecord(b)) return keysOf(a, b).every((key) => sameLoose(own(a, key), own(b, key)));
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => sameLoose(item, b[index]));
  return textOf(loose(a)) === textOf(loose(b));
}

const keysOf = (a: Entries, b: Entries): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];

/** Whether two steps mean the same. */
export function sameStep(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isRecord(a) || !isRecord(b)) return sameLoose(a, b);
  const module = own(a, "module") === own(b, "module") ? moduleEntry(own(a, "module")) : undefined;
  return keysOf(a, b).every((key) => {
    const fact = module?.keys.get(key);
    return fact === undefined ? sameLoose(own(a, key), own(b, key)) : sameValue(fact, own(a, key), own(b, key));
  });
}

/** Whether two flows, as a program writes them, mean the same. */
export function sameFlow(a: FlowLike, b: FlowLike): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && sameStep(own(a, name), own(b, name)));
}
