import type { Json, JsonObject } from "./json";
import { REDACTED, isObject } from "./json";

/** Puts the live secrets back into an object that was edited in its redacted form, wherever the editor left the redaction. */
export function restoreSecrets(edited: JsonObject, live: JsonObject): JsonObject {
  const restored: JsonObject = {};
  for (const [key, value] of Object.entries(edited)) {
    const before = live[key];
    if (value === REDACTED && before === undefined) continue;
    restored[key] = restore(value, before);
  }
  return restored;
}

function restore(value: Json, live: Json | undefined): Json {
  if (value === REDACTED && live !== undefined) return live;
  if (Array.isArray(value)) {
    const before = Array.isArray(live) ? live : [];
    return value.map((item, index) => restore(item, counterpart(item, before) ?? before[index]));
  }
  return isObject(value) ? restoreSecrets(value, isObject(live) ? live : {}) : value;
}

function counterpart(item: Json, before: Json[]): Json | undefined {
  if (!isObject(item) || typeof item["uuid"] !== "string") return undefined;
  return before.find((one) => isObject(one) && one["uuid"] === item["uuid"]) ?? {};
}
