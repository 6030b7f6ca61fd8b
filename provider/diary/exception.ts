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

/** Reads an exception, each part by itself. What is not of the documented form may be one that no page shows. */
export function readException(entry: unknown): Read<Period> {
  if (!isRecord(entry)) return { form: "unknown" };
  const [startTime, endTime] = [timeIn(own(entry, "startTime")), timeIn(own(entry, "endTime"))];
  const problems: Problem[] = [];
  const [first, lastDay] = [dayIn(own(entry, "startDate"), problems), dayIn(own(entry, "endDate"), problems)];
  const [from, to] = [secondsIn(startTime ?? "00:00:00", problems), secondsIn(endTime ?? "00:00:00", problems)];
  if (problems.length > 0) return { form: "impossible", problems };
  if (first === undefined || lastDay === undefined || startTime === null || endTime === null) return { form: "unknown" };
  const start = first + from;
  const end = endTime === undefined ? undefined : lastDay + to;
  if (end === undefined ? lastDay < first : end <= start) return { form: "impossible", problems: [backwards(end === start)] };
  return { form: "known", known: { start, end, lastDay } };
}

/** The text of a time, undefined if there is none, null if it has another form. */
function timeIn(value: unknown): string | undefined | null {
  if (isBlank(value)) return undefined;
  return typeof value === "string" && timeForm.test(value) ? value : null;
}

/** The beginning of a day; undefined if it has another form, or is none. */
function dayIn(value: unknown, problems: Problem[]): WallTime | undefined {
  if (typeof value !== "string" || !dateForm.test(value)) return undefined;
  const day = startOfDay(value);
  if (day === undefined) problems.push({ message: `There is no day ${value}.`, hint: "Mend the date." });
  return day;
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
