import { closedTimes, type OpeningHours } from "pulumi-yay/diary";

/** When the shop is open. */
export const shop: OpeningHours = { "mon-fri": "9:00-17:30", sat: "10:00-16:00", sun: "closed" };

/** When the workshop is open: with a lunch break, and not on Friday afternoon. */
export const workshop: OpeningHours = { "mon-thu": ["8:00-12:00", "12:45-17:00"], fri: "8:00-13:00", "sat-sun": "closed" };

/** When somebody answers at night: until two in the morning, and all day on Sunday. */
export const bar: OpeningHours = { "mon-thu": "closed", "fri-sat": "20:00-2:00", sun: "open" };

/** The places by name. */
export const places = { shop, workshop, bar };

/** When all of them are closed, whatever the week says. */
const holidays = [
  { startDate: "2026-12-24", startTime: "12:00:00", endDate: "2026-12-26", endTime: "23:59:59" },
  { startDate: "2027-01-01", startTime: "00:00:00", endDate: "2027-01-01", endTime: "23:59:59" },
];

/** What a TimeDiary of these hours is given, with the flow that answers while it is closed: a uuid, or a name in a test. */
export function diaryOf<Flow>(hours: OpeningHours, callFlow: Flow) {
  return {
    timezone: "Europe/London",
    elements: closedTimes(hours, callFlow),
    exceptions: holidays.map((holiday) => ({ ...holiday, callFlow })),
  };
}
