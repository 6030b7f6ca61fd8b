import fc from "fast-check";
import { diaryFindings, findingsSince } from "../../provider/diary/index";
import { type Entry, entriesOf } from "../../provider/diary/entries";
import { overlapOf } from "../../provider/diary/overlaps";
import { UNKNOWN } from "../../provider/common/values";
import { json } from "../callflow/arbitraries";

const weekly = (closedTime: unknown, callFlow: unknown = "night") => ({ callFlow, closedTime });
const from = (startDate: string, endDate: string, more: object = {}) => ({ startDate, endDate, endTime: "23:59:59", ...more });
const brief = (diary: unknown) => diaryFindings(diary).map(({ code, path, message, hint }) => `${code} ${path}: ${message} ${hint}`);

describe("diaryFindings", () => {
  it("finds nothing in the forms that the page of 2021 shows, nor where entries only touch, or meet with one flow", () => {
    const elements = ["18:00-9:00,mon-fri,*,*", "9:00-10:00,mon,*,*", "0:00-23:59,fri-mon,1-7,dec-jan", "5:00-06:00,sun,29,feb"];
    const exceptions = [
      from("2026-12-24", "2026-12-26", { startTime: "12:00:00" }),
      from("2026-12-26", "2026-12-27", { startTime: "23:59:59" }),
    ];
    expect(diaryFindings({ elements: elements.map((text) => weekly(text)), exceptions })).toEqual([]);
  });

  it.each<[string, string]>([
    ["25:00-9:00,mon,*,*", "25:00 is no time of the day. Hours go from 0 to 23, minutes from 00 to 59."],
    ["18:00-24:00,mon,*,*", "24:00 is no time of the day. Write 23:59 for the end of a day; no page shows 24:00."],
    ["18:00-9:60,mon,*,*", "9:60 is no time of the day."],
    ["9:00-9:00,mon,*,*", "It begins and ends at 9:00, and whether that is nothing or a whole day is not documented. Write 0:00-23:59"],
    ["18:00-9:00,mon-fry,*,*", '"fry" is no day of the week. Did you mean fri?'],
    ["18:00-9:00,monday,*,*", '"monday" is no day of the week. Did you mean mon?'],
    ["18:00-9:00,xyz,*,*", '"xyz" is no day of the week. Write sun, mon, tue, wed, thu, fri, sat, or *.'],
    ["18:00-9:00,mon,0,*", "0 is no day of a month. Days of a month go from 1 to 31."],
    ["18:00-9:00,mon,*,jann", '"jann" is no month. Did you mean jan?'],
    ["18:00-9:00,*,31,feb", "There is no day 31 of feb, so it never comes."],
    ["25:00-9:00,mon&wed,*,*", "25:00 is no time of the day."],
    ["9-17,mon,0,*", "0 is no day of a month."],
    ["9-17,fry,*,*", '"fry" is no day of the week. Did you mean fri?'],
    ["18:00-9:00,*,30-31,feb", "There is no day 30-31 of feb, so it never comes."],
  ])("refuses a closed time of %s, and says why and what to write", (text, reason) => {
    const [finding, ...more] = diaryFindings({ elements: [weekly(text)] });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: "impossible", severity: "error", path: "elements.0" });
    expect(`${finding?.message ?? ""} ${finding?.hint ?? ""}`).toContain(`${JSON.stringify(text)}: ${reason}`);
  });

  it.each<[string, object, string]>([
    [
      "a day that does not come",
      from("2026-02-31", "2026-03-02"),
      '"2026-02-31 to 2026-03-02 23:59:59": There is no day 2026-02-31. Mend the date.',
    ],
    ["an hour that is none", from("2026-02-01", "2026-02-02", { endTime: "25:00:00" }), "25:00:00 is no time of the day. Times go from"],
    ["24:00:00", from("2026-02-01", "2026-02-02", { endTime: "24:00:00" }), "24:00:00 is no time of the day. Write 23:59:59"],
    ["days in the wrong order", from("2026-12-26", "2026-12-24"), "It ends before it begins. Swap the two, or mend the dates."],
    ["days in the wrong order without times", { startDate: "2026-12-26", endDate: "2026-12-24" }, "It ends before it begins."],
    [
      "times in the wrong order",
      from("2026-12-24", "2026-12-24", { startTime: "12:00:00", endTime: "09:00:00" }),
      "It ends before it begins.",
    ],
    [
      "a day that does not come beside a time of another form",
      from("2026-02-31", "2026-03-01", { startTime: "9:00" }),
      "There is no day 2026-02-31.",
    ],
    ["a time that is none beside a day of another form", from("24.12.2026", "2026-12-24", { endTime: "25:00:00" }), "25:00:00 is no time"],
    ["no length", from("2026-12-24", "2026-12-24", { startTime: "12:00:00", endTime: "12:00:00" }), "It ends when it begins."],
  ])("refuses an exception with %s", (_what, exception, reason) => {
    const errors = diaryFindings({ exceptions: [exception] }).filter(({ severity }) => severity === "error");
    expect(errors).toMatchObject([{ code: "impossible", path: "exceptions.0" }]);
    expect(`${errors[0]?.message ?? ""} ${errors[0]?.hint ?? ""}`).toContain(reason);
  });

  it("warns of a form that no page shows, and that an exception has no end", () => {
    const elements = ["*,sun,*,*", "18:00-9:00,mon-fri", "9-17,mon,*,*", "18:00-9:00,mon&wed,*,*"].map((text) => weekly(text));
    const found = diaryFindings({
      elements,
      exceptions: [from("24.12.2026", "26.12.2026"), from("2026-12-24", "2026-12-24", { endTime: "" })],
    });
    expect(found.map(({ code, severity, path }) => `${code} ${severity} ${path}`)).toEqual([
      ...[0, 1, 2, 3].map((index) => `form-unknown warning elements.${index}`),
      "form-unknown warning exceptions.0",
      "end-missing warning exceptions.1",
    ]);
  });

  it("refuses entries of one list that hold at one time with different flows, in whatever part of a year they meet", () => {
    expect(brief({ elements: [weekly("18:00-9:00,mon-fri,*,*", "a"), weekly("20:00-21:00,wed,*,*", "b")] })).toEqual([
      'overlap elements.1: "20:00-21:00,wed,*,*" and "18:00-9:00,mon-fri,*,*" (elements.0) hold at one time, on wed from 20:00, with different call flows, and which of them wins is not documented. Shorten one of them, or give both the same callFlow.',
    ]);
    expect(brief({ elements: [weekly("1:00-2:00,*,29,feb", "a"), weekly("1:30-3:00,thu,*,*", "b")] })[0]).toContain("on thu from 1:30");
    expect(brief({ elements: [weekly("1:00-2:00,mon,*,*", "a"), weekly("1:30-3:00,tue,*,*", "b")] })).toEqual([]);
    expect(brief({ elements: [weekly("1:00-2:00,*,1-3,*", "a"), weekly("1:30-3:00,*,4-31,*", "b")] })).toEqual([]);
    const apart = [from("2026-12-01", "2026-12-03", { callFlow: "a" }), from("2026-12-03", "2026-12-05", { callFlow: "b" })];
    expect(brief({ exceptions: apart })[0]).toContain("overlap exceptions.1:");
    expect(brief({ exceptions: [apart[0], { ...apart[1], startDate: "2026-12-04" }] })).toEqual([]);
  });

  it("looks once for the days of each closed time, however many others there are", () => {
    const looks = (count: number) => {
      const elements = Array.from({ length: count }, (_, index) => weekly(`0:00-23:59,*,${index + 1},dec`, `flow ${index}`));
      const [first, ...others] = entriesOf({ elements }).read;
      if (first === undefined) throw new Error("No entry was read.");
      let asked = 0;
      const counted: Entry = { ...first, holds: (wall, reading) => ((asked += 1), first.holds(wall, reading)) };
      for (const other of others) expect(overlapOf(counted, other)).toBeUndefined();
      return asked;
    };
    expect(looks(2)).toBeGreaterThan(10_000);
    expect(looks(12) / looks(2)).toBeLessThan(1.1);
  });

  it("only warns where hours after midnight meet by one reading of the documents, and refuses nothing where an exception meets the week", () => {
    const elements = [weekly("17:30-9:00,mon-sat,*,*", "a"), weekly("0:00-23:59,sun,*,*", "b")];
    const found = diaryFindings({ elements, exceptions: [from("2026-12-01", "2026-12-03", { callFlow: "c" })] });
    expect(found).toMatchObject([{ code: "overlap-possible", severity: "warning", path: "elements.1" }]);
    expect(found[0]?.message).toContain("on sun from 0:00");
  });

  it("reports nothing about what is not known yet", () => {
    expect(diaryFindings({ elements: UNKNOWN, exceptions: [UNKNOWN, { startDate: UNKNOWN, endDate: "2026-02-31" }] })).toEqual([]);
    expect(diaryFindings({ elements: [weekly(UNKNOWN), weekly("1:00-2:00,*,*,*", UNKNOWN), weekly("1:00-2:00,*,*,*", "a")] })).toEqual([]);
    expect(diaryFindings(UNKNOWN)).toEqual([]);
  });

  it("takes anything, and never throws", () => {
    fc.assert(
      fc.property(json, json, (elements, exceptions) => {
        expect(Array.isArray(diaryFindings({ elements, exceptions }))).toBe(true);
      }),
    );
  });
});

describe("findingsSince", () => {
  it("leaves out what was there before, wherever that stands now", () => {
    const [bad, good] = [weekly("25:00-9:00,mon,*,*"), weekly("7:00-8:00,mon,*,*")];
    expect(findingsSince({ elements: [good, bad] }, { elements: [bad] })).toEqual([]);
    const worse = weekly("26:00-9:00,mon,*,*");
    expect(findingsSince({ elements: [good, bad, worse] }, { elements: [bad] })).toMatchObject([{ path: "elements.2" }]);
    const [a, b, c] = ["a", "b", "c"].map((name) => weekly("1:00-2:00,*,*,*", name));
    expect(findingsSince({ elements: [good, a, b] }, { elements: [a, b] })).toMatchObject([]);
    expect(
      findingsSince(
        {
          elements: [
            { ...c, closedTime: "3:00-5:00,*,*,*" },
            { ...a, closedTime: "4:00-6:00,*,*,*" },
          ],
        },
        {},
      ),
    ).toHaveLength(1);
  });
});
