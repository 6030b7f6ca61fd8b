import type * as pulumi from "@pulumi/pulumi";
import type { Flow } from "../../../callflow/index";
import type { Id } from "../../../common/id";
import type { OpeningHours } from "../../../diary/index";
import type { CallFlowArgs } from "../../../kinds/callFlow/callFlow";
import type { CallRecordingRetentionArgs } from "../../../kinds/callRecordingRetention";
import type { HuntGroupArgs } from "../../../kinds/huntGroup";
import type { MailboxArgs } from "../../../kinds/mailbox";
import type { PhoneNumberArgs } from "../../../kinds/phoneNumber";
import type { PlaylistArgs } from "../../../kinds/playlist";
import type { QueueGroupArgs } from "../../../kinds/queueGroup";
import type { SipUserArgs } from "../../../kinds/sipUser";
import type { SoundArgs } from "../../../kinds/sound";
import type { SubResellerArgs, SubResellerUser } from "../../../kinds/subReseller/subReseller";
import type { TimeDiaryArgs } from "../../../kinds/timeDiary";
import type { VoipBundleArgs } from "../../../kinds/voipBundle";
import type { DeepInput, Inputs } from "../inputs";
import type { YayResource } from "../yayResource";

/** A resource of the program's own: one of the class of the kind. */
export type OwnResource<K extends string> = Pick<YayResource<K>, "id" | "urn" | "uuid">;

/** An object that the customer does not make: a resource of the program's own, or the uuid of what lives. */
export type OwnPart<K extends string> = OwnResource<K> | pulumi.Input<Id<K>>;

/** A secret by the name of the stack's configuration that has it: `{ config: "doorPin" }`, or `{ config: "project:doorPin" }`. */
export interface FromConfig {
  readonly config: string;
}

/** Arguments in which secrets may come from the configuration by name. */
type Configurable<Args, Secret extends keyof Args> = Omit<Inputs<Args>, Secret | "customer"> & {
  [Name in Secret]?: Inputs<Args>[Name] | FromConfig;
};

type Named<Args> = Omit<Args, "name"> & {
  /** The name; left out, that of the part: `after-hours` is "After hours". */
  name?: pulumi.Input<string>;
};

/** The account of a customer. */
export type CustomerAccount = Omit<Inputs<SubResellerArgs>, "users"> & {
  /** Logins for the API or for a store; the password of each may be `{ config: "…" }`. */
  users?: (Omit<DeepInput<SubResellerUser>, "password"> & { password?: pulumi.Input<string> | FromConfig })[];
};

/** A telephone of a customer. References are names of the customer's parts, or uuids. */
export type CustomerUser = Configurable<SipUserArgs, "userPassword"> & {
  /** The groups that it rings in, by name: of those that the customer makes, beside those that name it as a member. */
  groups?: string[];
};

/** A call flow of a customer. Where a step names a user, group, mailbox, sound or playlist, it may say the part's name instead of a uuid. */
export type CustomerFlow = Named<Omit<Inputs<CallFlowArgs>, "customer" | "content" | "flow">> & {
  /** The steps by name, as in a `CallFlow`; a conference's `pin` may be `{ config: "…" }`. */
  flow: { [Step in keyof Flow]: DeepInput<Flow[Step]> };
};

/** A period in which hours differ from the week. */
export interface CustomerException {
  /** The first day: `"2026-12-24"`. */
  startDate: string;
  /** From when on that day: `"12:00:00"`. */
  startTime?: string;
  /** The last day: `"2026-12-26"`. */
  endDate: string;
  /** Until when on that day: `"23:59:59"`. */
  endTime?: string;
  /** The flow that answers then, by name or uuid. Default: that of `closed`. */
  callFlow?: pulumi.Input<string>;
}

/** The opening hours of a customer, of which a `TimeDiary` is made. */
export type CustomerHours = Named<Omit<Inputs<TimeDiaryArgs>, "customer" | "elements" | "exceptions">> & {
  /** When it is open, with each day of the week named once: `{ "mon-fri": ["9:00-12:30", "13:30-17:30"], "sat-sun": "closed" }`. */
  open: OpeningHours;
  /** The flow that answers while it is closed, by name or uuid. Default `"closed"`. */
  closed?: pulumi.Input<string>;
  /** Days that differ from the week, such as holidays: `"2026-12-25"` is closed from its first to its last second. */
  exceptions?: (string | CustomerException)[];
};

/** A number of a customer. References are names of the customer's parts, or uuids. */
export type CustomerNumber = Omit<Inputs<PhoneNumberArgs>, "customer" | "number"> & {
  /** The number in E.164 form: `"+441632960123"`. It names the resource, so it cannot be an output. */
  number: string;
  /**
   * Set until somebody has bought it in the portal: nothing is looked for, and the manual steps have it. Calls, maps and tests of the program, which
   * need no engine, have the number as if it were bought. Default `false`.
   */
  toBuy?: boolean;
};

