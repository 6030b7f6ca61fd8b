import { id } from "./samples";

export type Loose = Record<string, unknown>;

export const start = (next: unknown = "a"): Loose => ({ module: "start", next });
export const busy = { module: "busy" };
export const voice = { module: "voicemail", mailboxes: [id(1)] };
export const ring = (noanswer: unknown = "voice"): Loose => ({
  module: "extension",
  extensions: [{ type: "sipuser", uuid: id(2) }],
  noanswer,
});
export const menu = (next: Loose): Loose => ({ module: "pressextension", next: { invalid: "voice", timeout: "voice", ...next } });
/** A right flow whose step `a` is the one in question, and whose steps `voice` and `b` it may lead to. */
export const base = (a: unknown): Loose => ({
  start: start("hall"),
  hall: menu({ 1: "a", 2: "b", 3: "voice" }),
  a,
  b: ring(),
  voice,
});

/** Wrong flows, each with its one error. */
export const errors: readonly (readonly [name: string, flow: unknown, error: string])[] = [
  ["a flow that is none", [], "flow-type flow"],
  ["a step that is none", base("busy"), "step-type flow.a"],
  [
    "the reserved name",
    { ...base({ ...ring("voice") }), sipuser_voicemail: voice, hall: menu({ 1: "a", 2: "b", 4: "sipuser_voicemail" }) },
    "step-name flow.sipuser_voicemail",
  ],
  ["no module", base({ next: "b" }), "module-missing flow.a.module"],
  ["a module that is no text", base({ module: 3 }), "module-missing flow.a.module"],
  ["no start", { ...base(voice), start: busy, hall: menu({ 1: "a", 2: "b", 3: "start" }) }, "start-missing flow"],
  ["two starts", { ...base(voice), b: start("hall"), hall: menu({ 1: "a", 2: "b", 3: "voice" }) }, "start-several flow.b"],
  ["a key that is missing", base({ module: "play", next: "b" }), "key-missing flow.a.sound"],
  ["nobody to ring", base({ module: "extension", extensions: [], noanswer: "b" }), "key-missing flow.a.extensions"],
  ["no mailbox", base({ module: "voicemail", mailboxes: [] }), "key-missing flow.a.mailboxes"],
  ["an entry without uuid", base({ ...ring(), extensions: [{ type: "sipuser" }] }), "key-missing flow.a.extensions.0.uuid"],
  ["an entry without type", base({ ...ring(), extensions: [{ uuid: id(1) }] }), "key-missing flow.a.extensions.0.type"],
  ["a terminal with next", base({ module: "busy", next: "b" }), "terminal-with-next flow.a.next"],
  ["a terminal with timeout", base({ ...voice, timeout: "b" }), "terminal-with-next flow.a.timeout"],
  ["an unknown key", base({ module: "busy", sound: id(1) }), "key-unknown flow.a.sound"],
  [
    "an unknown key of an entry",
    base({ ...ring(), extensions: [{ type: "sipuser", uuid: id(1), number: "1" }] }),
    "key-unknown flow.a.extensions.0.number",
  ],
  ["seconds that are text", base({ module: "busy", duration: "3" }), "key-type flow.a.duration"],
  ["seconds below zero", base({ module: "busy", duration: -1 }), "key-type flow.a.duration"],
  ["an id that is none", base({ module: "play", sound: "welcome", next: "b" }), "key-type flow.a.sound"],
  ["a mailbox that is none", base({ module: "voicemail", mailboxes: [id(1), 7] }), "key-type flow.a.mailboxes.1"],
  ["mailboxes that are no list", base({ module: "voicemail", mailboxes: id(1) }), "key-type flow.a.mailboxes"],
  ["a target that is no name", base({ module: "recording", next: 3 }), "key-type flow.a.next"],
  ["targets that are no map", base({ module: "pressextension", next: "b" }), "key-type flow.a.next"],
  ["extra that is no map", base({ module: "busy", extra: 3 }), "key-type flow.a.extra"],
  [
    "a documented key under extra",
    base({ module: "dialbyextension", next: { invalid: "b", timeout: "b" }, noanswer: "b", extra: { dial_duration: 3 } }),
    "extra-documented flow.a.extra.dial_duration",
  ],
  ["a number that is no text", base({ ...ring(), extensions: [{ type: "forward", number: 44 }] }), "key-type flow.a.extensions.0.number"],
  ["a key that nobody can press", base(menu({ 12: "b" })), "menu-key flow.a.next.12"],
  [
    "a digit where an extension is dialled",
    base({ module: "dialbyextension", next: { 1: "b", invalid: "b", timeout: "b" }, noanswer: "b" }),
    "menu-key flow.a.next.1",
  ],
  ["a pin of three digits", base({ module: "conference", pin: "123" }), "pin-form flow.a.pin"],
  ["a pin that is a number", base({ module: "conference", pin: 1234 }), "pin-form flow.a.pin"],
  ["a masked pin", base({ module: "conference", pin: "****" }), "pin-form flow.a.pin"],
  [
    "a pattern that is none",
    base({ module: "calleridmatch", patterns: ["("], match: "b", nomatch: "b" }),
    "pattern-invalid flow.a.patterns.0",
  ],
  [
    "a pattern that can hang",
    base({ module: "calleridmatch", patterns: ["^44", "^(\\d+)+$"], match: "b", nomatch: "b" }),
    "pattern-catastrophic flow.a.patterns.1",
  ],
  ["a loop without a way out", base({ module: "recording", next: "a" }), "loop-endless flow.a"],
  ["a target that does not exist", base({ module: "recording", next: "c" }), "target-missing flow.a.next"],
];

