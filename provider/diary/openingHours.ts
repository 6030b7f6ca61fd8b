import { clockText, HOURS } from "./clock";
const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const DAY_MINUTES = 1440;
const WEEK_MINUTES = WEEK.length * DAY_MINUTES;

/** A day of the week, as the API writes it. */
export type Weekday = (typeof WEEK)[number];

/** A day, or days that follow each other: `mon-fri`. */
export type Weekdays = Weekday | `${Weekday}-${Weekday}`;

/** From when to when: `9:00-17:30`. An end before the start is on the next day; `24:00` is the end of the day, and so is `23:59`. */
export type OpenTime = `${string}-${string}`;

/** When days are open: all day, never, at one time, or at several. */
export type OpenTimes = "open" | "closed" | OpenTime | readonly OpenTime[];

/**
 * Opening hours of a week, with each day named once, so that none is forgotten:
 * `{ "mon-fri": ["9:00-12:30", "13:30-17:30"], sat: "10:00-14:00", sun: "closed" }`.
 */
export type OpeningHours = Readonly<Partial<Record<Weekdays, OpenTimes>>>;

/** A closed time that was made from opening hours; one of the `elements` of a `TimeDiary`. */
export interface MadeClosedTime<Flow> {
  readonly callFlow?: Flow;
  readonly closedTime: string;
}

/**
 * The closed times of a diary that is open at these hours, each with the call flow that answers then.
 *
 * No entry goes past midnight, because the documents do not say to which day its hours after midnight belong. A day ends at 23:59: no page shows 24:00.
 * One day and `*` for all days of the month and all months are as the vendor's example has them; that a single day of the week can be named is inferred.
 *
 * @param callFlow what answers while it is closed, such as `night.uuid`; left out, the entries have none, which is enough for `openAt`.
 * @throws TypeError with everything that is wrong with the hours.
 */
export function closedTimes<Flow = never>(hours: OpeningHours, callFlow?: Flow): MadeClosedTime<Flow>[] {
  const open = openMinutes(hours);
  const daysByTime = new Map<string, { from: number; days: number[] }>();
  WEEK.forEach((_, day) => {
    for (const { from, to } of closedSpans(open, day)) {
      const text = `${clockText(from)}-${to === DAY_MINUTES ? "23:59" : clockText(to)}`;
      const known = daysByTime.get(text) ?? { from, days: [] };
      daysByTime.set(text, { from, days: [...known.days, day] });
    }
  });
  return [...daysByTime]
    .flatMap(([text, { from, days }]) => runsOf(days).map((run) => ({ text, from, run })))
    .sort((a, b) => (a.run[0] ?? 0) - (b.run[0] ?? 0) || a.from - b.from)
    .map(({ text, run }) => ({ ...(callFlow === undefined ? {} : { callFlow }), closedTime: `${text},${nameOf(run)},*,*` }));
}

/** Everything that is wrong with opening hours, each as a sentence that begins with the days that it is about: `sat: …`. Nothing if they can be used. */
export function openingHoursFaults(hours: OpeningHours): string[] {
  return readHours(hours).wrong;
}

/** The minutes of the week, from Monday, that are open. */
function openMinutes(hours: OpeningHours): readonly boolean[] {
  const { open, wrong } = readHours(hours);
  if (wrong.length > 0) throw new TypeError(`closedTimes cannot use these opening hours:\n${wrong.map((line) => `- ${line}`).join("\n")}`);
  return open;
}

function readHours(hours: OpeningHours): { open: readonly boolean[]; wrong: string[] } {
  const { times, wrong } = timesOf(hours);
  const open = Array<boolean>(WEEK_MINUTES).fill(false);
  // A night may go on into a day that is open all day, so those come last.
  for (const { key, day, span } of times.toSorted((a, b) => Number(isWhole(a.span)) - Number(isWhole(b.span)))) {
    const isNew = mark(open, day, span);
    if (!isNew && !isWhole(span)) wrong.push(`${key}: ${span.text} overlaps another time on ${WEEK[day] ?? ""}.`);
  }
  return { open, wrong: [...new Set(wrong)] };
}

interface OpenSpan {
  /** The key of the opening hours. */
  readonly key: string;
  readonly day: number;
  readonly span: Span;
}

