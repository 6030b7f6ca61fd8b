/**
 * What a clock on the wall shows, in seconds, as if there were no time zones. So days are 86,400 seconds long, and a day can be added without a thought of
 * summer time.
 */
export type WallTime = number;

export const DAY = 86_400;

/** Two times of a day, such as `9:00-17:30`: their hours and minutes are its groups. */
export const HOURS = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/;

const timeOfDay = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** The second of the day that a time such as `9:00`, `09:00` or `09:00:00` names; undefined if it names none. */
export function secondOfDay(text: unknown): number | undefined {
  const found = typeof text === "string" ? timeOfDay.exec(text.trim()) : null;
  if (found === null) return undefined;
  const [hour = 0, minute = 0, second = 0] = found.slice(1).map((digits: string | undefined) => Number(digits ?? 0));
  return hour > 23 || minute > 59 || second > 59 ? undefined : hour * 3600 + minute * 60 + second;
}

/** Day names as the API writes them, by number: 0 is Sunday. */
export const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

/** Month names as the API is assumed to write them. */
export const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] as const;

/** The day of the week of a wall time: 0 is Sunday. */
export function weekdayOf(wall: WallTime): number {
  return (((Math.floor(wall / DAY) + 4) % 7) + 7) % 7;
}

/** The day of the month and the month of a wall time, both from 1. */
export function dateOf(wall: WallTime): { readonly date: number; readonly month: number } {
  const day = new Date(wall * 1000);
  return { date: day.getUTCDate(), month: day.getUTCMonth() + 1 };
}

/** The minute of the day of a wall time. */
export function minuteOf(wall: WallTime): number {
  return Math.floor((((wall % DAY) + DAY) % DAY) / 60);
}

/** The wall time at the beginning of a day such as `2026-12-24`; undefined if there is no such day. */
export function startOfDay(date: string): WallTime | undefined {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  const begins = new Date(Date.UTC(year, month - 1, day));
  return begins.toISOString().slice(0, 10) === date ? begins.getTime() / 1000 : undefined;
}

/** A day as it is written: `2026-12-24`. */
export function dayText(wall: WallTime): string {
  return new Date(wall * 1000).toISOString().slice(0, 10);
}

/** Minutes of a day as the API's example writes them: `9:00`. */
export function clockText(minute: number): string {
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock in a time zone shows at an instant, to the second. @throws RangeError if this machine does not know the zone. */
export function wallTimeOf(instant: Date, zone: string): WallTime {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    const digits = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const;
    clock = new Intl.DateTimeFormat("en-US", { ...digits, timeZone: zone, hourCycle: "h23", calendar: "gregory", numberingSystem: "latn" });
    clocks.set(zone, clock);
  }
  const parts = new Map(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) / 1000;
}

/** Whether clocks in a zone ever show a wall time: they leave an hour out when summer time begins. */
export function isShown(wall: WallTime, zone: string): boolean {
  return [wall - DAY, wall + DAY].some((near) => {
    const offset = wallTimeOf(new Date(near * 1000), zone) - near;
    return wallTimeOf(new Date((wall - offset) * 1000), zone) === wall;
  });
}

const written = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;
const withOffset = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** A time that a program asks about: an instant, or what the clock on the diary's wall shows. */
export type AskedTime = { readonly instant: Date } | { readonly wall: WallTime };

/** Reads a time that a program asks about. @throws TypeError with what to write, unless it is a time. */
export function readTime(time: Date | string): AskedTime {
  if (time instanceof Date) {
    if (Number.isNaN(time.getTime())) throw new TypeError("openAt: the time is an invalid Date.");
    return { instant: time };
  }
  const [, local] = withOffset.exec(time) ?? [];
  const instant = new Date(local !== undefined && readWall(local) !== undefined ? time : NaN);
  if (!Number.isNaN(instant.getTime())) return { instant };
  const wall = local === undefined ? readWall(time) : undefined;
  if (wall !== undefined) return { wall };
  throw new TypeError(
    `openAt: ${JSON.stringify(time)} is no time. Write 2026-12-24T12:30 for what the diary's own clock shows, 2026-12-24T12:30Z or ` +
      "2026-12-24T12:30+01:00 for an instant, or pass a Date.",
  );
}

function readWall(text: string): WallTime | undefined {
  const [, date = "", hour, minute, second = "0"] = written.exec(text) ?? [];
  const begins = date === "" ? undefined : startOfDay(date);
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  return begins === undefined || hours > 23 || minutes > 59 || seconds > 59 ? undefined : begins + hours * 3600 + minutes * 60 + seconds;
}
