import { existsSync, readFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isRecord, parseJson } from "../shared/json.js";

const PACKAGE = "pulumi-yay";

/** A file of the project that is not the program. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

interface Project {
  readonly project: string;
  /** Where the project will stand. */
  readonly folder: string;
}

/** What a folder needs beside the program to be a Pulumi project. */
export function projectFiles({ project, folder }: Project): ProjectFile[] {
  const manifest = {
    name: project,
    private: true,
    main: "index.ts",
    scripts: { check: "tsc --noEmit" },
    dependencies: { "@pulumi/pulumi": ">=3.216.0 <4", [PACKAGE]: installedFrom(folder) },
    devDependencies: { "@types/node": "^20.19.0", typescript: "~5.9.3" },
  };
  const compiler = {
    compilerOptions: {
      target: "es2022",
      module: "node16",
      moduleResolution: "node16",
      types: ["node"],
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      noPropertyAccessFromIndexSignature: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      noImplicitReturns: true,
      noFallthroughCasesInSwitch: true,
      skipLibCheck: true,
      noEmit: true,
    },
    files: ["index.ts"],
  };
  return [
    { path: "Pulumi.yaml", text: `name: ${JSON.stringify(project)}\ndescription: Taken over from a living account\nruntime: nodejs\n` },
    { path: "package.json", text: json(manifest) },
    { path: "tsconfig.json", text: json(compiler) },
    { path: ".gitignore", text: "node_modules/\nimport.json\nsecrets/\n" },
  ];
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** What names the very package that this command runs with: its version, or the file that it was installed from. */
function installedFrom(folder: string): string {
  const manifest = fileURLToPath(import.meta.resolve(`${PACKAGE}/package.json`));
  const home = dirname(manifest);
  const { version } = parseJson(readFileSync(manifest, "utf8"), manifest) as { version: string };
  const modules = dirname(home);
  // Of a link, such as in a clone of the project, the home is the package's own folder.
  if (!modules.endsWith(`${sep}node_modules`)) return fileSpecifier(folder, home);
  const path = lockedFile(modules);
  return path === undefined ? version : fileSpecifier(folder, path);
}

/** The file or folder that a package was installed from, by what the package manager has noted in node_modules. */
function lockedFile(modules: string): string | undefined {
  const lock = join(modules, ".package-lock.json");
  if (!existsSync(lock)) return undefined;
  const noted = parseJson(readFileSync(lock, "utf8"), lock);
  const packages = isRecord(noted) ? noted["packages"] : undefined;
  const entry = isRecord(packages) ? packages[`node_modules/${PACKAGE}`] : undefined;
  const resolved = isRecord(entry) ? entry["resolved"] : undefined;
  const [, path] = typeof resolved === "string" ? (/^file:(.*)$/.exec(resolved) ?? []) : [];
  return path === undefined ? undefined : resolve(dirname(modules), path);
}

function fileSpecifier(folder: string, path: string): string {
  const way = relative(folder, path);
  return `file:${(isAbsolute(way) ? path : way).split(sep).join("/")}`;
}
