import { isRecord, own, UNKNOWN } from "../common/values";
import { holdsWeekly, type Problem, type Read, readClosedTime } from "./closedTime";
import type { WallTime } from "./clock";
import { holdsException, readException } from "./exception";
import type { Reading } from "./readings";

/** An entry of a diary that can be read. */
export interface Entry {
  /** Where it stands: `elements.0`. */
  readonly path: string;
  /** What it says, for a sentence about it: `18:00-9:00,mon-fri,*,*`. */
  readonly text: string;
  readonly callFlow: unknown;
  readonly isException: boolean;
  /** When it begins: an exception once, a closed time at these seconds of a day. */
  readonly begins: readonly WallTime[];
  /** Whether it is the same in every week. */
  readonly isWeekly: boolean;
  /** Whether it holds at a wall time, as the documents are read. `winner` means nothing here. */
  holds(wall: WallTime, reading: Reading): boolean;
}

/** An entry of a diary that cannot be read. */
export interface Unread {
  readonly path: string;
  readonly text: string;
  readonly callFlow: unknown;
  /** What is impossible in it; empty if it has a form that no page shows. */
  readonly problems: readonly Problem[];
  /** Whether a part of it that tells its time is not known yet. */
  readonly isPending: boolean;
}

/** The entries of a diary. */
export interface Entries {
  /** Closed times, then exceptions, each in their order. */
  readonly read: readonly Entry[];
  readonly unread: readonly Unread[];
}

/** Reads the entries of anything that may be a diary. */
export function entriesOf(diary: object): Entries {
  const all = (["elements", "exceptions"] as const).flatMap((list) => {
    const entries = own(diary, list);
    if (!Array.isArray(entries)) return [];
    return entries.map((entry: unknown, index) => readEntry({ entry, path: `${list}.${index}`, isException: list === "exceptions" }));
  });
  return {
    read: all.filter((entry): entry is Entry => "holds" in entry),
    unread: all.filter((entry): entry is Unread => !("holds" in entry)),
  };
}

interface Found {
  readonly entry: unknown;
  readonly path: string;
  readonly isException: boolean;
}

function readEntry({ entry, path, isException }: Found): Entry | Unread {
  const text = isException ? exceptionText(entry) : closedText(entry);
  const about = { path, text, isException, callFlow: isRecord(entry) ? own(entry, "callFlow") : undefined };
  const unread = (read: Read<unknown>): Unread => {
    return { path, text, callFlow: about.callFlow, problems: read.form === "impossible" ? read.problems : [], isPending: isPending(entry) };
  };
  if (isException) {
    const read = readException(entry);
    if (read.form !== "known") return unread(read);
    return { ...about, begins: [read.known.start], isWeekly: false, holds: (wall, reading) => holdsException(read.known, wall, reading) };
  }
  const read = readClosedTime(isRecord(entry) ? own(entry, "closedTime") : undefined);
  if (read.form !== "known") return unread(read);
  const { from, dates, months } = read.known;
  const isWeekly = dates === undefined && months === undefined;
  return { ...about, begins: [from * 60], isWeekly, holds: (wall, reading) => holdsWeekly(read.known, wall, reading) };
}

/** Whether a part of an entry that tells its time is not known yet. Which flow answers is looked at where two entries meet. */
export function isPending(entry: unknown): boolean {
  if (!isRecord(entry)) return entry === UNKNOWN;
  return Object.entries(entry).some(([name, value]) => name !== "callFlow" && value === UNKNOWN);
}

function closedText(entry: unknown): string {
  const text = isRecord(entry) ? own(entry, "closedTime") : undefined;
  return typeof text === "string" ? text : "";
}

function exceptionText(entry: unknown): string {
  if (!isRecord(entry)) return "";
  const moment = (day: string, time: string): string =>
    [own(entry, day), own(entry, time)].filter((part) => typeof part === "string" && part !== "").join(" ");
  return [moment("startDate", "startTime"), moment("endDate", "endTime")].filter((part) => part !== "").join(" to ");
}
