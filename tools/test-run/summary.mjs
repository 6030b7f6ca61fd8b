// @ts-check
import { writeFileSync } from "node:fs";

/**
 * What is read of the results that jest hands to a `testResultsProcessor`.
 * @typedef {{ failureMessage?: string | null, testResults: readonly { status: string }[] }} Suite
 * @typedef {{ testResults: readonly Suite[] }} JestResults
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** Names the file that the counts of a run go to. */
export const COUNTS_FILE = "PULUMI_YAY_TEST_COUNTS";

/** @type {Counts} */
export const NOTHING_RAN = { passed: 0, failed: 0, skipped: 0 };

/**
 * A suite that failed without a failing test did not load, or broke outside of its tests: it counts as one failure.
 * @param {JestResults} results
 * @returns {Counts}
 */
export function countTests(results) {
  const counts = { ...NOTHING_RAN };
  for (const suite of results.testResults) {
    const failedBefore = counts.failed;
    for (const { status } of suite.testResults) {
      if (status === "passed") counts.passed++;
      else if (status === "failed") counts.failed++;
      else counts.skipped++;
    }
    if (suite.failureMessage && counts.failed === failedBefore) counts.failed++;
  }
  return counts;
}

/** @param {Counts} counts */
export const summaryLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/**
 * @param {Counts} counts
 * @returns {boolean} a run in which nothing ran is no success
 */
export const isSuccess = ({ passed, failed }) => failed === 0 && passed > 0;

/**
 * Called by jest when all is done.
 * @template {JestResults} T
 * @param {T} results
 * @returns {T}
 */
export default function keepCounts(results) {
  const file = process.env[COUNTS_FILE];
  if (file) writeFileSync(file, JSON.stringify(countTests(results)));
  return results;
}
