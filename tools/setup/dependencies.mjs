// @ts-check
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { withOneRetry, withProgress } from "../lib/run.mjs";
import { npm } from "./npm.mjs";

/** @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean }} Locked */
/** @typedef {Record<string, Locked>} Packages */

/**
 * Makes node_modules match package-lock.json.
 * @param {string} root
 * @param {{ log: import("../lib/run.mjs").Log, signal?: AbortSignal | undefined }} options
 */
export async function installDependencies(root, { log, signal }) {
  if (await isInstalled(root)) return;
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const { stderr } = await withProgress(log, "Installing the npm packages", () =>
    withOneRetry(log, () => npm(args, { cwd: root, signal })),
  );
  if (stderr.trim()) log(stderr.trim());
}

/**
 * Compares contents, not times: a checkout gives old contents new times.
 * @param {string} root
 */
export async function isInstalled(root) {
  const locked = await packagesIn(join(root, "package-lock.json"));
  if (!locked) throw new Error(`package-lock.json is missing in ${root}`);
  const installed = await packagesIn(join(root, "node_modules", ".package-lock.json"));
  return installed !== undefined && isSatisfied(locked, installed) && Object.keys(installed).every((path) => existsSync(join(root, path)));
}

/**
 * Optional packages may be missing: most are for other platforms.
 * @param {Packages} locked
 * @param {Packages} installed
 */
export function isSatisfied(locked, installed) {
  return Object.entries(locked).every(([path, wanted]) => {
    const found = installed[path];
    if (path === "") return true;
    if (!found) return wanted.optional === true;
    return wanted.link ? found.link === true && found.resolved === wanted.resolved : sameBuild(wanted, found);
  });
}

/** @param {Locked} a @param {Locked} b */
const sameBuild = (a, b) => a.version === b.version && a.integrity === b.integrity;

/**
 * @param {string} file
 * @returns {Promise<Packages | undefined>}
 */
async function packagesIn(file) {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text).packages;
}
