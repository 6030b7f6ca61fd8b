import { isRecord, own, UNKNOWN } from "../common/values";
import type { Diary } from "./types";

const NAMES: readonly (readonly [wire: string, program: string])[] = [
  ["call_flow", "callFlow"],
  ["closed_time", "closedTime"],
  ["start_date", "startDate"],
  ["start_time", "startTime"],
  ["end_date", "endDate"],
  ["end_time", "endTime"],
];

/** The diary in an object of the API, or in what a program declares. Entries of another form stay as they are, and `openAt` says that it cannot read them. */
export function diaryOf(value: unknown): Diary {
  if (!isRecord(value)) return {};
  const timezone = own(value, "timezone");
  return {
    ...(typeof timezone === "string" && timezone !== "" ? { timezone } : {}),
    elements: entriesIn(own(value, "elements")) as Diary["elements"],
    exceptions: entriesIn(own(value, "exceptions")) as Diary["exceptions"],
  };
}

function entriesIn(list: unknown): unknown[] {
  // A list that is not known yet is an entry that is not, so that nobody takes it for none.
  if (list === UNKNOWN) return [UNKNOWN];
  return Array.isArray(list) ? list.map((entry: unknown) => (isRecord(entry) ? inProgramWords(entry) : entry)) : [];
}

function inProgramWords(entry: Record<string, unknown>): Record<string, unknown> {
  const names = new Map(NAMES);
  return Object.fromEntries(Object.entries(entry).map(([name, value]) => [names.get(name) ?? name, value]));
}
