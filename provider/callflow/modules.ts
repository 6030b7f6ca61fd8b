import type { IdKind } from "./ids";
import type { DocumentedStep, ModuleName, StepOf } from "./types";

/** A target that only `noanswer` of `dialbyextension` accepts: the mailbox of the dialled user. */
export const SIPUSER_VOICEMAIL = "sipuser_voicemail";

/** The keys of a telephone, as in `next` of a `pressextension` step. */
export const DIGITS: readonly string[] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#"];

/** Keys that lead from one step to another, in any module. */
export const WAY_KEYS: ReadonlySet<string> = new Set(["next", "noanswer", "match", "nomatch", "invalid", "timeout"]);

/** The type of a key's value. */
export type ValueFact =
  | { is: "target"; literals: readonly string[] }
  | { is: "targets"; keys: readonly string[] }
  | { is: "id"; kinds: readonly IdKind[] }
  | { is: "ids"; kinds: readonly IdKind[] }
  | { is: "extensions" }
  | { is: "patterns" }
  | { is: "seconds" }
  | { is: "pin" };

/** One documented key of a module. */
export interface KeyFact<Required extends boolean = boolean> {
  /** The key on the wire. */
  wire: string;
  required: Required;
  value: ValueFact;
  /** The documented value when the key is left out. */
  default?: number;
  /** The order of the list does not matter. */
  unordered?: true;
  meaning: string;
}

type OptionalKeys<S> = { [K in keyof S]-?: object extends Pick<S, K> ? K : never }[keyof S];
type KeyFacts<S> = { [K in Exclude<keyof S & string, "module" | "extra">]: KeyFact<K extends OptionalKeys<S> ? false : true> };

/** What the reference says of one module. */
export interface ModuleFact<S = unknown> {
  title: string;
  meaning: string;
  /** Whether the step ends the call, so that no step can follow. */
  terminal: boolean;
  keys: KeyFacts<S>;
}

const target = (wire: string, meaning: string, literals: readonly string[] = []) => ({
  wire,
  required: true as const,
  value: { is: "target" as const, literals },
  meaning,
});
const id = (wire: string, kinds: readonly IdKind[], meaning: string) => ({
  wire,
  required: true as const,
  value: { is: "id" as const, kinds },
  meaning,
});
const seconds = (wire: string, byDefault: number, meaning: string) => ({
  wire,
  required: false as const,
  value: { is: "seconds" as const },
  default: byDefault,
  meaning,
});
const optional = <F extends KeyFact>(fact: F) => ({ ...fact, required: false as const });

const following = target("next", "step that follows");
const ringtone = optional(id("ringtone", ["sound", "playlist"], "sound or playlist that the caller hears while it rings"));

