import type { Kind } from "./kind";
import { object, setOf, text } from "./kind";

/**
 * Time Diary: list and read [doc], the rest by the pattern of other paths [guess]. The page of 2021 shows what an entry holds, that of 2023
 * does not, so an entry is stored as it came. That their order means nothing is a [guess]; which of two wins follows the switch `diaryWinner`. No page says
 * what is required, so nothing is.
 */
export const timeDiary: Kind = {
  path: "/voip/out-of-hours",
  guessed: "item",
  fields: {
    /** `{call_flow, closed_time: "18:00-9:00,mon-fri,*,*"}` [doc of 2021]. */
    elements: setOf(object()),
    /** `{call_flow, start_date, start_time, end_date, end_time}` [doc of 2021]. */
    exceptions: setOf(object()),
    name: text(),
    timezone: text(),
  },
};
