import fc from "fast-check";
import { type Diary, type DiaryAnswer, diaryOf, openAt, type Readings } from "../../provider/diary/index";
import { startSimulator, type Simulator, type Switches } from "../../provider/simulator/index";
import { UNKNOWN } from "../../provider/common/values";
import { diary, instant } from "./arbitraries";
import { naively } from "./naive";

const position = <T extends string>(...all: T[]) => fc.constantFrom<T>(...all);
const whole = fc.record({
  night: position("startDay", "eachDay"),
  lastMinute: position("open", "closed"),
  lastDay: position("closed", "open"),
  winner: position("exception", "first", "last"),
});
const some: fc.Arbitrary<Readings> = fc
  .tuple(whole, fc.subarray(["night", "lastMinute", "lastDay", "winner"] as const))
  .map(([all, names]) => Object.fromEntries(names.map((name) => [name, all[name]])));

const said = (answer: DiaryAnswer) => (answer.state === "closed" ? `closed ${answer.callFlow ?? "by none"}` : answer.state);

const office: Diary = {
  timezone: "Europe/London",
  elements: [
    { callFlow: "night", closedTime: "18:00-9:00,mon-fri,*,*" },
    { callFlow: "weekend", closedTime: "0:00-23:59,sat-sun,*,*" },
  ],
  exceptions: [{ callFlow: "feast", startDate: "2026-12-24", startTime: "12:00:00", endDate: "2026-12-26", endTime: "09:00:00" }],
};

describe("openAt", () => {
  it("agrees with an implementation that walks minute by minute, in any zone, about the days on which clocks change, and for any reading", () => {
    fc.assert(
      fc.property(diary, instant, some, (any, when, readings) =>
        expect(said(openAt(any, when, readings))).toBe(naively(any, when, readings)),
      ),
      { numRuns: 500 },
    );
  });

  it("says open or closed by an entry that holds, and by the flow of that entry", () => {
    expect(openAt(office, "2026-11-30T12:00")).toEqual({ state: "open" });
    expect(openAt(office, "2026-11-30T20:00")).toEqual({ state: "closed", callFlow: "night", by: ["elements.0"] });
    expect(openAt(office, "2026-11-29T12:00")).toEqual({ state: "closed", callFlow: "weekend", by: ["elements.1"] });
    expect(openAt(office, "2026-12-25T12:00")).toEqual({ state: "closed", callFlow: "feast", by: ["exceptions.0"] });
    expect(openAt({ elements: [{ closedTime: "0:00-12:00,*,*,*" }] }, "2026-12-25T11:00")).toEqual({
      ...{ state: "closed", by: ["elements.0"], callFlow: undefined },
    });
  });

  it("takes flows of any kind, and calls a uuid in capitals the same", () => {
    const [day, night] = [{ flow: "day" }, { flow: "night" }];
    const elements = [day, night].map((callFlow, index) => ({ callFlow, closedTime: `${index}:00-${index + 1}:00,*,*,*` }));
    expect(openAt({ elements }, "2026-12-25T01:30")).toEqual({ state: "closed", callFlow: night, by: ["elements.1"] });
    const [lower, upper] = ["ab", "AB"].map((callFlow) => ({ callFlow, closedTime: "0:00-12:00,*,*,*" }));
    expect(openAt({ elements: [lower!, upper!] }, "2026-12-25T01:30")).toMatchObject({ state: "closed", by: ["elements.0", "elements.1"] });
  });

  it.each<[string, string, Readings["night"], string, string[]]>([
    [
      "Monday before dawn",
      "2026-11-30T08:00",
      "startDay",
      "open",
      ["to which day the part of a closed time after midnight belongs: elements.0"],
    ],
    ["Monday before dawn", "2026-11-30T08:00", "eachDay", "closed night", []],
    [
      "the end of an entry",
      "2026-12-01T09:00",
      undefined,
      "open",
      ["whether the minute, or of an exception the second, that ends a closed time is closed"],
    ],
    [
      "two entries",
      "2026-12-25T19:00",
      undefined,
      "closed feast",
      ["which of several wins: elements.0 (18:00-9:00,mon-fri,*,*); exceptions.0"],
    ],
  ])("answers that it is not documented, with the reason and both answers: %s", (_what, time, night, expected, reasons) => {
    const answer = openAt(office, time);
    expect(answer.state).toBe("undocumented");
    if (answer.state !== "undocumented") return;
    expect(answer.possible.map(said)).toContain(expected);
    expect(answer.possible.length).toBeGreaterThan(1);
    for (const reason of reasons) expect(answer.reasons.join("\n")).toContain(`The documents do not say ${reason}`);
    expect(answer.reasons).toHaveLength(answer.questions.length);
    if (night !== undefined) expect(said(openAt(office, time, { night }))).toBe(expected);
  });

  it("names the last day of an exception without endTime, and what would be known of it", () => {
    const open = { exceptions: [{ startDate: "2026-12-24", endDate: "2026-12-24" }] };
    expect(openAt(open, "2026-12-24T12:00")).toMatchObject({ state: "undocumented", questions: ["lastDay"] });
    expect(openAt(open, "2026-12-24T12:00", { lastDay: "closed" }).state).toBe("closed");
    expect(openAt(open, "2026-12-24T12:00", { lastDay: "open" }).state).toBe("open");
  });

  it("agrees with the simulator under every position of its switches", async () => {
    const simulator = await startSimulator();
    try {
      fc.assert(
        fc.property(diary, instant, whole, (any, when, reading) => agrees(simulator, { any, when, reading })),
        { numRuns: 400 },
      );
    } finally {
      await simulator.close();
    }
  });
});

