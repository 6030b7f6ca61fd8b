import { entryFact, moduleEntry } from "./modules";
import type { FlowLike, WireFlow } from "./types";
import { isList, isMask, isRecord, own, stringsWithin, type Entries } from "./values";

interface Versions {
  live: Entries;
  desired: Entries;
  previous: Entries;
}

const NOTHING: Entries = {};
const recordOr = (value: unknown): Entries => (isRecord(value) ? value : NOTHING);

/** Keys in the order that the live object has them, new ones last. */
function inLiveOrder(live: Entries, kept: ReadonlyMap<string, unknown>): Entries {
  const order = [...Object.keys(live).filter((key) => kept.has(key)), ...[...kept.keys()].filter((key) => !Object.hasOwn(live, key))];
  return Object.fromEntries(order.map((key) => [key, kept.get(key)]));
}

/** The desired keys, and those undocumented keys of the live object that the program neither names nor has named. */
function merge({ live, desired, previous }: Versions, isDocumented: (key: string) => boolean, keeps: (value: unknown) => boolean): Entries {
  const merged = new Map(Object.entries(desired));
  for (const [key, value] of Object.entries(live)) {
    if (!merged.has(key) && !isDocumented(key) && !Object.hasOwn(previous, key) && keeps(value)) merged.set(key, value);
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
    return merge(
      versions,
      (name) => name === "type" || name === "uuid" || name === "number",
      () => true,
    );
  });
}

/** A masked pin is no pin: the live one stands in for it where it is in clear. */
function withoutMask(step: Entries, live: Entries): Entries {
  if (own(step, "module") !== "conference" || !isMask(own(step, "pin"))) return step;
  const pin = own(live, "pin");
  const rest = Object.entries(step).filter(([key]) => key !== "pin");
  return Object.fromEntries(pin === undefined || isMask(pin) ? rest : [...rest, ["pin", pin]]);
}

function overlayStep({ live, desired, previous }: Versions, keeps: (value: unknown) => boolean): Entries {
  const module = moduleEntry(own(desired, "module"));
  const stepBefore = own(previous, "module") === own(desired, "module") ? previous : NOTHING;
  const isDocumented = (key: string): boolean => key === "module" || module?.byWire.has(key) === true;
  const merged = merge({ live, desired, previous: stepBefore }, isDocumented, keeps);
  const entries = own(desired, "extensions");
  if (module?.name !== "extension" || entries === undefined) return merged;
  const extensions = overlayEntries(own(live, "extensions"), entries, own(stepBefore, "extensions"));
  return Object.fromEntries(Object.entries(merged).map(([key, value]) => [key, key === "extensions" ? extensions : value]));
}

/**
 * The whole flow to send in a PUT: the steps that are desired, each with the undocumented keys that its live step has and
 * that the program neither names nor has named before. Such a key is dropped where it leads to a step that goes.
 */
export function overlay(live: FlowLike, desired: FlowLike, previous: FlowLike = {}): WireFlow {
  const going = new Set(Object.keys(live).filter((key) => !Object.hasOwn(desired, key)));
  const keeps = (value: unknown): boolean => !stringsWithin(value).some(({ text }) => going.has(text));
  const steps = Object.entries(desired).map(([key, step]): [string, unknown] => {
    if (!isRecord(step)) return [key, step];
    const liveStep = recordOr(own(live, key));
    const sameModule = own(liveStep, "module") === own(step, "module");
    const wanted = withoutMask(step, sameModule ? liveStep : NOTHING);
    return [key, sameModule ? overlayStep({ live: liveStep, desired: wanted, previous: recordOr(own(previous, key)) }, keeps) : wanted];
  });
  return Object.fromEntries(steps);
}
