import { nearest } from "../common/nearest";
import { clockText, DAY, DAYS, dateOf, HOURS, minuteOf, MONTHS, type WallTime, weekdayOf } from "./clock";
import type { Reading } from "./readings";

/** The first and the last of a range that may go round its end, as `fri-mon` does; undefined is `*`. */
export type Range = readonly [first: number, last: number] | undefined;

/** A closed time of the documented form. */
export interface Weekly {
  /** Minutes from midnight; before `from`, it is on the next day. */
  readonly from: number;
  readonly to: number;
  readonly weekdays: Range;
  readonly dates: Range;
  readonly months: Range;
}

/** One thing that cannot be, and what to write instead. */
export interface Problem {
  readonly message: string;
  readonly hint: string;
}

/** What a text or an object of a diary says: of a form that no page shows, impossible, or known. */
export type Read<Known> =
  | { readonly form: "unknown" }
  | { readonly form: "impossible"; readonly problems: readonly Problem[] }
  | { readonly form: "known"; readonly known: Known };

const names = /^(?:\*|[a-z]+(?:-[a-z]+)?)$/i;
const dates = /^(?:\*|\d{1,2}(?:-\d{1,2})?)$/;

/** Reads a closed time such as `18:00-9:00,mon-fri,*,*`, each part by itself. What is not of this form may be one that no page shows. */
export function readClosedTime(text: unknown): Read<Weekly> {
  const parts = typeof text === "string" ? text.split(",").map((part) => part.trim()) : [];
  const [time = "", weekday = "", date = "", month = ""] = parts;
  if (parts.length !== 4) return { form: "unknown" };
  const found = HOURS.exec(time);
  const isShown = found !== null && names.test(weekday) && dates.test(date) && names.test(month);
  const problems: Problem[] = [];
  const [from, to] = found === null ? [0, 0] : [minutesOf(found[1], found[2], problems), minutesOf(found[3], found[4], problems)];
  if (from === to && found !== null && problems.length === 0) problems.push(nothingOrAll(from));
  const known = {
    ...{ from, to },
    weekdays: namedRange(weekday, { names: DAYS, what: "day of the week", first: 0 }, problems),
    dates: datesIn(date, problems),
    months: namedRange(month, { names: MONTHS, what: "month", first: 1 }, problems),
  };
  if (isShown && problems.length === 0 && !comes(known)) problems.push(neverComes(date, month));
  if (problems.length > 0) return { form: "impossible", problems };
  return isShown ? { form: "known", known } : { form: "unknown" };
}

function minutesOf(hour = "", minute = "", problems: Problem[]): number {
  if (Number(hour) > 23 || Number(minute) > 59) {
    problems.push({
      message: `${hour}:${minute} is no time of the day.`,
      hint: hour === "24" ? "Write 23:59 for the end of a day; no page shows 24:00." : "Hours go from 0 to 23, minutes from 00 to 59.",
    });
  }
  return Number(hour) * 60 + Number(minute);
}

function nothingOrAll(minute: number): Problem {
  return {
    message: `It begins and ends at ${clockText(minute)}, and whether that is nothing or a whole day is not documented.`,
    hint: "Write 0:00-23:59 for a whole day, or leave the entry out.",
  };
}

function neverComes(date: string, month: string): Problem {
  return { message: `There is no day ${date} of ${month}, so it never comes.`, hint: "Mend the day of the month, or the month." };
}

interface Named {
  readonly names: readonly string[];
  readonly what: string;
  /** The number of the first name. */
  readonly first: number;
}

function namedRange(text: string, { names: all, what, first }: Named, problems: Problem[]): Range {
  if (text === "*" || !names.test(text)) return undefined;
  const [from = -1, to = from] = text.split("-").map((name) => {
    const at = all.indexOf(name.toLowerCase());
    if (at < 0) problems.push({ message: `${JSON.stringify(name)} is no ${what}.`, hint: didYouMean(name, all) });
    return at + first;
  });
  return [from, to];
}

function didYouMean(name: string, all: readonly string[]): string {
  const guess = nearest(name, all) ?? all.find((one) => name.toLowerCase().startsWith(one));
  return guess === undefined ? `Write ${all.join(", ")}, or *.` : `Did you mean ${guess}?`;
}

function datesIn(text: string, problems: Problem[]): Range {
  if (text === "*" || !dates.test(text)) return undefined;
  const [from = 0, to = from] = text.split("-").map(Number);
  for (const date of new Set([from, to])) {
    if (date < 1 || date > 31) problems.push({ message: `${date} is no day of a month.`, hint: "Days of a month go from 1 to 31." });
  }
  return [from, to];
}

const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function comes({ dates: days, months }: Weekly): boolean {
  return DAYS_OF_MONTHS.some(
    (last, index) => isWithin(index + 1, months) && Array.from({ length: last }, (_, day) => day + 1).some((date) => isWithin(date, days)),
  );
}

function isWithin(value: number, range: Range): boolean {
  if (range === undefined) return true;
  const [first, last] = range;
  return first <= last ? value >= first && value <= last : value >= first || value <= last;
}

/** Whether a closed time names the day of a wall time. */
function namesDay({ weekdays, dates: days, months }: Weekly, wall: WallTime): boolean {
  if (!isWithin(weekdayOf(wall), weekdays)) return false;
  if (days === undefined && months === undefined) return true;
  const { date, month } = dateOf(wall);
  return isWithin(date, days) && isWithin(month, months);
}

/** Whether a closed time holds at a wall time. */
export function holdsWeekly(time: Weekly, wall: WallTime, { night, lastMinute }: Pick<Reading, "night" | "lastMinute">): boolean {
  const minute = minuteOf(wall);
  const end = lastMinute === "closed" ? time.to + 1 : time.to;
  if (time.from < time.to) return minute >= time.from && minute < end && namesDay(time, wall);
  if (minute >= time.from && namesDay(time, wall)) return true;
  return minute < end && namesDay(time, night === "eachDay" ? wall : wall - DAY);
}