/**
 * What a program writes for a customer with all that rings. Each part has the arguments of its own kind, without `customer`; where one names
 * another, the part's name stands for its uuid. Each may be replaced by a resource of the program's own, or by the uuid of what lives.
 */
export interface CustomerInputs {
  /** The account: the arguments of a `SubReseller`, or one that the program has, or its uuid. */
  customer: CustomerAccount | OwnPart<"SubReseller">;
  /** The VoIP bundle, which is bought before anything else. Left out, the customer has one. */
  bundle?: Omit<Inputs<VoipBundleArgs>, "customer"> | OwnPart<"VoipBundle">;
  /** The time zone of the users and the hours that say none, such as `"Europe/London"`. */
  timezone?: pulumi.Input<string>;
  /** The country of the users that say none, by its ISO code, such as `"GB"`. */
  countryCode?: pulumi.Input<string>;
  /** What callers hear, by name: the arguments of a `Sound`, or the path of its file alone. */
  sounds?: Record<string, Named<Omit<Inputs<SoundArgs>, "customer">> | string | OwnPart<"Sound">>;
  /** Music on hold, by name; its sounds by name. */
  playlists?: Record<string, Named<Omit<Inputs<PlaylistArgs>, "customer">> | OwnPart<"Playlist">>;
  /** Where callers leave messages, by name. */
  mailboxes?: Record<string, Named<Configurable<MailboxArgs, "password">> | OwnPart<"Mailbox">>;
  /** The telephones, by name; each is bought. */
  users?: Record<string, CustomerUser | OwnPart<"SipUser">>;
  /** Users that ring together, by name; their members by name. */
  groups?: Record<string, Named<Omit<Inputs<HuntGroupArgs>, "customer">> | OwnPart<"HuntGroup">>;
  /** Queues of groups, by name; their members by name. No documented step leads into a queue; `place_call_into_queue` is seen in another client. */
  queueGroups?: Record<string, Named<Omit<Inputs<QueueGroupArgs>, "customer">> | OwnPart<"QueueGroup">>;
  /** The call flows, by name. A number that names none is answered by `main`; hours that name none are closed to `closed`. */
  flows?: Record<string, CustomerFlow | OwnPart<"CallFlow">>;
  /** The opening hours, by name. A number that names none keeps `main`, if there is such. */
  hours?: Record<string, CustomerHours | OwnPart<"TimeDiary">>;
  /** The numbers, the main one first: each a text in E.164 form, the arguments of a `PhoneNumber`, or one that the program has. */
  numbers?: (string | CustomerNumber | OwnResource<"PhoneNumber">)[];
  /** How long recordings are kept: the arguments of a `CallRecordingRetention`, or one that the program has. */
  callRecordingRetention?: Omit<Inputs<CallRecordingRetentionArgs>, "customer"> | OwnResource<"CallRecordingRetention">;
}

/** What an installer types into a telephone. */
export interface CustomerLogin {
  /** The name of the user among the customer's parts. */
  readonly user: string;
  /** The user name with which the telephone registers, made by the API. */
  readonly userName: pulumi.Output<string | undefined>;
  /** The password, which the engine keeps encrypted. */
  readonly userPassword: pulumi.Output<string | undefined>;
}

/** The uuids of everything that a customer has, by the name of the part. */
export interface CustomerUuids {
  readonly customer: pulumi.Output<Id<"SubReseller">>;
  /** Undefined if the program names no bundle. */
  readonly bundle: pulumi.Output<Id<"VoipBundle">> | undefined;
  readonly sounds: Readonly<Record<string, pulumi.Output<Id<"Sound">>>>;
  readonly playlists: Readonly<Record<string, pulumi.Output<Id<"Playlist">>>>;
  readonly mailboxes: Readonly<Record<string, pulumi.Output<Id<"Mailbox">>>>;
  readonly users: Readonly<Record<string, pulumi.Output<Id<"SipUser">>>>;
  readonly groups: Readonly<Record<string, pulumi.Output<Id<"HuntGroup">>>>;
  readonly queueGroups: Readonly<Record<string, pulumi.Output<Id<"QueueGroup">>>>;
  readonly flows: Readonly<Record<string, pulumi.Output<Id<"CallFlow">>>>;
  readonly hours: Readonly<Record<string, pulumi.Output<Id<"TimeDiary">>>>;
  /** By number. */
  readonly numbers: Readonly<Record<string, pulumi.Output<Id<"PhoneNumber">>>>;
}
