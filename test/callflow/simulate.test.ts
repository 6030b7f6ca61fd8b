import fc from "fast-check";
import { call, coverage, coverageText, parse, transcript, UNKNOWN, validate, type CallScript } from "../../provider/callflow";
import { wireFlow } from "./arbitraries";
import { callPete, id } from "./samples";

type Loose = Record<string, unknown>;

const office: Loose = {
  start: { module: "start", next: "vip" },
  vip: { module: "calleridmatch", patterns: ["^44800", "anonymous", "(?i)^4420"], match: "refuse", nomatch: "rec" },
  refuse: { module: "busy" },
  rec: { module: "recording", next: "music" },
  music: { module: "musiconhold", class: id(1), next: "hello" },
  hello: { module: "play", sound: id(2), next: "menu" },
  menu: {
    module: "pressextension",
    sound: id(3),
    duration: 7,
    next: { 1: "sales", 2: "people", 3: "room", 4: "trunk", 5: "fax", 6: "queue", 7: "gone", 8: "mute", invalid: "menu", timeout: "voice" },
  },
  sales: { module: "extension", extensions: [{ type: "huntgroup", uuid: id(4) }], duration: 20, noanswer: "voice" },
  people: {
    module: "dialbyextension",
    next: { invalid: "menu", timeout: "voice" },
    noanswer: "sipuser_voicemail",
    waitDuration: 4,
    dialDuration: 15,
  },
  room: { module: "conference", pin: "1234" },
  trunk: { module: "Trunk", uuid: id(5) },
  fax: { module: "fax" },
  queue: { module: "place_call_into_queue", then: { full: id(9) } },
  [id(9)]: { module: "voicemail", mailboxes: [id(6)] },
  mute: { module: "extension", extensions: [{ type: "sipuser", uuid: id(7) }] },
  voice: { module: "voicemail", mailboxes: [id(6)] },
};
const end = (script: CallScript, flow: Loose = office): string => {
  const { ending, at } = call(flow, script);
  return `${ending} ${at ?? ""}`;
};

