import { isObject, type Json, type JsonObject } from "./json";
import type { Answer } from "./types";

/** The list in an answer; null and a 204 are the empty list. Undefined if there is none, which proves nothing. */
export function listIn({ status, result }: Answer): readonly Json[] | undefined {
  if (Array.isArray(result)) return result;
  return result === null || (result === undefined && status === 204) ? [] : undefined;
}

/** The objects in the list of an answer, without duplicates; undefined if there is no list. */
export function objectsIn(answer: Answer): JsonObject[] | undefined {
  const seen = new Set<string>();
  return listIn(answer)
    ?.filter(isObject)
    .filter(({ uuid }) => {
      if (typeof uuid !== "string") return true;
      const key = uuid.toLowerCase();
      return !seen.has(key) && seen.add(key);
    });
}

/** The object in an answer, even if it is the only item of a list. */
export function theObject(result: Json | undefined): JsonObject | undefined {
  const object = Array.isArray(result) && result.length === 1 ? result[0] : result;
  return isObject(object) ? object : undefined;
}
