// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * What became of the changes to a file. `static` ones lie in what runs once, when the module loads; they are not tried.
 * @typedef {{ date: string, killed: number, timeout: number, survived: number, uncovered: number, static: number,
 *   tests?: readonly string[] }} Figures `tests` where fewer than those of the folder had to notice
 *
 * What is read of the tool's report.
 * @typedef {{ files: Record<string, { mutants: readonly { status: string }[] }> }} Report
 */

/** @type {Record<string, "killed" | "timeout" | "survived" | "uncovered" | "static">} */
const meaning = { Killed: "killed", Timeout: "timeout", Survived: "survived", NoCoverage: "uncovered", Ignored: "static" };

/**
 * Replaces older figures of the same files by those of a run.
 * @param {Record<string, Figures>} before
 * @param {Report} report
 * @param {{ date: string, tests?: readonly string[] | undefined }} run
 * @returns {Record<string, Figures>} by file, sorted
 */
export function recorded(before, { files }, { date, tests }) {
  const narrowed = tests === undefined ? {} : { tests };
  const now = Object.entries(files).map(([file, { mutants }]) => /** @type {const} */ ([file, { ...figures(mutants, date), ...narrowed }]));
  const all = new Map([...Object.entries(before), ...now]);
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @param {readonly { status: string }[]} mutants @param {string} date */
function figures(mutants, date) {
  const counted = { date, killed: 0, timeout: 0, survived: 0, uncovered: 0, static: 0 };
  for (const { status } of mutants) {
    const name = meaning[status];
    if (name) counted[name]++;
  }
  return counted;
}

/** The percentage of the changes tried that a test noticed. @param {Omit<Figures, "date" | "static" | "tests">} figures */
export function score({ killed, timeout, survived, uncovered }) {
  const tried = killed + timeout + survived + uncovered;
  return tried === 0 ? undefined : (100 * (killed + timeout)) / tried;
}

/**
 * The figures themselves, if every file that they name still exists: a page must not praise tests of code that is gone.
 * @param {Record<string, Figures>} all
 * @param {string} root
 */
export function ofLivingFiles(all, root) {
  for (const [file, { tests = [] }] of Object.entries(all))
    for (const named of [file, ...tests])
      if (!existsSync(join(root, named)))
        throw new Error(
          `test/strength/mutation.json: ${named === file ? "" : `${file} was judged by `}${named}, which does not exist. Take the entry out, or write the new name if the file was only moved.`,
        );
  return all;
}
