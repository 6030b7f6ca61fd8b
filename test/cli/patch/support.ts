import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const library = () => import("../../../cli/dist/patch/index.js");
type PatchFor = Awaited<ReturnType<typeof library>>["patchFor"];
export type Changes = Parameters<PatchFor>[1];
export type ProgramPatch = ReturnType<PatchFor>;

const root = resolve(__dirname, "../../..");

export type Files = Readonly<Record<string, string>>;

/** Uuids that read like what they are of: `uuid(1)`. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

export interface Patched extends ProgramPatch {
  /** All files as `git apply` leaves them. */
  readonly after: Files;
}

/** Makes a patch, has `git apply` take it in a folder of its own, and gives what that leaves. */
export async function patched(files: Files, changes: Partial<Changes>): Promise<Patched> {
  const { patchFor } = await library();
  const result = patchFor({ folder: ".", files }, { resources: [], ...changes });
  const after = result.patch === "" ? files : applied(files, result.patch);
  expect(after).toEqual({ ...files, ...result.files });
  return { ...result, after };
}

function applied(files: Files, patch: string): Files {
  return inFolder(files, (folder) => {
    execFileSync("git", ["apply", "-p1", "--whitespace=nowarn", "-"], { cwd: folder, input: patch, stdio: ["pipe", "pipe", "pipe"] });
    return Object.fromEntries(Object.keys(files).map((file) => [file, readFileSync(join(folder, file), "utf8")]));
  });
}

function inFolder<T>(files: Files, use: (folder: string) => T): T {
  const folder = folderOf(files);
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function folderOf(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-yay-patch-"));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** The files that a patch is made of, where the folder of a Pulumi project has these. */
export async function programFiles(files: Files): Promise<readonly string[]> {
  const { readProject } = await import("../../../cli/dist/drift/patching.js");
  const folder = folderOf({ "Pulumi.yaml": "name: proj\nruntime: nodejs\n", ...files });
  try {
    return Object.keys((await readProject(folder)).files).filter((file) => file !== "Pulumi.yaml");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the strictest compiler says of programs, each in a folder of its own. */
export function compilerFindings(programs: readonly Files[]): string {
  const config = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: { types: [], typeRoots: [join(root, "node_modules/@types")] },
    include: ["*/**/*.ts"],
  };
  const files = Object.fromEntries(
    programs.flatMap((each, index) => Object.entries(each).map(([file, text]) => [`p${index}/${file}`, text])),
  );
  return inFolder({ ...files, "tsconfig.json": JSON.stringify(config), "package.json": "{}" }, (folder) => {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    try {
      execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], { cwd: folder, encoding: "utf8" });
      return "";
    } catch (error) {
      return String((error as { stdout?: unknown }).stdout);
    }
  });
}

/** Where and why, as one line each. */
export const told = (remarks: ProgramPatch["notEdited"]): string[] =>
  remarks.map(({ kind, name, path, place, reason }) => {
    const where = place === undefined ? "" : `${place.file}:${place.line} `;
    return `${where}${kind} ${name}${path === undefined ? "" : ` ${path}`}: ${reason}`;
  });
