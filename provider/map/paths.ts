import { isRecord } from "../common/values";

/** The values at a path, in which `*` stands for each entry of a list or a map. */
export function valuesAt(root: unknown, path: string): unknown[] {
  let values: unknown[] = [root];
  for (const key of path.split(".")) values = values.flatMap((value) => within(value, key));
  return values;
}

function within(value: unknown, key: string): unknown[] {
  if (Array.isArray(value)) return key === "*" ? (value as unknown[]) : [];
  if (!isRecord(value)) return [];
  if (key === "*") return Object.values(value);
  return Object.hasOwn(value, key) ? [value[key]] : [];
}

/** The texts at a path, those of a list there, too. */
export function textsAt(root: unknown, path: string): string[] {
  return valuesAt(root, path)
    .flatMap((value): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === "string");
}
