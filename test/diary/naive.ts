import type { Diary, DiaryAnswer, Readings } from "../../provider/diary/index";

const DAY = 86_400_000;
const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const YEAR = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = Array.from({ length: 31 }, (_, index) => String(index + 1));

/** What a range such as `fri-mon` names, walked from its first to its last. */
function walked(range: string, circle: readonly string[]): string[] {
  if (range === "*") return [...circle];
  const [first = "", last = first] = range.split("-");
  const names = [first];
  for (let at = circle.indexOf(first); names.at(-1) !== last;) {
    at = (at + 1) % circle.length;
    names.push(circle[at] ?? "");
  }
  return names;
}

/** The minutes at which a closed time is closed around a moment, walked one by one. */
function minutesOf(text: string, around: number, night: string, lastMinute: string): Set<number> {
  const [hours = "", days = "", dates = "", months = ""] = text.split(",");
  const [from = 0, to = 0] = hours.split("-").map((clock) => Number(clock.split(":")[0]) * 60 + Number(clock.split(":")[1]));
  const closed = new Set<number>();
  for (let day = Math.floor(around / DAY) * DAY - 2 * DAY; day <= around + DAY; day += DAY) {
    const date = new Date(day);
    const isNamed =
      walked(days, WEEK).includes(WEEK[(date.getUTCDay() + 6) % 7] ?? "") &&
      walked(dates, MONTH).includes(String(date.getUTCDate())) &&
      walked(months, YEAR).includes(YEAR[date.getUTCMonth()] ?? "");
    if (!isNamed) continue;
    const length = ((to - from + 1440) % 1440) + (lastMinute === "closed" ? 1 : 0);
    for (let step = 0; step < length; step += 1) {
      const minute = from + step;
      closed.add(day + (night === "eachDay" ? minute % 1440 : minute) * 60_000);
    }
  }
  return closed;
}

/** An implementation of no wit: every entry becomes the minutes at which it holds, and every reading is tried. */
export function naively(diary: Diary, instant: Date, known: Readings): DiaryAnswer["state"] | `closed ${string}` {
  const wall = Date.parse(`${instant.toLocaleString("sv-SE", { timeZone: diary.timezone }).replace(" ", "T")}Z`);
  const minute = Math.floor(wall / 60_000) * 60_000;
  const seen = new Set<string>();
  const walks = new Map<string, ReadonlySet<number>>();
  const minutes = (...[text, , night, lastMinute]: Parameters<typeof minutesOf>): ReadonlySet<number> => {
    const key = [text, night, lastMinute].join();
    const walk = walks.get(key) ?? minutesOf(text, minute, night, lastMinute);
    walks.set(key, walk);
    return walk;
  };
  for (const night of known.night === undefined ? ["startDay", "eachDay"] : [known.night])
    for (const lastMinute of known.lastMinute === undefined ? ["open", "closed"] : [known.lastMinute])
      for (const lastDay of known.lastDay === undefined ? ["closed", "open"] : [known.lastDay])
        for (const winner of known.winner === undefined ? ["exception", "first", "last"] : [known.winner]) {
          const elements = (diary.elements ?? []).filter(({ closedTime }) => minutes(closedTime, minute, night, lastMinute).has(minute));
          const exceptions = (diary.exceptions ?? []).filter(({ startDate, startTime = "00:00:00", endDate, endTime }) => {
            const end =
              endTime === undefined
                ? Date.parse(`${endDate}T00:00:00Z`) + (lastDay === "closed" ? DAY : 0)
                : Date.parse(`${endDate}T${endTime}Z`);
            const isAtEnd = wall === end && endTime !== undefined && lastMinute === "closed";
            return wall >= Date.parse(`${startDate}T${startTime}Z`) && (wall < end || isAtEnd);
          });
          const holding = winner === "exception" ? [...exceptions, ...elements] : [...elements, ...exceptions];
          const one = winner === "last" ? holding.at(-1) : holding[0];
          seen.add(one === undefined ? "open" : `closed ${one.callFlow ?? "by none"}`);
        }
  const [only = "open"] = seen;
  return seen.size === 1 ? (only as "open") : "undocumented";
}
