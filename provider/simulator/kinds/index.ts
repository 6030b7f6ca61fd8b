import { call } from "./call";
import { flow } from "./flow";
import { group } from "./group";
import type { Command, Kind } from "./kind";
import { mailbox } from "./mailbox";
import { number } from "./number";
import { retention } from "./retention";
import { trunk, trunkAuth } from "./trunk";
import { user } from "./user";

/** The kinds of an account's objects; a seed has them in this order, so a parent stands before its children. A further kind is one row. */
export const KINDS = { flow, user, group, number, mailbox, trunk, trunkAuth, retention, call } satisfies Record<string, Kind>;

/** The name of a kind. */
export type KindName = keyof typeof KINDS;

/** The names of all kinds. */
export const KIND_NAMES = Object.keys(KINDS) as KindName[];

/** The commands of a kind that the documents have. */
export function commandsOf(kind: Kind): readonly Command[] {
  return kind.commands ?? (kind.singleton === true ? ["read", "update"] : ["list", "create", "read", "update", "delete"]);
}

/** The kind under whose path a kind stands. */
export function parentOf(kind: Kind): KindName | undefined {
  return /\{(\w+)\}/.exec(kind.path)?.[1] as KindName | undefined;
}
