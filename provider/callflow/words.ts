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
  /**
   * Whose word the flow is held against: `the program`. Sentences then say what is and what this has, as of a flow that somebody edited; left
   * out, they say what will be and what was.
   */
  against?: string;
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

interface ListWords {
  readonly does: string;
  readonly doesNot: string;
}

const LISTS: Readonly<Record<string, ListWords>> = {
  extensions: { does: "rings", doesNot: "ring" },
  mailboxes: { does: "leaves messages in", doesNot: "leave messages in" },
  patterns: { does: "matches", doesNot: "match" },
};

function listSentence(key: string, from: unknown, to: unknown, naming: Naming): string {
  const { does = "", doesNot = "" } = LISTS[key] ?? {};
  const words = (item: unknown): string => {
    if (key === "extensions") return entryInWords(item, naming);
    return key === "patterns" ? valueInWords(item) : nameOfId(item, naming);
  };
  const [added, removed] = [more(to, from, words), more(from, to, words)];
  if (added.length === 0 && removed.length === 0) return secretly(key, naming);
  return naming.against === undefined
    ? cameAndWent({ added, removed, isFirst: !isList(from) || from.length === 0 }, { does })
    : againstSaid({ added, removed, isAll: isList(to) && added.length === to.length }, { does, doesNot, against: naming.against });
}

interface Moved {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** "Also" is said only beside what stays. */
function cameAndWent({ added, removed, isFirst }: Moved & { readonly isFirst: boolean }, { does }: Pick<ListWords, "does">): string {
  if (added.length === 0) return `no longer ${does} ${removed.join(", ")}`;
  if (removed.length === 0) return `now ${isFirst ? "" : "also "}${does} ${added.join(", ")}`;
  return `now ${does} ${added.join(", ")} instead of ${removed.join(", ")}`;
}

function againstSaid(
  { added, removed, isAll }: Moved & { readonly isAll: boolean },
  { does, doesNot, against }: ListWords & { readonly against: string },
): string {
  if (isAll && removed.length > 0) return `${does} ${added.join(", ")}, ${against} says ${removed.join(", ")}`;
  return [
    ...(added.length > 0 ? [`also ${does} ${added.join(", ")}, which ${against} does not say`] : []),
    ...(removed.length > 0 ? [`does not ${doesNot} ${removed.join(", ")}, which ${against} says`] : []),
  ].join(", ");
}

/** What is and what was, or what is and what is said. */
function contrast(what: string, { is, was }: { readonly is: string; readonly was: string }, { against }: Naming): string {
  return against === undefined ? `${what} is now ${is} (was ${was})` : `${what} is ${is}, ${against} says ${was}`;
}

function secretly(what: string, { against }: Naming): string {
  return against === undefined ? `${what} changed` : `${what} is not what ${against} says`;
}

function pinSentence(from: unknown, to: unknown, naming: Naming): string {
  const { against } = naming;
  if (isAbsent(to)) return against === undefined ? "PIN removed" : `there is no PIN, ${against} has one`;
  if (isAbsent(from)) return against === undefined ? "PIN set" : `there is a PIN, ${against} has none`;
  return secretly("PIN", naming);
}

function targetSentence(label: string, { from, to }: { readonly from: unknown; readonly to: unknown }, { against }: Naming): string {
  if (against === undefined) return `${label} now goes ${toTarget(to)} (was ${targetInWords(from)})`;
  return `${label} goes ${toTarget(to)}, ${against} says ${targetInWords(from)}`;
}

const unlisted = (from: unknown, to: unknown): boolean => !isList(from ?? []) || !isList(to ?? []);

function keySentence(module: unknown, change: Change & { kind: "changed" }, naming: Naming): string {
  const { at, from, to } = change;
  const key = at[0] ?? "";
  const fact = moduleEntry(module)?.keys.get(key);
  const is = fact?.value.is;
  if (is === "pin") return pinSentence(from, to, naming);
  if (is === "target" || (is === "targets" && at.length > 1)) return targetSentence(labelInWords(at), change, naming);
  if (is === "id") {
    const named = (id: unknown): string => (isAbsent(id) ? "nothing" : nameOfId(id, naming));
    return contrast(key, { is: named(to), was: named(from) }, naming);
  }
  if (Object.hasOwn(LISTS, key) && !unlisted(from, to)) return listSentence(key, from, to, naming);
  if (is === "seconds") {
    const words = (value: unknown, unit: string): string =>
      isAbsent(value) ? `${fact?.default ?? "?"}${unit} by default` : `${valueInWords(value)}${unit}`;
    return contrast(key, { is: words(to, " seconds"), was: words(from, "") }, naming);
  }
  if (at.some(soundsSecret)) return secretly(at.join("."), naming);
  // What an undocumented key says is told as it stands, but for a uuid that has a name.
  const told = (value: unknown): string => (isUuid(value) ? naming.nameOf?.(value) : undefined) ?? valueInWords(value);
  return contrast(at.join("."), { is: told(to), was: told(from) }, naming);
}

/** A change as a sentence for a review. */
export function describeChange(change: Change, moduleOf: (step: string) => unknown, naming: Naming): string {
  const { against } = naming;
  switch (change.kind) {
    case "renamed":
      return against === undefined
        ? `step ${change.step} is now called ${change.to}`
        : `step ${change.to} is what ${against} calls ${change.step}`;
    case "removed":
      return against === undefined ? `step ${change.step} removed` : `step ${change.step} is missing, ${against} has it`;
    case "added":
      return against === undefined
        ? `step ${change.step} added (${moduleInWords(change.to)})`
        : `step ${change.step} (${moduleInWords(change.to)}) is there, ${against} does not have it`;
    case "replaced":
      return contrast(change.step, { is: moduleInWords(change.to), was: moduleInWords(change.from) }, naming);
    case "changed":
      return `${change.step}: ${keySentence(moduleOf(change.step), change, naming)}`;
  }
}
