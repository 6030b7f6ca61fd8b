// @ts-check
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startNode } from "./child.mjs";
import { leftovers } from "./leftovers.mjs";
import { COUNTS_FILE, NOTHING_RAN } from "./summary.mjs";

/**
 * What a run came to. Its code is 0 only if jest said so; `words` say what it left behind, and what is to be known if it did not count its tests.
 * @typedef {{ code: number, counts: import("./summary.mjs").Counts, words: string[] }} Run
 */

/**
 * Runs the tests with their own temporary folder, to find files and processes that they leave behind: each counts as a failure.
 * @param {string} script jest's own program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Run>}
 */
export async function runJest(script, args, env) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-tests-"));
  const countsFile = join(folder, "counts.json");
  const processor = fileURLToPath(new URL("summary.mjs", import.meta.url));
  try {
    const temporary = join(folder, "tmp");
    await mkdir(temporary);
    const ran = { ...env, [COUNTS_FILE]: countsFile, TMPDIR: temporary };
    const code = await startNode([script, `--testResultsProcessor=${processor}`, ...args], ran);
    const written = await readFile(countsFile, "utf8").catch(() => undefined);
    const left = await leftovers(temporary);
    const counts = written === undefined ? NOTHING_RAN : JSON.parse(written);
    const words = [...left.map((what) => `The tests left behind ${what}.`), ...unfinished(code, written !== undefined)];
    return { code, words, counts: { ...counts, failed: counts.failed + left.length } };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {number} code @param {boolean} hasCounted */
function unfinished(code, hasCounted) {
  const signal = Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
  const how = signal === undefined ? `with code ${code}` : `by the signal ${signal}`;
  if (hasCounted) return signal === undefined ? [] : [`jest ended ${how}, after it had counted.`];
  return [
    `jest ended ${how} before it had counted any test, so nothing is known of them: run them again, in smaller parts if memory was short.`,
  ];
}
