import fc from "fast-check";
import { codes, parse, render, sinceBefore, UNKNOWN, validate, type Code, type ValidateOptions } from "../../provider/callflow";
import { json, wireFlow } from "./arbitraries";
import { callPete, id } from "./samples";
import { base, errors, type Loose, menu, ring, start, voice, warnings } from "./wrongFlows";

const show = (flow: unknown, options?: ValidateOptions): string[] => validate(flow, options).map(({ code, path }) => `${code} ${path}`);
const only = (flow: unknown, options?: ValidateOptions): string => {
  const found = validate(flow, options);
  expect(found).toHaveLength(1);
  return `${found[0]?.code ?? ""} ${found[0]?.path ?? ""}: ${found[0]?.message ?? ""} ${found[0]?.hint ?? ""}`;
};

describe("a right flow", () => {
  test("has no finding, whatever documented module it uses", () => {
    const right: Loose[] = [
      { module: "recording", next: "b" },
      { module: "play", sound: id(3), next: "b" },
      { module: "musiconhold", class: id(3), next: "b" },
      { module: "calleridmatch", patterns: ["^44800", "9000$", "1483", "anonymous", "unavailable"], match: "b", nomatch: "voice" },
      ring(),
      menu({ "0": "b", "*": "b", "#": "b" }),
      {
        module: "dialbyextension",
        next: { invalid: "b", timeout: "voice" },
        noanswer: "sipuser_voicemail",
        dialDuration: 5,
        waitDuration: 6,
        sound: id(3),
      },
      { module: "busy", duration: 0 },
      voice,
      { module: "conference", pin: "0000", announcement: id(3), music: null },
      { module: "Trunk", uuid: id(3) },
      { module: "place_call_into_queue", queue: id(3), anything: { at: ["all"] } },
      {
        module: "extension",
        extensions: [
          { type: "forward", number: "+442079460000" },
          { type: "queue_group", id: 7 },
        ],
        noanswer: "b",
        extra: { groups: [id(4)] },
      },
    ];
    for (const step of right) expect(show(base(step))).toEqual([]);
    expect(show({ start: start("fax"), fax: { module: "fax" } })).toEqual([]);
  });

  test("of the vendor has only the warnings that it deserves", () => {
    expect(validate(parse(callPete).flow).map(({ severity, code, path }) => `${severity} ${code} ${path}`)).toEqual([
      "warning ring-without-noanswer flow.extension-fdc2.noanswer",
    ]);
  });
});

describe("each error", () => {
  test.each(errors)("%s", (_, flow, expected) => {
    expect(show(flow)).toEqual([expected]);
    expect(validate(flow)[0]?.severity).toBe("error");
  });

  test("fax beside other steps", () => {
    expect(show({ start: start("fax"), fax: { module: "fax" }, other: voice })).toEqual([
      "fax-alone flow.fax",
      "step-unreachable flow.other",
    ]);
    expect(show({ start: start("a"), a: { module: "recording", next: "fax" }, fax: { module: "fax" } })).toEqual(["fax-alone flow.fax"]);
  });

  test("a loop over several steps, named once; one that waits, rings or can end is none", () => {
    const loop = {
      a: { module: "play", sound: id(1), next: "c" },
      c: { module: "calleridmatch", patterns: ["^44"], match: "a", nomatch: "d" },
      d: { module: "recording", next: "a" },
    };
    const found = validate({ ...base(loop.a), ...loop });
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual(["loop-endless flow.a"]);
    expect(found[0]?.message).toContain('"a", "c", "d", "a"');
    expect(show({ ...base(loop.a), ...loop, c: { ...loop.c, match: UNKNOWN } })).toEqual([]);
    expect(show({ ...base(loop.a), ...loop, c: { ...loop.c, match: "lost" } })).toEqual(["target-missing flow.c.match"]);
    expect(show({ ...base(loop.a), ...loop, d: ring("a") })).toEqual([]);
    expect(show({ ...base(loop.a), ...loop, c: { ...loop.c, match: "voice" } })).toEqual([]);
    expect(show({ ...base(loop.a), ...loop, d: menu({ timeout: "voice", 1: "a" }) })).toEqual([]);
  });
});

describe("each warning", () => {
  test.each(warnings)("%s", (_, flow, expected) => {
    expect(show(flow)).toEqual(expected);
    for (const { severity } of validate(flow)) expect(severity).toBe("warning");
  });

  test("is an error when checking is strict", () => {
    const flow = { ...base(voice), c: voice };
    expect(validate(flow, { strict: true }).map(({ severity }) => severity)).toEqual(["error"]);
  });

  test("of two menus that lead a silent caller to each other, for both", () => {
    const flow = { ...base(menu({ timeout: "c" })), c: menu({ timeout: "d" }), d: { module: "play", sound: id(1), next: "a" } };
    expect(show(flow)).toEqual(["menu-timeout-loop flow.a.next.timeout", "menu-timeout-loop flow.c.next.timeout"]);
  });
});

