const BEFORE = "00000000-0000-4000-8000-";

/** A uuid that stands for that of a resource which is still to be made, in what is judged before it is known; never sent. */
export function standIn(place: number): string {
  return `${BEFORE}${place.toString(16).padStart(12, "0")}`;
}

/** Whether a value is such a uuid. */
export function isStandIn(value: unknown): boolean {
  return typeof value === "string" && value.startsWith(BEFORE);
}
