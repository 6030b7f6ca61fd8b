import { isTimeZone } from "../common/timeZone";
import { isBlank } from "../common/values";
import { isShown, readTime, type WallTime, wallTimeOf } from "./clock";
import { type Entries, entriesOf, type Entry, type Unread } from "./entries";
import { type Question, QUESTION_NAMES, QUESTIONS, type Reading, type Readings, readingsGiven } from "./readings";
import type { Diary } from "./types";

/** The diary sends no call elsewhere: what the number does without it happens. */
export interface Open {
  readonly state: "open";
}

/** The call flow of an entry answers. */
export interface Closed<Flow = string> {
  readonly state: "closed";
  /** The flow of the entry; undefined if the entry has none, and what callers hear then is not documented. */
  readonly callFlow: Flow | undefined;
  /** The entry, such as `elements.0`; several if the documents do not say which of them it is, and all have the same flow. */
  readonly by: readonly string[];
}

/** The documents do not say what happens. */
export interface Undocumented<Flow = string> {
  readonly state: "undocumented";
  /** What they leave open here, each as a sentence that names the entries. */
  readonly reasons: readonly string[];
  /** The open questions among the reasons, which `Readings` can answer. */
  readonly questions: readonly Question[];
  /** What may happen: by the entries that can be read, and as each of the others may hold or not, also closed by that. */
  readonly possible: readonly (Open | Closed<Flow>)[];
}

/** What a diary does at a time. */
export type DiaryAnswer<Flow = string> = Open | Closed<Flow> | Undocumented<Flow>;

/**
 * Whether a diary is open at a time, by which entry it is closed, and which flow answers then.
 *
 * Use it to test opening hours as call flows are tested: it needs no account, no engine and no network. Where the documents can be read in several ways
 * that differ at this time, it answers `undocumented` with the reasons. Pass `readings` once you know how your account does it. So at 23:59 of a day that
 * `closedTimes` closes to its end: no page shows 24:00, nor says whether the last minute of an entry is closed (`{ lastMinute: "closed" }`). That an
 * exception is a closed time, too, and one period from its first to its last moment, is inferred from its form.
 *
 * @param time an instant (a `Date`, or text such as `2026-12-24T12:30Z`), or what the clock on the wall shows in the diary's time zone
 *   (`2026-12-24T12:30`). Of an hour that the clock shows twice, both have the same answer.
 * @throws TypeError if `time` is none, or is one that the clock leaves out when summer time begins; or if there is no such reading.
 */
export function openAt<Flow = string>(diary: Diary<Flow>, time: Date | string, readings: Readings = {}): DiaryAnswer<Flow> {
  const wall = wallTimeIn(diary, time);
  if (wall === undefined) {
    const zone = isBlank(diary.timezone)
      ? "The diary has no timezone"
      : `This machine knows no time zone ${JSON.stringify(diary.timezone)}`;
    return { state: "undocumented", reasons: [`${zone}, so the instant may be any time of the day.`], questions: [], possible: [] };
  }
  return answerAt<Flow>(entriesOf(diary), wall, readingsGiven(readings));
}

/** The diary's wall time; undefined if its time zone is not known and has to be. */
function wallTimeIn({ timezone = "" }: Diary<unknown>, time: Date | string): WallTime | undefined {
  const asked = readTime(time);
  const isKnown = isTimeZone(timezone);
  if ("instant" in asked) return isKnown ? wallTimeOf(asked.instant, timezone) : undefined;
  if (isKnown && !isShown(asked.wall, timezone)) {
    throw new TypeError(`openAt: no clock in ${timezone} shows ${String(time)}: summer time begins then. Ask for an hour later.`);
  }
  return asked.wall;
}

/** What one reading of the documents comes to. */
interface Outcome {
  readonly reading: Reading;
  readonly winner: Entry | undefined;
}

