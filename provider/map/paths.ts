import { partsAt } from "../common/keyPath";

/** The texts at a path, in which `*` stands for each entry of a list or a map; those of a list there, too. */
export function textsAt(root: unknown, path: string): string[] {
  return partsAt(root, path.split("."))
    .flatMap(({ value }): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === "string");
}
