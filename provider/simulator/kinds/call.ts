import type { JsonObject } from "../json";
import { asText } from "../json";
import type { Kind } from "./kind";
import { text, wholeNumber } from "./kind";

/**
 * Call history: the query [doc], its path and the form of `start` and `end` [3p]. That another form is refused is a [guess]: no page shows one. Only
 * two of the many fields of an answer are known.
 */
export const call: Kind = {
  path: "/voip/call",
  commands: ["list"],
  query: {
    end: text({ required: true }),
    limit: wholeNumber({ default: 10 }),
    page: wholeNumber({ default: 1 }),
    start: text({ required: true }),
  },
  fields: {
    /** Seconds since 1970. */
    call_start_time: wholeNumber(),
    call_type: text(),
  },
  checkQuery: wrongTimesAndPages,
  select: pageOfPeriod,
};

const SECONDS = "; seconds since 1970 are the form of answers, and no page documents them for a parameter";

function wrongTimesAndPages(query: JsonObject): string[] {
  const times = ["start", "end"].flatMap((name) => {
    const time = asText(query[name]);
    if (time === "" || isTime(time)) return [];
    return [`${name} is no time such as 2026-11-03T00:00:00Z${/^-?\d+(\.\d+)?$/.test(time) ? SECONDS : ""}`];
  });
  const counts = ["limit", "page"].filter((name) => /^0+$/.test(asText(query[name])));
  return [...times, ...counts.map((name) => `${name} is less than 1`)];
}

/** Whether a text is a time of the calendar in the one form that a client has been seen to send. */
function isTime(text: string): boolean {
  const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? new Date(text) : new Date(NaN);
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === text.replace("Z", ".000Z");
}

function pageOfPeriod(records: JsonObject[], query: JsonObject): JsonObject[] {
  const [start, end] = [query["start"], query["end"]].map((time) => Date.parse(asText(time)) / 1000);
  const within = records.filter(({ call_start_time: time }) => Number(time) >= Number(start) && Number(time) <= Number(end));
  const limit = Number(query["limit"]);
  const first = (Number(query["page"]) - 1) * limit;
  return within.slice(first, first + limit);
}