test.each(["conf", "delay", "voice", "page"])("a module that is no slip of a documented one is sent as it is: %s", (module) => {
  expect(show(base({ module }))).toEqual([]);
});

describe("a finding", () => {
  test("names step, key and the nearest name", () => {
    expect(only(base({ module: "recording", next: "voise" }))).toBe(
      'target-missing flow.a.next: Step "a": next goes to "voise", which does not exist. Did you mean "voice"?',
    );
    expect(only(base(menu({ 7: "hal" })))).toBe(
      'target-missing flow.a.next.7: Step "a": key 7 goes to "hal", which does not exist. Did you mean "hall"?',
    );
    expect(only(base({ module: "recording", next: "entirely else" }))).toContain('The flow\'s steps: "start", "hall", "a", "b", "voice".');
    expect(only(base({ module: "recording", next: "sipuser_voicemail" }))).toContain("Only noanswer of a dialbyextension step");
    expect(only(base({ module: "voicemial", mailboxes: [id(1)] }))).toContain(
      'module-misspelt flow.a.module: Step "a" has the undocumented module "voicemial". Did you mean "voicemail"?',
    );
    expect(only(base({ module: "trunk", uuid: id(1) }))).toContain('Did you mean "Trunk"?');
    expect(only(base({ module: "dialbyextension", next: { invalid: "b", timeout: "b" }, noanswer: "b", dial_duration: 3 }))).toContain(
      'Did you mean "dialDuration"?',
    );
    expect(only(base({ module: "extension", extensions: [{ type: "hunt_group", uuid: id(1) }], noanswer: "b" }))).toContain(
      'Did you mean "huntgroup"?',
    );
    expect(only(base({ module: "calleridmatch", patterns: ["+44"], match: "b", nomatch: "b" }))).toContain('write "44"');
  });

  test("shows no pin, and no other value that could be a secret", () => {
    expect(JSON.stringify(validate(base({ module: "conference", pin: "98765" })))).not.toContain("98765");
    expect(JSON.stringify(validate(base({ module: "play", sound: "hunter2", next: "b" })))).not.toContain("hunter2");
  });

  test("has a path that says odd names too, and begins where it is told", () => {
    expect(show({ ...base(voice), "a.b c": voice }, { at: "acme.flow" })).toEqual(['step-unreachable acme.flow["a.b c"]']);
  });

  test("comes in the order of the steps, after those of the whole flow", () => {
    const flow = { one: { module: "busy", duration: "1" }, two: { module: "recording", next: "nowhere" }, three: { module: "play" } };
    expect(show(flow)).toEqual([
      "start-missing flow",
      "key-type flow.one.duration",
      "target-missing flow.two.next",
      "key-missing flow.three.sound",
      "key-missing flow.three.next",
    ]);
  });

  test("has a code with a title, an explanation and one severity", () => {
    for (const [code, { severity, title, explanation }] of Object.entries(codes)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)+$/);
      expect(["error", "warning"]).toContain(severity);
      expect(title).not.toMatch(/\.$/);
      expect(explanation).toMatch(/\.$/);
    }
  });

  test("of an id of another kind names both kinds", () => {
    const kindOf = (uuid: string): string | undefined =>
      uuid === id(2) ? "huntgroup" : uuid === id(1) ? "mailbox" : uuid === id(3) ? "queue" : undefined;
    expect(show(base(voice), { kindOf })).toEqual(["id-kind flow.b.extensions.0.uuid"]);
    expect(validate(base(voice), { kindOf })[0]?.message).toBe(
      'extensions.0.uuid of step "b" names a hunt group where a SIP user is meant.',
    );
    expect(show(base({ module: "play", sound: id(3), next: "b" }), { kindOf: (uuid) => (uuid === id(3) ? "queue" : undefined) })).toEqual([
      "id-kind flow.a.sound",
    ]);
  });
});

