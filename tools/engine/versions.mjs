// @ts-check

/** The engine that the project is developed with; the npm package `pulumi` in package.json and cli/go.mod name the same. */
export const ENGINE_VERSION = "3.259.0";

/** The oldest engine that is accepted. */
export const OLDEST_VERSION = "3.216.0";

/** The version of Go that the engine's modules require. */
export const OLDEST_GO = "1.25.11";

/** The first Go that fetches a newer toolchain by itself. */
const SELF_UPDATING_GO = "1.21.0";

/** @typedef {[number, number, number]} Version */

/** @type {Version} */
const OLDER_THAN_ALL = [-1, 0, 0];

/**
 * @param {string} text
 * @returns {Version | undefined}
 */
export function parseVersion(text) {
  const found = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : undefined;
}

/**
 * @param {string} a
 * @param {string} b
 * @returns {number} below 0 if a is older than b; a text that is not a version is older than every version
 */
export function compareVersions(a, b) {
  const left = parseVersion(a) ?? OLDER_THAN_ALL;
  const right = parseVersion(b) ?? OLDER_THAN_ALL;
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/**
 * Programs built on @pulumi/pulumi 3 need an engine of the same major version.
 * @param {string} version
 */
export const isAccepted = (version) => compareVersions(version, OLDEST_VERSION) >= 0 && parseVersion(version)?.[0] === 3;

/**
 * The order in which installed engines are tried: the project's own version, then the newest.
 * @param {readonly string[]} versions
 * @returns {string[]}
 */
export function byPreference(versions) {
  const rank = (/** @type {string} */ version) => (version === ENGINE_VERSION ? 0 : 1);
  return versions.filter(isAccepted).sort((a, b) => rank(a) - rank(b) || compareVersions(b, a));
}

/**
 * @param {{ version: string, toolchain: string }} go what `go env` says
 * @returns {boolean} whether this Go can build the engine, if need be after fetching a newer toolchain
 */
export function canBuild({ version, toolchain }) {
  if (compareVersions(version, OLDEST_GO) >= 0) return true;
  return compareVersions(version, SELF_UPDATING_GO) >= 0 && !/^(local|path)$/.test(toolchain);
}
