import type { JsonObject } from "../../client/index";
import type { ResourceDefinition } from "../kind";
import { fieldsOf } from "../kindFields";
import { asText, own } from "../../common/values";

/** What people call a live object: the first documented value that the answer shows and that is no secret, a name, a number or an address. */
export function titleIn(definition: ResourceDefinition, live: JsonObject): string | undefined {
  const shown = fieldsOf(definition).flatMap(([, { facts }]) => {
    const value = facts.wire === undefined || facts.secret === true || facts.refersTo !== undefined ? undefined : own(live, facts.wire);
    return typeof value === "string" || typeof value === "number" ? [asText(value)] : [];
  });
  return shown.find((text) => text !== "");
}
