// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { CommandFailed } from "../lib/run.mjs";
import { npm } from "../setup/npm.mjs";

/**
 * An advisory that does not concern this project, and why.
 * @typedef {{ id: string, package: string, reason: string }} Explained
 *
 * @typedef {{ id: string, package: string, severity: string, title: string, url: string }} Advisory
 *
 * What is read of the report of `npm audit`.
 * @typedef {{ name: string, url: string, title: string, severity: string }} Cause
 * @typedef {{ vulnerabilities: Record<string, { via: readonly (string | Cause)[] }> }} Report
 *
 * @typedef {{ answered: true, advisories: Advisory[] } | { answered: false, reason: string }} Answer
 */

/** @returns {Explained[]} */
export const readExplained = () => JSON.parse(readFileSync(join(ROOT, "tools/supply/advisories.json"), "utf8"));

/**
 * Asks the registry for advisories on the locked packages, including those for development.
 * @param {{ cwd?: string, environment?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<Answer>}
 */
export async function audit({ cwd = ROOT, environment = process.env } = {}) {
  const text = await npm(["audit", "--json", "--loglevel=silent"], { cwd, environment }).then(
    ({ stdout }) => stdout,
    (error) => {
      // Known vulnerabilities are an exit code too.
      if (error instanceof CommandFailed) return error.output;
      throw error;
    },
  );
  const report = parsed(text);
  if (report === undefined || !("vulnerabilities" in report)) return { answered: false, reason: report?.message ?? text.trim() };
  return { answered: true, advisories: advisoriesIn(report) };
}

/** @param {string} text @returns {Report | { message?: string } | undefined} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Each advisory once, however many packages it reaches. @param {Report} report */
export function advisoriesIn({ vulnerabilities }) {
  /** @type {Map<string, Advisory>} */
  const found = new Map();
  for (const cause of Object.values(vulnerabilities).flatMap(({ via }) => via)) {
    if (typeof cause === "string") continue;
    const { name, url, title, severity } = cause;
    const id = url.slice(url.lastIndexOf("/") + 1);
    found.set(`${id} ${name}`, { id, package: name, severity, title, url });
  }
  return [...found.values()];
}

/**
 * @param {readonly Advisory[]} advisories
 * @param {readonly Explained[]} explained
 */
export function auditFindings(advisories, explained) {
  const covers =
    (/** @type {Explained} */ { id, package: name }) =>
    (/** @type {Advisory} */ found) =>
      found.id === id && found.package === name;
  const open = advisories.filter((found) => !explained.some((entry) => covers(entry)(found)));
  const needless = explained.filter((entry) => !advisories.some(covers(entry)));
  return [
    ...open.map(({ id, package: name, severity, title, url }) => `${name}: ${severity}, ${title} (${id}, ${url})`),
    ...needless.map(({ id, package: name }) => `${name}: ${id} is explained in tools/supply/advisories.json but no longer reported`),
  ];
}
