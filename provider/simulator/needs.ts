import type { Submission } from "./collection";
import type { BuildContext } from "./fields";
import type { KindName } from "./kinds";
import type { Kind } from "./kinds/kind";
import type { Reply } from "./reply";
import { refuse } from "./reply";
import { objectsOf } from "./world";

/** Returns a refusal if the account lacks what has to be there before one of the kind is made, by the switch `bundleFirst`. */
export function refuseWithoutNeeded({ needs }: Kind, { world, owner, live }: Submission, { switches }: BuildContext): Reply | undefined {
  if (needs === undefined || live !== undefined || switches.bundleFirst === "ignored") return undefined;
  const isThere = objectsOf(world, owner, needs as KindName).length > 0;
  return isThere ? undefined : refuse(400, `the account has no ${needs} yet`);
}
