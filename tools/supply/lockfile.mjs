// @ts-check

/** @typedef {import("./tree.mjs").Packages} Packages */

const PUBLIC_REGISTRY = "https://registry.npmjs.org/";

/**
 * What is wrong with a lockfile. Not everybody can get a package from elsewhere than the public registry, and one without a checksum can be
 * a different one tomorrow.
 * @param {{ lockfileVersion: number, packages: Packages }} lock
 * @returns {string[]}
 */
export function lockfileFindings({ lockfileVersion, packages }) {
  const old = lockfileVersion < 3 ? [`lockfileVersion ${lockfileVersion}: 3 is meant, which npm 7 and later write`] : [];
  const installed = Object.entries(packages).filter(([path, { link }]) => path.includes("node_modules/") && !link);
  return [...old, ...installed.flatMap(([path, entry]) => [...integrityFindings(path, entry), ...sourceFindings(path, entry)])];
}

/** @param {string} path @param {import("./tree.mjs").Entry} entry */
const integrityFindings = (path, { integrity = "" }) =>
  /^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity) ? [] : [`${path}: no SHA-512 checksum`];

/** @param {string} path @param {import("./tree.mjs").Entry} entry */
const sourceFindings = (path, { resolved }) =>
  resolved === undefined || resolved.startsWith(PUBLIC_REGISTRY) ? [] : [`${path}: comes from ${resolved}, not from the public registry`];
