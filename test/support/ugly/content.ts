import type { Json, Simulator } from "../../../provider/simulator/index";
import { lastsAsByDefault } from "./flowEdits";

/**
 * All that a simulator holds, by uuid, to be compared before and after: without dates and blanks, with
 * numbers as texts, because a server may write them so, and with objects in lists in one order and
 * without uuids of their own, because one that somebody deleted comes back as another one.
 */
export function contentOf({ state }: Simulator): Record<string, Json> {
  const all = [...state.customers.values(), ...state.objects.values()];
  const sorted = all
    .map(({ uuid, record }) => [uuid, settled(withoutStepUuids(record as Json)) ?? {}] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted);
}

/** A flow's steps by what they are: one that was deleted and put back has another uuid, and no duration if it had that of the documents. */
function withoutStepUuids(record: Json): Json {
  if (typeof record !== "object" || record === null || Array.isArray(record)) return record;
  const { flow } = record;
  if (typeof flow !== "object" || flow === null || Array.isArray(flow)) return record;
  const uuids = Object.keys(flow);
  const texts = uuids.map((uuid) => JSON.stringify(settled(withoutDefault(flow[uuid] ?? null)) ?? null));
  const renamed = (text: string, names: readonly string[]) =>
    uuids.reduce((left, uuid, at) => left.replaceAll(uuid, names[at] ?? ""), text);
  const labels = texts.map((text) => `step ${renamed(text, []).replaceAll('"', "'")}`);
  return { ...record, flow: texts.map((text, at) => `${labels[at] ?? ""}: ${renamed(text, labels)}`) };
}

function withoutDefault(step: Json): Json {
  if (typeof step !== "object" || step === null || Array.isArray(step) || !lastsAsByDefault(step)) return step;
  return Object.fromEntries(Object.entries(step).filter(([key]) => key !== "duration"));
}

/** What of the content differs, by uuid; objects that are new are left out. */
export function changedContent(before: Readonly<Record<string, Json>>, after: Readonly<Record<string, Json>>): string[] {
  return Object.keys(before).filter((uuid) => JSON.stringify(before[uuid]) !== JSON.stringify(after[uuid]));
}

/**
 * Dates; a key of the account's that no answer may have: the client drops it, and so it does not go back; and a wish for a mail, which is never sent
 * back, because the mail could go out with each update.
 */
const left = ["updated_on", "created_on", "constructor", "send_reset_link"];

/** What the API alone sets in an item of a list: one that somebody deleted is made again without it. */
const setInItems: Readonly<Record<string, readonly string[]>> = { addresses: ["is_default"] };

function settled(value: Json, out: readonly string[] = left): Json | undefined {
  if (value === null || value === "") return undefined;
  if (Array.isArray(value)) {
    const items = value.flatMap(
      (item) => settled(typeof item === "object" && item !== null && !Array.isArray(item) ? unnamed(item) : item, out) ?? [],
    );
    const texts = items.map((item) => JSON.stringify(item)).sort();
    return texts.length === 0 ? undefined : texts;
  }
  if (typeof value === "number") return String(value);
  if (typeof value !== "object") return value;
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const shown = out.includes(key) ? undefined : settled(inner, [...left, ...(setInItems[key] ?? [])]);
    return shown === undefined ? [] : [[key, shown] as const];
  });
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** An object without its own uuid; one that has a type beside the uuid refers to another. */
function unnamed(item: Record<string, Json>): Record<string, Json> {
  const { uuid, ...rest } = item;
  return uuid !== undefined && "type" in rest ? item : rest;
}
