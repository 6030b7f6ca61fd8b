import { DAY, DAYS, dateOf, dayText, MONTHS, startOfDay, type WallTime, weekdayOf } from "./clock";
import { entriesOf, type Entries } from "./entries";
import { answerAt, type DiaryAnswer, sameFlow } from "./openAt";
import { type Readings, readingsGiven } from "./readings";
import type { Diary } from "./types";

const MINUTES = 1440;

/** A part of a day in which nothing changes. */
export interface WeekSpan<Flow = string> {
  /** The first minute of the day, from 0. */
  readonly from: number;
  /** The minute at which it is over, up to 1440. */
  readonly to: number;
  readonly answer: DiaryAnswer<Flow>;
}

/** A day of a week. */
export interface WeekDay<Flow = string> {
  /** `2026-12-24`. */
  readonly date: string;
  /** `thu 24 dec`. */
  readonly name: string;
  readonly spans: readonly WeekSpan<Flow>[];
}

/** A week of a diary, from Monday, by the clock on the wall. */
export interface Week<Flow = string> {
  readonly timezone: string | undefined;
  readonly days: readonly WeekDay<Flow>[];
  /**
   * Whether the last minute of an entry is shown as open, and 23:59 as the end of the day: the documents do not say whether it is closed, and the week
   * would be full of single minutes.
   */
  readonly isRounded: boolean;
}

/**
 * The week of a diary that a day is in, exceptions included.
 *
 * @param day such as `2026-12-24`
 * @throws TypeError if there is no such day, or no such reading
 */
export function weekOf<Flow = string>(diary: Diary<Flow>, day: string, readings: Readings = {}): Week<Flow> {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? startOfDay(day) : undefined;
  if (start === undefined) throw new TypeError(`weekOf: ${JSON.stringify(day)} is no day such as 2026-12-24.`);
  const monday = start - ((weekdayOf(start) + 6) % 7) * DAY;
  const entries = entriesOf(diary);
  const answers = minutesFrom<Flow>(entries, monday, readings);
  const days = Array.from({ length: 7 }, (_, index) => {
    const at = monday + index * DAY;
    return { date: dayText(at), name: nameOf(at), spans: spansOf(answers.slice(index * MINUTES, (index + 1) * MINUTES)) };
  });
  return { timezone: diary.timezone, days, isRounded: readings.lastMinute === undefined && entries.read.length > 0 };
}

/** The answers of a week, minute by minute. The last minute of a day that is named as an end stands for the end of that day. */
function minutesFrom<Flow>(entries: Entries, monday: WallTime, readings: Readings): DiaryAnswer<Flow>[] {
  const [byDay = [], atItsEnd = []] = (["open", "closed"] as const).map((lastMinute) => readingsGiven({ lastMinute, ...readings }));
  // An answer follows from which entries hold, which is the same for hours, and finding the reasons takes long.
  const known = new Map<string, DiaryAnswer<Flow>>();
  return Array.from({ length: 7 * MINUTES }, (_, minute) => {
    const wall = monday + minute * 60;
    const all = minute % MINUTES === MINUTES - 1 ? atItsEnd : byDay;
    const holding = entries.read.map((entry) => all.map((reading) => Number(entry.holds(wall, reading))).join("")).join();
    const answer = known.get(holding) ?? answerAt<Flow>(entries, wall, all);
    known.set(holding, answer);
    return answer;
  });
}

function spansOf<Flow>(answers: readonly DiaryAnswer<Flow>[]): WeekSpan<Flow>[] {
  const spans: { from: number; to: number; answer: DiaryAnswer<Flow> }[] = [];
  answers.forEach((answer, minute) => {
    const last = spans.at(-1);
    if (last !== undefined && sameAnswer(last.answer, answer)) last.to = minute + 1;
    else spans.push({ from: minute, to: minute + 1, answer });
  });
  return spans;
}

function sameAnswer(a: DiaryAnswer<unknown>, b: DiaryAnswer<unknown>): boolean {
  if (a.state === "closed" && b.state === "closed") return sameFlow(a.callFlow, b.callFlow);
  if (a.state === "undocumented" && b.state === "undocumented") return a.reasons.join() === b.reasons.join();
  return a.state === b.state;
}

function nameOf(day: WallTime): string {
  const { date, month } = dateOf(day);
  return `${DAYS[weekdayOf(day)] ?? ""} ${date} ${MONTHS[month - 1] ?? ""}`;
}
