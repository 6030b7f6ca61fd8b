import type { TimeDiaryArgs } from "../../kinds/timeDiary";
import { kindClass } from "./kindClass";

export type { TimeDiaryArgs, TimeDiaryElement, TimeDiaryException } from "../../kinds/timeDiary";

/** The times at which a number is closed, and the call flow that answers then. */
export class TimeDiary extends kindClass<"TimeDiary", TimeDiaryArgs>("TimeDiary") {}
