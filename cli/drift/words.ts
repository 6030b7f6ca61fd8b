import { HIDDEN, isSigned, isUuid, soundsSecret, standsForSecret, UNKNOWN, withoutSecrets } from "pulumi-yay/callflow";
import { isRecord } from "../shared/json.js";

/** How objects are named: by uuid. */
export type NameOf = (uuid: string) => string | undefined;

/** A place at which two states of a resource differ. */
export interface Place {
  /** The argument and what is within it: `members`, `users.acme.api.email`. */
  readonly path: string;
  /** What the program or the stack says. */
  readonly from: unknown;
  /** What lives. */
  readonly to: unknown;
}

const LONGEST = 120;

/** A place without its secrets: neither of two values is told if one of them is a secret, or if its name sounds like one. */
export function veiled<P extends Place>(place: P): P {
  const key = place.path.split(".").at(-1) ?? "";
  const isSecret = (value: unknown, name: string): boolean => isSigned(value) || soundsSecret(name);
  if (standsForSecret(place.from) || standsForSecret(place.to) || soundsSecret(key)) {
    const told = (value: unknown): unknown => (value === undefined ? undefined : HIDDEN);
    return { ...place, from: told(place.from), to: told(place.to) };
  }
  return { ...place, from: withoutSecrets(place.from, { isSecret }), to: withoutSecrets(place.to, { isSecret }) };
}

/** A value in a few words, with names in the place of uuids. */
export function valueInWords(value: unknown, nameOf: NameOf): string {
  if (value === UNKNOWN) return "not known yet";
  if (standsForSecret(value)) return "a secret";
  if (value === undefined || value === null || value === "") return "not set";
  if (typeof value === "string") return isUuid(value) ? (nameOf(value) ?? `${value.slice(0, 8)}…`) : JSON.stringify(clipped(value));
  if (Array.isArray(value)) return value.length === 0 ? "empty" : clipped(value.map((item) => valueInWords(item, nameOf)).join(", "));
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, item]) => `${key} ${valueInWords(item, nameOf)}`);
    return entries.length === 0 ? "empty" : clipped(`{ ${entries.join(", ")} }`);
  }
  return JSON.stringify(value);
}

/** What differs at a place, as a sentence: what lives, and what `against` says instead. */
export function placeInWords({ path, from, to }: Place, against: string, nameOf: NameOf): string {
  if (standsForSecret(from) || standsForSecret(to)) return `${path} is not what ${against} says; it is a secret and not shown`;
  if (isList(from) && isList(to) && !isEmpty(from ?? to)) return `${path} ${listInWords({ path, from, to }, against, nameOf)}`;
  if (isEntry(from, to)) {
    const what = typeof to === "string" ? ` (${to})` : ` (${valueInWords(to, nameOf)})`;
    return `${path}${what} is there, ${against} does not have it`;
  }
  if (isEntry(to, from)) return `${path} is gone, ${against} has it`;
  return `${path} is ${valueInWords(to, nameOf)}, ${against} says ${valueInWords(from, nameOf)}`;
}

/** What changes at a place, as a sentence: what will be, and what was. */
export function changeInWords({ path, from, to }: Place, nameOf: NameOf): string {
  if (standsForSecret(from) || standsForSecret(to)) return `${path} changes; it is a secret and not shown`;
  return `${path} is now ${valueInWords(to, nameOf)} (was ${valueInWords(from, nameOf)})`;
}

/** Whether an entry of a map or a list stands in one of two values alone; it is then told as a whole. */
function isEntry(absent: unknown, present: unknown): boolean {
  return absent === undefined && (isRecord(present) || (typeof present === "string" && /^an? \w+$/.test(present)));
}

function isList(value: unknown): boolean {
  return value === undefined || value === null || Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Uuids and numbers are the same in any spelling. */
function keyOf(item: unknown): string {
  return typeof item === "object" && item !== null ? JSON.stringify(item) : String(item).toLowerCase();
}

function listInWords({ from, to }: Place, against: string, nameOf: NameOf): string {
  const [said, lives] = [listOf(from), listOf(to)];
  const words = (items: readonly unknown[]): string => items.map((item) => valueInWords(item, nameOf)).join(", ");
  const more = without(lives, said);
  const less = without(said, lives);
  if (more.length === 0 && less.length === 0) return `stand in the order ${words(lives)}, ${against} says ${words(said)}`;
  return [
    ...(more.length > 0 ? [`also has ${words(more)}, which ${against} does not say`] : []),
    ...(less.length > 0 ? [`lacks ${words(less)}, which ${against} says`] : []),
  ].join(", and ");
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function without(items: readonly unknown[], others: readonly unknown[]): unknown[] {
  const left = others.map(keyOf);
  return items.filter((item) => {
    const at = left.indexOf(keyOf(item));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function clipped(text: string): string {
  const signs = Array.from(text);
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join("")}…` : text;
}
