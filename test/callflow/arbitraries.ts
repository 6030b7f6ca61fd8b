import fc from "fast-check";

/** Any JSON value, with keys that objects inherit among the ordinary ones. */
const key = fc.oneof(
  { weight: 4, arbitrary: fc.string({ maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom("__proto__", "constructor", "toString", "extra", "hasOwnProperty", "5") },
);
export const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    fc.string({ maxLength: 5 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie("value")), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

const uuidAlphabet = fc.integer({ min: 0, max: 0xffffffff }).map((n) => n.toString(16).padStart(8, "0"));
export const uuid = fc
  .tuple(uuidAlphabet, uuidAlphabet, uuidAlphabet)
  .map(([a, b, c]) => `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(0, 3)}-${c}${a.slice(0, 4)}`);

const undocumentedKeys = fc.array(fc.tuple(key, json), { maxLength: 2 });

/** Adds undocumented keys, and shuffles all keys. */
const garnish = (step: Record<string, unknown>, forbidden: readonly string[]): fc.Arbitrary<Record<string, unknown>> =>
  undocumentedKeys.chain((extra) => {
    const entries = [...Object.entries(step), ...extra.filter(([name]) => !forbidden.includes(name) && !Object.hasOwn(step, name))];
    return fc
      .shuffledSubarray(entries, { minLength: entries.length, maxLength: entries.length })
      .map((shuffled) => Object.fromEntries(shuffled));
  });

const maybe = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: value.map((it) => ({ [name]: it })) });
const merged = (...parts: fc.Arbitrary<Record<string, unknown>>[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Record<string, unknown>);
const all = (step: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> => fc.record(step);

export interface WireOptions {
  maxSteps?: number;
  /** Only flows that are right: targets exist, keys are documented, values have their kinds. */
  sound?: boolean;
}

const seconds = fc.integer({ min: 0, max: 120 });

function entryOf(sound: boolean): fc.Arbitrary<unknown> {
  const documented = fc.oneof(
    all({ type: fc.constantFrom("sipuser", "huntgroup"), uuid }),
    all({ type: fc.constant("forward"), number: fc.integer({ min: 10_000_000, max: 999_999_999 }).map((n) => `+44${n}`) }),
  );
  const strange = fc.tuple(json, fc.string({ maxLength: 4 })).map(([value, type]) => ({ type: `x_${type}`, value }));
  if (sound) return documented;
  return fc.oneof({ weight: 6, arbitrary: documented.chain((entry) => garnish(entry, ["type", "uuid", "number"])) }, strange, json);
}

function stepOf(target: fc.Arbitrary<unknown>, sound: boolean): fc.Arbitrary<unknown> {
  const following = all({ next: target });
  const digits = fc
    .uniqueArray(fc.constantFrom("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#"), { maxLength: 5 })
    .chain((keys) => fc.tuple(...[...keys, "invalid", "timeout"].map((digit) => target.map((to) => [digit, to] as const))))
    .map((entries) => Object.fromEntries(entries));
  const m = (module: string, ...parts: fc.Arbitrary<Record<string, unknown>>[]) => merged(fc.constant({ module }), ...parts);
  const documented = fc.oneof(
    m("recording", following),
    m("play", all({ sound: uuid }), following),
    m("musiconhold", all({ class: uuid }), following),
    m(
      "calleridmatch",
      all({
        patterns: fc.array(fc.constantFrom("^44800", "9000$", "1483", "anonymous"), { minLength: 1, maxLength: 3 }),
        match: target,
        nomatch: target,
      }),
    ),
    m(
      "extension",
      all({ extensions: fc.array(entryOf(sound), { minLength: 1, maxLength: 3 }), noanswer: target }),
      maybe("duration", seconds),
      maybe("ringtone", uuid),
    ),
    m("pressextension", all({ next: digits }), maybe("duration", seconds), maybe("sound", uuid)),
    m(
      "dialbyextension",
      all({ next: all({ invalid: target, timeout: target }) }),
      maybe("noanswer", fc.oneof(target, fc.constant("sipuser_voicemail"))),
      maybe("dial_duration", seconds),
      maybe("wait_duration", seconds),
    ),
    m("busy", maybe("duration", seconds)),
    m("voicemail", all({ mailboxes: fc.array(uuid, { minLength: 1, maxLength: 2 }) })),
    m(
      "conference",
      maybe(
        "pin",
        fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, "0")),
      ),
      maybe("music", uuid),
    ),
    m("Trunk", all({ uuid })),
  );
  const strange = fc
    .tuple(json, target, fc.constantFrom("place_call_into_queue", "x_y", "call_flow"))
    .map(([value, to, module]) => ({ value, module, overflow: to }));
  if (sound) return fc.oneof({ weight: 12, arbitrary: documented }, strange);
  const garnished = documented.chain((step) =>
    garnish(step, ["module", "next", "sound", "noanswer", "duration", "dial_duration", "wait_duration"]),
  );
  return fc.oneof(
    { weight: 8, arbitrary: documented },
    { weight: 4, arbitrary: garnished },
    { weight: 2, arbitrary: strange },
    { weight: 1, arbitrary: json },
  );
}

/** A flow as the API has it: a random graph over documented and undocumented modules. */
export const wireFlow = ({ maxSteps = 12, sound = false }: WireOptions = {}): fc.Arbitrary<Record<string, unknown>> =>
  fc.uniqueArray(uuid, { minLength: 1, maxLength: maxSteps, size: "max" }).chain((keys) => {
    const [start = "", ...others] = keys;
    const known = fc.constantFrom(...(others.length > 0 ? others : keys));
    const target = sound
      ? known
      : fc.oneof(
          { weight: 12, arbitrary: known },
          { weight: 1, arbitrary: uuid },
          { weight: 1, arbitrary: fc.constantFrom("", "menu", "start", "busy-2", null, 7) },
        );
    const steps = fc.tuple(all({ module: fc.constant("start"), next: target }), ...others.map(() => stepOf(target, sound)));
    return steps.map((list) => Object.fromEntries([start, ...others].map((name, index) => [name, list[index]])));
  });