function agrees(simulator: Simulator, { any, when, reading }: { any: Diary; when: Date; reading: Required<Readings> }): void {
  const switches: Partial<Switches> = {
    diaryNight: reading.night,
    diaryLastMinute: reading.lastMinute,
    diaryLastDay: reading.lastDay,
    diaryWinner: reading.winner,
  };
  Object.assign(simulator.switches, switches);
  const renamed = (entries: readonly object[] = []) =>
    entries.map((entry) =>
      Object.fromEntries(
        Object.entries(entry).map(([name, value]) => [name.replace(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`), String(value)]),
      ),
    );
  const record = { timezone: any.timezone ?? "", elements: renamed(any.elements), exceptions: renamed(any.exceptions) };
  const { uuid } = simulator.portal.addObject("timeDiary", record);
  const verdict = simulator.diaryAt(uuid, when);
  expect(said(openAt(any, when, reading))).toBe(verdict.open ? "open" : `closed ${verdict.callFlow || "by none"}`);
  expect(openAt(diaryOf(record), when, reading)).toEqual(openAt(any, when, reading));
  simulator.portal.remove(uuid);
}

describe("openAt, when clocks change", () => {
  const early: Diary = { timezone: "Europe/London", elements: [{ callFlow: "night", closedTime: "0:00-1:30,*,*,*" }] };

  it("moves what is closed with the clock on the wall, in summer by an hour", () => {
    expect(openAt(early, "2026-03-29T00:59Z").state).toBe("closed");
    // The clock goes from 0:59 to 2:00, so the night ends half an hour early.
    expect(openAt(early, "2026-03-29T01:00Z").state).toBe("open");
    expect(openAt(early, "2026-07-01T00:29Z").state).toBe("closed");
    expect(openAt(early, "2026-07-01T00:31Z").state).toBe("open");
  });

  it("is closed twice in an hour that the clock shows twice", () => {
    const [once, between, twice] = ["2026-10-25T00:15Z", "2026-10-25T00:45Z", "2026-10-25T01:15Z"].map((time) => openAt(early, time).state);
    expect([once, between, twice]).toEqual(["closed", "open", "closed"]);
    expect(openAt(early, "2026-10-25T01:15").state).toBe("closed");
  });

  it("refuses a time that the clock leaves out, in the diary's own zone alone", () => {
    expect(() => openAt(early, "2026-03-29T01:15")).toThrow("no clock in Europe/London shows 2026-03-29T01:15: summer time begins then");
    expect(openAt({ ...early, timezone: "Asia/Kolkata" }, "2026-03-29T01:15").state).toBe("closed");
    expect(() => openAt({ ...early, timezone: "Australia/Lord_Howe" }, "2026-10-04T02:15")).toThrow("summer time begins");
  });
});

describe("openAt, with what it cannot know", () => {
  it("says so if an instant has no zone, and asks for none if the clock is given", () => {
    const nowhere: Diary = { ...office, timezone: undefined };
    const instantly = openAt(nowhere, new Date("2026-11-30T12:00Z"));
    expect(instantly).toMatchObject({
      state: "undocumented",
      reasons: ["The diary has no timezone, so the instant may be any time of the day."],
    });
    expect(openAt(nowhere, "2026-11-30T12:00")).toEqual({ state: "open" });
    expect(openAt({ ...nowhere, timezone: "Guildford" }, "2026-11-30T12:00Z")).toMatchObject({
      reasons: ['This machine knows no time zone "Guildford", so the instant may be any time of the day.'],
    });
  });

  it("says so if an entry is of a form that no page shows, cannot be, or is not known yet, and what the others say", () => {
    const live = diaryOf({
      elements: [
        { closed_time: "*,sun,*,*" },
        { closed_time: "25:00-9:00,mon,*,*" },
        7,
        { call_flow: "n", closed_time: "1:00-2:00,*,*,*" },
      ],
    });
    const answer = openAt(live, "2026-11-30T01:30");
    expect(answer).toEqual({
      state: "undocumented",
      questions: [],
      reasons: [
        "elements.0 (*,sun,*,*) has a form that no page shows.",
        "elements.1 (25:00-9:00,mon,*,*) cannot be. 25:00 is no time of the day.",
        "elements.2 has a form that no page shows.",
      ],
      possible: [
        { state: "closed", callFlow: "n", by: ["elements.3"] },
        { state: "closed", callFlow: undefined, by: ["elements.0", "elements.1", "elements.2"] },
      ],
    });
    const alone = { elements: [{ weird: 1, callFlow: "w" }] } as unknown as typeof live;
    expect(openAt(alone, "2026-11-30T01:30")).toMatchObject({
      possible: [{ state: "open" }, { state: "closed", callFlow: "w", by: ["elements.0"] }],
    });
    expect(openAt(diaryOf({ elements: UNKNOWN }), "2026-11-30T01:30")).toMatchObject({ reasons: ["elements.0 is not known yet."] });
  });

  it.each([
    "yesterday",
    "2026-02-30T12:00",
    "2026-11-30",
    "2026-11-30T24:00",
    "2026-11-30 12:00",
    "2026-11-30T12:00+1",
    "2026-12-24T12:30+99:00",
    "2026-12-24T12:30.5Z",
  ])("refuses %s as a time, and says what to write", (time) => {
    expect(() => openAt(office, time)).toThrow(`${JSON.stringify(time)} is no time. Write 2026-12-24T12:30 for what the diary's own clock`);
  });

  it("refuses an invalid Date, and a reading that is none", () => {
    expect(() => openAt(office, new Date(Number.NaN))).toThrow("the time is an invalid Date");
    expect(() => openAt(office, "2026-11-30T12:00", { night: "both" as "eachDay" })).toThrow(
      'no reading night: "both". There are: startDay, eachDay.',
    );
  });
});
