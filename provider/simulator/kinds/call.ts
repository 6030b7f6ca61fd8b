import type { JsonObject } from "../json";
import { asText } from "../json";
import type { Kind } from "./kind";
import { text, wholeNumber } from "./kind";

/** Call history: the query [doc], its path and the form of `start` and `end` [3p]. Only two of the many fields of an answer are known. */
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
  select: pageOfPeriod,
};

function pageOfPeriod(records: JsonObject[], query: JsonObject): JsonObject[] {
  const [start, end] = [query["start"], query["end"]].map((time) => Date.parse(asText(time)) / 1000);
  const within = records.filter(({ call_start_time: time }) => Number(time) >= Number(start) && Number(time) <= Number(end));
  const limit = Number(query["limit"]);
  const first = (Number(query["page"]) - 1) * limit;
  return within.slice(first, first + limit);
}
