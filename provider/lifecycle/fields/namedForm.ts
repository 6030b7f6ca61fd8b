import type { Form } from "../kind";
import { isRecord, NOTHING, own, type Props } from "../../common/values";

/** The form of a list that the engine has as a map by name. */
export interface NamedForm extends Form {
  readonly key: string;
  /** One entry, in words: `a user`. */
  readonly entry: string;
}

/**
 * A list of objects as a map by one of their keys, and back. A name that stands twice keeps both entries, and one that is none has its place
 * for a name, which no other entry has then: check refuses both, because the entry still holds what it was called.
 */
export function namedForm(entries: string, key: string): NamedForm {
  return {
    key,
    entries,
    entry: `a ${entries.replace(/s$/, "")}`,
    needs: (value) => (Array.isArray(value) ? value.flatMap((item: unknown) => [item, ...(isRecord(item) ? [own(item, key)] : [])]) : []),
    toInput: (value) => (Array.isArray(value) ? byName(value, key) : value),
    toArgument: (input) =>
      isRecord(input) ? Object.entries(input).map(([name, entry]) => (isRecord(entry) ? { [key]: name, ...entry } : entry)) : input,
    placeOf: ([argument = "", index, ...rest], value) => {
      const name = Array.isArray(value) && typeof index === "number" ? keysOf(value, key)[index] : undefined;
      // If the name itself is meant, it would have to be a key, and so the entries are meant as a whole.
      return name === undefined || rest[0] === key ? [argument] : [argument, name, ...rest];
    },
  };
}

function byName(list: readonly unknown[], key: string): Props {
  const keys = keysOf(list, key);
  const entries = list.map((item, index): [string, unknown] => {
    const name = keys[index] ?? "";
    if (!isRecord(item)) return [name, item];
    const { [key]: given, ...entry } = item;
    if (!isName(given)) return [name, { ...entry, [key]: "" }];
    return [name, given === name ? entry : { ...entry, [key]: given }];
  });
  return Object.fromEntries(entries);
}

/** The name of each entry: its own, or its place if it has none of its own. */
function keysOf(list: readonly unknown[], key: string): string[] {
  const names = list.map((item) => (isRecord(item) ? own(item, key) : undefined));
  const taken = new Set<unknown>(names);
  return names.map((name, index) => {
    if (isName(name) && names.indexOf(name) === index) return name;
    let placed = `${isName(name) ? `${name} ` : ""}#${index + 1}`;
    while (taken.has(placed)) placed += "#";
    taken.add(placed);
    return placed;
  });
}

function isName(name: unknown): name is string {
  return typeof name === "string" && name !== "" && name !== NOTHING;
}
