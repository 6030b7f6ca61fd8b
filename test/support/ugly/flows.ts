import type { JsonObject } from "../../../provider/simulator/index";
import type { Dice } from "../random";
import { SECRET_MARK, uglyText } from "./texts";

/** Gives the uuid of an object of a kind: of the same customer, of another one, or of nothing that lives. */
export type Refer = (kind: string) => string;

interface Drawing {
  readonly dice: Dice;
  readonly refer: Refer;
  readonly uuid: () => string;
}

/** Makes a flow as the API has it: steps by uuid, with cycles, dead ends, ways that lead nowhere, modules and keys that no page describes. */
export function uglyFlow({ dice, refer, uuid }: Drawing): JsonObject {
  const keys = Array.from({ length: 1 + dice.upTo(8) }, uuid);
  const way = () => (dice.chance(0.04) ? uuid() : dice.pick(keys));
  const steps = keys.map((key): [string, JsonObject] => {
    const make = dice.pick(STEPS);
    const step = make({ dice, refer, way });
    return [key, dice.chance(0.15) ? { ...step, ...strangeKeys(dice) } : step];
  });
  const start: [string, JsonObject] = [uuid(), { module: "start", next: way() }];
  return Object.fromEntries(dice.chance(0.5) ? [start, ...steps] : [...steps, start]);
}

/** A flow such as the platform makes by itself for each extension: the user rings, then the voicemail answers. Its look is invented. */
export function platformFlow({ uuid }: Drawing, user: string, mailbox: string): JsonObject {
  const [start, ring, message] = [uuid(), uuid(), uuid()];
  return {
    [start]: { module: "start", next: ring },
    [ring]: { module: "extension", extensions: [{ type: "sipuser", uuid: user }], duration: 20, noanswer: message },
    [message]: { module: "voicemail", mailboxes: [mailbox] },
  };
}

interface StepDrawing {
  readonly dice: Dice;
  readonly refer: Refer;
  readonly way: () => string;
}

const STEPS: readonly ((drawing: StepDrawing) => JsonObject)[] = [
  ({ way }) => ({ module: "recording", next: way() }),
  ({ refer, way }) => ({ module: "play", sound: refer("sound"), next: way() }),
  ({ refer, way }) => ({ module: "musiconhold", class: refer("playlist"), next: way() }),
  ({ dice, way }) => ({ module: "calleridmatch", patterns: patterns(dice), match: way(), nomatch: way() }),
  ({ dice, refer, way }) => ({
    module: "extension",
    extensions: Array.from({ length: 1 + dice.upTo(3) }, () => entry(dice, refer)),
    ...(dice.chance(0.5) && { duration: dice.pick([5, 30, 60]) }),
    ...(dice.chance(0.3) && { ringtone: refer("playlist") }),
    ...(dice.chance(0.7) && { noanswer: way() }),
  }),
  ({ dice, refer, way }) => ({
    module: "pressextension",
    next: Object.fromEntries(["1", "2", "0", "*", "#", "invalid", "timeout"].filter(() => dice.chance(0.6)).map((key) => [key, way()])),
    ...(dice.chance(0.5) && { duration: 10, sound: refer("sound") }),
  }),
  ({ dice, way }) => ({
    module: "dialbyextension",
    next: { invalid: way(), timeout: way() },
    noanswer: dice.chance(0.5) ? "sipuser_voicemail" : way(),
    dial_duration: 25,
  }),
  ({ dice }) => ({ module: "busy", ...(dice.chance(0.5) && { duration: dice.pick([3, 7]) }) }),
  ({ dice, refer }) => ({ module: "voicemail", mailboxes: Array.from({ length: 1 + dice.upTo(2) }, () => refer("mailbox")) }),
  ({ dice }) => ({ module: "conference", ...(dice.chance(0.6) && { pin: String(1000 + dice.upTo(9000)) }) }),
  ({ refer }) => ({ module: "Trunk", uuid: refer("trunk") }),
  // Modules that no page describes; two of them point at other flows and diaries, so that objects stand in circles.
  ({ dice, refer, way }) => ({ module: "callflow", uuid: refer("flow"), ...(dice.chance(0.4) && { next: way() }) }),
  ({ refer, way }) => ({ module: "outofhours", uuid: refer("timeDiary"), open: way(), closed: way() }),
  ({ dice, way }) => ({
    module: "ai-receptionist",
    prompt: uglyText(dice),
    temperature: 0.7,
    tools: [{ name: "book", next: way() }],
    next: way(),
  }),
];

function patterns(dice: Dice): string[] {
  return Array.from({ length: 1 + dice.upTo(2) }, () => dice.pick(["^44113", "^(\\+44|0)7\\d{9}$", "anonymous", "unavailable", "01632.*"]));
}

function entry(dice: Dice, refer: Refer): JsonObject {
  return dice.weighed<() => JsonObject>([
    [4, () => ({ type: "sipuser", uuid: refer("user") })],
    [2, () => ({ type: "huntgroup", uuid: refer("group") })],
    [2, () => ({ type: "forward", number: `+44163296${1000 + dice.upTo(9000)}` })],
    [1, () => ({ type: "teams-channel", uuid: refer("user"), label: uglyText(dice) })],
  ])();
}

/** Keys that no page has, among them a secret. */
export function strangeKeys(dice: Dice): JsonObject {
  return dice.pick<JsonObject>([
    { "x-vendor": { nested: [1, { deep: "value" }], empty: "" } },
    { constructor: "a key that every object has", default: false },
    { colour: uglyText(dice), weight: 1.5 },
    { webhook_token: `${SECRET_MARK}-${dice.upTo(1e6)}`, retries: 3 },
  ]);
}
