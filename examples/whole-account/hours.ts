import * as yay from "pulumi-yay";
import { larch } from "./customer";
import { closed } from "./lines";

/** When the shop is closed, and what callers hear then. */
export const shopHours = new yay.TimeDiary("shop-hours", {
  customer: larch.uuid,
  name: "Shop hours",
  timezone: "Europe/London",
  elements: [
    { callFlow: closed.uuid, closedTime: "17:30-9:00,mon-sat,*,*" },
    { callFlow: closed.uuid, closedTime: "0:00-23:59,sun,*,*" },
  ],
  exceptions: [{ callFlow: closed.uuid, startDate: "2026-12-24", startTime: "12:00:00", endDate: "2027-01-02", endTime: "09:00:00" }],
});
