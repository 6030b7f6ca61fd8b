import type { HuntGroupId, MailboxId, PlaylistId, SipUserId, SoundId, TrunkId } from "./ids";

/** The name of another step of the same flow, or the uuid of a step that is keyed by its uuid. */
export type Target = string;

/** Undocumented keys of a live step, as the API spells them. They are sent back unchanged. */
export type Extra = Record<string, unknown>;

/** Entry point of every flow; a flow has exactly one. Source: vendor's reference, "Start". */
export interface StartStep {
  module: "start";
  /** First step of the call. Required. */
  next: Target;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Records the call from here on. Source: vendor's reference, "Recording". */
export interface RecordingStep {
  module: "recording";
  /** Step that follows. Required. */
  next: Target;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Plays a sound to the caller. Source: vendor's reference, "Play". */
export interface PlayStep {
  module: "play";
  /** uuid of the sound to play. Required. */
  sound: SoundId;
  /** Step that follows. Required. */
  next: Target;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Sets the hold music from here on. Source: vendor's reference, "Music On Hold". */
export interface MusicOnHoldStep {
  module: "musiconhold";
  /** uuid of the playlist to use as hold music. Required. */
  class: PlaylistId;
  /** Step that follows. Required. */
  next: Target;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Routes by the number of the caller. Source: vendor's reference, "Caller ID Match". */
export interface CallerIdMatchStep {
  module: "calleridmatch";
  /**
   * Regular expressions over the caller's number, digits without a plus, and the words `anonymous` (withheld) and `unavailable` (absent),
   * for example `["^44800", "9000$", "anonymous"]`. Required; their order does not matter.
   */
  patterns: string[];
  /** Step for a caller whom a pattern matches. Required. */
  match: Target;
  /** Step for every other caller. Required. */
  nomatch: Target;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Rings a SIP user. */
export interface SipUserEntry {
  type: "sipuser";
  /** uuid of the SIP user to call. Required. */
  uuid: SipUserId;
  /** Undocumented keys of the live entry. */
  extra?: Extra;
}

/** Rings a hunt group. */
export interface HuntGroupEntry {
  type: "huntgroup";
  /** uuid of the hunt group to call. Required. */
  uuid: HuntGroupId;
  /** Undocumented keys of the live entry. */
  extra?: Extra;
}

/** Forwards to an outside number. */
export interface ForwardEntry {
  type: "forward";
  /** Number to forward to, in E.164 form such as `+442079460000`. Required. */
  number: string;
  /** Undocumented keys of the live entry. */
  extra?: Extra;
}

/** An entry of a type that the reference does not describe; every key is sent unchanged. */
export interface UndocumentedEntry {
  type: UndocumentedName;
  [key: string]: unknown;
}

/** What an `extension` step can ring. */
export type ExtensionEntry = SipUserEntry | HuntGroupEntry | ForwardEntry | UndocumentedEntry;

/** Rings SIP users, hunt groups and outside numbers, all at once. Source: vendor's reference, "Extension". */
export interface ExtensionStep {
  module: "extension";
  /** Whom to ring: at least one. Required; their order does not matter. */
  extensions: ExtensionEntry[];
  /** uuid of the sound whispered to the one who answers. */
  announcement?: SoundId;
  /** Seconds to ring. Default 30. */
  duration?: number;
  /** uuid of the sound or playlist that the caller hears while it rings. */
  ringtone?: SoundId | PlaylistId;
  /** Step when nobody answers. What happens if it is left out is not documented. */
  noanswer?: Target;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Targets of a `pressextension` step by the key pressed. */
export interface MenuTargets {
  /** Step when the caller presses 0. */
  0?: Target;
  /** Step when the caller presses 1. */
  1?: Target;
  /** Step when the caller presses 2. */
  2?: Target;
  /** Step when the caller presses 3. */
  3?: Target;
  /** Step when the caller presses 4. */
  4?: Target;
  /** Step when the caller presses 5. */
  5?: Target;
  /** Step when the caller presses 6. */
  6?: Target;
  /** Step when the caller presses 7. */
  7?: Target;
  /** Step when the caller presses 8. */
  8?: Target;
  /** Step when the caller presses 9. */
  9?: Target;
  /** Step when the caller presses the star. */
  "*"?: Target;
  /** Step when the caller presses the hash. */
  "#"?: Target;
  /** Step when the caller presses a key that has no step of its own. */
  invalid?: Target;
  /** Step when nothing is pressed within `duration` seconds. */
  timeout?: Target;
}

/** A menu: routes by the key that the caller presses. Source: vendor's reference, "Press Extension (IVR)". */
export interface PressExtensionStep {
  module: "pressextension";
  /** Step for each key 0 to 9, `*` and `#`, and for `invalid` and `timeout`. Required. */
  next: MenuTargets;
  /** Seconds to wait for a key. Default 10. */
  duration?: number;
  /** uuid of the sound that the caller hears. */
  sound?: SoundId;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Targets of a `dialbyextension` step. */
export interface DialTargets {
  /** Step when nobody has the extension that the caller dialled. */
  invalid?: Target;
  /** Step when nothing is dialled within `waitDuration` seconds. */
  timeout?: Target;
}

/** Lets the caller dial a SIP user's extension. Source: vendor's reference, "DialByExtension". */
export interface DialByExtensionStep {
  module: "dialbyextension";
  /** Steps for `invalid` and `timeout`. Required. */
  next: DialTargets;
  /** Step when the dialled user does not answer, or the literal `sipuser_voicemail` for that user's own mailbox. */
  noanswer?: Target;
  /** Seconds to ring the dialled user. Default 30. */
  dialDuration?: number;
  /** Seconds to wait for a key. Default 10. */
  waitDuration?: number;
  /** uuid of the sound or playlist that the caller hears while it rings. */
  ringtone?: SoundId | PlaylistId;
  /** uuid of the sound that the caller hears before dialling. */
  sound?: SoundId;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Plays a busy tone and hangs up. Ends the call. Source: vendor's reference, "Busy". */
export interface BusyStep {
  module: "busy";
  /** Seconds of the busy tone. Default 3. */
  duration?: number;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Takes a message. Ends the call. Source: vendor's reference, "Voicemail". */
export interface VoicemailStep {
  module: "voicemail";
  /** uuids of the mailboxes to leave the message in: at least one. Required; their order does not matter. */
  mailboxes: MailboxId[];
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Puts the caller into a conference. Ends the flow. Source: vendor's reference, "Conference". */
export interface ConferenceStep {
  module: "conference";
  /** uuid of the sound played when somebody joins. */
  announcement?: SoundId;
  /** uuid of the playlist heard by somebody who is alone in the conference. */
  music?: PlaylistId;
  /** The four digits that open the conference, as a string. A secret: every output masks it. */
  pin?: string;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Hands the call to a trunk. Ends the flow. Written with a capital T. Source: vendor's reference, "Trunk". */
export interface TrunkStep {
  module: "Trunk";
  /** uuid of the trunk. Required. */
  uuid: TrunkId;
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/** Receives a fax; the only step after `start`. Source: vendor's reference, "Fax". */
export interface FaxStep {
  module: "fax";
  /** Undocumented keys of the live step. */
  extra?: Extra;
}

/**
 * A name that the reference does not have. Every documented name is one word, so one with an underscore (`place_call_into_queue`) is known
 * not to be a misspelling; any other needs `undocumented("…")`.
 */
export type UndocumentedName = `${string}_${string}`;

/** A step of a module that the reference does not describe; every key is sent unchanged, as the API spells it. */
export interface UndocumentedStep {
  module: UndocumentedName;
  [key: string]: unknown;
}

/** A step of a documented module. */
export type DocumentedStep =
  | StartStep
  | RecordingStep
  | PlayStep
  | MusicOnHoldStep
  | CallerIdMatchStep
  | ExtensionStep
  | PressExtensionStep
  | DialByExtensionStep
  | BusyStep
  | VoicemailStep
  | ConferenceStep
  | TrunkStep
  | FaxStep;

/** One step of a call flow. */
export type Step = DocumentedStep | UndocumentedStep;

/** A call flow as a program writes it: steps by name. */
export type Flow = Record<string, Step>;

/** Name of a documented module. */
export type ModuleName = DocumentedStep["module"];

/** The documented step of one module. */
export type StepOf<M extends ModuleName> = Extract<DocumentedStep, { module: M }>;

/** A flow as the API has it: steps by uuid, keys in snake case. */
export type WireFlow = Record<string, unknown>;

/** Anything that can be read as a flow: from a program, an export or a state. */
export type FlowLike = Readonly<Record<string, unknown>>;
