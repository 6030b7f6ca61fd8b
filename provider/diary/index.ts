/** Time diaries of the Yay.com API as data: opening hours, checks, what is open when, and pictures. Nothing here needs Pulumi, Node or a network. */
export type * from "./types";
export {
  closedTimes,
  type MadeClosedTime,
  type OpeningHours,
  openingHoursFaults,
  type OpenTime,
  type OpenTimes,
  type Weekday,
  type Weekdays,
} from "./openingHours";
export { type Closed, type DiaryAnswer, type Open, openAt, type Undocumented } from "./openAt";
export type { Question, Readings } from "./readings";
export { diaryOf } from "./diaryOf";
export { type DiaryCode, type DiaryFinding, diaryFindings, findingsSince } from "./findings";
export { type Week, type WeekDay, weekOf, type WeekSpan } from "./week";
export { drawWeek } from "./weekSvg";
export { type WeekNaming, type WeekRow, weekTable, type WeekTable } from "./weekText";
