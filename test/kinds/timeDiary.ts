import fc from "fast-check";
import { phone as flow, otherPhone as otherFlow } from "../support/account";
import { plainScenario } from "../support/plainScenario";

export const timeDiary = plainScenario({
  kind: "TimeDiary",
  wire: { name: "name", timezone: "timezone", elements: "elements", exceptions: "exceptions" },
  within: {
    elements: { callFlow: "call_flow", closedTime: "closed_time" },
    exceptions: {
      ...{ callFlow: "call_flow", startDate: "start_date", startTime: "start_time", endDate: "end_date", endTime: "end_time" },
    },
  },
  inputs: {
    ...{ name: "Office hours", timezone: "Europe/London" },
    elements: [
      { callFlow: flow, closedTime: "18:00-9:00,mon-fri,*,*" },
      { callFlow: otherFlow, closedTime: "0:00-23:59,sat-sun,*,*" },
    ],
    exceptions: [{ callFlow: flow, startDate: "2026-12-24", startTime: "12:00:00", endDate: "2026-12-27", endTime: "09:00:00" }],
  },
  changes: {
    ...{ name: "Shop hours", timezone: "Europe/Dublin" },
    elements: [{ callFlow: flow, closedTime: "20:00-9:00,mon-sat,*,*" }],
    exceptions: [{ callFlow: otherFlow, startDate: "2027-01-01", startTime: "00:00:00", endDate: "2027-01-01", endTime: "23:59:59" }],
  },
  leftOut: ["timezone", "exceptions.*.startTime", "exceptions.*.endTime"],
  distinct: (index) => ({ name: `Diary ${index}` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "a place that is no time zone": { change: { timezone: "Guildford" }, path: "timezone" },
    "a flow that is no uuid": { change: { elements: [{ callFlow: "night", closedTime: "0:00-1:00,*,*,*" }] }, path: "elements.0.callFlow" },
    "an exception without an end": { change: { exceptions: [{ startDate: "2026-12-24" }] }, path: "exceptions.0.endDate" },
  },
  random: { timezone: fc.constantFrom("Europe/London", "Europe/Dublin", "America/New_York") },
});
