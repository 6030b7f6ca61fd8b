import { partReferences } from "pulumi-yay/customers";
import type { Segment } from "../types.js";
import { isRecord, isUuid, valueAt } from "../values.js";

/** A list as texts. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** The uuids in a value. */
export function uuidTexts(value: unknown): string[] {
  if (isUuid(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(uuidTexts) : [];
}

/** A place that names a part. */
export interface Mention {
  readonly path: readonly Segment[];
  readonly inList: boolean;
}

/**
 * Where a customer would still name a part of a section that has left it, also by a default. What only has the same text is none: a step of a flow, or a
 * part of another section.
 */
export function mentions(root: unknown, { section, part }: { readonly section: string; readonly part: string }): Mention[] {
  if (!isRecord(root)) return [];
  const parts = root[section];
  const others = Object.entries(isRecord(parts) ? parts : {}).filter(([name]) => name !== part);
  const without = { ...root, [section]: Object.fromEntries(others) };
  const named = partReferences(without).filter(({ path, to, name }) => {
    // What a part leaves out that has a template, the template may say.
    const isSaid = valueAt(root, path) !== undefined || valueAt(root, [...path.slice(0, 2), "template"]) === undefined;
    return name === part && to.some((one) => one === section) && isSaid;
  });
  return [...named.map(({ path }) => ({ path, inList: typeof path.at(-1) === "number" })), ...handedOver(without, part)];
}

/** Where a part is given to a template, which alone shows of which section that is. */
function handedOver(root: Readonly<Record<string, unknown>>, part: string): Mention[] {
  return ["flows", "hours"].flatMap((section) => {
    const parts = root[section];
    return Object.entries(isRecord(parts) ? parts : {}).flatMap(([name, value]) => {
      const given = isRecord(value) ? value["with"] : undefined;
      const keys = Object.entries(isRecord(given) ? given : {}).filter(([, one]) => one === part);
      return keys.map(([key]) => ({ path: [section, name, "with", key], inList: false }));
    });
  });
}