describe("values that are not known yet", () => {
  const five: Loose = {
    start: start("hall"),
    hall: menu({ 1: "nowhere", 12: "b", timeout: "hall" }),
    b: { module: "extension", extensions: [{ type: "sipuser", uuid: "x" }], duration: "20", noanswer: "voice" },
    voice: { module: "voicemail", mailboxes: [id(1)], next: "b" },
    conf: { module: "conference", pin: "1" },
  };

  /** Every place of a value, as the keys that lead there. */
  const places = (value: unknown, at: string[] = []): string[][] =>
    typeof value === "object" && value !== null
      ? [at, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...at, key]))]
      : [at];
  const put = (value: unknown, [key, ...rest]: string[]): unknown => {
    if (key === undefined) return UNKNOWN;
    if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? put(item, rest) : item));
    return { ...(value as Loose), [key]: put((value as Loose)[key], rest) };
  };
  const all = (flow: Loose): string[][] => places(flow).filter((place) => place.length > 0);

  test("never cause a finding, wherever they stand", () => {
    const rich = {
      ...base({ module: "calleridmatch", patterns: ["^44"], match: "b", nomatch: "c" }),
      c: { module: "place_call_into_queue", deep: { list: [id(9)] } },
      hall: menu({ 1: "a", 2: "b", 3: "d", 4: "e" }),
      d: { module: "dialbyextension", next: { invalid: "b", timeout: "b" }, noanswer: "b", dialDuration: 3, extra: { x: 1 } },
      e: { module: "conference", pin: "1234" },
    };
    expect(show(rich)).toEqual([]);
    expect(show(UNKNOWN)).toEqual([]);
    for (const place of all(rich)) expect([place.join("."), show(put(rich, place))]).toEqual([place.join("."), []]);
  });

  test("hide no finding that does not hang on them", () => {
    const found = show(five);
    expect(found).toHaveLength(8);
    for (const place of all(five)) {
      const now = show(put(five, place));
      expect(now.filter((one) => !found.includes(one))).toEqual([]);
      const gone = found.filter((one) => !now.includes(one));
      const step = `flow.${place[0] ?? ""}`;
      for (const one of gone)
        expect(one.includes(step) || one.startsWith("step-unreachable") || one.startsWith("menu-timeout-loop")).toBe(true);
    }
  });
});

describe("sinceBefore", () => {
  test("makes a warning of an error that the flow had already", () => {
    const before = validate(base({ module: "busy", duration: "3" }));
    const after = validate(base({ module: "busy", duration: "4", next: "b" }));
    expect(sinceBefore(after, before).map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "error terminal-with-next",
      "warning key-type",
    ]);
  });
});

describe("undocumented parts", () => {
  test("may lead to any step whose uuid only the account knows, so none of these is called unreachable", () => {
    const strange = { start: { module: "start", next: "b" }, b: { module: "fork_by_mood", glad: { then: id(8) } } };
    expect(show({ ...strange, day: { module: "play", sound: id(1), next: "night" }, night: voice })).toEqual([]);
    const plain = { ...strange, b: { module: "fork_by_mood", glad: { then: "somebody" } } };
    expect(show({ ...plain, night: voice })).toEqual(["step-unreachable flow.night"]);
    expect(show({ ...strange, night: voice }, { uuids: { start: id(1), b: id(2), night: id(3) } })).toEqual([
      "step-unreachable flow.night",
    ]);
  });

  test("lead where they name a step's uuid, and nowhere else", () => {
    const queue = (overflow: string): Loose => ({ module: "place_call_into_queue", overflow: { at: [overflow] } });
    expect(show({ ...base(queue(id(7))), [id(7)]: voice })).toEqual([]);
    expect(show({ ...base(queue(id(8))), [id(7)]: voice })).toEqual([`step-unreachable flow.${id(7)}`]);
    expect(show({ ...base(queue(id(8))), c: voice }, { uuids: { c: id(8) } })).toEqual([]);
    expect(show({ ...base({ module: "recording", next: "b", extra: { then: id(7) } }), [id(7)]: voice })).toEqual([]);
  });
});

