import type { JsonObject } from "../client/index";
import { isRecord, own } from "../common/values";
import type { ResourceDefinition } from "../lifecycle/kind";
import { listPaths } from "./listable";

/** What an entry of any list may have, and says nothing of what it refers to. */
const OF_EVERY_ENTRY: readonly string[] = ["uuid", "created_on", "updated_on"];

/** A store front, which is no kind and whose list is another one's. */
const STORE = "Store";

/** Those of some wire names whose lists hold references in their entries, of which an answer shows one as empty: `{}`. */
export function hidingEntries({ fields }: ResourceDefinition, names: readonly string[], live: JsonObject): string[] {
  return Object.values(fields).flatMap(({ facts: { wire = "", nested = {} } }) => {
    const mayRefer = names.includes(wire) && Object.values(nested).some(({ refersTo }) => refersTo !== undefined);
    const value = own(live, wire);
    return mayRefer && Array.isArray(value) && value.some(isEmpty) ? [wire] : [];
  });
}

/** The wire names that hold references to what a program can have, themselves or in their entries; what can only be looked up is not meant. */
export function referencesIn({ fields }: ResourceDefinition): string[] {
  const isOfKind = ({ refersTo = [] }: { readonly refersTo?: readonly string[] }): boolean =>
    refersTo.some((kind) => !Object.hasOwn(listPaths, kind) && kind !== STORE);
  return Object.values(fields).flatMap(({ facts }) => {
    const { wire, nested = {} } = facts;
    return wire !== undefined && [facts, ...Object.values(nested)].some(isOfKind) ? [wire] : [];
  });
}

/** Whether an answer shows all that is required, by default all names that are looked at, and no entry of their lists as empty. */
export function showsAll(
  definition: ResourceDefinition,
  { names, required = names }: { readonly names: readonly string[]; readonly required?: readonly string[] },
  live: JsonObject,
): boolean {
  return required.every((name) => Object.hasOwn(live, name)) && hidingEntries(definition, names, live).length === 0;
}

function isEmpty(entry: unknown): boolean {
  return isRecord(entry) && Object.keys(entry).every((key) => OF_EVERY_ENTRY.includes(key));
}
