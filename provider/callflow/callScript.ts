/** How ringing ends: somebody answers, nobody does, or the line is busy. */
export type Ringing = boolean | "busy";

/** What happens in a call that the flow does not decide. Everything is optional; the default is a silent caller whom nobody answers. */
export interface CallScript {
  /** The caller's number, such as `+447700900123`, or `anonymous` for a withheld one. If left out, there is none (`unavailable`). */
  callerId?: string;
  /**
   * What the caller does at each menu, in turn: a key for `pressextension`, an extension such as `"201"` for `dialbyextension`, `"timeout"`
   * for nothing, `"hangup"`. At any further menu the caller presses nothing.
   */
  presses?: readonly string[];
  /** How ringing ends at each step that rings, by step name. Default: nobody answers; if an extension is dialled, what `extensions` says. */
  answers?: Readonly<Record<string, Ringing>>;
  /** The extensions of SIP users, and how their ringing ends. Dialling any other extension is invalid. */
  extensions?: Readonly<Record<string, Ringing>>;
  /** Step at which the caller hangs up. */
  hangUpAt?: string;
  /** The way out of a step of an undocumented module, by step name: the path of the key that holds the target. */
  ways?: Readonly<Record<string, string>>;
  /** The number of steps after which the call counts as endless. Default 500. */
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
  /** The reference does not say what follows: a branch is left out, or the flow does not have exactly one start. */
  | "unsaid"
  /** A module that the reference does not describe. */
  | "undocumented"
  /** A value is not known yet, or a pattern cannot be evaluated. */
  | "unknown"
  /** The call never ended within the limit of steps. */
  | "endless";

/** One step of a call. */
export interface Visit {
  step: string;
  module: string | undefined;
  /** What happened there, as a clause. */
  event: string;
  /** The way out that was taken: `next`, `next.2`, `noanswer`; `answered` if somebody answered; undefined at the end. */
  via: string | undefined;
}

/** The result of a call. */
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
  /** The step at which the call ended; undefined if the call never entered the flow. */
  at: string | undefined;
}