/** Flows that are allowed and questionable, each with its warnings. */
export const warnings: readonly (readonly [name: string, flow: unknown, warnings: string[]])[] = [
  ["an unreachable step", { ...base(voice), c: voice }, ["step-unreachable flow.c"]],
  ["a menu without timeout", base(menu({ timeout: undefined })), ["menu-without-timeout flow.a.next.timeout"]],
  ["a menu without invalid", base(menu({ invalid: null })), ["menu-without-invalid flow.a.next.invalid"]],
  ["a silent caller who stays", base(menu({ timeout: "a" })), ["menu-timeout-loop flow.a.next.timeout"]],
  ["wrong keys for ever", base(menu({ invalid: "a" })), ["menu-invalid-loop flow.a.next.invalid"]],
  ["wrong keys for ever, around a corner", base(menu({ invalid: "hall" })), []],
  ["nobody answers", base(ring(null)), ["ring-without-noanswer flow.a.noanswer"]],
  [
    "nobody answers the dialled",
    base({ module: "dialbyextension", next: { invalid: "b", timeout: "b" } }),
    ["ring-without-noanswer flow.a.noanswer"],
  ],
  [
    "a national number",
    base({ ...ring(), extensions: [{ type: "forward", number: "02079460000" }] }),
    ["number-form flow.a.extensions.0.number"],
  ],
  [
    "an emergency number",
    base({ ...ring(), extensions: ["999", "112", "911", "+44112"].map((number) => ({ type: "forward", number })) }),
    [],
  ],
  [
    "PCRE",
    base({ module: "calleridmatch", patterns: ["(?i)^44(?>20|7)"], match: "b", nomatch: "b" }),
    ["pattern-dialect flow.a.patterns.0"],
  ],
  [
    "a plus",
    base({ module: "calleridmatch", patterns: ["^\\+44", "[+]44"], match: "b", nomatch: "b" }),
    ["pattern-plus flow.a.patterns.0", "pattern-plus flow.a.patterns.1"],
  ],
  [
    "a pattern too long",
    base({ module: "calleridmatch", patterns: ["1".repeat(1001)], match: "b", nomatch: "b" }),
    ["pattern-unchecked flow.a.patterns.0"],
  ],
  [
    "a way that is never followed",
    { ...base({ ...voice, extra: { next: id(9), note: "b", [id(3)]: 7 } }), [id(9)]: busy },
    ["way-never-followed flow.a.extra.next", `step-unreachable flow.${id(9)}`],
  ],
  [
    "a way that is never followed and leads nowhere",
    base({ ...busy, extra: { noanswer: id(8) } }),
    ["way-never-followed flow.a.extra.noanswer"],
  ],
  [
    "a name where names are not resolved",
    base({ module: "place_call_into_queue", noanswer: "voice" }),
    ["target-verbatim flow.a.noanswer"],
  ],
];
