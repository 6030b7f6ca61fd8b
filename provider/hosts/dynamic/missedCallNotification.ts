import type { MissedCallNotificationArgs } from "../../kinds/missedCallNotification";
import { kindClass } from "./kindClass";

export type { MissedCallNotificationArgs } from "../../kinds/missedCallNotification";

/** Who gets an email of a missed call. */
export class MissedCallNotification extends kindClass<"MissedCallNotification", MissedCallNotificationArgs>("MissedCallNotification") {}
