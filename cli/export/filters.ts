import type { Described } from "pulumi-yay/export";
import { namesOf, type State } from "../shared/states.js";

/** What the user wants to have in the program, by kind and name. */
export interface Filters {
  readonly kind: readonly string[];
  readonly excludeKind: readonly string[];
  readonly name: readonly string[];
  readonly exclude: readonly string[];
}

/** Says why a stack has an object already, as a part of a sentence; undefined if it has not. */
export type InStack = (object: Described) => string | undefined;

/** What the states of a stack have: by resources of their own, and in lists of others. What it only looks up it has not. */
export async function inStates(states: readonly State[]): Promise<InStack> {
  const { heldLists } = await import("pulumi-yay/objects");
  const names = new Map([...namesOf(states.filter(({ external }) => external !== true))].map(([uuid, name]) => [uuid.toLowerCase(), name]));
  const listOf = heldLists(states);
  return (object) => {
    const name = names.get(object.id.toLowerCase());
    if (name !== undefined) return `it is in the stack already, as ${name}`;
    const list = listOf(object);
    return list === undefined
      ? undefined
      : `\`${list.argument}\` of the ${list.of} ${list.resource} is in the stack already, and a program declares such objects there or by ${object.kind}, and not by both`;
  };
}

/**
 * Says why an object is left out; undefined if it is wanted.
 * @param notRead the uuids of customers of which nothing is wanted
 */
export function leavingOut(
  filters: Filters,
  inStack: InStack = () => undefined,
  notRead: ReadonlySet<string> = new Set(),
): (object: Described) => string | undefined {
  const names = filters.name.map(matcher);
  const excluded = filters.exclude.map((pattern) => ({ pattern, matches: matcher(pattern) }));
  return (object) => {
    const { kind, title } = object;
    const held = inStack(object);
    if (held !== undefined) return held;
    if (kind === "SubReseller" && notRead.has(object.id)) return "left out by --exclude-customer, with all that it has, which was not read";
    if (filters.excludeKind.includes(kind)) return `left out by --exclude-kind ${kind}`;
    if (filters.kind.length > 0 && !filters.kind.includes(kind)) return "left out by --kind";
    const pattern = excluded.find(({ matches }) => matches(title))?.pattern;
    if (pattern !== undefined) return `left out by --exclude ${JSON.stringify(pattern)}`;
    return names.length > 0 && !names.some((matches) => matches(title)) ? "left out by --name" : undefined;
  };
}

/** A pattern with `*` for any characters and `?` for one, whatever the letter case. */
function matcher(pattern: string): (text: string) => boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^]*")
    .replaceAll("?", "[^]");
  const expression = new RegExp(`^${escaped}$`, "iu");
  return (text) => expression.test(text);
}
