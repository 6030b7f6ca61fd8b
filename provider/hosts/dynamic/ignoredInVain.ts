import * as pulumi from "@pulumi/pulumi";
import { modules } from "../../callflow/index";
import { nearest } from "../../common/nearest";
import { isScalarAt, keysAt } from "../../lifecycle/inputs/schemaNodes";
import { isRecord, own } from "../../common/values";
import { isLater } from "./given";
import { type Forms, type Ignoring, type Key, keysIn, problemOf, written } from "./ignored";

/** The arguments of a kind. */
export interface Arguments {
  readonly names: readonly string[];
  readonly schema: unknown;
  readonly forms: Forms;
}

/** The second parameter of `apply`, which the SDK's types leave out: the function also runs if parts are unknown. */
interface Applying {
  apply<U>(func: (value: unknown) => U, runWithUnknowns: true): pulumi.Output<U>;
}

/**
 * A warning for each path that ignores nothing, once all arguments are resolved. Not an error, because a name in a path may be added later.
 */
export function ignoredWarnings(ignoring: Ignoring, known: Arguments): pulumi.Output<string[]> {
  const roots = new Set(ignoring.paths.flatMap((path) => (keysIn(path) ?? []).slice(0, 1).map(String)));
  const asked = (from: object) => Object.fromEntries(Object.entries(from).filter(([name]) => roots.has(name)));
  const later: unknown = pulumi.output([asked(ignoring.args), asked(ignoring.properties)]);
  return (later as Applying).apply((resolved) => {
    const [args, properties] = (Array.isArray(resolved) ? resolved : []) as unknown[];
    return isRecord(args) && isRecord(properties) ? ignoredInVain({ ...ignoring, args, properties }, known) : [];
  }, true);
}

/** The same for resolved arguments; unknown parts are skipped. */
export function ignoredInVain({ kind, paths, args, properties, forms }: Ignoring, known: Arguments): string[] {
  return paths.flatMap((path) => {
    const keys = keysIn(path);
    const [root] = keys ?? [];
    if (keys === undefined || root === undefined || root === "*") return [];
    if (!known.names.includes(String(root)) && !Object.hasOwn(properties, root)) {
      const guess = nearest(String(root), known.names);
      return [
        `ignoreChanges: ${path} is no argument of ${kind} and ignores nothing${guess === undefined ? "" : `; did you mean ${guess}?`}`,
      ];
    }
    const problem = problemOf(path, { args, properties, forms }) ?? new Way(known).emptyFrom(properties, { keys, before: [] });
    return problem === undefined ? [] : [`ignoreChanges: ${path} ignores nothing now: ${problem}`];
  });
}

interface Place {
  readonly keys: readonly Key[];
  /** The keys before this place. */
  readonly before: readonly Key[];
}

/** Finds out why a path leads to nothing; undefined if it leads to something, or may. */
class Way {
  readonly #schema: unknown;
  readonly #forms: Forms;

  constructor({ schema, forms }: Arguments) {
    this.#schema = schema;
    this.#forms = forms;
  }

  emptyFrom(value: unknown, { keys, before }: Place): string | undefined {
    const [key, ...rest] = keys;
    if (key === undefined || isLater(value) || pulumi.isUnknown(value)) return undefined;
    if (isPlain(value)) return oneValue(before);
    const next = (at: Key) => this.emptyFrom(own(value as object, String(at)), { keys: rest, before: [...before, at] });
    if (Array.isArray(value)) return key === "*" ? this.#everywhere(value, { keys, before }) : this.#inList(value, { keys, before }, next);
    if (!isRecord(value)) return undefined;
    if (key === "*") return this.#everywhere(Object.values(value), { keys, before });
    return Object.hasOwn(value, key) ? next(key) : this.#missing(value, { keys, before });
  }

  #inList(list: readonly unknown[], { keys: [key], before }: Place, next: (at: Key) => string | undefined): string | undefined {
    if (typeof key !== "number" || key < list.length) return next(key ?? "");
    return `${written(before)} has ${list.length} now, the first of them at [0].`;
  }

  #everywhere(values: readonly unknown[], { keys, before }: Place): string | undefined {
    const found = values.map((inner) => this.emptyFrom(inner, { keys: keys.slice(1), before: [...before, "*"] }));
    return found.includes(undefined) ? undefined : found[0];
  }

  #missing(map: object, { keys, before }: Place): string | undefined {
    const [key = "", ...rest] = keys;
    const here = [...before, key];
    if (rest.length > 0 && isScalarAt(this.#schema, here.map(String))) return oneValue(here);
    if (before.length === 1 && own(this.#forms, String(before[0])) !== undefined) return this.#noSuchName(map, { keys, before });
    const extra: unknown = own(map, "extra");
    if (isRecord(extra) && Object.hasOwn(extra, key)) return `Write ${written([...before, "extra", ...keys])}.`;
    const allowed = before.length === 0 ? [] : this.#keysOf(map, before);
    if (allowed.length === 0 || allowed.includes(String(key))) return undefined;
    const guess = nearest(String(key), allowed);
    return `${String(key)} is no key there${guess === undefined ? "." : `; did you mean ${written([...before, guess, ...rest])}?`}`;
  }

  /** A path to a whole entry may be meant to ignore that the entry is missing. */
  #noSuchName(map: object, { keys, before }: Place): string | undefined {
    const [key = "", ...rest] = keys;
    const names = Object.keys(map);
    const said = `there is no ${JSON.stringify(String(key))} in ${written(before)}`;
    const [second] = rest;
    if (typeof second === "string" && names.includes(second)) return `${said}; did you mean ${written([...before, ...rest])}?`;
    if (rest.length === 0 && names.some((name) => this.#keysOf(own(map, name), [...before, name]).includes(String(key)))) {
      return `${said}; did you mean ${written([...before, "*", key])}, that of all?`;
    }
    if (rest.length === 0) return undefined;
    const guess = nearest(String(key), names);
    return `${said}${guess === undefined ? "." : `; did you mean ${written([...before, guess, ...rest])}?`}`;
  }

  /** The keys that a map may have, if known: by the schema, or for a step by its module. */
  #keysOf(map: unknown, before: readonly Key[]): string[] {
    const module: unknown = isRecord(map) ? own(map, "module") : undefined;
    if (before.length !== 2 || before[0] !== "flow") return keysAt(this.#schema, before.map(String));
    const fact: unknown = own(modules, String(module));
    return isRecord(fact) && isRecord(fact["keys"]) ? ["module", "extra", ...Object.keys(fact["keys"])] : [];
  }
}

function oneValue(keys: readonly Key[]): string {
  return `${written(keys)} is one value, with nothing in it. Write ${written(keys)}.`;
}

function isPlain(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
