import { clockText, DAY, DAYS, dayText, minuteOf, startOfDay, type WallTime, weekdayOf } from "./clock";
import type { Entry } from "./entries";
import type { Reading } from "./readings";

/** Where two entries hold at one time. */
export interface Overlap {
  /** When, in words: `on sat from 0:00`. */
  readonly when: string;
  /** Whether they do however the documents are read. */
  readonly isCertain: boolean;
}

/** Read so that entries hold as short as can be: what only touches another one does not overlap it. */
const shortest: Omit<Reading, "night"> = { lastMinute: "open", lastDay: "open", winner: "first" };

/** The first overlap of two entries of one list; undefined if there is none. */
export function overlapOf(a: Entry, b: Entry): Overlap | undefined {
  const nights = (["startDay", "eachDay"] as const).map((night) => meeting(a, b, { ...shortest, night }));
  const first = nights.find((wall) => wall !== undefined);
  if (first === undefined) return undefined;
  const day = a.isException ? dayText(first) : (DAYS[weekdayOf(first)] ?? "");
  return { when: `on ${day} from ${clockText(minuteOf(first))}`, isCertain: nights.every((wall) => wall !== undefined) };
}

/** Two entries that meet at all do so where one of them begins, or at a midnight: only there does what holds change to more. */
function meeting(a: Entry, b: Entry, reading: Reading): WallTime | undefined {
  const begins = [...new Set([...a.begins, ...b.begins])].sort((one, other) => one - other);
  const both = (wall: WallTime): boolean => a.holds(wall, reading) && b.holds(wall, reading);
  if (a.isException) return begins.find(both);
  const ofDay = [0, ...begins];
  for (const day of a.isWeekly && b.isWeekly ? WEEK : sharedDays(a, b, reading)) {
    const at = ofDay.find((second) => both(FIRST + day * DAY + second));
    if (at !== undefined) return FIRST + day * DAY + at;
  }
  return undefined;
}

/** The days of the calendar on which both hold at some time. */
function sharedDays(a: Entry, b: Entry, reading: Reading): readonly number[] {
  const others = new Set(daysOf(b, reading));
  return daysOf(a, reading).filter((day) => others.has(day));
}

const known = new WeakMap<Entry, Partial<Record<Reading["night"], readonly number[]>>>();

/** The days of the calendar on which a closed time holds, looked for once: a diary of thirty holidays has 435 pairs of them. */
function daysOf(entry: Entry, reading: Reading): readonly number[] {
  const { [reading.night]: found, ...others } = known.get(entry) ?? {};
  if (found !== undefined) return found;
  const holdsOn = (day: number) => [0, ...entry.begins].some((second) => entry.holds(FIRST + day * DAY + second, reading));
  const days = Array.from({ length: CALENDAR }, (_, day) => day).filter(holdsOn);
  known.set(entry, { ...others, [reading.night]: days });
  return days;
}

/** A week, and the Monday after it: a time past midnight of its Sunday. */
const WEEK = Array.from({ length: 8 }, (_, day) => day);

/** A Monday. */
const FIRST = startOfDay("2024-01-01") ?? 0;

/** The days of 28 years, after which dates fall on the same days of the week again. */
const CALENDAR = 28 * 365 + 7;
