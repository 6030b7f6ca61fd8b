/** How ringing ends: somebody answers, nobody does, or the line is busy. */
export type Ringing = boolean | "busy";

/** What happens in a call, as far as it does not follow from the flow. Everything is optional: a silent caller whom nobody answers. */
export interface CallScript {
  /** The caller's number, such as `+447700900123`, or `anonymous` for a withheld one. Left out, there is none (`unavailable`). */
  callerId?: string;
  /**
   * What the caller does at each menu, in turn: a key for `pressextension`, an extension such as `"201"` for `dialbyextension`,
   * `"timeout"` for nothing, `"hangup"`. A menu after the last one hears nothing.
   */
  presses?: readonly string[];
  /** How ringing ends at each step that rings, by step name. Default: nobody answers. */
  answers?: Readonly<Record<string, Ringing>>;
  /** The extensions that SIP users have, with how their ringing ends. Another one dialled is invalid. */
  extensions?: Readonly<Record<string, Ringing>>;
  /** Step at which the caller hangs up. */
  hangUpAt?: string;
  /** The way out of a step of an undocumented module, by step name: the path of the key that holds the target. */
  ways?: Readonly<Record<string, string>>;
  /** Steps after which the call is given up as endless. Default 500. */
  limit?: number;
}

/** How a call ended. */
export type Ending =
  /** Somebody answered. */
  | "answered"
  | "voicemail"
  | "conference"
  | "trunk"
  | "fax"
  | "busy"
  /** The caller hung up. */
  | "hungup"
  /** A target does not exist. */
  | "lost"
  /** The reference does not say what follows: a branch is left out, or the flow has no single start. */
  | "unsaid"
  /** A module that the reference does not describe. */
  | "undocumented"
  /** A value is not known yet, or a pattern cannot be tried. */
  | "unknown"
  /** The call came back again and again. */
  | "endless";

/** One step of a call. */
export interface Visit {
  step: string;
  module: string | undefined;
  /** What happened there, as a clause. */
  event: string;
  /** The way out that was taken: `next`, `next.2`, `noanswer`; `answered` where ringing ended so; undefined at the end. */
  via: string | undefined;
}

/** What became of a call. */
export interface CallResult {
  visits: Visit[];
  /** Names of the steps in order. */
  steps: string[];
  /** Whether recording was on at the end. */
  recorded: boolean;
  /** The playlist set last as hold music. */
  music: string | undefined;
  /** Sounds played to the caller, in order. */
  heard: string[];
  /** Seconds that the caller waited for keys and answers, as far as the flow says them. */
  waited: number;
  ending: Ending;
  /** The step at which the call ended; undefined where it never came in. */
  at: string | undefined;
}
