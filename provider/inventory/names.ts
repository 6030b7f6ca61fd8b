import { sameUuid } from "../common/values";
import { titleIn } from "../lifecycle/compare/title";
import type { ResourceDefinition } from "../lifecycle/kind";
import type { FindName } from "../lifecycle/run/run";
import { list } from "./list";

/** Looks in the lists of an account for what people call an object: for messages, so what cannot be listed just has no name. */
export function namesAmong(kinds: readonly ResourceDefinition[]): FindName {
  return async (run, { kinds: names, uuid, customer }) => {
    const meant = kinds.filter(({ kind, parent }) => parent === undefined && names.includes(kind));
    const listed = await list(run, { customer, kinds: meant });
    const shown = listed.flatMap(({ definition, objects }) => objects.map((live) => ({ definition, live })));
    const found = shown.find(({ live }) => sameUuid(live["uuid"], uuid));
    return found === undefined ? undefined : titleIn(found.definition, found.live);
  };
}
