import { bundle } from "./bundle";
import { call } from "./call";
import { department } from "./department";
import { faxSender } from "./faxSender";
import { flow } from "./flow";
import { group } from "./group";
import type { Command, Kind } from "./kind";
import { mailbox } from "./mailbox";
import { missedCall } from "./missedCall";
import { number } from "./number";
import { numberAddress } from "./numberAddress";
import { pack } from "./pack";
import { phoneBook } from "./phoneBook";
import { playlist } from "./playlist";
import { queueGroup } from "./queueGroup";
import { resellerAddress } from "./resellerAddress";
import { retention } from "./retention";
import { shortCode } from "./shortCode";
import { timeDiary } from "./timeDiary";
import { trunk, trunkAuth } from "./trunk";
import { user } from "./user";

/** The kinds of an account's objects, parents before their children: a seed is loaded in this order. A new kind is one more row. */
export const KINDS = {
  ...{ bundle, pack },
  ...{ flow, timeDiary, user, group, queueGroup, department, mailbox, missedCall, playlist, shortCode, phoneBook, faxSender },
  ...{ number, numberAddress, trunk, trunkAuth, resellerAddress, retention, call },
} satisfies Record<string, Kind>;

/** The name of a kind. */
export type KindName = keyof typeof KINDS;

/** The names of all kinds. */
export const KIND_NAMES = Object.keys(KINDS) as KindName[];

/** The commands of a kind. */
export function commandsOf(kind: Kind): readonly Command[] {
  return kind.commands ?? (kind.singleton === true ? ["read", "update"] : ["list", "create", "read", "update", "delete"]);
}

/** The parent of a kind: the kind that its path names. */
export function parentOf(kind: Kind): KindName | undefined {
  return /\{(\w+)\}/.exec(kind.path)?.[1] as KindName | undefined;
}
