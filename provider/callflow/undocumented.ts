import type { UndocumentedName } from "./types";

/** Says that a module, or a type of entry, that the reference does not describe is meant as it is written. */
export function undocumented(name: string): UndocumentedName {
  return name as UndocumentedName;
}