/** Every documented module, with the facts that checks, rendering, comparison and the docs use. */
export const modules: { readonly [M in ModuleName]: ModuleFact<StepOf<M>> } = {
  start: { title: "Start", meaning: "entry point; every flow has exactly one", terminal: false, keys: { next: following } },
  recording: { title: "Recording", meaning: "records the call from here on", terminal: false, keys: { next: following } },
  play: {
    title: "Play",
    meaning: "plays a sound to the caller",
    terminal: false,
    keys: { sound: id("sound", ["sound"], "sound to play"), next: following },
  },
  musiconhold: {
    title: "Music on hold",
    meaning: "sets the hold music from here on",
    terminal: false,
    keys: { class: id("class", ["playlist"], "playlist to use as hold music"), next: following },
  },
  calleridmatch: {
    title: "Caller ID match",
    meaning: "routes by the number of the caller",
    terminal: false,
    keys: {
      patterns: {
        wire: "patterns",
        required: true,
        value: { is: "patterns" },
        unordered: true,
        meaning: "regular expressions over the caller's digits, and the words anonymous and unavailable",
      },
      match: target("match", "step for a caller whom a pattern matches"),
      nomatch: target("nomatch", "step for every other caller"),
    },
  },
  extension: {
    title: "Extension",
    meaning: "rings SIP users, hunt groups and outside numbers",
    terminal: false,
    keys: {
      extensions: {
        wire: "extensions",
        required: true,
        value: { is: "extensions" },
        unordered: true,
        meaning: "whom to ring: at least one",
      },
      announcement: optional(id("announcement", ["sound"], "sound whispered to the one who answers")),
      duration: seconds("duration", 30, "seconds to ring"),
      ringtone,
      noanswer: optional(target("noanswer", "step when nobody answers")),
    },
  },
  pressextension: {
    title: "Press extension (menu)",
    meaning: "routes by the key that the caller presses",
    terminal: false,
    keys: {
      next: {
        wire: "next",
        required: true,
        value: { is: "targets", keys: [...DIGITS, "invalid", "timeout"] },
        meaning: "step for each key, for an invalid key, and for no key in time",
      },
      duration: seconds("duration", 10, "seconds to wait for a key"),
      sound: optional(id("sound", ["sound"], "sound that the caller hears")),
    },
  },
  dialbyextension: {
    title: "Dial by extension",
    meaning: "lets the caller dial a SIP user's extension",
    terminal: false,
    keys: {
      next: {
        wire: "next",
        required: true,
        value: { is: "targets", keys: ["invalid", "timeout"] },
        meaning: "step for an extension that nobody has, and for none dialled in time",
      },
      noanswer: optional(target("noanswer", `step when the dialled user does not answer, or ${SIPUSER_VOICEMAIL}`, [SIPUSER_VOICEMAIL])),
      dialDuration: seconds("dial_duration", 30, "seconds to ring the dialled user"),
      waitDuration: seconds("wait_duration", 10, "seconds to wait for a key"),
      ringtone,
      sound: optional(id("sound", ["sound"], "sound that the caller hears before dialling")),
    },
  },
  busy: {
    title: "Busy",
    meaning: "plays a busy tone and hangs up",
    terminal: true,
    keys: { duration: seconds("duration", 3, "seconds of the busy tone") },
  },
  voicemail: {
    title: "Voicemail",
    meaning: "takes a message",
    terminal: true,
    keys: {
      mailboxes: {
        wire: "mailboxes",
        required: true,
        value: { is: "ids", kinds: ["mailbox"] },
        unordered: true,
        meaning: "mailboxes to leave the message in: at least one",
      },
    },
  },
  conference: {
    title: "Conference",
    meaning: "puts the caller into a conference",
    terminal: true,
    keys: {
      announcement: optional(id("announcement", ["sound"], "sound played when somebody joins")),
      music: optional(id("music", ["playlist"], "playlist heard by somebody who is alone")),
      pin: { wire: "pin", required: false, value: { is: "pin" }, meaning: "four digits that open the conference" },
    },
  },
  Trunk: {
    title: "Trunk",
    meaning: "hands the call to a trunk",
    terminal: true,
    keys: { uuid: id("uuid", ["trunk"], "trunk that the call is sent to") },
  },
  fax: { title: "Fax", meaning: "receives a fax; the only step after start", terminal: true, keys: {} },
};

/** Names of the documented modules. */
export const moduleNames: readonly string[] = Object.keys(modules);

/** A module's facts, with its keys as maps that can be searched by any string. */
export interface ModuleEntry {
  name: DocumentedStep["module"];
  title: string;
  terminal: boolean;
  /** Facts by the key that a program writes. */
  keys: ReadonlyMap<string, KeyFact>;
  /** The program's key by the wire's key. */
  byWire: ReadonlyMap<string, string>;
}

const isModuleName = (name: string): name is ModuleName => Object.hasOwn(modules, name);

const entries: ReadonlyMap<string, ModuleEntry> = new Map(
  Object.keys(modules)
    .filter(isModuleName)
    .map((name) => {
      const keys = new Map<string, KeyFact>(Object.entries<KeyFact>(modules[name].keys));
      const byWire = new Map([...keys].map(([key, fact]) => [fact.wire, key]));
      return [name, { name, title: modules[name].title, terminal: modules[name].terminal, keys, byWire }];
    }),
);

/** The facts of a module; undefined if the reference does not describe it. */
export function moduleEntry(module: unknown): ModuleEntry | undefined {
  return typeof module === "string" ? entries.get(module) : undefined;
}

/** What an entry of `extensions` has besides its type. */
export interface EntryFact {
  key: "uuid" | "number";
  kinds: readonly IdKind[];
}

const entryFacts: ReadonlyMap<unknown, EntryFact> = new Map<unknown, EntryFact>([
  ["sipuser", { key: "uuid", kinds: ["sipuser"] }],
  ["huntgroup", { key: "uuid", kinds: ["huntgroup"] }],
  ["forward", { key: "number", kinds: [] }],
]);

/** Documented types of an entry of `extensions`. */
export const entryTypes: readonly string[] = ["sipuser", "huntgroup", "forward"];

/** The facts of one type of entry; undefined if the reference does not describe the type. */
export function entryFact(type: unknown): EntryFact | undefined {
  return entryFacts.get(type);
}