/** The answer at a wall time, given the readings that are possible. */
export function answerAt<Flow>({ read, unread }: Entries, wall: WallTime, readings: readonly Reading[]): DiaryAnswer<Flow> {
  const outcomes = readings.map((reading) => ({ reading, winner: winnerOf(read, wall, reading) }));
  const possible = distinct<Flow>([...outcomes.map(({ winner }) => winner), ...unread]);
  const [only] = possible;
  if (only !== undefined && possible.length === 1 && unread.length === 0) return only;
  const questions = QUESTION_NAMES.filter((name) => decides(name, outcomes));
  return {
    state: "undocumented",
    reasons: [...questions.map((name) => reasonOf(name, read, { wall, readings })), ...unread.map(whyUnread)],
    questions,
    possible,
  };
}

function winnerOf(entries: readonly Entry[], wall: WallTime, reading: Reading): Entry | undefined {
  const holding = entries.filter((entry) => entry.holds(wall, reading));
  switch (reading.winner) {
    case "exception":
      return holding.find(({ isException }) => isException) ?? holding[0];
    case "first":
      return holding[0];
    case "last":
      return holding.at(-1);
  }
}

/** What decides an outcome, as far as callers can tell; nothing leaves the diary open. */
type Decider = Pick<Entry, "path" | "callFlow"> | undefined;

/** Outcomes that callers can tell apart. */
function distinct<Flow>(winners: readonly Decider[]): (Open | Closed<Flow>)[] {
  const kept: { winner: Decider; by: Set<string> }[] = [];
  for (const winner of winners) {
    const same = kept.find((other) => sameOutcome(other.winner, winner));
    const { by } = same ?? kept[kept.push({ winner, by: new Set() }) - 1] ?? { by: new Set<string>() };
    if (winner !== undefined) by.add(winner.path);
  }
  return kept.map(({ winner, by }) =>
    winner === undefined
      ? { state: "open" }
      : { state: "closed", callFlow: isBlank(winner.callFlow) ? undefined : (winner.callFlow as Flow), by: [...by] },
  );
}

function sameOutcome(a: Decider, b: Decider): boolean {
  return a === undefined || b === undefined ? a === b : sameFlow(a.callFlow, b.callFlow);
}

/** Whether two entries have one flow: the same thing, or the same uuid in any letter case; none is like none. */
export function sameFlow(a: unknown, b: unknown): boolean {
  if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
  return typeof a === "string" && typeof b === "string" ? a.toLowerCase() === b.toLowerCase() : a === b;
}

/** Whether the answer to a question alone changes what happens. */
function decides(name: Question, outcomes: readonly Outcome[]): boolean {
  const others = QUESTION_NAMES.filter((other) => other !== name);
  return outcomes.some((one) =>
    outcomes.some(
      (other) => !sameOutcome(one.winner, other.winner) && others.every((question) => one.reading[question] === other.reading[question]),
    ),
  );
}

function reasonOf(name: Question, entries: readonly Entry[], { wall, readings }: { wall: WallTime; readings: readonly Reading[] }): string {
  const matching = entries.filter((entry) => readings.some((reading) => entry.holds(wall, reading)));
  const concerned = name === "winner" ? matching : matching.filter((entry) => turns(name, entry, { wall, readings }));
  return `The documents do not say ${QUESTIONS[name].open}: ${concerned.map(named).join("; ")}.`;
}

/** Whether an entry holds or not by the answer to a question. */
function turns(name: Question, entry: Entry, { wall, readings }: { wall: WallTime; readings: readonly Reading[] }): boolean {
  return readings.some((one) =>
    readings.some(
      (other) =>
        QUESTION_NAMES.every((question) => question === name || one[question] === other[question]) &&
        entry.holds(wall, one) !== entry.holds(wall, other),
    ),
  );
}

function whyUnread(entry: Unread): string {
  if (entry.isPending) return `${entry.path} is not known yet.`;
  if (entry.problems.length === 0) return `${named(entry)} has a form that no page shows.`;
  return [`${named(entry)} cannot be.`, ...entry.problems.map(({ message }) => message)].join(" ");
}

function named({ path, text }: Pick<Entry, "path" | "text">): string {
  return text === "" ? path : `${path} (${text})`;
}
