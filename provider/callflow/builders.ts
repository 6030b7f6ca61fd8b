import type { HuntGroupId, MailboxId, PlaylistId, SipUserId, SoundId, TrunkId } from "./ids";
import type {
  BusyStep,
  CallerIdMatchStep,
  ConferenceStep,
  DialByExtensionStep,
  DialTargets,
  ExtensionEntry,
  ExtensionStep,
  FaxStep,
  MenuTargets,
  MusicOnHoldStep,
  PlayStep,
  PressExtensionStep,
  RecordingStep,
  StartStep,
  Target,
  TrunkStep,
  UndocumentedName,
  UndocumentedStep,
  VoicemailStep,
} from "./types";

type Options<S, K extends keyof S> = Pick<S, K | Extract<keyof S, "extra">>;

/** The entry of a flow: `start("menu")`. */
export const start = (next: Target): StartStep => ({ module: "start", next });

/** Records from here on: `record("menu")`. */
export const record = (next: Target): RecordingStep => ({ module: "recording", next });

/** Plays a sound: `play(welcome.uuid, "menu")`. */
export const play = (sound: SoundId, next: Target): PlayStep => ({ module: "play", sound, next });

/** Sets the hold music: `holdMusic(jazz.uuid, "menu")`. */
export const holdMusic = (playlist: PlaylistId, next: Target): MusicOnHoldStep => ({ module: "musiconhold", class: playlist, next });

/** Routes by the caller's number: `matchCaller(["^44800", "anonymous"], { match: "busy", nomatch: "menu" })`. */
export const matchCaller = (patterns: string[], to: { match: Target; nomatch: Target }): CallerIdMatchStep => ({
  module: "calleridmatch",
  patterns,
  ...to,
});

/** A SIP user to ring. */
export const user = (uuid: SipUserId): ExtensionEntry => ({ type: "sipuser", uuid });

/** A hunt group to ring. */
export const group = (uuid: HuntGroupId): ExtensionEntry => ({ type: "huntgroup", uuid });

/** A number to forward to, in E.164 form. */
export const number = (e164: string): ExtensionEntry => ({ type: "forward", number: e164 });

/** Rings users, groups and numbers: `ring([user(pete.uuid), number("+442079460000")], { duration: 20, noanswer: "voice" })`. */
export const ring = (
  extensions: ExtensionEntry[],
  options: Options<ExtensionStep, "announcement" | "duration" | "ringtone" | "noanswer"> = {},
): ExtensionStep => ({ module: "extension", extensions, ...options });

/** A menu: `menu({ 1: "sales", invalid: "menu", timeout: "voice" }, { sound: welcome.uuid })`. */
export const menu = (next: MenuTargets, options: Options<PressExtensionStep, "duration" | "sound"> = {}): PressExtensionStep => ({
  module: "pressextension",
  next,
  ...options,
});

/** Lets the caller dial an extension: `dial({ invalid: "again", timeout: "voice" }, { noanswer: "sipuser_voicemail" })`. */
export const dial = (
  next: DialTargets,
  options: Options<DialByExtensionStep, "noanswer" | "dialDuration" | "waitDuration" | "ringtone" | "sound"> = {},
): DialByExtensionStep => ({ module: "dialbyextension", next, ...options });

/** A busy tone, three seconds long unless `duration` says otherwise. */
export const busy = (duration?: number): BusyStep => ({ module: "busy", ...(duration === undefined ? {} : { duration }) });

/** Takes a message: `voicemail(box.uuid)`. */
export const voicemail = (...mailboxes: MailboxId[]): VoicemailStep => ({ module: "voicemail", mailboxes });

/** A conference: `conference({ pin: "0420" })`. */
export const conference = (options: Options<ConferenceStep, "announcement" | "music" | "pin"> = {}): ConferenceStep => ({
  module: "conference",
  ...options,
});

/** Hands the call to a trunk. */
export const trunk = (uuid: TrunkId): TrunkStep => ({ module: "Trunk", uuid });

/** Receives a fax. */
export const fax = (): FaxStep => ({ module: "fax" });

/** A step of a module that the reference does not describe; its keys and uuids are sent unchanged. */
export const other = (module: string, keys: Record<string, unknown> = {}): UndocumentedStep => ({ ...keys, module: undocumented(module) });

/** Says that a module, or a type of entry, that the reference does not describe is meant as it is written. */
export function undocumented(name: string): UndocumentedName {
  return name as UndocumentedName;
}
