// Made by `npm run kinds`; never edited by hand. What a class says of itself stands on its kind's page.
import type { CallPackArgs } from "../../kinds/callPack";
import type { CallRecordingRetentionArgs } from "../../kinds/callRecordingRetention";
import type { DepartmentArgs } from "../../kinds/department";
import type { FaxSenderArgs } from "../../kinds/faxSender";
import type { HuntGroupArgs } from "../../kinds/huntGroup";
import type { MailboxArgs } from "../../kinds/mailbox";
import type { MissedCallNotificationArgs } from "../../kinds/missedCallNotification";
import type { NumberAddressArgs } from "../../kinds/numberAddress";
import type { PhoneNumberArgs } from "../../kinds/phoneNumber";
import type { PlaylistArgs } from "../../kinds/playlist";
import type { QueueGroupArgs } from "../../kinds/queueGroup";
import type { QueueNoticeArgs } from "../../kinds/queueNotice";
import type { ResellerAddressArgs } from "../../kinds/resellerAddress";
import type { ShortCodeArgs } from "../../kinds/shortCode";
import type { TimeDiaryArgs } from "../../kinds/timeDiary";
import type { TrunkArgs } from "../../kinds/trunk";
import type { TrunkAuthenticationArgs } from "../../kinds/trunkAuthentication";
import { childClass, kindClass, singletonClass } from "./kindClass";

export type { CallPackArgs } from "../../kinds/callPack";
export type { CallRecordingRetentionArgs } from "../../kinds/callRecordingRetention";
export type { DepartmentArgs } from "../../kinds/department";
export type { FaxSenderArgs } from "../../kinds/faxSender";
export type { HuntGroupArgs } from "../../kinds/huntGroup";
export type { MailboxArgs } from "../../kinds/mailbox";
export type { MissedCallNotificationArgs } from "../../kinds/missedCallNotification";
export type { NumberAddressArgs } from "../../kinds/numberAddress";
export type { PhoneNumberArgs } from "../../kinds/phoneNumber";
export type { PlaylistArgs } from "../../kinds/playlist";
export type { QueueGroupArgs } from "../../kinds/queueGroup";
export type { QueueNoticeAudio, QueueNoticeArgs } from "../../kinds/queueNotice";
export type { ResellerAddressArgs } from "../../kinds/resellerAddress";
export type { ShortCodeFeature, ShortCodeArgs } from "../../kinds/shortCode";
export type { TimeDiaryElement, TimeDiaryException, TimeDiaryArgs } from "../../kinds/timeDiary";
export type { TrunkArgs } from "../../kinds/trunk";
export type { TrunkAuthenticationArgs } from "../../kinds/trunkAuthentication";

/** A pack of call minutes of a customer. It is bought, and no command changes or ends it. */
export class CallPack extends kindClass<"CallPack", CallPackArgs>("CallPack") {}

/** How many years recordings of calls are kept. Each account has one setting from the start: it is changed, and never deleted. */
export class CallRecordingRetention extends singletonClass<"CallRecordingRetention", CallRecordingRetentionArgs>(
  "CallRecordingRetention",
) {}

/** Users that belong together. */
export class Department extends kindClass<"Department", DepartmentArgs>("Department") {}

/** Who may send faxes by email. */
export class FaxSender extends kindClass<"FaxSender", FaxSenderArgs>("FaxSender") {}

/** Users that ring together, as one target of a call flow. */
export class HuntGroup extends kindClass<"HuntGroup", HuntGroupArgs>("HuntGroup") {}

/** Where callers leave messages. Who gets them by email is kept as it lives: the documents show no field of a recipient. */
export class Mailbox extends kindClass<"Mailbox", MailboxArgs>("Mailbox") {}

/** Who gets an email of a missed call. */
export class MissedCallNotification extends kindClass<"MissedCallNotification", MissedCallNotificationArgs>("MissedCallNotification") {}

/** The address that a phone number is registered to. */
export class NumberAddress extends kindClass<"NumberAddress", NumberAddressArgs>("NumberAddress") {}

/** A phone number that the account has, and where its calls go. It is found by itself: how a number is searched for or bought is not documented, so nothing here does. List is documented, update is inferred from other clients, read and delete are guesses. What the API says of a number, `price_category` and `required_address_type`, goes back as it came: that the API alone sets it is a guess. */
export class PhoneNumber extends kindClass<"PhoneNumber", PhoneNumberArgs>("PhoneNumber") {}

/** Sounds that play one after the other, such as music on hold. */
export class Playlist extends kindClass<"Playlist", PlaylistArgs>("Playlist") {}

/** Hunt groups that callers wait for in a queue. */
export class QueueGroup extends kindClass<"QueueGroup", QueueGroupArgs>("QueueGroup") {}

/** What callers in a queue hear while they wait. No source shows its path, so that it is a guess: see `yay:paths`. */
export class QueueNotice extends kindClass<"QueueNotice", QueueNoticeArgs>("QueueNotice") {}

/** A billing or delivery address of a customer, with a lifecycle of its own. A program declares the addresses of a customer here or by `addresses` of its SubReseller, and not by both. */
export class ResellerAddress extends kindClass<"ResellerAddress", ResellerAddressArgs>("ResellerAddress") {}

/** A code that users dial for a feature. */
export class ShortCode extends kindClass<"ShortCode", ShortCodeArgs>("ShortCode") {}

/** The times at which a number is closed, and the call flow that answers then. */
export class TimeDiary extends kindClass<"TimeDiary", TimeDiaryArgs>("TimeDiary") {}

/** A way to a telephone system elsewhere. Its logins are children with a life of their own, and go back as they live. */
export class Trunk extends kindClass<"Trunk", TrunkArgs>("Trunk") {}

/** How a trunk is let in. That one is read, changed and deleted at the path of the list and its uuid is a guess. */
export class TrunkAuthentication extends childClass<"TrunkAuthentication", TrunkAuthenticationArgs, "trunk">("TrunkAuthentication") {}
