import type { UndocumentedName } from "./types";

/** Use it for a module, or a type of entry, that the reference does not describe, to say that the name is not a misspelling. */
export function undocumented(name: string): UndocumentedName {
  return name as UndocumentedName;
}
