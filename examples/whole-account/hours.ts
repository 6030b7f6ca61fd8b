import * as yay from "pulumi-yay";
import { closedTimes } from "pulumi-yay/diary";
import { larch } from "./customer";
import { closed } from "./lines";

/** When the shop is closed, and what callers hear then. */
export const shopHours = new yay.TimeDiary("shop-hours", {
  customer: larch.uuid,
  name: "Shop hours",
  timezone: "Europe/London",
  elements: closedTimes({ "mon-sat": "9:00-17:30", sun: "closed" }, closed.uuid),
  exceptions: [{ callFlow: closed.uuid, startDate: "2026-12-24", startTime: "12:00:00", endDate: "2027-01-02", endTime: "09:00:00" }],
});
