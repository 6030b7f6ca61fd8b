// @ts-check
import { nameAt } from "./tree.mjs";

/** @typedef {import("./tree.mjs").Packages} Packages */

/** Licences that only require that their text is included, which it is: every package brings its own. */
export const permissive = ["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "BlueOak-1.0.0"];

/** Other licences that users get, each for one package, with the reason. @type {Record<string, { licence: string, reason: string }>} */
export const exceptions = {
  elkjs: {
    licence: "EPL-2.0 OR GPL-3.0-or-later",
    reason:
      "Of the command line alone, which loads it unchanged, as a package of its own. Taken under EPL-2.0, whose terms concern changes of elkjs itself and not what uses it.",
  },
};

/**
 * Packages that a user gets and whose licence is not allowed.
 * @param {Packages} tree
 * @returns {string[]}
 */
export function licenceFindings(tree) {
  return Object.entries(tree).flatMap(([path, { license }]) => {
    const name = nameAt(path);
    if (license === undefined) return [`${name}: names no licence`];
    const allowed = permissive.includes(license) || exceptions[name]?.licence === license;
    return allowed ? [] : [`${name}: ${license} is not among the allowed licences`];
  });
}

/**
 * Exceptions that no longer apply.
 * @param {readonly Packages[]} trees
 */
export function needlessExceptions(trees) {
  const present = new Map(trees.flatMap((tree) => Object.entries(tree)).map(([path, { license }]) => [nameAt(path), license]));
  return Object.entries(exceptions).flatMap(([name, { licence }]) => (present.get(name) === licence ? [] : [name]));
}
