import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";

/** The nearest folder, from the given one upwards, that has one of these files. */
export function above(folder: string, files: readonly string[]): string | undefined {
  if (files.some((file) => existsSync(join(folder, file)))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : above(parent, files);
}

/** The version specifier of a package in a package.json; undefined if it has none or cannot be read. */
export function specifierIn(manifest: string, name: string, kinds: readonly string[]): string | undefined {
  try {
    const read = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, Record<string, unknown> | undefined>;
    const specifier = kinds.map((kind) => read[kind]?.[name]).find((each) => each !== undefined);
    return typeof specifier === "string" ? specifier : undefined;
  } catch {
    return undefined;
  }
}

/** The package.json of whatever loaded this copy of the package first, such as a component; undefined if nothing outside of it did. */
function loaderManifest(): string | undefined {
  const home = above(__dirname, ["package.json"]);
  if (home === undefined) return undefined;
  const isOurs = ({ filename }: NodeJS.Module) => filename.startsWith(home + sep);
  const loaded = Object.values(require.cache).filter((each) => each !== undefined);
  const first = loaded.find((each) => !isOurs(each) && each.children.some(isOurs));
  const folder = first === undefined ? undefined : above(dirname(first.filename), ["package.json"]);
  return folder === undefined ? undefined : join(folder, "package.json");
}

/** The entry of `dependencies` that makes a package available to a folder, if something else, such as a component, has brought it along. */
export function entryFor(name: string, folder: string): string {
  const manifest = loaderManifest();
  const specifier =
    manifest === undefined ? undefined : specifierIn(manifest, name, ["dependencies", "peerDependencies", "devDependencies"]);
  if (manifest === undefined || specifier === undefined)
    return `"${name}", in the version, or from the file, that what brings it along has,`;
  const moved = movedTo(folder, { specifier, from: dirname(manifest) });
  return moved === undefined
    ? `"${name}", from the file that ${manifest} means by "${specifier}",`
    : `"${name}": "${moved}", as ${manifest} has it,`;
}

/** A specifier rewritten for another folder: relative paths start from that folder. */
function movedTo(folder: string, { specifier, from }: { readonly specifier: string; readonly from: string }): string | undefined {
  const [, prefix = "", path] = /^(file:|link:|portal:)?((?:\.{1,2}|~)?\/.*|.*\.tgz)$/.exec(specifier) ?? [];
  if (path === undefined || /^[a-z]+:\/\//.test(specifier)) return specifier;
  if (isAbsolute(path)) return specifier;
  const whole = resolve(from, path);
  return existsSync(whole) ? `${prefix === "" ? "file:" : prefix}${relative(folder, whole).split(sep).join("/")}` : undefined;
}
