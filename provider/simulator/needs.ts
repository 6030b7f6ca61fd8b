import type { Submission } from "./collection";
import type { BuildContext } from "./fields";
import type { JsonObject } from "./json";
import type { KindName } from "./kinds";
import type { Kind } from "./kinds/kind";
import type { Reply } from "./reply";
import { refuse } from "./reply";
import { objectsOf } from "./world";

/** Returns a refusal if the account lacks what has to be there before one of the kind is made, by the switch `bundleFirst`. */
export function refuseWithoutNeeded(
  { needs }: Kind,
  { world, owner, live }: Submission,
  { switches, today }: BuildContext,
): Reply | undefined {
  if (needs === undefined || live !== undefined || switches.bundleFirst === "ignored") return undefined;
  const there = objectsOf(world, owner, needs as KindName);
  if (there.length === 0) return refuse(400, `the account has no ${needs} yet`);
  const isOver = switches.bundleFirst === "valid" && there.every(({ record }) => hasExpired(record, today));
  return isOver ? refuse(400, `every ${needs} of the account has expired`) : undefined;
}

/** Whether the last day of an object is past. One of which that is not known goes on. */
function hasExpired({ expires_on: lastDay }: JsonObject, today: string): boolean {
  return typeof lastDay === "string" && /^\d{4}-\d\d-\d\d/.test(lastDay) && lastDay.slice(0, today.length) < today;
}
