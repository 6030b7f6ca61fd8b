import type { Notes } from "../../provider/lifecycle/run/journal";

/** Notes in memory, instead of on the machine's disk. */
export function memoryNotes<T>(): Notes<T> & { readonly entries: Map<string, T> } {
  const entries = new Map<string, T>();
  return {
    entries,
    find: (key) => entries.get(JSON.stringify(key)),
    note: (key, noted) => void entries.set(JSON.stringify(key), noted),
    forget: (key) => void entries.delete(JSON.stringify(key)),
  };
}
