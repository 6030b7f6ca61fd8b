import { entryFact, moduleEntry, type KeyFact, type ValueFact } from "./modules";
import type { FlowLike } from "./types";
import { isAbsent, isList, isMask, isRecord, own, type Entries } from "./values";

/** Sorts keys at every depth, so that equal values have equal text; numbers read like the text that some answers have. */
function loose(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  if (isList(value)) return value.map(loose);
  return isRecord(value) ? sorted(value, (_, inner) => loose(inner)) : value;
}

/** An object with its keys in order; a value that becomes absent is left out. */
function sorted(record: Entries, canonicalOf: (key: string, value: unknown) => unknown): Entries {
  const entries = Object.keys(record)
    .sort()
    .map((key) => [key, canonicalOf(key, own(record, key))] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** One text for equal values. */
export const textOf = (value: unknown): string => (value === undefined ? "" : JSON.stringify(value));

const unordered = (items: readonly unknown[]): unknown[] =>
  items
    .map((item) => ({ item, text: textOf(item) }))
    .sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)))
    .map(({ item }) => item);

function canonicalExtra(extra: unknown): unknown {
  if (!isRecord(extra)) return isAbsent(extra) ? undefined : loose(extra);
  const present = sorted(extra, (_, value) => (isAbsent(value) ? undefined : loose(value)));
  return Object.keys(present).length === 0 ? undefined : present;
}

function canonicalEntry(entry: unknown): unknown {
  if (!isRecord(entry) || entryFact(own(entry, "type")) === undefined) return loose(entry);
  return sorted(entry, (key, value) => (key === "extra" ? canonicalExtra(value) : isAbsent(value) ? undefined : loose(value)));
}

function canonicalTargets(value: unknown): unknown {
  const targets = isList(value) ? Object.fromEntries(value.entries()) : value;
  if (!isRecord(targets)) return targets;
  const present = sorted(targets, (_, target) => (isAbsent(target) ? undefined : target));
  return Object.keys(present).length === 0 ? undefined : present;
}

function canonicalNumber(value: unknown): unknown {
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

function canonicalBy(fact: ValueFact, value: unknown): unknown {
  switch (fact.is) {
    case "seconds":
      return canonicalNumber(value);
    case "pin":
      return typeof value === "number" ? String(value).padStart(4, "0") : value;
    case "targets":
      return canonicalTargets(value);
    case "extensions":
      return isList(value) ? unordered(value.map(canonicalEntry)) : loose(value);
    case "ids":
    case "patterns":
      return isList(value) ? unordered(value) : value;
    default:
      return value;
  }
}

/** The one form of a documented key's value; undefined where it means the same as leaving the key out. */
export function canonicalValue(fact: KeyFact, value: unknown): unknown {
  if (isAbsent(value)) return undefined;
  const canonical = canonicalBy(fact.value, value);
  return fact.default !== undefined && canonical === fact.default ? undefined : canonical;
}

/** The one form of a step: equal steps have it alike, however they are written. */
export function canonicalStep(step: unknown): unknown {
  if (!isRecord(step)) return loose(step);
  const module = moduleEntry(own(step, "module"));
  return sorted(step, (key, value) => {
    const fact = module?.keys.get(key);
    if (fact !== undefined) return canonicalValue(fact, value);
    if (key === "extra" && module !== undefined) return canonicalExtra(value);
    return isAbsent(value) ? undefined : loose(value);
  });
}

/** The one form of a flow: absent, null, blank, empty and the documented default are left out, keys and unordered lists are sorted. */
export function canonical(flow: FlowLike): Record<string, unknown> {
  return { ...sorted(flow, (_, step) => canonicalStep(step)) };
}

/** A pin that is shown masked is taken for the one that the other side has. */
function samePins(a: Entries, b: Entries): boolean {
  const [one, other] = [own(a, "pin"), own(b, "pin")];
  return !isAbsent(one) && !isAbsent(other) && (isMask(one) || isMask(other));
}

/** Whether two values of a documented key mean the same. */
export function sameValue(fact: KeyFact, a: unknown, b: unknown): boolean {
  if (fact.value.is === "pin" && samePins({ pin: a }, { pin: b })) return true;
  return textOf(canonicalValue(fact, a)) === textOf(canonicalValue(fact, b));
}

/** Whether two undocumented values mean the same. */
export function sameLoose(a: unknown, b: unknown): boolean {
  return textOf(isAbsent(a) ? undefined : loose(a)) === textOf(isAbsent(b) ? undefined : loose(b));
}

/** Whether two steps mean the same. */
export function sameStep(a: unknown, b: unknown): boolean {
  if (!isRecord(a) || !isRecord(b)) return textOf(loose(a)) === textOf(loose(b));
  const masked = own(a, "module") === "conference" && own(b, "module") === "conference" && samePins(a, b);
  const form = (step: Entries): string => textOf(canonicalStep(masked ? { ...step, pin: undefined } : step));
  return form(a) === form(b);
}

/** Whether two flows, as a program writes them, mean the same. */
export function sameFlow(a: FlowLike, b: FlowLike): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && sameStep(own(a, name), own(b, name)));
}
