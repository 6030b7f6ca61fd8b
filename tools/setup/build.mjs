// @ts-check
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { withProgress } from "../lib/run.mjs";
import { npm } from "./npm.mjs";

const PACKAGES = ["provider", "cli"];
const SETTINGS = ["package.json", "package-lock.json", "tsconfig.base.json", ".dependency-cruiser.cjs"];
const COMPILED = /(\.d\.ts|\.js)$/;
const IGNORED = new Set(["dist", "node_modules"]);

/**
 * Compiles the packages if a source has changed since the last successful build.
 * @param {string} root
 * @param {{ log: import("../lib/run.mjs").Log, signal?: AbortSignal | undefined }} options
 */
export async function buildPackages(root, { log, signal }) {
  const sources = await sourceFiles(root);
  const fingerprint = await fingerprintOf(root, sources);
  await removeOrphans(root);
  if ((await lastBuild(root)) === fingerprint && sources.every((file) => existsSync(join(root, compiled(file))))) return;
  await withProgress(log, "Building the packages", () => npm(["run", "--silent", "build"], { cwd: root, signal }));
  await mkdir(dirname(stamp(root)), { recursive: true });
  await writeFile(stamp(root), fingerprint);
}

/** Removes the output of deleted sources, which would be published otherwise. @param {string} root */
export async function removeOrphans(root) {
  for (const name of PACKAGES) {
    const output = join(root, name, "dist");
    const entries = existsSync(output) ? await readdir(output, { recursive: true, encoding: "utf8" }) : [];
    const orphans = entries.filter((file) => COMPILED.test(file) && !existsSync(join(root, name, file.replace(COMPILED, ".ts"))));
    await Promise.all(orphans.map((file) => rm(join(output, file))));
  }
}

/** Installing the packages anew removes it, as it should: their types take part in a build. @param {string} root */
const stamp = (root) => join(root, "node_modules", ".cache", "pulumi-yay", "build");

/** @param {string} root */
const lastBuild = (root) => readFile(stamp(root), "utf8").catch(() => undefined);

/** @param {string} file @returns {string} the file that must be there after a build; settings stand for themselves */
export const compiled = (file) => file.replace(/^([^/]+)\/(.*)(?<!\.d)\.([cm]?)ts$/, "$1/dist/$2.$3js");

/** @param {string} root */
async function sourceFiles(root) {
  const found = await Promise.all(PACKAGES.map((name) => filesBelow(root, name)));
  return [...SETTINGS, ...found.flat()].sort();
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {Promise<string[]>}
 */
async function filesBelow(root, folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = entries.map((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return IGNORED.has(entry.name) ? [] : filesBelow(root, path);
    return /\.([cm]?[jt]s|json)$/.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/**
 * @param {string} root
 * @param {readonly string[]} files
 */
async function fingerprintOf(root, files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(await readFile(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}
