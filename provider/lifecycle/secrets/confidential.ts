import { hider, type Hide, HIDDEN } from "../../client/index";
import type { Difference } from "../kind";
import { forPeople, onTheWire, parseAmount } from "../../common/money";
import { isRecord, own, type Props, UNKNOWN } from "../../common/values";

/**
 * The property that says what the program has marked as secret. The class gives it as a secret input, and so the engine keeps the output of
 * the same name encrypted: beside the paths that has whatever else would show a marked value.
 */
export const CONFIDENTIAL = "confidential";

/** Where a marked value stands; a number is the place in a list. */
export type Path = readonly (string | number)[];

/** The paths that properties record. */
export function markedPaths(props: Props): Path[] {
  const marks = own(props, CONFIDENTIAL);
  const paths = isRecord(marks) ? own(marks, "paths") : undefined;
  return Array.isArray(paths) ? paths.filter((path): path is Path => Array.isArray(path) && path.length > 0) : [];
}

/** Within a list nothing has a place of its own: its order changes, and the engine hides it as a whole. */
function outsideOfLists(path: Path): string[] {
  const list = path.findIndex((key) => typeof key === "number");
  return (list < 0 ? path : path.slice(0, list)).map(String);
}

/** What the program has written itself has its places; a record may have them in another order. */
type Source = "inputs" | "record";

/** The texts by which marked values may be known, in the program's words and in the API's. */
export function markedTexts(props: Props, source: Source): string[] {
  const paths = markedPaths(props);
  if (paths.length === 0) return [];
  const values = paths.map((path) => {
    const value = valueAt(props, source === "inputs" ? path : outsideOfLists(path));
    return path.at(-1) === "amount" ? leavesOf(value).flatMap(amountsOf) : value;
  });
  return textsOf([...values, spellingsIn(props)], props);
}

function spellingsIn(props: Props): unknown {
  const marks = own(props, CONFIDENTIAL);
  return isRecord(marks) ? own(marks, "shownAs") : undefined;
}

/** Each text in values, with what is called by a name there, but the names of what stands around them: those are in every path. */
export function textsOf(values: readonly unknown[], around: unknown): string[] {
  const within = values.flatMap(namesIn);
  const names = new Set(keysIn(around).filter((name) => !within.includes(name)));
  return [...new Set([...leavesOf(values), ...within])].filter((text) => text !== UNKNOWN && !names.has(text));
}

/** Every flow has a step of this name. */
const FIRST_STEP = "start";

/** Keys that are names and no words of the documents: those of a map whose every entry is a map itself, such as steps or users. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isRecord(value)) return [];
  const inner = Object.values(value);
  const names = inner.every(isRecord) ? Object.keys(value).filter((name) => name !== FIRST_STEP) : [];
  return [...names, ...inner.flatMap(namesIn)];
}

function valueAt(props: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? own(at, String(key)) : undefined), props);
}

/** Keys that tell the forms of an object apart: a program can mark none of them alone, and each of their values is a word of the documents. */
const DISCRIMINATORS: readonly string[] = ["module", "type"];

/** Texts and numbers; a yes or no is in every other sentence. */
function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => (DISCRIMINATORS.includes(key) ? [] : leavesOf(inner))) : [];
}

/** Names of steps and users among them: a value that only repeats one tells nothing. */
export function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  return isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]) : [];
}

function amountsOf(text: string): string[] {
  const value = parseAmount(text);
  return value === undefined ? [text] : [text, onTheWire(value), forPeople(value)];
}

/** What is known to be marked in some properties, for texts and reports about them. */
export class Discretion {
  readonly texts: readonly string[];
  readonly hide: Hide;
  readonly #places: readonly string[];

  /** @param inputs as the program gives them. @param record as a state has them. */
  constructor(inputs: Props, record: Props = {}) {
    this.texts = [...markedTexts(inputs, "inputs"), ...markedTexts(record, "record")];
    this.hide = hider(this.texts);
    this.#places = [...markedPaths(inputs), ...markedPaths(record)].map((path) => outsideOfLists(path).join("."));
  }

  /** Whether nothing is marked. */
  get isIdle(): boolean {
    return this.#places.length === 0;
  }

  /** Whether a marked value stands at a path, above or below it. */
  covers(path: string): boolean {
    return this.#places.some((place) => isWithin(path, place) || isWithin(place, path));
  }

  /** Differences as a report may tell them: a path that is marked, and no value of it, not even one that somebody else has set. */
  told(differences: readonly Difference[]): Difference[] {
    const veiled = (value: unknown) => (value === undefined || value === null ? value : HIDDEN);
    return differences.map(({ path, from, to }) => {
      const isMarked = this.covers(path);
      return { path: this.hide(path), from: isMarked ? veiled(from) : from, to: isMarked ? veiled(to) : to };
    });
  }

  /** Whether a text begins or ends as a marked one does, as what a hint makes of it. */
  resembles(text: string): boolean {
    const plain = signs(text);
    const length = Math.min(LIKENESS, plain.length);
    const [start, end] = [plain.slice(0, length), plain.slice(plain.length - length)];
    return length > 0 && this.texts.map(signs).some((secret) => secret.startsWith(start) || secret.endsWith(end));
  }

  /** Whether a note about a path would show a marked value, by its path or by what it says. */
  concerns(path: string, text = ""): boolean {
    return this.covers(path) || this.hide(path) !== path || this.hide(text) !== text;
  }
}

/** How many signs at an end of two texts make them alike. */
const LIKENESS = 4;

function signs(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`);
}
