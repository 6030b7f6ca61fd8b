import { bundle } from "./bundle";
import { call } from "./call";
import { department } from "./department";
import { faxSender } from "./faxSender";
import { flow } from "./flow";
import { group } from "./group";
import type { Command, Kind } from "./kind";
import { callerId, device, document, emergencyAddress, speedDial, userStatus } from "./listOnly";
import { mailbox } from "./mailbox";
import { missedCall } from "./missedCall";
import { number } from "./number";
import { numberAddress } from "./numberAddress";
import { outboundCall, textCampaign, textMessage } from "./outbound";
import { pack } from "./pack";
import { phoneBook } from "./phoneBook";
import { playlist } from "./playlist";
import { queueGroup } from "./queueGroup";
import { queueNotice } from "./queueNotice";
import { resellerAddress } from "./resellerAddress";
import { resellerUser } from "./resellerUser";
import { retention } from "./retention";
import { shortCode } from "./shortCode";
import { sound } from "./sound";
import { timeDiary } from "./timeDiary";
import { trunk, trunkAuth } from "./trunk";
import { user } from "./user";

/** The kinds of an account's objects, parents before their children: a seed is loaded in this order. A new kind is one more row. */
export const KINDS = {
  ...{ bundle, pack },
  ...{
    flow,
    timeDiary,
    user,
    group,
    queueGroup,
    queueNotice,
    department,
    mailbox,
    missedCall,
    sound,
    playlist,
    shortCode,
    phoneBook,
    faxSender,
  },
  ...{ number, numberAddress, trunk, trunkAuth, resellerAddress, resellerUser, retention, call },
  ...{ outboundCall, textMessage, textCampaign },
  ...{ callerId, emergencyAddress, document, speedDial, device, userStatus },
} satisfies Record<string, Kind>;

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
