import { HIDDEN, isUuid, standsForSecret } from "pulumi-yay/callflow";

export { isUuid };

/** Stands for what only running the program shows: the source of the expression. */
export class Computed {
  constructor(readonly text: string) {}
}

/** Stands, in what a program should say, for an edit of it that is not deployed and that something else lives in the place of. */
export class Undeployed {
  /** @param now what the program says there; undefined if it has taken out what lives otherwise */
  constructor(readonly now: unknown) {}
}

/** Whether an item stands for one that the program has taken out of a list. */
export function isTakenOut(item: unknown): boolean {
  return item instanceof Undeployed && item.now === undefined;
}

/** Whether a value, or a part of it, is computed. */
export function holdsComputed(value: unknown): boolean {
  return holds(value, (part) => part instanceof Computed);
}

/** Whether a value, or a part of it, is an edit that is not deployed. */
export function holdsUndeployed(value: unknown): boolean {
  return holds(value, (part) => part instanceof Undeployed);
}

function holds(value: unknown, isIt: (part: unknown) => boolean): boolean {
  return isIt(value) || (typeof value === "object" && value !== null && Object.values(value).some((part) => holds(part, isIt)));
}

/** Whether a value is an object with keys, not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !(value instanceof Computed || value instanceof Undeployed);
}

/** The value under an own key. */
export function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Whether a value says nothing: absent, null, blank and an empty list are one. */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** Whether two values are the same to the API, which may write numbers as text. What is computed is equal to the same expression. */
export function equal(a: unknown, b: unknown): boolean {
  if (isBlank(a) && isBlank(b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => equal(item, b[index]));
  if (isRecord(a) && isRecord(b)) return Object.keys({ ...a, ...b }).every((key) => equal(own(a, key), own(b, key)));
  if (isText(a) && isText(b)) return isUuid(a) && isUuid(b) ? a.toLowerCase() === b.toLowerCase() : String(a) === String(b);
  return a === b || (a instanceof Computed && b instanceof Computed && a.text === b.text);
}

function isText(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

/** A value whose computed parts are taken from what the state has in their place. */
export function completed(value: unknown, recorded: unknown): unknown {
  if (value instanceof Computed) return recorded === undefined ? value : recorded;
  if (Array.isArray(value)) {
    const known = Array.isArray(recorded) && recorded.length === value.length ? recorded : [];
    return value.map((item, index) => completed(item, known[index]));
  }
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, completed(item, isRecord(recorded) ? own(recorded, key) : undefined)]),
  );
}

/**
 * Whether a value says something that a recorded one does not have: an edit that is not deployed. What only the recorded one has, another order of a list
 * and what is computed are none, and a secret cannot be compared.
 */
export function saysMore(value: unknown, recorded: unknown): boolean {
  if (isBlank(value) || value instanceof Computed || standsForSecret(recorded)) return false;
  if (Array.isArray(value)) {
    const known = Array.isArray(recorded) ? (recorded as unknown[]) : [];
    return value.some((item: unknown) => known.every((one) => saysMore(item, one)));
  }
  if (isRecord(value))
    return Object.entries(value).some(([key, item]) => saysMore(item, isRecord(recorded) ? own(recorded, key) : undefined));
  return !equal(value, recorded);
}

/** All texts in a value that are written like uuids, in lower case; keys do not count. */
export function uuidsIn(value: unknown): string[] {
  if (isUuid(value)) return [value.toLowerCase()];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(uuidsIn) : [];
}

/** What stands for a secret of which nothing is told. */
export const SECRET = HIDDEN;

/** Whether a value is, or holds, a secret or what the engine hides. */
export function holdsSecret(value: unknown): boolean {
  return holds(value, standsForSecret);
}

/** A list, also one that the engine has as a map of objects by name; undefined for anything else. */
export function asList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (!isRecord(value) || !Object.values(value).every(isRecord)) return undefined;
  return Object.entries(value).map(([name, entry]) => ({ name, ...(entry as object) }));
}

/** The part of a value at a path; undefined if it has none. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, segment) => {
    if (isRecord(inner)) return own(inner, String(segment));
    return Array.isArray(inner) ? (inner as unknown[])[Number(segment)] : undefined;
  }, value);
}
