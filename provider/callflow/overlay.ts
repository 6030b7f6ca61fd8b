import { entryFact, moduleEntry, type KeyFact } from "./modules";
import { sameLoose } from "./same";
import { factOnWire, hidesPin } from "./typed";
import type { FlowLike, WireFlow } from "./types";
import { isAbsent, isList, isMask, isRecord, own, stringsWithin, type Entries } from "./values";

interface Versions {
  live: Entries;
  desired: Entries;
  previous: Entries;
}

const NOTHING: Entries = {};
const recordOr = (value: unknown): Entries => (isRecord(value) ? value : NOTHING);

/** Keys in the order of the live object, new ones last. */
function inLiveOrder(live: Entries, kept: ReadonlyMap<string, unknown>): Entries {
  const order = [...Object.keys(live).filter((key) => kept.has(key)), ...[...kept.keys()].filter((key) => !Object.hasOwn(live, key))];
  return Object.fromEntries(order.map((key) => [key, kept.get(key)]));
}

type Keeps = (key: string, value: unknown) => boolean;

/** The desired keys, and those live keys that the program neither declares nor declared before, if `keeps` allows. */
function merge({ live, desired, previous }: Versions, keeps: Keeps): Entries {
  const merged = new Map(Object.entries(desired));
  for (const [key, value] of Object.entries(live)) {
    if (!merged.has(key) && !Object.hasOwn(previous, key) && keeps(key, value)) merged.set(key, value);
  }
  return inLiveOrder(live, merged);
}

const entryKey = (entry: unknown): string | undefined => {
  if (!isRecord(entry)) return undefined;
  const fact = entryFact(own(entry, "type"));
  return fact === undefined ? undefined : JSON.stringify([own(entry, "type"), String(own(entry, fact.key))]);
};

function overlayEntries(live: unknown, desired: unknown, previous: unknown): unknown {
  if (!isList(desired) || !isList(live)) return desired;
  const find = (list: unknown, key: string): Entries => recordOr(isList(list) ? list.find((entry) => entryKey(entry) === key) : undefined);
  return desired.map((entry) => {
    const key = entryKey(entry);
    if (key === undefined || !isRecord(entry)) return entry;
    const versions = { live: find(live, key), desired: entry, previous: find(previous, key) };
    return merge(versions, () => true);
  });
}

/** Replaces a masked PIN with the live one if that is in clear; otherwise leaves the PIN out. */
function withoutMask(step: Entries, live: Entries): Entries {
  if (own(step, "module") !== "conference" || !isMask(own(step, "pin"))) return step;
  const pin = own(live, "pin");
  const rest = Object.entries(step).filter(([key]) => key !== "pin");
  return Object.fromEntries(pin === undefined || isMask(pin) ? rest : [...rest, ["pin", pin]]);
}

/** Whether a key is managed whole, so that a live value which the program does not have is drift: required keys, and ways between steps. */
const isManagedWhole = ({ required, value }: KeyFact): boolean => required || value.is === "target" || value.is === "targets";

/** Whether an undeclared live value may be sent back. Blanks are not: they mean nothing, and an API that shows one may still refuse it. */
function mayKeep(fact: KeyFact | undefined, value: unknown): boolean {
  return fact === undefined || !(isManagedWhole(fact) || isAbsent(value) || (fact.value.is === "pin" && hidesPin(value)));
}

/** An undocumented value that the program did not change, with the live keys that stand in it besides the program's. */
function withinKept(live: unknown, desired: unknown, keeps: Keeps): unknown {
  if (isList(live) && isList(desired) && live.length === desired.length)
    return desired.map((item, at) => withinKept(live[at], item, keeps));
  if (!isRecord(live) || !isRecord(desired)) return desired;
  const wanted = Object.entries(desired).map(([key, value]) => [key, withinKept(own(live, key), value, keeps)] as const);
  return merge({ live, desired: Object.fromEntries(wanted), previous: NOTHING }, keeps);
}

function overlayStep({ live, desired, previous }: Versions, leadsAway: (value: unknown) => boolean): Entries {
  const module = moduleEntry(own(desired, "module"));
  const stepBefore = own(previous, "module") === own(desired, "module") ? previous : NOTHING;
  const keepsWithin: Keeps = (_, value) => !leadsAway(value);
  const wanted = Object.entries(desired).map(([key, value]) => {
    const isLeft = factOnWire(module, key) === undefined && Object.hasOwn(stepBefore, key) && sameLoose(own(stepBefore, key), value);
    return [key, isLeft ? withinKept(own(live, key), value, keepsWithin) : value] as const;
  });
  const versions = { live, desired: Object.fromEntries(wanted), previous: stepBefore };
  const merged = merge(versions, (key, value) => mayKeep(factOnWire(module, key), value) && !leadsAway(value));
  const entries = own(desired, "extensions");
  if (module?.name !== "extension" || entries === undefined) return merged;
  const extensions = overlayEntries(own(live, "extensions"), entries, own(stepBefore, "extensions"));
  return Object.fromEntries(Object.entries(merged).map(([key, value]) => [key, key === "extensions" ? extensions : value]));
}

/**
 * The whole flow for a PUT: the desired steps, each with those keys of its live step, documented or not, that the program neither declares
 * nor declared before. Ways to other steps are managed whole, and a key that leads to a removed step is dropped with it.
 */
export function overlay(live: FlowLike, desired: FlowLike, previous: FlowLike = {}): WireFlow {
  const going = new Set(Object.keys(live).filter((key) => !Object.hasOwn(desired, key)));
  const leadsAway = (value: unknown): boolean => stringsWithin(value).some(({ text }) => going.has(text));
  const steps = Object.entries(desired).map(([key, step]): [string, unknown] => {
    if (!isRecord(step)) return [key, step];
    const liveStep = recordOr(own(live, key));
    const sameModule = own(liveStep, "module") === own(step, "module");
    const wanted = withoutMask(step, sameModule ? liveStep : NOTHING);
    return [key, sameModule ? overlayStep({ live: liveStep, desired: wanted, previous: recordOr(own(previous, key)) }, leadsAway) : wanted];
  });
  return Object.fromEntries(steps);
}