/** Every time of opening hours by its day, and what is wrong with them. */
function timesOf(hours: OpeningHours): { times: readonly OpenSpan[]; wrong: string[] } {
  const [times, wrong, named] = [[] as OpenSpan[], [] as string[], new Map<number, string>()];
  for (const [key, given] of Object.entries(hours) as [string, OpenTimes | undefined][]) {
    const days = daysIn(key);
    if (days.length === 0) wrong.push(`${key}: is no day and no range of days. Days are ${WEEK.join(", ")}; a range is mon-fri.`);
    const spans = spansIn(given, (problem) => wrong.push(`${key}: ${problem}`));
    for (const day of days) {
      const before = named.get(day);
      if (before !== undefined) wrong.push(`${key}: ${WEEK[day] ?? ""} is named by ${before}, too. Name each day once.`);
      else times.push(...spans.map((span) => ({ key, day, span })));
      named.set(day, key);
    }
  }
  const missing = WEEK.filter((_, day) => !named.has(day));
  if (missing.length > 0) wrong.push(`${missing.join(", ")}: not named. Write "closed" for a day that is not open.`);
  return { times, wrong };
}

/** The days that a key of opening hours names; none if it names no day. */
function daysIn(key: string): number[] {
  const [first = -1, last = first, ...more] = key.split("-").map((name) => (WEEK as readonly string[]).indexOf(name));
  if (first < 0 || last < 0 || more.length > 0) return [];
  return Array.from({ length: ((last - first + WEEK.length) % WEEK.length) + 1 }, (_, step) => (first + step) % WEEK.length);
}

interface Span {
  readonly text: string;
  readonly from: number;
  /** May be on the next day. */
  readonly to: number;
}

function isWhole({ from, to }: Span): boolean {
  return to - from === DAY_MINUTES;
}

function spansIn(times: OpenTimes | undefined, report: (problem: string) => void): Span[] {
  if (times === "closed") return [];
  if (times === "open") return [{ text: "open", from: 0, to: DAY_MINUTES }];
  const texts: readonly unknown[] = Array.isArray(times) ? times : [times];
  if (texts.length === 0) report('is an empty list. Write "closed" for a day that is not open.');
  return texts.flatMap((text) => {
    const [, hour, minute, endHour, endMinute] = (typeof text === "string" ? HOURS.exec(text) : null) ?? [];
    const [from, end] = [minuteAt(hour, minute, 23), minuteAt(endHour, endMinute, 24)];
    if (from === undefined || end === undefined) {
      report(`${JSON.stringify(text)} is no time of a day. Write 9:00-17:30, or "open" or "closed" for the whole day.`);
      return [];
    }
    if (from === end) {
      report(`${JSON.stringify(text)} begins and ends at the same time. Write "open" for the whole day.`);
      return [];
    }
    const to = end === DAY_MINUTES - 1 ? DAY_MINUTES : end;
    return [{ text: String(text), from, to: to < from ? to + DAY_MINUTES : to }];
  });
}

function minuteAt(hour: string | undefined, minute: string | undefined, lastHour: 23 | 24): number | undefined {
  const [hours, minutes] = [Number(hour), Number(minute)];
  return hours <= 23 && minutes <= 59 ? hours * 60 + minutes : hours === lastHour && minutes === 0 ? hours * 60 : undefined;
}

/** Opens a span of a day; false if a part of it was open already. */
function mark(open: boolean[], day: number, { from, to }: Span): boolean {
  let isNew = true;
  for (let minute = from; minute < to; minute += 1) {
    const at = (day * DAY_MINUTES + minute) % WEEK_MINUTES;
    isNew &&= open[at] !== true;
    open[at] = true;
  }
  return isNew;
}

function closedSpans(open: readonly boolean[], day: number): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  let from: number | undefined;
  for (let minute = 0; minute <= DAY_MINUTES; minute += 1) {
    const isOpen = minute === DAY_MINUTES || open[day * DAY_MINUTES + minute] === true;
    if (!isOpen) from ??= minute;
    else if (from !== undefined) {
      spans.push({ from, to: minute });
      from = undefined;
    }
  }
  return spans;
}

/** Days that follow each other, together. */
function runsOf(days: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs;
}

function nameOf(run: readonly number[]): string {
  const [first, last] = [WEEK[run[0] ?? 0] ?? "", WEEK[run.at(-1) ?? 0] ?? ""];
  return first === last ? first : `${first}-${last}`;
}
