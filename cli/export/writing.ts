import { access, chmod, mkdir, readdir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { codeOf, FailedError, UsageError } from "../shared/failure.js";
import { PARTIAL } from "./resuming.js";

/** A file to write, by its path within the folder. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string;
  /** Set if nobody else may read it. */
  readonly isPrivate?: true;
}

/** The words of its README by which an earlier export is known. */
export const MARK = "written by `yay export`";

/** Makes room for an export. Refuses a folder that has something in it, which a person may have written. */
export async function refuseUsed(folder: string, isOverwritten: boolean): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return [];
    throw new UsageError(`--out ${folder}: it cannot be read as a folder (${codeOf(error) ?? "unknown reason"}).`);
  });
  if (names.every((name) => name === PARTIAL)) return;
  if (!isOverwritten)
    throw new UsageError(
      `--out ${folder} is not empty. Name a new folder, or add --overwrite to replace the files of an earlier export there.`,
    );
  if (!(await isExport(folder)))
    throw new UsageError(`--out ${folder} has no earlier export, so --overwrite replaces nothing there. Name a new folder.`);
}

/** What an export writes beside its README and the folders of customers and secrets. */
const WRITTEN = [
  ".gitignore",
  "import.json",
  "index.ts",
  "not-managed.md",
  "ownAccount.ts",
  "package.json",
  "Pulumi.yaml",
  "tsconfig.json",
];

/**
 * Takes away what an earlier export wrote into a folder and, by either layout, into those below, which customers may not have any more: passwords
 * above all. What somebody else has put there stays.
 */
export async function clearEarlier(folder: string): Promise<void> {
  const below = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(folder, name));
  for (const each of below) {
    if (!(await isExport(each))) continue;
    await clearProject(each);
    await rm(join(each, "README.md"));
    await rmdir(each).catch(() => undefined);
  }
  await clearProject(folder);
}

async function clearProject(folder: string): Promise<void> {
  await rm(join(folder, "secrets"), { recursive: true, force: true });
  for (const name of WRITTEN) await rm(join(folder, name), { force: true });
  const customers = join(folder, "customers");
  for (const name of await readdir(customers).catch(() => [])) if (name.endsWith(".ts")) await rm(join(customers, name), { force: true });
  await rmdir(customers).catch(() => undefined);
}

async function isExport(folder: string): Promise<boolean> {
  return (await readFile(join(folder, "README.md"), "utf8").catch(() => "")).includes(MARK);
}

/** Refuses a file that is there already. */
export async function refuseExisting(option: string, file: string): Promise<void> {
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere) throw new UsageError(`${option} ${file} is there already: delete it, or name another file.`);
}

/** Writes all files, the folders that they stand in first. */
export async function writeAll(folder: string, files: readonly FileToWrite[]): Promise<void> {
  for (const { path, text, isPrivate } of files) {
    const file = resolve(folder, path);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, isPrivate === true ? { mode: 0o600 } : {});
      if (isPrivate === true) await chmod(file, 0o600);
    } catch (error) {
      throw new FailedError(`Cannot write ${file}: ${codeOf(error) ?? "unknown reason"}.`);
    }
  }
}
