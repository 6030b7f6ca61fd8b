import { isTimeZone } from "../common/timeZone";
import { dayText, isShown, readTime, type WallTime, wallTimeOf, weekdayOf } from "../diary/clock";

/** When a call comes: as a diary takes it, and in words. */
export interface Moment {
  readonly asked: Date | string;
  inWords(zone: string | undefined): string;
}

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTH_NAMES = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The moment of a call, or what is wrong with it. @param timezone that of the clock in `at`, if it says none. */
export function momentOf(at: Date | string, timezone: string | undefined): Moment | { readonly problem: string } {
  const text = typeof at === "string" ? at.trim().replace(/^(\d{4}-\d{2}-\d{2}) +(?=\d)/, "$1T") : at;
  let time: ReturnType<typeof readTime>;
  try {
    time = readTime(text);
  } catch {
    return {
      problem: `at: ${String(at)} is no time. Write "2026-12-25 10:00" for what the clock on the wall shows, or "2026-12-25T10:00Z" for an instant.`,
    };
  }
  if (timezone === undefined || "instant" in time) return { asked: text, inWords: (zone) => wordsOf(time, zone) };
  if (!isTimeZone(timezone))
    return { problem: `timezone: this machine knows no time zone ${JSON.stringify(timezone)}. Write one such as "Europe/London".` };
  if (!isShown(time.wall, timezone))
    return { problem: `at: no clock in ${timezone} shows ${String(at)}: summer time begins then. Call an hour later.` };
  const [first = new Date(Number.NaN), second] = instantsOf(time.wall, timezone);
  const which =
    second === undefined ? "" : ` (the first of two times that a clock in ${timezone} shows so; the second is ${isoOf(second)})`;
  return { asked: first, inWords: (zone) => `${wordsOf({ instant: first }, zone ?? timezone)}${which}` };
}

/** The instants at which a clock in a zone shows a wall time, the first one first: two when summer time ends. */
function instantsOf(wall: WallTime, zone: string): Date[] {
  const offsets = [wall - 86_400, wall + 86_400].map((near) => wallTimeOf(new Date(near * 1000), zone) - near);
  const instants = offsets.map((offset) => wall - offset).filter((instant) => wallTimeOf(new Date(instant * 1000), zone) === wall);
  return [...new Set(instants)].sort((a, b) => a - b).map((instant) => new Date(instant * 1000));
}

function isoOf(instant: Date): string {
  return instant.toISOString().replace(/:00\.000Z$/, "Z");
}

function wordsOf(time: ReturnType<typeof readTime>, zone: string | undefined): string {
  if ("wall" in time) {
    const isTwice = zone !== undefined && isTimeZone(zone) && instantsOf(time.wall, zone).length > 1;
    const twice = isTwice ? ["(shown twice that day; hours are the same both times)"] : [];
    return [wallInWords(time.wall), ...(zone === undefined ? [] : [zone]), ...twice].join(" ");
  }
  if (zone === undefined || !isTimeZone(zone)) return `${wallInWords(time.instant.getTime() / 1000)} UTC`;
  return `${wallInWords(wallTimeOf(time.instant, zone))} ${zone}`;
}

function wallInWords(wall: WallTime): string {
  const [year = "", month = "", day = ""] = dayText(wall).split("-");
  const clock = new Date(wall * 1000).toISOString().slice(11, 19).replace(/:00$/, "");
  return `${WEEKDAYS[weekdayOf(wall)] ?? ""} ${Number(day)} ${MONTH_NAMES[Number(month) - 1] ?? ""} ${year} ${clock}`;
}