describe("a way out of a step that ends the call", () => {
  const enders: Loose[] = [{ module: "busy" }, voice, { module: "conference", pin: "4711" }, { module: "Trunk", uuid: id(3) }];
  const ways: Loose[] = [
    { next: id(7) },
    { noanswer: id(7) },
    { timeout: id(7) },
    { match: id(7) },
    { next: { 1: id(7) } },
    { next: { timeout: id(7) } },
    { keys: { "#": { to: [id(7)] } } },
    { then: id(7) },
  ];
  const places = ["next", "noanswer", "timeout", "match", "next.1", "next.timeout", "keys.#.to.0", "then"];

  test.each(enders)("$module is never followed, whatever it is called; nor is what lies behind it reached", (ender) => {
    for (const [index, extra] of ways.entries()) {
      const flow = { ...base({ ...ender, extra }), [id(7)]: { module: "recording", next: "far" }, far: voice };
      const found = validate(flow);
      expect(found.map(({ severity, code, path }) => `${severity} ${code} ${path}`).sort()).toEqual([
        `warning step-unreachable flow.${id(7)}`,
        "warning step-unreachable flow.far",
        `warning way-never-followed flow.a.extra.${places[index] ?? ""}`,
      ]);
      expect(found.filter(({ code }) => code === "step-unreachable").map(({ message }) => message)).toEqual([
        expect.stringContaining("goes on behind a step that ends the call"),
        expect.stringContaining("goes on behind a step that ends the call"),
      ]);
    }
  });

  test("of a fax is none, either", () => {
    const flow = { start: start("fax"), fax: { module: "fax", extra: { next: id(7) } }, [id(7)]: voice };
    expect(show(flow).sort()).toEqual(["fax-alone flow.fax", `step-unreachable flow.${id(7)}`, "way-never-followed flow.fax.extra.next"]);
  });

  test("is told where it leads to a step that is reached otherwise, by its name too, and where it leads nowhere", () => {
    expect(show({ ...base({ ...busyStep, extra: { next: "b" } }) })).toEqual(["way-never-followed flow.a.extra.next"]);
    expect(show(base({ ...busyStep, extra: { next: id(8) } }))).toEqual(["way-never-followed flow.a.extra.next"]);
    expect(show(base({ ...busyStep, extra: { next: id(8) } }), { uuids: { b: id(8) } })).toEqual(["way-never-followed flow.a.extra.next"]);
  });

  test("is no way where the key holds no step, nothing, or what is not known yet", () => {
    const extra = {
      next: "",
      noanswer: null,
      timeout: "30",
      match: "all",
      label: "b",
      next_review: "2026-01-01",
      seen: [id(99)],
      more: UNKNOWN,
    };
    expect(show(base({ ...busyStep, extra }))).toEqual([]);
    expect(show({ ...base({ ...busyStep, extra: { more: UNKNOWN } }), c: voice })).toEqual(["step-unreachable flow.c"]);
  });

  test("is found in a live flow, which goes back as it came", () => {
    const wire = {
      [id(1)]: { module: "start", next: id(2) },
      [id(2)]: { module: "voicemail", mailboxes: [id(9)], next: id(3) },
      [id(3)]: { module: "busy" },
    };
    const { flow, names } = parse(wire);
    const uuids = Object.fromEntries(Object.entries(names).map(([uuid, name]) => [name, uuid]));
    const [voicemail = "", end = ""] = [names[id(2)], names[id(3)]];
    expect(show(flow, { uuids }).sort()).toEqual([`step-unreachable flow.${end}`, `way-never-followed flow.${voicemail}.extra.next`]);
    expect(render(flow, { uuidOf: (name) => uuids[name] ?? "" })).toEqual(wire);
  });
});

const busyStep = { module: "busy" };

describe("validate is total", () => {
  test("for anything at all", () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, (flow) => Array.isArray(validate(flow))),
      { numRuns: 150 },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anything), (flow) => Array.isArray(validate(flow))),
      { numRuns: 150 },
    );
  });

  test("for steps of documented modules with anything in their keys", () => {
    const module = fc.constantFrom(
      "start",
      "play",
      "calleridmatch",
      "extension",
      "pressextension",
      "dialbyextension",
      "conference",
      "voicemail",
      "busy",
      "Trunk",
    );
    const keys = fc.constantFrom(
      "next",
      "sound",
      "patterns",
      "match",
      "extensions",
      "noanswer",
      "duration",
      "pin",
      "mailboxes",
      "uuid",
      "extra",
    );
    const step = fc.tuple(module, fc.dictionary(keys, fc.oneof(json, fc.anything()))).map(([name, rest]) => ({ ...rest, module: name }));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), step), (flow) => Array.isArray(validate(flow))),
      { numRuns: 150 },
    );
  });

  test("for values that contain themselves", () => {
    const self: Loose = { module: "x_y" };
    self["self"] = self;
    expect(show(base(self))).toEqual([]);
    expect(show({ ...base(voice), b: { module: "busy", extra: self } })).toEqual(["extra-documented flow.b.extra.module"]);
  });

  test("for live flows of up to a thousand steps", () => {
    fc.assert(
      fc.property(wireFlow({ maxSteps: 1000 }), (wire) => {
        for (const { code, severity, path, message } of validate(parse(wire).flow)) {
          expect(codes[code satisfies Code].severity).toBe(severity);
          expect(path.startsWith("flow")).toBe(true);
          expect(message).toMatch(/\.$/);
        }
      }),
      { numRuns: 5 },
    );
  });
});
