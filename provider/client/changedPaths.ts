import { isObject, type Json } from "./json";
import { UUID_PATTERN } from "../common/uuid";
import { plain } from "../common/written";

/** Longer keys, and those with other signs, may be data: they are told as `*`. So are digits, unless they are the keys of a telephone. */
const NAME = new RegExp(String.raw`^(?:[A-Za-z_][\w-]{0,39}|[0-9]{1,2}|${UUID_PATTERN})$`, "i");

/**
 * The names of the fields in which two values differ, nested ones as paths; never a value. List items have no name: `users.email` is the
 * email of any user. Blank values are equal, and so are a number and its digits as text.
 */
export function changedPaths(before: Json | undefined, after: Json | undefined): string[] {
  const found = new Set<string>();
  collect({ before: plain(before), after: plain(after), path: [] }, found);
  return [...found].sort();
}

interface Place {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly path: readonly string[];
}

function collect({ before, after, path }: Place, found: Set<string>): void {
  if (textOf(before) === textOf(after)) return;
  if (isObject(after) && (isObject(before) || isBlank(before))) {
    const was = isObject(before) ? before : {};
    for (const key of new Set([...Object.keys(was), ...Object.keys(after)])) {
      collect({ before: ownValue(was, key), after: ownValue(after, key), path: [...path, NAME.test(key) ? key : "*"] }, found);
    }
  } else if (Array.isArray(after) && (Array.isArray(before) || isBlank(before))) {
    for (const pair of pairs(Array.isArray(before) ? before : [], after)) collect({ ...pair, path }, found);
  } else if (path.length > 0) {
    found.add(path.join("."));
  }
}

/** Pairs each changed item with its earlier version. */
function pairs(before: readonly Json[], after: readonly Json[]): Omit<Place, "path">[] {
  const rest = [...before];
  const take = (fits: (item: Json) => boolean): Json | undefined => {
    const at = rest.findIndex(fits);
    return at < 0 ? undefined : rest.splice(at, 1)[0];
  };
  const changed = after.filter((item) => take((other) => textOf(other) === textOf(item)) === undefined);
  const found = changed.map((item) => ({ before: take((other) => isSameItem(item, other)), after: item }));
  return [...found, ...rest.map((item) => ({ before: item, after: undefined }))];
}

/** Whether two list items are the same object, by uuid or else by name. */
export function isSameItem(a: Json, b: Json): boolean {
  if (!isObject(a) || !isObject(b)) return false;
  const key = ["uuid", "name"].find((name) => typeof ownValue(a, name) === "string");
  return key !== undefined && ownValue(a, key) === ownValue(b, key);
}

function ownValue(object: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isBlank(value: Json | undefined): boolean {
  return textOf(value) === "";
}

/** The same text for values that mean the same. */
function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.length === 0 ? "" : `[${value.map(textOf).join()}]`;
  if (!isObject(value)) return value === "" ? "" : JSON.stringify(String(value));
  const entries = Object.entries(value).map(([key, item]) => [key, textOf(item)] as const);
  const present = entries.filter(([, text]) => text !== "").sort(([a], [b]) => (a < b ? -1 : 1));
  return present.length === 0 ? "" : `{${present.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join()}}`;
}
