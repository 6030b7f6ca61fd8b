import { readdirSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { isFile, isFolder } from "./fileText";

/** The files that a pattern names, sorted: a path in which `*` stands for any part of one name, as in `customers/*.yaml`. */
export function filesFor(pattern: string, folder: string): string[] {
  const segments = pattern.split(/[\\/]/);
  const fixed = segments.findIndex((segment) => segment.includes("*"));
  if (fixed < 0) return [resolve(folder, pattern)].filter(isFile);
  const root = segments.slice(0, fixed).join(sep);
  return within([resolve(folder, root === "" && fixed > 0 ? sep : root)], segments.slice(fixed)).sort();
}

function within(folders: readonly string[], [segment, ...rest]: readonly string[]): string[] {
  if (segment === undefined) return [...folders];
  const isLast = rest.length === 0;
  const found = folders.flatMap((folder) =>
    (isFolder(folder) ? readdirSync(folder, { withFileTypes: true }) : [])
      .filter((entry) => fits(entry.name, segment) && (isLast ? isFile(join(folder, entry.name)) : entry.isDirectory()))
      .map(({ name }) => join(folder, name)),
  );
  return isLast ? found : within(found, rest);
}

/** Names that begin with a dot are hidden from a star, as in a shell. */
function fits(name: string, segment: string): boolean {
  if (!segment.includes("*")) return name === segment;
  const parts = segment.split("*");
  const [first = "", last = ""] = [parts[0], parts.at(-1)];
  if (name.startsWith(".") && !first.startsWith(".")) return false;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > name.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}
