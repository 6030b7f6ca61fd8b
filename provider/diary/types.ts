/** A closed time of the week, in the form of 2021. */
export interface ClosedTime<Flow = string> {
  /** What answers then: the uuid of a call flow, or whatever a program has in its place. */
  readonly callFlow?: Flow | undefined;
  /** Hours, days of the week, days of the month and months: `"18:00-9:00,mon-fri,*,*"`. */
  readonly closedTime: string;
}

/** A period that differs from the week, in the form of 2021. */
export interface DiaryException<Flow = string> {
  /** What answers then: the uuid of a call flow, or whatever a program has in its place. */
  readonly callFlow?: Flow | undefined;
  /** The first day: `"2026-12-24"`. */
  readonly startDate: string;
  /** From when on that day: `"12:00:00"`. Left out, from its beginning; that is inferred, because the only source shows all four parts. */
  readonly startTime?: string | undefined;
  /** The last day: `"2026-12-26"`. */
  readonly endDate: string;
  /** Until when on that day: `"09:00:00"`. Left out, the documents do not say whether that day is closed. */
  readonly endTime?: string | undefined;
}

/** The times of a diary as data: what a program gives a `TimeDiary`, or what `diaryOf` makes of an object of the API. */
export interface Diary<Flow = string> {
  /** The time zone that all times are in, of the IANA database: `"Europe/London"`. */
  readonly timezone?: string | undefined;
  /** The closed times of a week. */
  readonly elements?: readonly ClosedTime<Flow>[] | undefined;
  /** What differs from the week. */
  readonly exceptions?: readonly DiaryException<Flow>[] | undefined;
}