describe("call", () => {
  test.each<[string, CallScript, string]>([
    ["a silent caller", {}, "voicemail voice"],
    ["a number that a pattern matches", { callerId: "+44 800 123456" }, "busy refuse"],
    ["one that a pattern of PCRE matches", { callerId: "+442079460000" }, "busy refuse"],
    ["a withheld number", { callerId: "anonymous" }, "busy refuse"],
    ["an absent number", { callerId: "unavailable", presses: ["3"] }, "conference room"],
    ["another number", { callerId: "+447700900123", presses: ["4"] }, "trunk trunk"],
    ["a fax", { presses: ["5"] }, "fax fax"],
    ["nobody who answers", { presses: ["1"] }, "voicemail voice"],
    ["somebody who answers", { presses: ["1"], answers: { sales: true } }, "answered sales"],
    ["a busy line", { presses: ["1"], answers: { sales: "busy" } }, "voicemail voice"],
    ["a wrong key, then a right one", { presses: ["9", "*", "3"] }, "conference room"],
    ["a key called invalid", { presses: ["invalid", "3"] }, "conference room"],
    ["hanging up in the menu", { presses: ["9", "hangup"] }, "hungup menu"],
    ["hanging up while it rings", { presses: ["1"], hangUpAt: "sales" }, "hungup sales"],
    ["an extension that answers", { presses: ["2", "201"], extensions: { "201": true } }, "answered people"],
    ["an extension that does not", { presses: ["2", "201"], extensions: { "201": false } }, "voicemail people"],
    [
      "one that does not, at a step that is said to answer",
      { presses: ["2", "201"], extensions: { "201": false }, answers: { people: true } },
      "answered people",
    ],
    [
      "one that answers, at a step that is said not to",
      { presses: ["2", "201"], extensions: { "201": true }, answers: { people: false } },
      "voicemail people",
    ],
    ["an extension that nobody has", { presses: ["2", "999", "3"], extensions: { "201": true } }, "conference room"],
    ["no extension in time", { presses: ["2"] }, "voicemail voice"],
    ["hanging up while dialling", { presses: ["2", "hangup"] }, "hungup people"],
    ["an undocumented module", { presses: ["6"] }, "undocumented queue"],
    ["a chosen way out of it", { presses: ["6"], ways: { queue: "then.full" } }, `voicemail ${id(9)}`],
    ["a target that does not exist", { presses: ["7"] }, "lost menu"],
    ["a branch that is left out", { presses: ["8"] }, "unsaid mute"],
    ["one who presses wrong keys for ever", { presses: Array.from({ length: 600 }, () => "9") }, "endless menu"],
  ])("follows %s", (_, script, expected) => {
    expect(end(script)).toBe(expected);
  });

  test("says where it came by, what was heard and how long it took", () => {
    expect(call(office, { callerId: "+447700900123", presses: ["9", "1"] })).toMatchObject({
      steps: ["start", "vip", "rec", "music", "hello", "menu", "menu", "sales", "voice"],
      recorded: true,
      music: id(1),
      heard: [id(2), id(3), id(3)],
      waited: 20,
      ending: "voicemail",
    });
    expect(call(office, { presses: ["2"] })).toMatchObject({ waited: 4 });
    expect(call(office).waited).toBe(7);
    expect(call(parse(callPete).flow).waited).toBe(40);
  });

  test("takes what is said of steps only from what the script has itself, whatever a step is called", () => {
    const flow = (module: string): Loose => ({
      start: { module: "start", next: "constructor" },
      constructor: { module, duration: 20, noanswer: id(9) },
      [id(9)]: { module: "voicemail", mailboxes: [id(6)] },
    });
    expect(call(flow("extension"), { answers: {} })).toMatchObject({ ending: "voicemail", waited: 20 });
    expect(end({ answers: { constructor: true } }, flow("extension"))).toBe("answered constructor");
    const inherited = Object.create({ constructor: "noanswer" }) as Record<string, string>;
    expect(end({ ways: inherited }, flow("teleport"))).toBe("undocumented constructor");
    expect(end({ ways: { constructor: "noanswer" } }, flow("teleport"))).toBe(`voicemail ${id(9)}`);
  });

  test("ends where a value is not known yet, and guesses nothing", () => {
    expect(end({}, { start: { module: "start", next: UNKNOWN } })).toBe("unknown start");
    expect(end({}, { start: { module: "start", next: "a" }, a: UNKNOWN })).toBe("unknown a");
    expect(end({ presses: ["1"] }, { start: { module: "start", next: "a" }, a: { module: "pressextension", next: UNKNOWN } })).toBe(
      "unknown a",
    );
    const match = (patterns: unknown): Loose => ({
      start: { module: "start", next: "a" },
      a: { module: "calleridmatch", patterns, match: "b", nomatch: "c" },
      b: { module: "busy" },
      c: { module: "fax" },
    });
    expect(end({ callerId: "44" }, match(["^44", UNKNOWN]))).toBe("busy b");
    expect(end({ callerId: "33" }, match(["^44", UNKNOWN]))).toBe("unknown a");
    expect(end({ callerId: "33" }, match(UNKNOWN))).toBe("unknown a");
  });

  test("never runs a pattern that can hang", () => {
    const flow = {
      start: { module: "start", next: "a" },
      a: { module: "calleridmatch", patterns: ["^(\\d+)+$"], match: "b", nomatch: "b" },
      b: { module: "busy" },
    };
    expect(end({ callerId: "1".repeat(31) + "x" }, flow)).toBe("unknown a");
  });

  test("does not come in where the start is not clear", () => {
    expect(end({}, {})).toBe("unsaid ");
    expect(end({}, { a: { module: "start", next: "b" }, b: { module: "start", next: "a" } })).toBe("unsaid ");
  });

  const script: fc.Arbitrary<CallScript> = fc.record({
    callerId: fc.oneof(fc.constant("anonymous"), fc.string(), fc.stringMatching(/^\+?[0-9]{0,15}$/)),
    presses: fc.array(fc.constantFrom("0", "1", "2", "9", "*", "timeout", "201"), { maxLength: 8 }),
    extensions: fc.constant({ "201": true, "2": false }),
  });

  test("always ends, and never at a missing step where checking finds no error", () => {
    fc.assert(
      fc.property(
        fc.boolean().chain((sound) => wireFlow({ sound, maxSteps: 20 })),
        script,
        (wire, how) => {
          const { flow } = parse(wire);
          const { ending, steps } = call(flow, how);
          expect(steps.length).toBeLessThanOrEqual(500);
          if (!validate(flow).some(({ severity }) => severity === "error")) {
            expect(ending).not.toBe("lost");
            for (const step of steps) expect(Object.hasOwn(flow, step)).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test("always ends in flows of a thousand steps", () => {
    fc.assert(
      fc.property(wireFlow({ sound: true, maxSteps: 1000 }), script, (wire, how) => {
        expect(call(parse(wire).flow, how).steps.length).toBeLessThanOrEqual(500);
      }),
      { numRuns: 5 },
    );
  });
});

describe("transcript", () => {
  test("reads like what happened", () => {
    const nameOf = (uuid: string): string | undefined => ({ [id(1)]: "Jazz", [id(2)]: "hello.mp3", [id(3)]: "menu.mp3" })[uuid];
    expect(transcript(call(office, { callerId: "+447700900123", presses: ["9", "1"] }), { nameOf })).toBe(
      [
        "  start  the call comes in",
        "  vip    +447700900123 matches no pattern → nomatch",
        "  rec    recording starts",
        "  music  hold music is Jazz",
        "  hello  plays hello.mp3",
        "  menu   plays menu.mp3; 9 is pressed, which is invalid → next.invalid",
        "  menu   plays menu.mp3; 1 is pressed → next.1",
        "  sales  rings sales for 20 s; nobody answers → noanswer",
        "  voice  a message is left",
        "The call ends in a mailbox at voice (recorded, hold music Jazz, waited 20 s).",
      ].join("\n"),
    );
    expect(transcript(call({}))).toBe("The call ends where the flow says nothing.");
  });
});

describe("coverage", () => {
  const flow: Loose = {
    start: { module: "start", next: "menu" },
    menu: { module: "pressextension", next: { 1: "sales", invalid: "menu", timeout: "people" } },
    sales: { module: "extension", extensions: [], noanswer: "people" },
    people: { module: "dialbyextension", next: { invalid: "menu", timeout: "end" }, noanswer: "sipuser_voicemail" },
    end: { module: "busy" },
  };

  test("counts no way that no call can take", () => {
    const dead = { ...flow, end: { module: "busy", extra: { next: id(7) } }, [id(7)]: { module: "busy" } };
    const { steps, branches } = coverage(dead, [call(dead, { presses: ["timeout", "timeout"] })]);
    expect(branches.total).toBe(10);
    expect(branches.missing).not.toContain("end.extra.next");
    expect(steps.missing).toContain(id(7));
    expect(call(dead, { presses: ["timeout", "timeout"] }).ending).toBe("busy");
  });

  test("says which steps and branches calls have reached", () => {
    expect(coverage(flow, [])).toEqual({
      steps: { reached: 0, total: 5, missing: ["start", "menu", "sales", "people", "end"] },
      branches: {
        reached: 0,
        total: 10,
        missing: [
          "start.next",
          "menu.next.1",
          "menu.next.invalid",
          "menu.next.timeout",
          "sales.answered",
          "sales.noanswer",
          "people.answered",
          "people.next.invalid",
          "people.next.timeout",
          "people.noanswer",
        ],
      },
    });
    const calls = [
      call(flow),
      call(flow, { presses: ["1"], answers: { sales: true } }),
      call(flow, { presses: ["7", "1", "20"], extensions: { "20": false } }),
    ];
    expect(coverage(flow, calls)).toEqual({
      steps: { reached: 5, total: 5, missing: [] },
      branches: { reached: 8, total: 10, missing: ["people.answered", "people.next.invalid"] },
    });
    expect(coverageText(coverage(flow, calls))).toBe(
      "steps: 5 of 5 (100 %)\nbranches: 8 of 10 (80 %)\nno call reaches branches people.answered, people.next.invalid",
    );
  });
});
