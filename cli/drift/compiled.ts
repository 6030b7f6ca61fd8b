import { join, resolve, sep } from "node:path";
import ts from "typescript";

/** TypeScript that somebody has written. */
const SOURCE = /(?<!\.d)\.[cm]?ts$/;

/**
 * The files of a program without what the compiler has made of others: the folder that `outDir` of tsconfig.json names, and JavaScript of which the
 * TypeScript stands beside it, or above `bin/`. Paths are absolute.
 */
export function withoutCompiled(folder: string, files: readonly string[]): string[] {
  const output = outputOf(folder);
  const isOutput = (file: string): boolean => output !== undefined && file.startsWith(output + sep);
  // A folder with sources among what is made of them cannot be left out as a whole.
  const isMixed = files.some((file) => isOutput(file) && SOURCE.test(file));
  const all = new Set(files);
  const bin = join(folder, "bin") + sep;
  const isMade = (file: string): boolean => {
    const source = file.replace(/\.([cm]?)js$/, ".$1ts");
    const above = source.startsWith(bin) ? join(folder, source.slice(bin.length)) : source;
    return source !== file && (all.has(source) || all.has(above));
  };
  return files.filter((file) => !(isOutput(file) && !isMixed) && !isMade(file));
}

/** The folder within a program that its tsconfig.json, or one that it extends, has the compiler write to. */
function outputOf(folder: string): string | undefined {
  const readFile = (path: string): string | undefined => ts.sys.readFile(path);
  const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), readFile) as { readonly config?: unknown };
  const host: ts.ParseConfigHost = {
    useCaseSensitiveFileNames: ts.sys.useCaseSensitiveFileNames,
    fileExists: (path) => ts.sys.fileExists(path),
    readFile,
    // Which files it takes in is not asked, and would be found by a walk through all folders.
    readDirectory: () => [],
  };
  const { outDir } = ts.parseJsonConfigFileContent(config ?? {}, host, folder).options;
  const output = outDir === undefined ? undefined : resolve(outDir);
  return output?.startsWith(folder + sep) === true ? output : undefined;
}
