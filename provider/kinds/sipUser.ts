import { defineKind } from "../lifecycle/defineKind";
import {
  extension,
  flag,
  forceDestroy,
  generated,
  integer,
  reference,
  references,
  rotation,
  secret,
  text,
  timeZone,
} from "../lifecycle/fields/index";
import { ifLeftOut } from "../lifecycle/leftOut";
import type { Id } from "../common/id";
import type { ReferredArgs, RotatingArgs } from "../lifecycle/arguments";
import { readText, scalar } from "../lifecycle/fields/plain";
import { shaped } from "../lifecycle/fields/shaped";
import type { Field, Rejection } from "../lifecycle/kind";
import { isBlank, isUuid, own, type Props, sameUuid, sameValue } from "../common/values";

/** What a program writes for a SIP user. */
export interface SipUserArgs extends ReferredArgs, RotatingArgs {
  /** The internal number that reaches the user, such as 1001. [documented; that it is required is a guess, and that a customer has each number but once, whatever it reaches, is inferred] */
  extension: number;
  /** The shown name, such as `"Pete Plumber"`. [documented] */
  displayName?: string;
  /**
   * The password with which telephones register. Left out, the API is expected to make one, which the output has then;
   * `rotate` makes one here. [inferred from the catalogue; that answers show it, in clear, rests on the example of 2021; that the API makes one is a guess]
   */
  userPassword?: string;
  /** What sort of user it is: 9 in the example of 2023, 3 in that of 2021. [documented, without its values] */
  type?: number;
  /** The country by its ISO code, such as `"GB"`. [documented] */
  countryCode?: string;
  /** The time zone by its name in the IANA database, such as `"Europe/London"`. [documented] */
  timezone?: string;
  /** How many seconds it rings, such as 10. [documented] */
  ringDuration?: number;
  /** The uuid of the caller ID that its calls show. [documented] */
  callerId?: Id<"CallerId">;
  /** The uuid of the caller ID that its emergency calls show. [documented] */
  emergencyCallerId?: Id<"CallerId">;
  /** The uuids of the caller IDs that it may choose. Their order means nothing. [documented; the order is a guess] */
  allowedCallerIds?: Id<"CallerId">[];
  /** The uuid of its own mailbox, such as `messages.uuid`. [documented] */
  personalMailbox?: Id<"Mailbox">;
  /** The uuid of the playlist that callers hear while they are held. [documented] */
  holdPlaylist?: Id<"Playlist">;
  /** Whether the account's default playlist is heard instead of `holdPlaylist`. [inferred from the catalogue; that it comes first is a guess] */
  useDefaultPlaylist?: boolean;
  /** The uuid of a product; of which sort is not explained. [documented, without its meaning] */
  relatedProduct?: string;
  /** The internal number that is tried if a transfer fails, such as 1002. Only the portal takes it away again: left out, it stays as it lives. [documented] */
  transferBackupExtension?: number;
  /** Whether a transfer that fails goes to the mailbox. [inferred from the catalogue; its meaning is a guess] */
  useMailboxOnTransfer?: boolean;
  /** Whether its calls are recorded. [documented] */
  callRecording?: boolean;
  /** Whether its calls are encrypted. [documented] */
  callEncryption?: boolean;
  /** Whether others may call it directly. [documented; its meaning is a guess] */
  allowDirectCalls?: boolean;
  /** Whether it calls others directly. [inferred from the catalogue; its meaning is a guess] */
  useDirectCalls?: boolean;
  /** Whether several devices may register as this user. [documented; its meaning is a guess] */
  allowMultiDevice?: boolean;
  /** Whether outbound calls are restricted. [documented; its meaning is a guess] */
  restrictOutbound?: boolean;
  /** Whether the choice of the caller ID is restricted. [documented; its meaning is a guess] */
  restrictCallerId?: boolean;
  /** Whether missed calls are shown. [documented; its meaning is a guess] */
  showMissedCalls?: boolean;
  /** Whether it may listen to the calls of others. [documented] */
  canListen?: boolean;
  /** Whether it may speak to one side of the calls of others, unheard by the other side. [documented; its meaning is a guess] */
  canWhisper?: boolean;
  /** Whether it may join the calls of others. [documented; its meaning is a guess] */
  canBarge?: boolean;
  /** Whether it may take calls that ring elsewhere. [documented; its meaning is a guess] */
  canPickup?: boolean;
  /** Whether others may listen to its calls. [documented] */
  canBeListened?: boolean;
  /** Whether others may speak to it in a call, unheard by the other side. [documented; its meaning is a guess] */
  canBeWhispered?: boolean;
  /** Whether others may join its calls. [documented; its meaning is a guess] */
  canBeBarged?: boolean;
  /** Whether others may take its calls. [documented; its meaning is a guess] */
  canBePickedUp?: boolean;
  /** Whether it takes calls to its SIP address from other platforms. The product leaves it off. [documented] */
  canInviteAnonymously?: boolean;
  /** Whether its devices are set up by themselves. [documented; its meaning is a guess] */
  canAutoDeploy?: boolean;
  /** Whether it has the chat. [documented] */
  chatEnabled?: boolean;
  /** Whether the chat notifies it without a sound. [documented; its meaning is a guess] */
  muteChatNotifications?: boolean;
  /** Whether calls leave its mobile alone (do not disturb). [documented; its meaning is a guess] */
  mobileDnd?: boolean;
  /** Whether internal calls reach its mobile all the same. [documented; its meaning is a guess] */
  mobileDndAllowInternal?: boolean;
}

