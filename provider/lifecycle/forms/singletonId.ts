import { asText, isBlank } from "../../common/values";
import type { ResourceDefinition } from "../kind";

/** The id of the one object of an account, which has no uuid: its path, and whose it is. */
export function singletonId({ paths, scope }: Pick<ResourceDefinition, "paths" | "scope">, customer: unknown): string {
  return scope === "account" || isBlank(customer) ? paths.item : `${paths.item} of ${asText(customer).toLowerCase()}`;
}
