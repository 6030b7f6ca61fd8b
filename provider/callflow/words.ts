import { withoutSecrets } from "../common/hidden";
import { soundsSecret } from "../common/secretNames";
import type { Change } from "./changes";
import { entryFact, moduleEntry } from "./modules";
import { textOf } from "./same";
import { isAbsent, isList, isRecord, isUuid, own, UNKNOWN } from "./values";

/** How objects are named in texts. */
export interface Naming {
  /** Returns the name of the object that has a uuid, if known. */
  nameOf?: (uuid: string) => string | undefined;
}

/** A uuid in words: the object's name, or the beginning of the uuid. */
export function nameOfId(id: unknown, { nameOf }: Naming): string {
  if (id === UNKNOWN) return "one not known yet";
  if (typeof id !== "string") return valueInWords(id);
  return nameOf?.(id) ?? (isUuid(id) ? `${id.slice(0, 8)}…` : id);
}

const entryWords: Readonly<Record<string, string>> = { sipuser: "user", huntgroup: "group", forward: "number" };

/** One entry of `extensions` in words: `group Sales`. */
export function entryInWords(entry: unknown, naming: Naming): string {
  if (!isRecord(entry)) return valueInWords(entry);
  const type = own(entry, "type");
  const fact = entryFact(type);
  if (fact === undefined || typeof type !== "string") return typeof type === "string" ? `an entry of type ${type}` : valueInWords(entry);
  return `${entryWords[type] ?? type} ${nameOfId(own(entry, fact.key), naming)}`;
}

const LONGEST = 80;

/** A secret in a sentence about a flow, as its picture has it. */
const DOTS = "••••";

/** Any value in a few words. */
export function valueInWords(value: unknown): string {
  if (value === UNKNOWN) return "not known yet";
  if (isAbsent(value)) return "nothing";
  const text = typeof value === "string" ? value : textOf(withoutSecrets(value, { mark: DOTS }));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The module of a step, in a word. */
export function moduleInWords(step: unknown): string {
  if (step === UNKNOWN) return valueInWords(step);
  const module = isRecord(step) ? own(step, "module") : undefined;
  return moduleEntry(module)?.name ?? (typeof module === "string" && module !== UNKNOWN ? module : "unknown");
}

/** The name of a way out of a step: `key 2`, `timeout`. */
export function labelInWords(at: readonly string[]): string {
  const label = at.at(-1) ?? "";
  return at[0] === "next" && at.length > 1 && label !== "invalid" && label !== "timeout" ? `key ${label}` : label;
}

const targetInWords = (value: unknown): string => (isAbsent(value) ? "nowhere" : valueInWords(value));
const toTarget = (value: unknown): string => (isAbsent(value) ? "nowhere" : `to ${valueInWords(value)}`);

/** The members that one list has in excess of the other. */
function more(list: unknown, than: unknown, words: (item: unknown) => string): string[] {
  const left = isList(than) ? than.map(words) : [];
  return (isList(list) ? list : []).map(words).filter((word) => {
    const index = left.indexOf(word);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

const LISTS: Readonly<Record<string, readonly [string, string]>> = {
  extensions: ["now also rings", "no longer rings"],
  mailboxes: ["now also leaves messages in", "no longer leaves messages in"],
  patterns: ["now also matches", "no longer matches"],
};

function listSentence(key: string, from: unknown, to: unknown, naming: Naming): string {
  const [also, noLonger] = LISTS[key] ?? ["", ""];
  const words = (item: unknown): string => {
    if (key === "extensions") return entryInWords(item, naming);
    return key === "patterns" ? valueInWords(item) : nameOfId(item, naming);
  };
  const [added, removed] = [more(to, from, words), more(from, to, words)];
  const parts = [added.length > 0 ? `${also} ${added.join(", ")}` : "", removed.length > 0 ? `${noLonger} ${removed.join(", ")}` : ""];
  return parts.filter((part) => part !== "").join(", ") || `${key} changed`;
}

const unlisted = (from: unknown, to: unknown): boolean => !isList(from ?? []) || !isList(to ?? []);

function keySentence(module: unknown, change: Change & { kind: "changed" }, naming: Naming): string {
  const { at, from, to } = change;
  const key = at[0] ?? "";
  const fact = moduleEntry(module)?.keys.get(key);
  const is = fact?.value.is;
  if (is === "pin") return isAbsent(to) ? "PIN removed" : isAbsent(from) ? "PIN set" : "PIN changed";
  if (is === "target" || (is === "targets" && at.length > 1))
    return `${labelInWords(at)} now goes ${toTarget(to)} (was ${targetInWords(from)})`;
  if (is === "id") {
    const named = (id: unknown): string => (isAbsent(id) ? "nothing" : nameOfId(id, naming));
    return `${key} is now ${named(to)} (was ${named(from)})`;
  }
  if (Object.hasOwn(LISTS, key) && !unlisted(from, to)) return listSentence(key, from, to, naming);
  if (is === "seconds") {
    const words = (value: unknown, unit: string): string =>
      isAbsent(value) ? `${fact?.default ?? "?"}${unit} by default` : `${valueInWords(value)}${unit}`;
    return `${key} is now ${words(to, " seconds")} (was ${words(from, "")})`;
  }
  if (at.some(soundsSecret)) return `${at.join(".")} changed`;
  return `${at.join(".")} is now ${valueInWords(to)} (was ${valueInWords(from)})`;
}

/** A change as a sentence for a review. */
export function describeChange(change: Change, moduleOf: (step: string) => unknown, naming: Naming): string {
  switch (change.kind) {
    case "renamed":
      return `step ${change.step} is now called ${change.to}`;
    case "removed":
      return `step ${change.step} removed`;
    case "added":
      return `step ${change.step} added (${moduleInWords(change.to)})`;
    case "replaced":
      return `${change.step} is now ${moduleInWords(change.to)} (was ${moduleInWords(change.from)})`;
    case "changed":
      return `${change.step}: ${keySentence(moduleOf(change.step), change, naming)}`;
  }
}
