import fc from "fast-check";
import { closedTimes, diaryFindings, openAt, type OpeningHours } from "../../provider/diary/index";
import { openingHours } from "./arbitraries";

const texts = (hours: OpeningHours) => closedTimes(hours).map(({ closedTime }) => closedTime);

describe("closedTimes", () => {
  it("makes closed times of opening hours, days with the same ones together", () => {
    expect(texts({ "mon-fri": "9:00-17:30", sat: "10:00-14:00", sun: "closed" })).toEqual([
      ...["0:00-9:00,mon-fri,*,*", "17:30-23:59,mon-fri,*,*", "0:00-10:00,sat,*,*", "14:00-23:59,sat,*,*", "0:00-23:59,sun,*,*"],
    ]);
  });

  it("leaves lunch breaks out, and joins days that follow each other however they are written", () => {
    const lunch = ["9:00-12:30", "13:30-17:30"] as const;
    const joined = texts({ "mon-tue": lunch, wed: "closed", "thu-fri": lunch, "sat-sun": "closed" });
    expect(joined).toContain("12:30-13:30,mon-tue,*,*");
    expect(joined).toContain("12:30-13:30,thu-fri,*,*");
    expect(joined).toContain("0:00-23:59,sat-sun,*,*");
    expect(joined).toContain("0:00-23:59,wed,*,*");
  });

  it("has nothing to close when a place is always open, and 24:00, 23:59 and 0:00 end a day", () => {
    expect(texts({ "mon-sun": "open" })).toEqual([]);
    expect(texts({ "mon-sun": "0:00-24:00" })).toEqual([]);
    for (const end of ["24:00", "23:59", "0:00"]) expect(texts({ "mon-sun": `18:00-${end}` })).toEqual(["0:00-18:00,mon-sun,*,*"]);
  });

  it("goes on past midnight into the next day, from Sunday into Monday too", () => {
    expect(texts({ "fri-sun": "20:00-2:00", "mon-thu": "closed" })).toEqual([
      ...["2:00-23:59,mon,*,*", "0:00-23:59,tue-thu,*,*", "0:00-20:00,fri,*,*", "2:00-20:00,sat-sun,*,*"],
    ]);
  });

  it("takes a night that goes on into a day that is open all day, in either order", () => {
    const open = ["0:00-20:00,sat,*,*", "0:00-23:59,mon-fri,*,*"].sort();
    expect(texts({ "mon-fri": "closed", sat: "20:00-2:00", sun: "open" }).sort()).toEqual(open);
    expect(texts({ sun: "0:00-24:00", sat: "20:00-2:00", "mon-fri": "closed" }).sort()).toEqual(open);
  });

  it("gives each entry the call flow, whatever that is, and none if there is none", () => {
    const night = { is: "an output" };
    expect(closedTimes({ "mon-sun": "0:00-12:00" }, night)).toEqual([{ callFlow: night, closedTime: "12:00-23:59,mon-sun,*,*" }]);
    expect(closedTimes({ "mon-sun": "0:00-12:00" })).toEqual([{ closedTime: "12:00-23:59,mon-sun,*,*" }]);
  });

  it.each<[string, object, string]>([
    ["a day that is forgotten", { "mon-fri": "9:00-17:00", sun: "closed" }, 'sat: not named. Write "closed" for a day that is not open.'],
    ["a day that is named twice", { "mon-sun": "9:00-17:00", sat: "closed" }, "sat: sat is named by mon-sun, too. Name each day once."],
    ["a day that is none", { "mon-sun": "open", monday: "open" }, "monday: is no day and no range of days."],
    ["an hour that is none", { "mon-sun": "9:00-25:00" }, 'mon-sun: "9:00-25:00" is no time of a day. Write 9:00-17:30'],
    ["a start of 24:00", { "mon-sun": "24:00-9:00" }, 'mon-sun: "24:00-9:00" is no time of a day.'],
    ["a minute after 24:00", { "mon-sun": "9:00-24:01" }, 'mon-sun: "9:00-24:01" is no time of a day.'],
    ["a minute that is none", { "mon-sun": "9:60-17:00" }, 'mon-sun: "9:60-17:00" is no time of a day.'],
    ["a word", { "mon-sun": "always" }, 'mon-sun: "always" is no time of a day.'],
    ["nothing", { "mon-sun": undefined }, "mon-sun: undefined is no time of a day."],
    ["an empty list", { "mon-sun": [] }, "mon-sun: is an empty list."],
    ["a time that ends as it begins", { "mon-sun": "9:00-9:00" }, 'mon-sun: "9:00-9:00" begins and ends at the same time. Write "open"'],
    ["times that overlap", { "mon-sun": ["9:00-13:00", "12:00-17:00"] }, "mon-sun: 12:00-17:00 overlaps another time on mon."],
    ["a night that meets the next morning", { sun: "20:00-9:00", "mon-sat": "8:00-17:00" }, "overlaps another time"],
  ])("refuses %s, and says how to mend it", (_what, hours, message) => {
    expect(() => closedTimes(hours as OpeningHours)).toThrow(message);
  });

  it("says everything that is wrong at once", () => {
    const wrong = () => closedTimes({ mon: "9:00-99:00", tue: "closed" });
    expect(wrong).toThrow("mon:");
    expect(wrong).toThrow("wed, thu, fri, sat, sun: not named.");
  });

  it("gives the opening hours back when openAt is asked minute by minute, but for the minutes that end an entry, and nothing is wrong with it", () => {
    fc.assert(
      fc.property(openingHours, fc.integer({ min: 0, max: 7 * 1440 - 1 }), (hours, minute) => {
        const elements = closedTimes(hours, "night");
        expect(diaryFindings({ elements })).toEqual([]);
        const time = new Date(Date.parse("2026-11-30") + minute * 60_000).toISOString().slice(0, 16);
        const [day, clock] = [["mon", "tue", "wed", "thu", "fri", "sat", "sun"][Math.floor(minute / 1440)] ?? "", time.slice(11)];
        const times = hours[day as "mon"] ?? "closed";
        const isOpen =
          times === "open" ||
          (Array.isArray(times) &&
            times.some((span: string) =>
              span
                .split("-")
                .map((at) => at.padStart(5, "0"))
                .every((at, end) => (end === 1 ? clock < at : clock >= at)),
            ));
        const isEnd = elements.some(({ closedTime }) => closedTime.split(",")[0]?.split("-")[1]?.padStart(5, "0") === clock);
        const answer = openAt({ elements }, time);
        if (isEnd && answer.state === "undocumented") expect(answer.questions).toEqual(["lastMinute"]);
        else expect(answer.state).toBe(isOpen ? "open" : "closed");
        // What is read as the minute before is sure.
        if (clock !== "23:59") expect(openAt({ elements }, time, { lastMinute: "open" }).state).toBe(isOpen ? "open" : "closed");
      }),
      { numRuns: 400 },
    );
  });
});
