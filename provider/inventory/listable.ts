import { type Json, NotFoundError, printable, SelectorError } from "../client/index";
import type { Id } from "../common/id";
import { asText, isBlank, sameUuid } from "../common/values";
import { isSameNumber } from "../lifecycle/compare/spelling";

/** What can only be looked up: by its list, of which little more than the path is known. */
export const listPaths = {
  CallerId: "/voip/caller-id",
  Device: "/provisioning/device",
  Document: "/account/document",
  EmergencyAddress: "/voip/emergency-address",
  SpeedDial: "/voip/speed-dial",
  UserStatus: "/voip/user-status",
} as const;

/** The name of what can only be looked up. */
export type Listable = keyof typeof listPaths;

/** Where a free extension is asked for, by what it is for. */
export const nextPaths = {
  CallFlow: "/voip/next-extension/flow",
  SipUser: "/voip/next-extension/user",
  HuntGroup: "/voip/next-extension/group",
  MailboxMenu: "/voip/next-extension/mailbox-menu",
} as const;

/** What an extension can reach. */
export type Numbered = keyof typeof nextPaths;

/** What can only be looked up, and of which no field is documented but the uuid: everything that the API shows is under `fields`. */
export interface ListedInfo {
  /** The uuid. */
  readonly uuid: string;
  /** Everything that the API shows of it, unchanged; secrets are hidden. */
  readonly fields: Readonly<Record<string, Json>>;
}

/** A store front of the account. The API documents only its uuid; everything that it shows is under `fields`. */
export interface StoreInfo {
  /** The uuid, for use as `storeFront` of a customer. */
  readonly uuid: Id<"Store">;
  /** Everything that the API shows of the store, unchanged; secrets are hidden. */
  readonly fields: Readonly<Record<string, Json>>;
}

/** A number that calls can show. Those of the account's own numbers appear by themselves, as far as is known. */
export interface CallerIdInfo {
  /** The uuid, for use as `callerId` of users and senders of faxes. */
  readonly uuid: Id<"CallerId">;
  /** The number that is shown, as the API writes it. */
  readonly display?: string;
  /** The name, if the API shows one. */
  readonly name?: string;
  /** Everything that the API shows of it, unchanged; secrets are hidden. */
  readonly fields: Readonly<Record<string, Json>>;
}

/** Whether a user is free. */
export interface UserStatusInfo {
  /** The uuid of the user. */
  readonly uuid: Id<"SipUser">;
  /** Such as `"open"`; the other words are not known. */
  readonly status?: string;
  /** Everything that the API shows of it, unchanged; secrets are hidden. */
  readonly fields: Readonly<Record<string, Json>>;
}

/** Selects a caller ID by its uuid, or by the number that it shows, of a customer or of the own account. */
export type CallerIdSelector =
  { readonly uuid: string; readonly customer?: Id<"SubReseller"> } | { readonly display: string; readonly customer?: Id<"SubReseller"> };

/** A caller ID as the API shows it. */
export function callerIdOf({ uuid, fields }: ListedInfo): CallerIdInfo {
  const [display, name] = [textOf(fields["cli_display"]), textOf(fields["cli_name"])];
  return { uuid, ...(display !== undefined && { display }), ...(name !== undefined && { name }), fields };
}

/** The status of a user as the API shows it. */
export function userStatusOf({ uuid, fields }: ListedInfo): UserStatusInfo {
  const status = textOf(fields["status"]);
  return { uuid, ...(status !== undefined && { status }), fields };
}

function textOf(value: Json | undefined): string | undefined {
  return isBlank(value) ? undefined : asText(value);
}

const MOST_NAMED = 10;

/** The one caller ID that is meant. @throws NotFoundError if there is none, SelectorError if there are several. */
export function theCallerId(all: readonly CallerIdInfo[], by: { readonly uuid: string } | { readonly display: string }): CallerIdInfo {
  const exactly = all.filter((each) => ("uuid" in by ? sameUuid(each.uuid, by.uuid) : each.display === by.display));
  const found = exactly.length > 0 || "uuid" in by ? exactly : all.filter(({ display = "" }) => isSameNumber(display, by.display));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const failed = `Cannot look up CallerId ${JSON.stringify("uuid" in by ? by.uuid : by.display)}`;
  if (only === undefined)
    throw new NotFoundError(printable(`${failed}: the account shows ${all.length}, and none is like that.${named(all)}`));
  const advice = "Look the one that is meant up by its uuid.";
  throw new SelectorError(printable(`${failed}: ${found.length} are like that.${named(found)}\n${advice}`));
}

function named(some: readonly CallerIdInfo[]): string {
  const lines = some.slice(0, MOST_NAMED).map(({ uuid, display = "" }) => `\n  ${uuid} ${display}`.trimEnd());
  return [...lines, ...(some.length > MOST_NAMED ? [`\n  and ${some.length - MOST_NAMED} more`] : [])].join("");
}
