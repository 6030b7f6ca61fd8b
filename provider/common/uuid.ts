/** A uuid as a part of a pattern. */
export const UUID_PATTERN = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** A text that is a uuid, whatever its letter case. */
export const UUID = new RegExp(`^${UUID_PATTERN}$`, "i");

const LENGTH = 36;

/** Whether a value is a text in the form of a uuid. */
export function isUuid(value: unknown): value is string {
  return typeof value === "string" && value.length === LENGTH && UUID.test(value);
}

/** Whether two texts are the same uuid, however it is written. */
export function sameUuid(a: unknown, b: unknown): boolean {
  return typeof a === "string" && typeof b === "string" && a.toLowerCase() === b.toLowerCase();
}
