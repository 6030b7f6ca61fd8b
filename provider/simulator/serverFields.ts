import type { JsonObject } from "./json";
import { asObjects } from "./json";
import type { ObjectSpec } from "./kinds/kind";
import type { Switches } from "./switches";

const TOP_LEVEL = { service_level: "standard", portal: { theme: "plain", panels: ["calls", "credit"] } };
const NESTED = { is_default: false };

/** Whether a name is one that the server adds itself. */
export function isServerField(name: string): boolean {
  return Object.hasOwn(TOP_LEVEL, name);
}

/** Adds undocumented fields to a new object, by the switch `serverFields`. */
export function addServerFields(spec: ObjectSpec, record: JsonObject, switches: Switches): JsonObject {
  if (switches.serverFields === "none") return record;
  const decorated: JsonObject = { ...structuredClone(TOP_LEVEL), ...record };
  for (const [list, { items }] of Object.entries(spec.fields)) {
    if (items !== undefined && Array.isArray(record[list]))
      decorated[list] = asObjects(record[list]).map((item) => ({ ...NESTED, ...item }));
  }
  return decorated;
}
