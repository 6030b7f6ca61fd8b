// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";

/**
 * An entry of package-lock.json.
 * @typedef {object} Entry
 * @property {string} [name]
 * @property {string} [version]
 * @property {string} [license]
 * @property {string} [resolved]
 * @property {string} [integrity]
 * @property {boolean} [link]
 * @property {boolean} [hasInstallScript]
 * @property {Record<string, string>} [dependencies]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [peerDependencies]
 * @property {Record<string, unknown>} [peerDependenciesMeta]
 * @typedef {Record<string, Entry>} Packages by path
 */

/** What is published: the workspace's folder by the package's name. */
export const published = { "pulumi-yay": "provider", "pulumi-yay-cli": "cli" };

/** @returns {{ lockfileVersion: number, packages: Packages }} */
export const readLock = () => JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));

/** @param {string} path `node_modules/a/node_modules/@b/c` @returns {string} `@b/c` */
export const nameAt = (path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/**
 * The packages that a user gets with a workspace's package, found as Node finds them: in the nearest `node_modules` upwards. Peers are
 * the user's own. A workspace that another one depends on is among them, under `node_modules`.
 * @param {Packages} packages
 * @param {string} workspace its folder
 * @returns {Packages} without the workspace itself
 */
export function runtimeTree(packages, workspace) {
  /** @type {Packages} */
  const found = {};
  /** @param {string} from */
  const visit = (from) => {
    const { dependencies, optionalDependencies } = packages[from] ?? {};
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = placeOf(packages, from, name);
      if (path === undefined || found[path]) continue;
      const entry = packages[path] ?? {};
      const target = entry.link ? (entry.resolved ?? "") : path;
      found[path] = packages[target] ?? {};
      visit(target);
    }
  };
  visit(workspace);
  return found;
}

/** @param {Packages} packages @param {string} from @param {string} name */
function placeOf(packages, from, name) {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === "") return undefined;
  }
}

/** @param {string} path */
const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/node_modules/")));
