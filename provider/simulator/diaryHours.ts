import type { JsonObject } from "./json";
import { asObjects, asText } from "./json";
import type { Switches } from "./switches";

/**
 * What the platform does with callers at a time. The page of 2021 shows the form of entries and no rule; that an exception is a closed time, too, is a
 * [guess], and every rule that is not plain from the form is a switch.
 */
export type DiaryVerdict = { readonly open: true } | { readonly open: false; readonly callFlow: string };

/** A wall clock: `2026-12-24` and `12:30:00`, which compare as texts. */
interface Wall {
  readonly day: string;
  readonly time: string;
}

/** What happens at an instant. Without a time zone it is that of UTC [guess]. */
export function diaryVerdict(record: JsonObject, instant: Date, switches: Switches): DiaryVerdict {
  const wall = wallClock(instant, asText(record["timezone"]) || "UTC");
  const elements = asObjects(record["elements"]).filter((entry) => closes(entry, wall, switches));
  const exceptions = asObjects(record["exceptions"]).filter((entry) => excepts(entry, wall, switches));
  const matching = switches.diaryWinner === "exception" ? [...exceptions, ...elements] : [...elements, ...exceptions];
  const winner = switches.diaryWinner === "last" ? matching.at(-1) : matching[0];
  return winner === undefined ? { open: true } : { open: false, callFlow: asText(winner["call_flow"]) };
}

function wallClock(instant: Date, timeZone: string): Wall {
  const [day = "", time = ""] = instant.toLocaleString("sv-SE", { timeZone }).split(" ");
  return { day, time };
}

const CLOSED_TIME = /^(\d{1,2}:\d\d)-(\d{1,2}:\d\d),([^,]+),([^,]+),([^,]+)$/;

/** Whether a closed time such as `18:00-9:00,mon-fri,*,*` holds. */
function closes(entry: JsonObject, { day, time }: Wall, { diaryNight, diaryLastMinute }: Switches): boolean {
  const found = CLOSED_TIME.exec(asText(entry["closed_time"]));
  if (found === null) return false;
  const [from = "", to = "", ...days] = found.slice(1);
  const [begin, end, now] = [from.padStart(5, "0"), to.padStart(5, "0"), time.slice(0, 5)];
  const isBeforeEnd = now < end || (now === end && diaryLastMinute === "closed");
  if (begin < end) return now >= begin && isBeforeEnd && isNamed(day, days);
  const isEvening = now >= begin && isNamed(day, days);
  return isEvening || (isBeforeEnd && isNamed(diaryNight === "eachDay" ? day : dayBefore(day), days));
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** Whether a day is among days of the week, of the month, and months. */
function isNamed(day: string, [weekdays = "", dates = "", months = ""]: readonly string[]): boolean {
  const words = new Date(day).toUTCString().toLowerCase().split(/[ ,]+/);
  const [weekday = "", date = "", month = ""] = words;
  return (
    isInRange(weekday, weekdays, ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]) &&
    isInRange(
      String(Number(date)),
      dates,
      Array.from({ length: 31 }, (_, index) => String(index + 1)),
    ) &&
    isInRange(month, months, ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
  );
}

/** Whether a value is in `*`, `mon` or `fri-mon`: counted from the first, it comes before the last. */
function isInRange(value: string, range: string, circle: readonly string[]): boolean {
  if (range === "*") return true;
  const [first = "", last = first] = range.split("-");
  for (let at = circle.indexOf(first), steps = 0; at >= 0 && steps < circle.length; at = (at + 1) % circle.length, steps += 1) {
    if (circle[at] === value) return true;
    if (circle[at] === last) return false;
  }
  return false;
}

/** Whether an exception holds: one period from its first to its last moment [guess]. */
function excepts(entry: JsonObject, { day, time }: Wall, { diaryLastMinute, diaryLastDay }: Switches): boolean {
  const text = (key: string): string => asText(entry[key]);
  const now = `${day} ${time}`;
  if (now < `${text("start_date")} ${text("start_time") || "00:00:00"}`) return false;
  if (text("end_time") === "") return diaryLastDay === "closed" ? day <= text("end_date") : day < text("end_date");
  const end = `${text("end_date")} ${text("end_time")}`;
  return now < end || (now === end && diaryLastMinute === "closed");
}
