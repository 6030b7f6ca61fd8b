import type { JsonObject } from "../../client/index";
import { isRecord, sameUuid } from "../../common/values";
import { liveFlow } from "./flowField";

/** What stands in a flow that nobody has filled yet: the least that the documents allow. */
export const placeholder = { start: { module: "start", next: "busy" }, busy: { module: "busy" } };

/** Whether a live flow has no steps, or nothing but a start that leads to a busy tone. */
export function isPlaceholder(live: JsonObject): boolean {
  const steps = liveFlow(live, {});
  if (steps === undefined) return false;
  const all = Object.entries(steps).map(([uuid, step]) => ({ uuid, step: isRecord(step) ? step : {} }));
  const [start, busy] = Object.keys(placeholder).map((module) => all.find(({ step }) => step["module"] === module));
  return all.length === 0 || (all.length === 2 && busy !== undefined && sameUuid(start?.step["next"], busy.uuid));
}
