import * as pulumi from "@pulumi/pulumi";
import type { Form } from "../../lifecycle/kind";
import { isRecord, own } from "../../common/values";

/** A resource with `ignoreChanges` in its options. */
export interface Ignoring {
  readonly kind: string;
  readonly name: string;
  readonly paths: readonly string[];
  /** The program's arguments. */
  readonly args: object;
  /** The properties that are passed to the engine. */
  readonly properties: object;
  /** The forms of the arguments that the engine has by name. */
  readonly forms: Forms;
}

/** By argument: those that the engine has as maps by name, such as users and steps. Their values may come later. */
export type Forms = Readonly<Record<string, Pick<Form, "entries" | "key">>>;

export type Key = string | number;

/** A segment of a path, in the engine's grammar. */
const STEP = /^\.*(?:\[(?:"(?<quoted>(?:[^"\\]|\\"|\\(?!"))*)"|(?<any>\*)|(?<index>\d+))\]|(?<plain>[^.[]+))/;

/**
 * Throws if the engine would not resolve a path of `ignoreChanges` through the arguments. It would silently ignore nothing, and the next up
 * would reset what was meant to be left alone.
 */
export function refuseIgnored({ kind, name, paths, ...given }: Ignoring): void {
  const problems = paths.flatMap((path) => {
    const problem = problemOf(path, given);
    return problem === undefined ? [] : [`  ${path}: ${problem}`];
  });
  if (problems.length === 0) return;
  throw new pulumi.RunError([`${kind} ${JSON.stringify(name)}: ignoreChanges has paths that ignore nothing:`, ...problems].join("\n"));
}

type Given = Pick<Ignoring, "args" | "properties" | "forms">;

/** What is wrong with the form of a path, for these arguments. */
export function problemOf(path: string, { args, properties, forms }: Given): string | undefined {
  const keys = keysIn(path);
  if (keys === undefined) return 'is no path. Write names with dots, and other names as ["a name"], places in lists as [0], all as [*].';
  const [root = "", second] = keys;
  const form = own(forms, String(root)) as Forms[string] | undefined;
  const list: unknown = own(args, String(root));
  const isList = form?.key !== undefined && Array.isArray(list);
  // An entry may be called "0".
  const isPlace = isList && /^\d+$/.test(String(second)) && !hasName(own(properties, String(root)), String(second));
  if (form === undefined || (typeof second !== "number" && !isPlace)) return mismatch(properties, keys, []);
  const entry: unknown = isList ? list[Number(second)] : undefined;
  const name = isRecord(entry) ? own(entry, form.key ?? "") : undefined;
  const key = typeof name === "string" ? name : "<name>";
  const rest = keys.slice(2);
  return `the engine has ${form.entries} by name. Write ${written([root, key, ...rest])}, or ${written([root, "*", ...rest])} for all.`;
}

function hasName(map: unknown, name: string): boolean {
  return !isRecord(map) || Object.hasOwn(map, name);
}

/** What is wrong with a path from a value on; undefined if nothing is, or if the value is not known yet. */
function mismatch(value: unknown, keys: readonly Key[], before: readonly Key[]): string | undefined {
  const [key, ...rest] = keys;
  if (key === undefined || pulumi.Output.isInstance(value) || value instanceof Promise) return undefined;
  if (!Array.isArray(value) && !isRecord(value)) return undefined;
  if (key === "*") return Object.values(value).flatMap((inner: unknown) => mismatch(inner, rest, [...before, key]) ?? [])[0];
  const wrong = Array.isArray(value) ? inList(key) : inMap(value, keys);
  if (wrong !== undefined) return `${wrong.reason} Write ${written([...before, ...wrong.instead])}.`;
  return mismatch(own(value, String(key)), rest, [...before, key]);

  function inList(at: Key) {
    if (typeof at === "number") return undefined;
    const isOfEntries = (value as unknown[]).some((entry) => isRecord(entry) && Object.hasOwn(entry, at));
    const instead = /^\d+$/.test(at) ? [Number(at)] : isOfEntries ? ["*", at] : ["*"];
    return { reason: `${written(before)} is a list.`, instead: [...instead, ...rest] };
  }
}

function inMap(map: object, keys: readonly Key[]): { readonly reason: string; readonly instead: readonly Key[] } | undefined {
  const [key, ...rest] = keys;
  if (typeof key === "number") return { reason: `${key} is a name there, and no place in a list.`, instead: [String(key), ...rest] };
  if (key === undefined || Object.hasOwn(map, key)) return undefined;
  // An unquoted name with dots is split into segments.
  for (let length = 2; length <= keys.length; length++) {
    const joined = keys.slice(0, length).join(".");
    if (Object.hasOwn(map, joined)) return { reason: `The name ${joined} has dots.`, instead: [joined, ...keys.slice(length)] };
  }
  return undefined;
}

/** The segments of a path; undefined if the engine could not parse it and would skip it. */
export function keysIn(path: string): Key[] | undefined {
  const keys: Key[] = [];
  let rest = path;
  while (rest !== "") {
    const step = STEP.exec(rest);
    if (step === null || (keys.length === 0 && rest.startsWith("."))) return undefined;
    const { quoted, any, index, plain } = step.groups ?? {};
    keys.push(index === undefined ? (quoted?.replaceAll('\\"', '"') ?? any ?? plain ?? "") : Number(index));
    rest = rest.slice(step[0].length);
  }
  return keys.length === 0 ? undefined : keys;
}

export function written(keys: readonly Key[]): string {
  return keys
    .map((key, index) => {
      if (typeof key === "number" || key === "*") return `[${key}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `["${key.replaceAll('"', '\\"')}"]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}
