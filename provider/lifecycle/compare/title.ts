import type { JsonObject } from "../../client/index";
import { recordedOf, type ResourceDefinition } from "../kind";
import { fieldsOf } from "../kindFields";
import { TITLES, titleOf } from "../../common/titles";
import { asText, own } from "../../common/values";

/** What people call a live object; where none of its arguments says it, the first documented text or number that the answer shows and that is no secret. */
export function titleIn(definition: ResourceDefinition, live: JsonObject): string | undefined {
  const open = fieldsOf(definition).filter(([, { facts }]) => facts.secret !== true && facts.refersTo === undefined);
  const telling = open
    .filter(([name]) => TITLES.includes(name))
    .map(([name, field]) => [name, field.decode(live, recordedOf(name, {}))] as const);
  const title = titleOf(definition.kind, Object.fromEntries(telling));
  if (title !== undefined) return title;
  const shown = open.flatMap(([, { facts }]) => {
    const value = facts.wire === undefined ? undefined : own(live, facts.wire);
    return typeof value === "string" || typeof value === "number" ? [asText(value)] : [];
  });
  return shown.find((text) => text !== "");
}
