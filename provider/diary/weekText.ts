import { isBlank } from "../common/values";
import { clockText } from "./clock";
import type { DiaryAnswer } from "./openAt";
import type { Week, WeekSpan } from "./week";

/** How call flows are called. */
export interface WeekNaming<Flow = string> {
  /** The name of a call flow; without one, or if it gives none, the flow itself is written. */
  readonly nameOf?: (callFlow: Flow) => string | undefined;
}

/** A day of a week in words. */
export interface WeekRow {
  /** `thu 24 dec` */
  readonly day: string;
  /** Each as `9:00-12:30`. */
  readonly open: readonly string[];
  /** Each with what answers then: `17:30-24:00 night`. */
  readonly closed: readonly string[];
  /** Times of which the documents do not say what happens. */
  readonly undocumented: readonly string[];
}

/** A week as a table in words, and the sentences that belong below it. */
export interface WeekTable {
  readonly rows: readonly WeekRow[];
  readonly notes: readonly string[];
}

/** What answers while a diary is closed, in words. */
export function flowText<Flow>(callFlow: Flow | undefined, { nameOf }: WeekNaming<Flow>): string {
  if (callFlow === undefined || isBlank(callFlow)) return "no call flow";
  return nameOf?.(callFlow) ?? (typeof callFlow === "string" ? callFlow : "a call flow");
}

/** When a span of a day is: `9:00-17:30`. */
export function spanText({ from, to }: WeekSpan<unknown>): string {
  return `${clockText(from)}-${clockText(to)}`;
}

/** A week as a table in words. */
export function weekTable<Flow>(week: Week<Flow>, naming: WeekNaming<Flow> = {}): WeekTable {
  const rows = week.days.map(({ name, spans }) => {
    const of = (state: DiaryAnswer["state"]): string[] =>
      spans
        .filter(({ answer }) => answer.state === state)
        .map((span) => [spanText(span), ...(span.answer.state === "closed" ? [flowText(span.answer.callFlow, naming)] : [])].join(" "));
    return { day: name, open: of("open"), closed: of("closed"), undocumented: of("undocumented") };
  });
  return { rows, notes: notesOf(week) };
}

/** What is to be known about a week. */
export function notesOf({ days, isRounded, timezone }: Week<unknown>): string[] {
  const reasons = days.flatMap(({ spans }) => spans.flatMap(({ answer }) => (answer.state === "undocumented" ? answer.reasons : [])));
  return [
    ...(timezone === undefined ? ["The diary has no timezone, so whose clock this is is not documented."] : []),
    ...new Set(reasons),
    ...(isRounded
      ? ["Whether the last minute of an entry is closed is not documented: it is shown as open, and 23:59 as the end of the day."]
      : []),
  ];
}
