import fc from "fast-check";
import type { ClosedTime, Diary, DiaryException, OpeningHours, OpenTime } from "../../provider/diary/index";

const two = (value: number) => String(value).padStart(2, "0");

/** Minutes of a day, with the first and the last among them. */
const minute = fc.oneof(
  fc.constantFrom(0, 1, 60, 540, 720, 1438, 1439),
  fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
);
const clock = (at: number) => `${Math.floor(at / 60)}:${two(at % 60)}`;

const weekday = fc.constantFrom("mon", "tue", "wed", "thu", "fri", "sat", "sun");
const range = (one: fc.Arbitrary<string>) =>
  fc.oneof(
    one,
    fc.tuple(one, one).map((both) => both.join("-")),
  );
const mostlyAny = (one: fc.Arbitrary<string>) => fc.oneof({ weight: 4, arbitrary: fc.constant("*") }, { weight: 1, arbitrary: range(one) });

const flow = fc.constantFrom("day", "night", undefined);
const withFlow = <T extends object>(entry: fc.Arbitrary<T>) =>
  fc.tuple(entry, flow).map(([made, callFlow]) => ({ ...made, ...(callFlow === undefined ? {} : { callFlow }) }));

const closedTime = fc
  .tuple(
    fc.tuple(minute, minute).filter(([from, to]) => from !== to),
    fc.oneof(range(weekday), fc.constant("*")),
    mostlyAny(fc.integer({ min: 1, max: 28 }).map(String)),
    mostlyAny(fc.constantFrom("jan", "mar", "apr", "oct", "nov")),
  )
  .map(([[from, to], days, dates, months]) => ({ closedTime: `${clock(from)}-${clock(to)},${days},${dates},${months}` }));

/** A moment near the days on which clocks change in Europe and America. */
const nearChange = fc
  .tuple(fc.constantFrom("2026-03-07", "2026-03-28", "2026-04-04", "2026-10-24", "2026-10-31"), fc.integer({ min: 0, max: 3 * 1440 - 1 }))
  .map(([day, after]) => new Date(Date.parse(day) + after * 60_000));

const exception = fc
  .tuple(nearChange, fc.integer({ min: 1, max: 4000 }), fc.boolean(), fc.boolean())
  .map(([start, minutes, hasStart, hasEnd]): DiaryException => {
    const [first, last] = [start, new Date(start.getTime() + minutes * 60_000)].map((at) => at.toISOString());
    const [startDate = "", startTime = ""] = [first?.slice(0, 10), first?.slice(11, 19)];
    const [endDate = "", endTime = ""] = [last?.slice(0, 10), last?.slice(11, 19)];
    return { startDate, endDate, ...(hasStart ? { startTime } : {}), ...(hasEnd ? { endTime } : {}) };
  })
  .filter(
    ({ startDate, startTime = "00:00:00", endDate, endTime }) =>
      endTime === undefined || `${startDate}${startTime}` < `${endDate}${endTime}`,
  );

/** Diaries that can be read, in zones with and without summer time. */
export const diary: fc.Arbitrary<Diary> = fc.record({
  timezone: fc.constantFrom("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"),
  elements: fc.array(withFlow(closedTime) as fc.Arbitrary<ClosedTime>, { maxLength: 4 }),
  exceptions: fc.array(withFlow(exception) as fc.Arbitrary<DiaryException>, { maxLength: 2 }),
});

/** Instants near the days on which clocks change. */
export const instant = nearChange;

/** Opening hours of a week, with up to two times a day that do not overlap; some go past midnight. */
export const openingHours: fc.Arbitrary<OpeningHours> = fc
  .array(
    fc.oneof(
      fc.constantFrom("open" as const, "closed" as const),
      fc.uniqueArray(fc.integer({ min: 0, max: 95 }), { minLength: 2, maxLength: 4 }).map((marks) => {
        const times = [...marks].sort((a, b) => a - b).map((quarter) => clock(quarter * 15));
        const pairs = times.flatMap((from, index) =>
          index % 2 === 0 && index + 1 < times.length ? [`${from}-${times[index + 1] ?? ""}`] : [],
        );
        return pairs as OpenTime[];
      }),
    ),
    { minLength: 7, maxLength: 7 },
  )
  .map(
    (days) =>
      Object.fromEntries(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((name, index) => [name, days[index]])) as OpeningHours,
  );
