import * as yay from "pulumi-yay";
import { busy, start } from "pulumi-yay/callflow";
import { diaryOf, places } from "./hours";

const firm = new yay.SubReseller("hours-firm", { contactName: "Hours Firm" });

/** What callers get while a place is closed. */
const night = new yay.CallFlow("night", {
  customer: firm.uuid,
  name: "Closed",
  extension: 590,
  flow: { start: start("engaged"), engaged: busy() },
});

/** One time diary for each place. */
export const diaries = Object.entries(places).map(
  ([name, hours]) => new yay.TimeDiary(name, { customer: firm.uuid, name, ...diaryOf(hours, night.uuid) }).uuid,
);