function whatMayLack(inputs: Props): string[] {
  const hasPassword = !isBlank(own(inputs, "userPassword")) || !isBlank(own(inputs, "rotate"));
  const lacking = [
    ...(isBlank(own(inputs, "displayName")) ? ["displayName"] : []),
    ...(hasPassword ? [] : ["userPassword (or rotate, which makes one)"]),
  ];
  if (lacking.length === 0) return [];
  return [
    "That a SIP user needs its extension alone is a guess, too: no page says what is required.",
    `If that is why, write ${lacking.join(" and ")}.`,
  ];
}

function explainCreate({ status, inputs, natural }: Rejection): string | undefined {
  if ((status !== 400 && status !== 409) || natural !== undefined) return undefined;
  return [
    "A customer needs a VoIP bundle before a SIP user can be made, and a SIP user is charged to the own balance.",
    "If the program makes the bundle, write dependsOn: [bundle] in the user's options; if there is none, declare a VoipBundle.",
    "If there is one, it may have expired: the list includes such bundles, and their expires_on says when.",
    `If it has not, look at the own balance, and at what else has the extension ${String(own(inputs, "extension"))}.`,
    ...(status === 400 ? whatMayLack(inputs) : []),
  ].join(" ");
}

/** A uuid of which the documents do not say what it names. */
function uuidOfAnything(wire: string): Field<false> {
  const shape = shaped((z) => z.union([z.literal(""), z.string().refine(isUuid)], { error: "must be a uuid" }));
  const same = (a: unknown, b: unknown) => sameUuid(a, b) || sameValue(a, b);
  return scalar<false>(wire, { refersToAny: true }, { read: readText, shape, same, absenceMeans: "something" });
}

const seconds = shaped((z) => z.int({ error: "must be a whole number" }).min(0, "must not be below zero"));
const above = { error: "must be a whole number above zero" };
const number = shaped((z) => z.int(above).positive(above));

/**
 * A telephone of a customer: `/voip/user`. The list is documented, the deletion is in an integrator's documentation, the other commands are
 * inferred. That the API makes `user_name` is a guess; it goes back with each PUT as it lives, so that the telephones stay registered.
 * `linked_emails`, which one client reads, is kept as it lives.
 */
export const sipUser = defineKind<SipUserArgs>({
  kind: "SipUser",
  documentation: "partial",
  scope: "customer",
  path: "/voip/user",
  args: {
    extension: extension("extension", { required: true }),
    displayName: text("display_name"),
    userPassword: secret("user_password", { readable: true }),
    type: integer("type"),
    countryCode: text("country_code"),
    timezone: timeZone("timezone"),
    ringDuration: integer("ring_duration", { shape: seconds }),
    callerId: reference("caller_id", "CallerId"),
    emergencyCallerId: reference("emergency_caller_id", "CallerId"),
    allowedCallerIds: references("allowed_caller_ids", "CallerId"),
    personalMailbox: reference("personal_mailbox", "Mailbox"),
    holdPlaylist: reference("hold_playlist", "Playlist"),
    useDefaultPlaylist: flag("use_default_playlist"),
    relatedProduct: uuidOfAnything("related_product"),
    transferBackupExtension: integer("transfer_backup_extension", { shape: number }),
    useMailboxOnTransfer: flag("use_mailbox_on_transfer"),
    callRecording: flag("call_recording"),
    callEncryption: flag("call_encryption"),
    allowDirectCalls: flag("allow_direct_calls"),
    useDirectCalls: flag("use_direct_calls"),
    allowMultiDevice: flag("allow_multi_device"),
    restrictOutbound: flag("restrict_outbound"),
    restrictCallerId: flag("restrict_caller_id"),
    showMissedCalls: flag("show_missed_calls"),
    canListen: flag("can_listen"),
    canWhisper: flag("can_whisper"),
    canBarge: flag("can_barge"),
    canPickup: flag("can_pickup"),
    canBeListened: flag("can_be_listened"),
    canBeWhispered: flag("can_be_whispered"),
    canBeBarged: flag("can_be_barged"),
    canBePickedUp: flag("can_be_picked_up"),
    canInviteAnonymously: flag("can_invite_anonymously"),
    canAutoDeploy: flag("can_auto_deploy"),
    chatEnabled: flag("chat_enabled"),
    muteChatNotifications: flag("mute_chat_notifications"),
    mobileDnd: flag("mobile_dnd"),
    mobileDndAllowInternal: flag("mobile_dnd_allow_internal"),
    rotate: rotation("userPassword"),
    forceDestroy: forceDestroy(),
  },
  key: "extension",
  assigned: {
    argument: "userPassword",
    asks: (inputs) => isBlank(own(inputs, "userPassword")) && isBlank(own(inputs, "rotate")),
    asWritten: undefined,
  },
  outputs: { userName: generated("user_name", { sentBack: true }) },
  mayBeReadOnly: ["user_name", "linked_emails"],
  chargeable: true,
  explain: {
    update: ifLeftOut(
      "user_name",
      "Without user_name the API may make another one, with which telephones would have to register anew: look at it after the update.",
    ),
    create: explainCreate,
  },
});
