import { closedTimes, type Diary, drawWeek, weekOf, weekTable } from "../../provider/diary/index";

const shop: Diary = {
  timezone: "Europe/London",
  elements: closedTimes({ "mon-fri": "9:00-17:30", "sat-sun": "closed" }, "night"),
  exceptions: [{ callFlow: "feast", startDate: "2026-12-24", startTime: "12:00:00", endDate: "2026-12-26", endTime: "23:59:59" }],
};

describe("weekOf", () => {
  it("is the week from Monday that a day is in, in spans, with exceptions in their place", () => {
    const { days, isRounded } = weekOf(shop, "2026-11-29", { winner: "exception" });
    expect(days.map(({ name }) => name)).toEqual([
      ...["mon 23 nov", "tue 24 nov", "wed 25 nov", "thu 26 nov", "fri 27 nov", "sat 28 nov", "sun 29 nov"],
    ]);
    expect(days[0]?.spans.map(({ from, to, answer }) => [from, to, answer.state])).toEqual([
      [0, 540, "closed"],
      [540, 1050, "open"],
      [1050, 1440, "closed"],
    ]);
    expect(isRounded).toBe(true);
    const eve = weekOf(shop, "2026-12-24", { winner: "exception" }).days[3];
    expect(eve?.spans.map(({ from, answer }) => [from, answer.state === "closed" ? answer.callFlow : answer.state])).toEqual([
      [0, "night"],
      [540, "open"],
      [720, "feast"],
    ]);
  });

  it("shows the last minutes as they are once it is known how they are", () => {
    const { days, isRounded } = weekOf(shop, "2026-11-29", { lastMinute: "closed" });
    expect(days[0]?.spans.map(({ to }) => to)).toEqual([541, 1050, 1440]);
    expect(isRounded).toBe(false);
  });

  it("refuses what is no day", () => {
    for (const day of ["2026-02-30", "today", "2026-1-1"])
      expect(() => weekOf(shop, day)).toThrow(`${JSON.stringify(day)} is no day such as`);
  });
});

describe("a week in words", () => {
  it("says of each day what is open, closed and by whom, and not documented, and why", () => {
    const { rows, notes } = weekTable(weekOf(shop, "2026-12-24"), { nameOf: (flow) => (flow === "night" ? "Night line" : undefined) });
    expect(rows[0]).toEqual({
      day: "mon 21 dec",
      open: ["9:00-17:30"],
      closed: ["0:00-9:00 Night line", "17:30-24:00 Night line"],
      undocumented: [],
    });
    expect(rows[3]).toEqual({
      day: "thu 24 dec",
      open: ["9:00-12:00"],
      closed: ["0:00-9:00 Night line", "12:00-17:30 feast"],
      undocumented: ["17:30-24:00"],
    });
    expect(notes[0]).toContain("The documents do not say which of several wins: elements.1 (17:30-23:59,mon-fri,*,*); exceptions.0");
    expect(notes.at(-1)).toContain("Whether the last minute of an entry is closed is not documented");
  });

  it("says that there is no time zone, and that an entry has no flow", () => {
    const { rows, notes } = weekTable(weekOf({ elements: [{ closedTime: "0:00-12:00,mon,*,*" }] }, "2026-11-30"));
    expect(rows[0]?.closed).toEqual(["0:00-12:00 no call flow"]);
    expect(notes[0]).toContain("The diary has no timezone");
  });
});

describe("a picture of a week", () => {
  it("has a bar for each span, a legend, and names that are safe in XML", () => {
    const drawn = drawWeek(weekOf(shop, "2026-12-24"), { title: "Shop <1>", nameOf: (flow) => `${flow} & more\u0007` });
    expect(drawn).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="840"/);
    expect(drawn).toContain("Shop &#60;1&#62; · Europe/London · week of 2026-12-21");
    expect(drawn).toContain("<title>mon 21 dec 9:00-17:30 open</title>");
    expect(drawn).toContain("closed: night &#38; more\ufffd");
    expect(drawn).not.toContain("<1>");
    expect(drawn).not.toContain("& more");
    expect(drawn).toMatch(/<rect class="undocumented"[^>]*><title>thu 24 dec 17:30-24:00 not documented\nThe documents do not say which/);
    // 540 minutes from the left edge, 510 long.
    expect(drawn).toContain('<rect class="open" x="374" y="55" width="255" height="22">');
  });
});
