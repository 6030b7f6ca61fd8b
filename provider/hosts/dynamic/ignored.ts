import * as pulumi from "@pulumi/pulumi";
import { nearest } from "../../common/nearest";
import { isRecord, own } from "../../common/values";

/** A resource whose options name paths to be ignored. */
export interface Ignoring {
  readonly kind: string;
  readonly name: string;
  readonly paths: readonly string[];
  /** As the program gives them. */
  readonly args: object;
  /** As the engine gets them. */
  readonly properties: object;
}

type Key = string | number;

/** A step of a path, in the grammar of the engine. */
const STEP = /^\.*(?:\[(?:"(?<quoted>(?:[^"\\]|\\"|\\(?!"))*)"|(?<any>\*)|(?<index>\d+))\]|(?<plain>[^.[]+))/;

/** Arguments that the engine has as maps by name, and what is in them: their values may come later. */
const NAMED: Readonly<Record<string, string>> = { users: "users", flow: "steps" };

/**
 * Throws where a path of `ignoreChanges` leads through an argument in a way that the engine does not go: it would ignore nothing, say
 * nothing, and the next up would reset what was meant to be left alone.
 */
export function refuseIgnored({ kind, name, paths, args, properties }: Ignoring): void {
  const problems = paths.flatMap((path) => {
    const problem = problemOf(path, { args, properties });
    return problem === undefined ? [] : [`  ${path}: ${problem}`];
  });
  if (problems.length === 0) return;
  throw new pulumi.RunError([`${kind} ${JSON.stringify(name)}: ignoreChanges has paths that ignore nothing:`, ...problems].join("\n"));
}

/** A sentence for each path that begins with no argument: options that several kinds share may have some. */
export function ignoredInVain({ kind, paths, properties }: Ignoring, known: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const root = keysIn(path)?.[0];
    if (root === undefined || root === "*" || known.includes(String(root)) || Object.hasOwn(properties, root)) return [];
    const guess = nearest(String(root), known);
    return [`ignoreChanges: ${path} is no argument of ${kind} and ignores nothing${guess === undefined ? "" : `; did you mean ${guess}?`}`];
  });
}

interface Given {
  readonly args: object;
  readonly properties: object;
}

function problemOf(path: string, { args, properties }: Given): string | undefined {
  const keys = keysIn(path);
  if (keys === undefined) return 'is no path. Write names with dots, and other names as ["a name"], places in lists as [0], all as [*].';
  const [root, second] = keys;
  const named = own(NAMED, String(root));
  if (typeof named !== "string" || typeof second !== "number") return mismatch(properties, keys, []);
  const users: unknown = own(args, "users");
  const entry: unknown = root === "users" && Array.isArray(users) ? users[second] : undefined;
  const key = isRecord(entry) && typeof entry["name"] === "string" ? entry["name"] : "<name>";
  const rest = keys.slice(2);
  return `the engine has ${named} by name. Write ${written([root ?? "", key, ...rest])}, or ${written([root ?? "", "*", ...rest])} for all.`;
}

/** What is wrong with the way from a value on; undefined where nothing is, or where it cannot be seen. */
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
    return { reason: `${written(before)} is a list.`, instead: [/^\d+$/.test(at) ? Number(at) : "*", ...rest] };
  }
}

function inMap(map: object, keys: readonly Key[]): { readonly reason: string; readonly instead: readonly Key[] } | undefined {
  const [key, ...rest] = keys;
  if (typeof key === "number") return { reason: `${key} is a name there, and no place in a list.`, instead: [String(key), ...rest] };
  if (key === undefined || Object.hasOwn(map, key)) return undefined;
  // A name with dots in it that is not quoted falls into parts.
  for (let length = 2; length <= keys.length; length++) {
    const joined = keys.slice(0, length).join(".");
    if (Object.hasOwn(map, joined)) return { reason: `The name ${joined} has dots.`, instead: [joined, ...keys.slice(length)] };
  }
  return undefined;
}

/** The steps of a path; undefined where the engine would not understand it, and pass it by. */
function keysIn(path: string): Key[] | undefined {
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

function written(keys: readonly Key[]): string {
  return keys
    .map((key, index) => {
      if (typeof key === "number" || key === "*") return `[${key}]`;
      if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `["${key.replaceAll('"', '\\"')}"]`;
      return index === 0 ? key : `.${key}`;
    })
    .join("");
}
