import type { CallRecordingRetentionArgs } from "../../kinds/callRecordingRetention";
import { singletonClass } from "./kindClass";

export type { CallRecordingRetentionArgs } from "../../kinds/callRecordingRetention";

/** How many years recordings of calls are kept. Each account has one setting from the start: it is changed, and never deleted. */
export class CallRecordingRetention extends singletonClass<"CallRecordingRetention", CallRecordingRetentionArgs>(
  "CallRecordingRetention",
) {}
