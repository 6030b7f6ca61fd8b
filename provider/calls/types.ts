import type { CallResult, Ending, Ringing } from "../callflow/callScript";
import type { Readings } from "../diary/index";

/**
 * An object of an account as calls see it: what `accountOf` of `pulumi-yay/testing`, `objectsOfStates` of `pulumi-yay/objects` and `AccountReader.objects` of
 * `pulumi-yay/account` give.
 */
export interface CallObject {
  /** The kind of the resource: `HuntGroup`. */
  readonly kind: string;
  readonly uuid: string;
  /** The uuid of the customer; left out, the own account. */
  readonly customer?: string;
  /** The arguments by name; references are uuids. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The name of the resource, if a program has it. */
  readonly resource?: string;
  /** Of a call flow: the uuid of each step by its name, if known. */
  readonly stepUuids?: Readonly<Record<string, string>>;
}

/** What happens in a call that the account does not decide. Everything is optional; the default is a silent caller whom nobody answers. */
export interface NumberScript {
  /**
   * When the call comes: what the clock on the wall shows, such as `"2026-12-25 10:00"`, or an instant, such as `"2026-12-25T10:00Z"` or a `Date`. Required
   * if the number has a time diary.
   */
  readonly at?: Date | string;
  /** The time zone of the clock in `at`, such as `"Europe/London"`. Default: that of the number's diary. */
  readonly timezone?: string;
  /** The caller's number, such as `+447700900123`, or `anonymous` for a withheld one. If left out, there is none. */
  readonly callerId?: string;
  /** What the caller does at each menu, in turn: a key, an extension such as `"201"`, `"timeout"` for nothing, `"hangup"`. */
  readonly presses?: readonly string[];
  /**
   * How ringing ends: by a user, a hunt group, a queue or a forwarded number (its name, that of its resource, its extension or uuid; of a user
   * what the customer's file calls it, too), or by the name of the step that rings. Default: nobody answers. If one of several answers, the call is answered; a line is busy if all that ring are.
   */
  readonly answers?: Readonly<Record<string, Ringing>>;
  /** The step at which the caller hangs up. */
  readonly hangUpAt?: string;
  /** The way out of a step of an undocumented module, by step name: the path of the key that holds the target. */
  readonly ways?: Readonly<Record<string, string>>;
  /** How your account reads what the documents of a time diary leave open, if you know. */
  readonly readings?: Readings;
  /** The number of steps after which the call counts as endless. Default 500. */
  readonly limit?: number;
}

/** How a call to a number ended. */
export type NumberEnding =
  | Ending
  /** The number refers to nothing that could answer. */
  | "nowhere"
  /** The call comes to an object that is not among those of the account that was given. */
  | "missing";

/** Somebody or something that a call comes to. */
export interface Party {
  /** The kind, such as `SipUser`; `number` for a number to which a call is forwarded. */
  readonly kind: string;
  /** The uuid; undefined for a forwarded number. */
  readonly uuid: string | undefined;
  /** The name in words: `Foreman (1002)`. */
  readonly name: string;
}

/** One step of a call. */
export interface CallStep {
  /** `number` and `diary` come first; the rest are steps of the call flow. */
  readonly kind: "number" | "diary" | "step";
  /** The name of the number, of the diary, or of the step in its flow. */
  readonly name: string;
  /** The name of the flow that the step is in. */
  readonly flow?: string;
  /** The module of the step. */
  readonly module?: string | undefined;
  /** Seconds since the call came in, as far as ringing and waiting tell: how long a sound plays is not known. */
  readonly after: number;
  /** What happened, as a clause. */
  readonly event: string;
  /** The way out that was taken: `closed`, `next.2`, `noanswer`; undefined at the end. */
  readonly via?: string | undefined;
  /** Who rings there; the members of a group one by one, after the group. */
  readonly rings: readonly Party[];
}

/** What a caller of a number meets. */
export interface NumberCall {
  /** The number that was called, in E.164 form. */
  readonly number: string;
  /** When, by the clock that decided: `Friday 25 December 2026 10:00 Europe/London`; undefined if no clock was asked. */
  readonly at: string | undefined;
  readonly steps: readonly CallStep[];
  readonly ending: NumberEnding;
  /** Who answered. */
  readonly answeredBy: Party | undefined;
  /** Where a message is left. */
  readonly mailboxes: readonly Party[];
  /** Seconds that the caller waited for keys and answers, as far as the flow says them. */
  readonly waited: number;
  readonly recorded: boolean;
  /** The name of the playlist that was set last as hold music. */
  readonly music: string | undefined;
  /** The sounds that were played, by name, in order. */
  readonly heard: readonly string[];
  /** What the documents leave open in this call, each as a sentence. */
  readonly notDocumented: readonly string[];
  /** Which of the number's ways the call took: `open`, or the entries of its diary that closed it, such as `exceptions.0`; none if the diary did not say. */
  readonly hours: readonly string[];
  /** The flow that answered, and the call in it, as `call` of `pulumi-yay/callflow` gives it. */
  readonly flow: { readonly uuid: string; readonly name: string; readonly result: CallResult } | undefined;
}
