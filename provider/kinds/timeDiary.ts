import { secondOfDay } from "../diary/clock";
import { readClosedTime } from "../diary/closedTime";
import { type DiaryFinding, diaryFindings, findingsSince } from "../diary/index";
import { defineKind } from "../lifecycle/defineKind";
import { forceDestroy, reference, text, timeZone, valueList } from "../lifecycle/fields/index";
import { readText, scalar } from "../lifecycle/fields/plain";
import { shaped } from "../lifecycle/fields/shaped";
import type { Id } from "../common/id";
import type { ReferredArgs } from "../lifecycle/arguments";
import type { Field, Finding, Warnings } from "../lifecycle/kind";
import { takesOverAsItLives } from "../lifecycle/verbs/adopt";
import { isStandIn } from "../lifecycle/inputs/standIns";
import { isBlank, isRecord, type Props, sameValue, UNKNOWN } from "../common/values";

/** A time of the week at which the number is closed, in the form of 2021. */
export interface TimeDiaryElement {
  /** The uuid of the call flow that answers then. [documented in 2021] */
  callFlow?: Id<"CallFlow">;
  /**
   * Hours, days of the week, days of the month and months: `"18:00-9:00,mon-fri,*,*"`. To which day the hours after midnight belong is not documented; write
   * them as an entry of their own, as `closedTimes` of `pulumi-yay/diary` does. [documented in 2021; that it is required is a guess]
   */
  closedTime: string;
}

/** A period that differs from the week, in the form of 2021. */
export interface TimeDiaryException {
  /** The uuid of the call flow that answers then. [documented in 2021] */
  callFlow?: Id<"CallFlow">;
  /** The first day: `"2026-12-24"`. [documented in 2021; that it is required is a guess] */
  startDate: string;
  /** From when on that day: `"18:00:00"`. Left out, from the beginning of the day; that is inferred, because the only source shows all four parts. [documented in 2021] */
  startTime?: string;
  /** The last day: `"2026-12-26"`. [documented in 2021; that it is required is a guess] */
  endDate: string;
  /** Until when on that day: `"09:00:00"`. Left out, whether the last day is closed is not documented. [documented in 2021] */
  endTime?: string;
}

/** What a program writes for a time diary. */
export interface TimeDiaryArgs extends ReferredArgs {
  /** The name. [documented; that it is required is a guess] */
  name: string;
  /** The time zone that the times are in, such as `"Europe/London"`. [documented] */
  timezone?: string;
  /**
   * The closed times of a week; `closedTimes` of `pulumi-yay/diary` makes them of opening hours. Declared, the list is all that there is.
   * [documented, the form of an entry in 2021 alone; that their order means nothing is a guess]
   */
  elements?: TimeDiaryElement[];
  /** What differs from the week, such as holidays. Declared, the list is all that there is. [documented, the form of an entry in 2021 alone; that their order means nothing is a guess] */
  exceptions?: TimeDiaryException[];
}

/** What is wrong with the times. What they had before refuses no update, and what is taken over as it lives has no new faults. */
function rules(inputs: Props, olds: Props | undefined): Finding[] {
  if (isBlank(olds) && takesOverAsItLives(inputs)) return [];
  return findingsSince(inputs, olds ?? {})
    .filter(isError)
    .map(({ path, message, hint }) => ({ path, reason: `${message} ${hint}` }));
}

function isError({ severity }: DiaryFinding): boolean {
  return severity === "error";
}

const warnings: Warnings = {
  of: ["elements", "exceptions", "adopt"],
  say: (inputs) => {
    const seenByCheck = new Set(diaryFindings(withoutStandIns(inputs)).map(inWords));
    const found = diaryFindings(inputs);
    const later = found.filter((finding) => isError(finding) && !seenByCheck.has(inWords(finding)));
    return [
      ...found.filter((finding) => !later.includes(finding) && (!isError(finding) || takesOverAsItLives(inputs))).map(inWords),
      ...later.map((finding) => `${inWords(finding)} An up refuses this when it knows the flows, unless the diary has had it before.`),
    ];
  },
};

function inWords({ path, message, hint }: DiaryFinding): string {
  return `${path}: ${message} ${hint}`;
}

/** The inputs as a check has them while flows are still to be made: which of them is which is not known there. */
function withoutStandIns(value: unknown): unknown {
  if (isStandIn(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map(withoutStandIns);
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutStandIns(inner)])) : value;
}

/** Whether two texts that can both be read say the same, however each is written. */
function readAlike(read: (value: unknown) => unknown): (a: unknown, b: unknown) => boolean {
  return (a, b) => sameValue(a, b) || (read(a) !== undefined && sameValue(read(a), read(b)));
}

function weeklyIn(text: unknown): unknown {
  const time = readClosedTime(text);
  return time.form === "known" ? time.known : undefined;
}

/** In the documented form blanks, zeros and letter case say nothing, and any other difference is another time: `*,1,*` is not `*,*,1`. */
const closedTime = scalar(
  "closed_time",
  { required: true, shape: shaped((z) => z.string().min(1, "must not be empty")) },
  {
    read: readText,
    shape: shaped((z) => z.string().refine((time) => weeklyIn(time) !== undefined)),
    same: readAlike(weeklyIn),
    isExact: true,
  },
);

/** The API may show `"18:00"` as `"18:00:00"`, the documented form. */
function timeOfDay(wire: string): Field<false> {
  const shape = shaped((z) => z.string());
  const usual = shaped((z) => z.string().refine((time) => secondOfDay(time) !== undefined));
  return scalar<false>(wire, { shape }, { read: readText, shape: usual, same: readAlike(secondOfDay), isExact: true });
}

/**
 * The times at which a number is closed, and the call flow that answers then: `/voip/out-of-hours`. List and read are documented, the other commands
 * are inferred. The page of 2023 does not show what an entry holds, so its form is that of 2021. Entries of any other form go back as they live as
 * long as the program leaves their list out.
 */
export const timeDiary = defineKind<TimeDiaryArgs>({
  kind: "TimeDiary",
  documentation: "partial",
  scope: "customer",
  path: "/voip/out-of-hours",
  guessedPath: "item",
  check: { rules, warnings },
  args: {
    name: text("name", { required: true }),
    timezone: timeZone("timezone"),
    elements: valueList("elements", {
      fields: { callFlow: reference("call_flow", "CallFlow"), closedTime },
    }),
    exceptions: valueList("exceptions", {
      fields: {
        callFlow: reference("call_flow", "CallFlow"),
        startDate: text("start_date", { required: true }),
        startTime: timeOfDay("start_time"),
        endDate: text("end_date", { required: true }),
        endTime: timeOfDay("end_time"),
      },
    }),
    forceDestroy: forceDestroy(),
  },
});
