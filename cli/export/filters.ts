import type { Described } from "pulumi-yay/export";

/** What the user wants to have in the program, by kind and name. */
export interface Filters {
  readonly kind: readonly string[];
  readonly excludeKind: readonly string[];
  readonly name: readonly string[];
  readonly exclude: readonly string[];
}

/** Says why an object is left out; undefined if it is wanted. */
export function leavingOut(filters: Filters, inStack: ReadonlyMap<string, string>): (object: Described) => string | undefined {
  const names = filters.name.map(matcher);
  const excluded = filters.exclude.map((pattern) => ({ pattern, matches: matcher(pattern) }));
  return ({ kind, id, title }) => {
    const name = inStack.get(id.toLowerCase());
    if (name !== undefined) return `it is in the stack already, as ${name}`;
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
