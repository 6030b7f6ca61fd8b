import { entryTypes, moduleNames } from "pulumi-yay/callflow";
import type { Segment } from "../types.js";
import { isRecord } from "../values.js";

/**
 * A value as a customer's file has it: in a flow with `{ undocumented: name }` for a module or a type of entry that no document names, which such a
 * file would otherwise be refused for. A name with an underscore needs no mark.
 */
export function inFile(kind: string, value: unknown, path: readonly Segment[]): unknown {
  return kind === "CallFlow" ? marked(value, path) : value;
}

function marked(value: unknown, path: readonly Segment[]): unknown {
  const key = path.at(-1);
  if (typeof value === "string" && path.length === 3 && key === "module") return mark(value, moduleNames);
  if (typeof value === "string" && path.length === 5 && path[2] === "extensions" && key === "type") return mark(value, entryTypes);
  if (Array.isArray(value)) return value.map((item: unknown, index) => marked(item, [...path, index]));
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, marked(item, [...path, name])])) : value;
}

function mark(name: string, documented: readonly string[]): unknown {
  return name === "" || name.includes("_") || documented.includes(name) ? name : { undocumented: name };
}
