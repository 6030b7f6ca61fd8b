import { defineKind } from "../lifecycle/defineKind";
import { forceDestroy, reference, text, timeZone, valueList } from "../lifecycle/fields/index";
import type { Id } from "../common/id";
import type { ReferredArgs } from "../lifecycle/arguments";

/** A time of the week at which the number is closed, in the form of 2021. */
export interface TimeDiaryElement {
  /** The uuid of the call flow that answers then. [documented in 2021] */
  callFlow?: Id<"CallFlow">;
  /** Hours, days of the week, days of the month and months: `"18:00-9:00,mon-fri,*,*"`. [documented in 2021; that it is required is a guess] */
  closedTime: string;
}

/** A period that differs from the week, in the form of 2021. */
export interface TimeDiaryException {
  /** The uuid of the call flow that answers then. [documented in 2021] */
  callFlow?: Id<"CallFlow">;
  /** The first day: `"2026-12-24"`. [documented in 2021; that it is required is a guess] */
  startDate: string;
  /** From when on that day: `"18:00:00"`. [documented in 2021] */
  startTime?: string;
  /** The last day: `"2026-12-26"`. [documented in 2021; that it is required is a guess] */
  endDate: string;
  /** Until when on that day: `"09:00:00"`. [documented in 2021] */
  endTime?: string;
}

/** What a program writes for a time diary. */
export interface TimeDiaryArgs extends ReferredArgs {
  /** The name. [documented; that it is required is a guess] */
  name: string;
  /** The time zone that the times are in, such as `"Europe/London"`. [documented] */
  timezone?: string;
  /** The closed times of a week. Declared, the list is all that there is. [documented, the form of an entry in 2021 alone; that their order means nothing is a guess] */
  elements?: TimeDiaryElement[];
  /** What differs from the week, such as holidays. Declared, the list is all that there is. [documented, the form of an entry in 2021 alone; that their order means nothing is a guess] */
  exceptions?: TimeDiaryException[];
}

/**
 * When a number is closed: `/voip/out-of-hours`. List and read are documented, the other commands are inferred. The page of 2023 does not
 * show what an entry holds, so its form is that of 2021. Entries of any other form go back as they live as long as the program leaves their
 * list out.
 */
export const timeDiary = defineKind<TimeDiaryArgs>({
  kind: "TimeDiary",
  documentation: "partial",
  scope: "customer",
  path: "/voip/out-of-hours",
  guessedPath: "item",
  args: {
    name: text("name", { required: true }),
    timezone: timeZone("timezone"),
    elements: valueList("elements", {
      fields: { callFlow: reference("call_flow", "CallFlow"), closedTime: text("closed_time", { required: true }) },
    }),
    exceptions: valueList("exceptions", {
      fields: {
        callFlow: reference("call_flow", "CallFlow"),
        startDate: text("start_date", { required: true }),
        startTime: text("start_time"),
        endDate: text("end_date", { required: true }),
        endTime: text("end_time"),
      },
    }),
    forceDestroy: forceDestroy(),
  },
});
