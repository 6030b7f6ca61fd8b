import { nearest } from "pulumi-yay/callflow";
import type { Described, ExportedProgram } from "pulumi-yay/export";
import { UsageError } from "../shared/failure.js";
import { counted } from "../shared/output.js";
import { safeLine } from "../shared/terminal.js";
import type { Filters } from "./filters.js";

/** The most reasons that the text names. */
const MOST_NAMED = 10;

/** @throws UsageError if no program has any resource, with the reasons, so that no project is written of which a preview says nothing. */
export function refuseEmpty(programs: readonly ExportedProgram[], lists: number, { name }: Pick<Filters, "name">): void {
  if (programs.some(({ resources }) => resources.length > 0)) return;
  const left = programs.flatMap(({ notManaged }) => notManaged);
  const counts = new Map<string, number>();
  for (const { reason } of left) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a);
  const reasons = most.slice(0, MOST_NAMED).map(([reason, count]) => `\n  ${counted(count, "object")}: ${safeLine(reason)}`);
  const more = most.length > MOST_NAMED ? `\n  and ${most.length - MOST_NAMED} other reasons` : "";
  const unread = lists === 0 ? "" : `\n  ${counted(lists, "list")} could not be read`;
  const found = left.length === 0 ? "nothing lives there" : `${counted(left.length, "object")} found, and none is to be in it:`;
  throw new UsageError(
    `The program would be empty, and nothing was written: ${found}${reasons.join("")}${more}${unread}${namesNear(name, left)}`,
  );
}

/** What lives of names like those that were asked for. */
function namesNear(patterns: readonly string[], left: readonly Described[]): string {
  const titles = [...new Set(left.map(({ title }) => title))].filter((title) => title !== "");
  const hints = patterns.flatMap((pattern) => {
    const near = nearest(pattern, titles);
    return near === undefined ? [] : [`\n--name ${JSON.stringify(safeLine(pattern))}: perhaps ${JSON.stringify(safeLine(near))} is meant.`];
  });
  return hints.join("");
}
