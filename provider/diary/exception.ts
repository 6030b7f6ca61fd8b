import { isBlank, isRecord, own } from "../common/values";
import type { Problem, Read } from "./closedTime";
import { DAY, startOfDay, type WallTime } from "./clock";
import type { Reading } from "./readings";

/** An exception of the documented form. */
export interface Period {
  readonly start: WallTime;
  /** When it ends on its last day; undefined if the exception does not say. */
  readonly end: WallTime | undefined;
  /** The beginning of its last day. */
  readonly lastDay: WallTime;
}

const dateForm = /^\d{4}-\d{2}-\d{2}$/;
const timeForm = /^(\d{2}):(\d{2}):(\d{2})$/;

/** Reads an exception. What is not of the documented form may be one that no page shows. */
export function readException(entry: unknown): Read<Period> {
  if (!isRecord(entry)) return { form: "unknown" };
  const [startDate, endDate] = [own(entry, "startDate"), own(entry, "endDate")];
  const [startTime, endTime] = [timeIn(own(entry, "startTime")), timeIn(own(entry, "endTime"))];
  if (!isDate(startDate) || !isDate(endDate) || startTime === null || endTime === null) return { form: "unknown" };
  const problems: Problem[] = [];
  const [first, lastDay] = [dayIn(startDate, problems), dayIn(endDate, problems)];
  const start = first + secondsIn(startTime ?? "00:00:00", problems);
  const end = endTime === undefined ? undefined : lastDay + secondsIn(endTime, problems);
  if (problems.length === 0 && (end === undefined ? lastDay < first : end <= start)) problems.push(backwards(end === start));
  if (problems.length > 0) return { form: "impossible", problems };
  return { form: "known", known: { start, end, lastDay } };
}

function isDate(value: unknown): value is string {
  return typeof value === "string" && dateForm.test(value);
}

/** The text of a time, undefined if there is none, null if it has another form. */
function timeIn(value: unknown): string | undefined | null {
  if (isBlank(value)) return undefined;
  return typeof value === "string" && timeForm.test(value) ? value : null;
}

function dayIn(text: string, problems: Problem[]): WallTime {
  const day = startOfDay(text);
  if (day === undefined) problems.push({ message: `There is no day ${text}.`, hint: "Mend the date." });
  return day ?? 0;
}

function secondsIn(text: string, problems: Problem[]): number {
  const [hour = 0, minute = 0, second = 0] = text.split(":").map(Number);
  if (hour > 23 || minute > 59 || second > 59) {
    const hint = hour === 24 ? "Write 23:59:59 for the end of a day; no page shows 24:00:00." : "Times go from 00:00:00 to 23:59:59.";
    problems.push({ message: `${text} is no time of the day.`, hint });
  }
  return hour * 3600 + minute * 60 + second;
}

function backwards(isEqual: boolean): Problem {
  return {
    message: isEqual ? "It ends when it begins." : "It ends before it begins.",
    hint: "Swap the two, or mend the dates.",
  };
}

/** Whether an exception holds at a wall time. */
export function holdsException({ start, end, lastDay }: Period, wall: WallTime, reading: Pick<Reading, "lastMinute" | "lastDay">): boolean {
  if (wall < start) return false;
  if (end === undefined) return wall < (reading.lastDay === "closed" ? lastDay + DAY : lastDay);
  return wall < end || (wall === end && reading.lastMinute === "closed");
}
