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

/** A pack of call minutes of a customer: `/voip/call-pack`, a path from a catalogue. List, read and create are documented; a change or a deletion is not, so another pack is bought anew. The examples of a read show no `pack_id`: what was bought is then known from the creation alone. That it costs money is a guess. It is bought, and no command changes or ends it. */
export class CallPack extends kindClass<"CallPack", CallPackArgs>("CallPack") {}

/** How many years recordings of calls are kept: `/voip/call-retention`. Read and update are documented, the path is from a catalogue. Each account has one setting from the start: it is changed, and never deleted. */
export class CallRecordingRetention extends singletonClass<"CallRecordingRetention", CallRecordingRetentionArgs>(
  "CallRecordingRetention",
) {}

/** Users that belong together: `/voip/department`. The list is in a catalogue, the other commands in an integrator's documentation, without their paths. */
export class Department extends kindClass<"Department", DepartmentArgs>("Department") {}

/** Who may send faxes by email: `/voip/fax/sender`. List, read and create are documented in 2017, update and delete are inferred. */
export class FaxSender extends kindClass<"FaxSender", FaxSenderArgs>("FaxSender") {}

/** Users that ring together, as one target of a call flow: `/voip/group`. The list is in a catalogue and in another client, which also updates one with these three fields; create, read and delete are inferred. */
export class HuntGroup extends kindClass<"HuntGroup", HuntGroupArgs>("HuntGroup") {}

/** Where callers leave messages: `/voip/mailbox`. List, read and create are documented, update and delete are inferred. Who gets them by email is kept as it lives: the documents show no field of a recipient. */
export class Mailbox extends kindClass<"Mailbox", MailboxArgs>("Mailbox") {}

/** Who gets an email of a missed call: `/voip/missed-call`. The list is in a catalogue, the other commands are guesses. */
export class MissedCallNotification extends kindClass<"MissedCallNotification", MissedCallNotificationArgs>("MissedCallNotification") {}

/** The address that a phone number is registered to: `/voip/number-address`. List and read are documented, the other commands are inferred, and the path of the list is from a catalogue. */
export class NumberAddress extends kindClass<"NumberAddress", NumberAddressArgs>("NumberAddress") {}

/** A phone number that the account has, and where its calls go: `/voip/number`. It is found by itself: how a number is searched for or bought is not documented, so nothing here does. A number that waits for its activation is not found yet: the documents have another list of those, without its path. List is documented, update is inferred from other clients, read and delete are guesses. What the API says of a number, `price_category` and `required_address_type`, goes back as it came: that the API alone sets it is a guess. */
export class PhoneNumber extends kindClass<"PhoneNumber", PhoneNumberArgs>("PhoneNumber") {}

/** Sounds that play one after the other, such as music on hold: `/voip/playlist`. List, read and create are documented, update and delete are inferred. */
export class Playlist extends kindClass<"Playlist", PlaylistArgs>("Playlist") {}

/** Hunt groups that callers wait for in a queue: `/voip/queue-group`. List and read are documented, update is seen in other clients, create and delete are inferred. */
export class QueueGroup extends kindClass<"QueueGroup", QueueGroupArgs>("QueueGroup") {}

/** What callers in a queue hear while they wait: `/voip/queue-notice`. List and read are documented without their path, the other commands are inferred. No source shows its path, so that it is a guess: see `yay:paths`. */
export class QueueNotice extends kindClass<"QueueNotice", QueueNoticeArgs>("QueueNotice") {}

/** A billing or delivery address of a customer, with a lifecycle of its own: `/account/reseller-address`. List, read and create are documented, update and delete are inferred, and the path of the list is from a catalogue. A program declares the addresses of a customer here or by `addresses` of its SubReseller, and not by both. */
export class ResellerAddress extends kindClass<"ResellerAddress", ResellerAddressArgs>("ResellerAddress") {}

/** A code that users dial for a feature: `/voip/short-code`. List, read and create are documented in 2017, update and delete are inferred. */
export class ShortCode extends kindClass<"ShortCode", ShortCodeArgs>("ShortCode") {}

/** The times at which a number is closed, and the call flow that answers then: `/voip/out-of-hours`. List and read are documented, the other commands are inferred. The page of 2023 does not show what an entry holds, so its form is that of 2021. Entries of any other form go back as they live as long as the program leaves their list out. */
export class TimeDiary extends kindClass<"TimeDiary", TimeDiaryArgs>("TimeDiary") {}

/** A way to a telephone system elsewhere: `/voip/trunk`. List and read are documented, the other commands are inferred, and the path of the list is from a catalogue. `auth` is no argument: logins are children of their own kind. That a body may have them is a guess; they go back as they live, so that none is lost. An account with negative credit has answered a creation by 500. */
export class Trunk extends kindClass<"Trunk", TrunkArgs>("Trunk") {}

/** How a trunk is let in: `/voip/trunk/{trunk}/auth`. Reading the list and making one are documented in 2017. That one is read, changed and deleted at the path of the list and its uuid is a guess. */
export class TrunkAuthentication extends childClass<"TrunkAuthentication", TrunkAuthenticationArgs, "trunk">("TrunkAuthentication") {}
