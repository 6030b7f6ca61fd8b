import { hider, type Hide } from "../../client/hide";
import { HIDDEN } from "../../common/hidden";
import type { Difference } from "../kind";
import { valueAt } from "../../common/keyPath";
import { forPeople, onTheWire, parseAmount } from "../../common/money";
import { isRecord, own, type Props, UNKNOWN } from "../../common/values";

/**
 * The property with the paths that the program marked as secret. The class passes it as a secret input, so the engine also encrypts the
 * output of the same name, which additionally holds everything else that would show a marked value.
 */
export const CONFIDENTIAL = "confidential";

/** The path of a marked value; a number is the index in a list. */
export type Path = readonly (string | number)[];

/** The marked paths that are recorded in properties. */
export function markedPaths(props: Props): Path[] {
  const marks = own(props, CONFIDENTIAL);
  const paths = isRecord(marks) ? own(marks, "paths") : undefined;
  return Array.isArray(paths) ? paths.filter((path): path is Path => Array.isArray(path) && path.length > 0) : [];
}

/**
 * A path up to the first list. Items have no stable path, because the order of a list changes, and the engine encrypts a list as a whole.
 */
function outsideOfLists(path: Path): string[] {
  const list = path.findIndex((key) => typeof key === "number");
  return (list < 0 ? path : path.slice(0, list)).map(String);
}

/** Whether the properties are the program's inputs, or recorded ones, whose lists may have another order. */
type Source = "inputs" | "record";

/** The texts of marked values, as the program and as the API spell them. */
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

/**
 * The texts in values, including names used as keys there; but not names that are keys of the surrounding properties, because paths show
 * those anyway.
 */
export function textsOf(values: readonly unknown[], around: unknown): string[] {
  const within = values.flatMap(namesIn);
  const names = new Set(keysIn(around).filter((name) => !within.includes(name)));
  return [...new Set([...leavesOf(values), ...within])].filter((text) => text !== UNKNOWN && !names.has(text));
}

/** Every flow has a step of this name. */
const FIRST_STEP = "start";

/** Keys that are names rather than documented keys: those of a map whose entries are all maps, such as steps or users. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (!isRecord(value)) return [];
  const inner = Object.values(value);
  const names = inner.every(isRecord) ? Object.keys(value).filter((name) => name !== FIRST_STEP) : [];
  return [...names, ...inner.flatMap(namesIn)];
}

/** Keys that discriminate unions. A program cannot mark them alone, and their values are documented words. */
const DISCRIMINATORS: readonly string[] = ["module", "type"];

/** The texts and numbers in a value. Booleans are left out, because their words are in every other sentence. */
function leavesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => (DISCRIMINATORS.includes(key) ? [] : leavesOf(inner))) : [];
}

/** All keys in a value, including names of steps and users. A marked value that equals one of them reveals nothing. */
export function keysIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  return isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]) : [];
}

function amountsOf(text: string): string[] {
  const value = parseAmount(text);
  return value === undefined ? [text] : [text, onTheWire(value), forPeople(value)];
}

/** What a program marks as secret in a resource, to be hidden in texts and reports. */
export class MarkedSecrets {
  readonly texts: readonly string[];
  readonly hide: Hide;
  readonly #places: readonly string[];

  /** @param inputs the program's inputs. @param record the recorded state. */
  constructor(inputs: Props, record: Props = {}) {
    this.texts = [...markedTexts(inputs, "inputs"), ...markedTexts(record, "record")];
    this.hide = hider(this.texts);
    this.#places = [...markedPaths(inputs), ...markedPaths(record)].map((path) => outsideOfLists(path).join("."));
  }

  /** Whether nothing is marked. */
  get isIdle(): boolean {
    return this.#places.length === 0;
  }

  /** Whether a path is marked, or contains or is part of a marked one. */
  covers(path: string): boolean {
    return this.#places.some((place) => isWithin(path, place) || isWithin(place, path));
  }

  /** The differences for a report, with marked values hidden, even those that somebody else has set. */
  told(differences: readonly Difference[]): Difference[] {
    const veiled = (value: unknown) => (value === undefined || value === null ? value : HIDDEN);
    return differences.map(({ path, from, to }) => {
      const isMarked = this.covers(path);
      return { path: this.hide(path), from: isMarked ? veiled(from) : from, to: isMarked ? veiled(to) : to };
    });
  }

  /** Whether a text begins or ends like a marked one, as a text in a hint may that was made from it. */
  resembles(text: string): boolean {
    const plain = signs(text);
    const length = Math.min(LIKENESS, plain.length);
    const [start, end] = [plain.slice(0, length), plain.slice(plain.length - length)];
    return length > 0 && this.texts.map(signs).some((secret) => secret.startsWith(start) || secret.endsWith(end));
  }

  /** Whether a note with this path and text would show a marked value. */
  concerns(path: string, text = ""): boolean {
    return this.covers(path) || this.hide(path) !== path || this.hide(text) !== text;
  }
}

/** How many equal characters at an end make two texts alike. */
const LIKENESS = 4;

function signs(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`);
}
