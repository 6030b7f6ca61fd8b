// @ts-check
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { npm } from "../setup/npm.mjs";
import { published, readLock, runtimeTree } from "./tree.mjs";

/** @typedef {"cyclonedx" | "spdx"} Format */

/**
 * The bill of materials of a published package: what a user gets with it, in the locked versions.
 *
 * `npm sbom --workspace` describes the whole work tree instead, and leaves out what a development dependency needs as well, such as zod.
 * So npm gets a project that is the published package and nothing else.
 * @param {string} workspace
 * @param {Format} format
 * @returns {Promise<string>}
 */
export async function billOfMaterials(workspace, format) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-sbom-"));
  try {
    const { devDependencies: _dev, scripts: _scripts, peerDependencies: _peers, ...manifest } = await manifestOf(workspace);
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    await writeFile(join(folder, "package-lock.json"), JSON.stringify(lockOf(workspace, manifest)));
    const { stdout } = await npm(["sbom", "--package-lock-only", "--sbom-format", format, "--sbom-type", "library"], { cwd: folder });
    return named(stdout, manifest.name, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} workspace */
const manifestOf = async (workspace) => JSON.parse(await readFile(join(ROOT, workspace, "package.json"), "utf8"));

/**
 * @param {string} workspace
 * @param {{ name: string, version: string }} manifest
 */
function lockOf(workspace, manifest) {
  const { lockfileVersion, packages } = readLock();
  const tree = Object.fromEntries(
    Object.entries(runtimeTree(packages, workspace)).map(([path, { peerDependencies: _peers, peerDependenciesMeta: _meta, ...entry }]) => [
      placeIn(workspace, path),
      { ...entry, dev: false },
    ]),
  );
  return { name: manifest.name, version: manifest.version, lockfileVersion, requires: true, packages: { "": manifest, ...tree } };
}

/**
 * Where a package of the work tree stands for a user: what npm has put below a workspace's folder is below the published package.
 * @param {string} workspace
 * @param {string} path
 */
function placeIn(workspace, path) {
  const [name, folder] = Object.entries(published).find(([, folder]) => path.startsWith(`${folder}/`)) ?? [];
  if (name === undefined || folder === undefined) return path;
  return path.replace(`${folder}/`, folder === workspace ? "" : `node_modules/${name}/`);
}

/** npm takes the folder's name for the package's. @param {string} text @param {string} name @param {string} folder */
const named = (text, name, folder) => text.replaceAll(`"${folder.split(/[\\/]/).at(-1) ?? ""}"`, JSON.stringify(name));
