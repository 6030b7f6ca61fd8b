import { WrittenNumber } from "./numbers";

/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = Record<string, Json>;

/** Whether a value is a JSON object: not a list, and not a WrittenNumber. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !((value as unknown) instanceof WrittenNumber);
}
