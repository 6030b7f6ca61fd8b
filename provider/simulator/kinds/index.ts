import type { Command, Kind } from "./kind";
import { ROWS } from "./rows";

/** The kinds of an account's objects by their names. */
export const KINDS = ROWS;

/** The name of a kind. */
export type KindName = keyof typeof KINDS;

/** The path of a collection that no document describes, in place of a kind's name. */
export type OpenPath = `/${string}`;

/** Whether a name is the path of a collection that no document describes. */
export function isOpen(name: string): name is OpenPath {
  return name.startsWith("/");
}

/** The kind of a name. Objects of a collection that no document describes can have any field, and all commands. */
export function kindOf(name: KindName | OpenPath): Kind {
  return isOpen(name) ? { path: name, fields: {}, open: true } : KINDS[name];
}

/** The names of all kinds, parents before their children: a seed is loaded in this order. */
export const KIND_NAMES: readonly KindName[] = (Object.keys(KINDS) as KindName[]).sort((a, b) => depthOf(a) - depthOf(b));

/** The commands of a kind. */
export function commandsOf(kind: Kind): readonly Command[] {
  return kind.commands ?? (kind.singleton === true ? ["read", "update"] : ["list", "create", "read", "update", "delete"]);
}

/** The parent of a kind: the kind that its path names. */
export function parentOf(kind: Kind): KindName | undefined {
  return /\{(\w+)\}/.exec(kind.path)?.[1] as KindName | undefined;
}

/** How many others an object of a kind stands under. */
function depthOf(name: KindName): number {
  const parent = parentOf(KINDS[name]);
  return parent === undefined ? 0 : 1 + depthOf(parent);
}
