// @ts-check
import { constants } from "node:fs";
import { access, readdir, realpath, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join, sep } from "node:path";
import { run } from "../lib/run.mjs";
import { ENGINE_VERSION, byPreference, isAccepted, parseVersion } from "./versions.mjs";

/** @typedef {{ bin: string, version: string }} Found */

const windows = process.platform === "win32";
export const CLI = windows ? "pulumi.exe" : "pulumi";
export const LANGUAGE_HOST = windows ? "pulumi-language-nodejs.exe" : "pulumi-language-nodejs";
export const LAUNCHER = windows ? "pulumi-resource-pulumi-nodejs.cmd" : "pulumi-resource-pulumi-nodejs";

/** @param {NodeJS.ProcessEnv} environment */
export const pathFolders = (environment) => (environment["PATH"] ?? "").split(delimiter).filter(Boolean);

/** @param {NodeJS.ProcessEnv} environment */
export const pulumiHome = (environment) => environment["PULUMI_HOME"] || join(homedir(), ".pulumi");

/** @param {string} home @param {string} [version] */
export const versionFolder = (home, version = ENGINE_VERSION) => join(home, "versions", version);

/** Whether a `pulumi` is that of an npm package: a script that downloads an engine, and no engine itself. @param {string} path */
export const isNpmShim = (path) => path.split(sep).includes("node_modules");

/**
 * The `pulumi` that a shell would run. Its two helpers may stand elsewhere on PATH, or beside the file that it links to.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ found?: Found, refused?: string }>}
 */
export async function engineOnPath(environment) {
  const folders = pathFolders(environment).filter((folder) => !isNpmShim(folder));
  for (const bin of folders) {
    const file = join(bin, CLI);
    if (!(await isExecutable(file))) continue;
    const target = await realpath(file);
    if (isNpmShim(target)) continue;
    const version = await versionOf(file, environment);
    if (!isAccepted(version)) return { refused: `${file} is version ${version}` };
    const near = [dirname(target), ...folders];
    const missing = await firstMissing(near);
    return missing ? { refused: `${file} has no ${missing} beside it` } : { found: { bin, version } };
  }
  return { refused: "there is none" };
}

/**
 * An engine that the npm package `pulumi`, the Automation API, the installer or an earlier run put there.
 * @param {string} home
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<Found | undefined>}
 */
export async function engineInstalled(home, environment) {
  const names = await readdir(join(home, "versions")).catch(() => []);
  const candidates = byPreference(names.filter((name) => /^\d+\.\d+\.\d+/.test(name)));
  for (const folder of [...candidates.map((version) => versionFolder(home, version)), home]) {
    const bin = join(folder, "bin");
    if (!(await isComplete(bin))) continue;
    const version = await versionOf(join(bin, CLI), environment);
    if (isAccepted(version)) return { bin, version };
  }
  return undefined;
}

/** @param {string} bin whether CLI, language host and launcher stand in this folder */
export async function isComplete(bin) {
  return (await isExecutable(join(bin, CLI))) && (await firstMissing([bin])) === undefined;
}

/**
 * @param {string} file
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<string>} the version, or "unknown" if the file does not run
 */
export async function versionOf(file, environment) {
  const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  try {
    const { stdout } = await run(file, ["version"], { env, timeoutMs: 30_000 });
    return parseVersion(stdout)?.join(".") ?? "unknown";
  } catch {
    return "unknown";
  }
}

/** @param {readonly string[]} folders */
async function firstMissing(folders) {
  for (const helper of [LANGUAGE_HOST, LAUNCHER]) {
    const present = await Promise.all(folders.map((folder) => isExecutable(join(folder, helper))));
    if (!present.includes(true)) return helper;
  }
  return undefined;
}

/** @param {string} file */
async function isExecutable(file) {
  try {
    await access(file, constants.X_OK);
    const found = await stat(file);
    return found.isFile() && found.size > 0;
  } catch {
    return false;
  }
}
