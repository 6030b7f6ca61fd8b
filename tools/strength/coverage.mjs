// @ts-check

/** @typedef {{ total: number, covered: number }} Count */
/** @typedef {{ lines: Count, branches: Count, functions: Count }} Figures */

const measures = /** @type {const} */ (["lines", "branches", "functions"]);

/**
 * Adds up the files of each folder of `provider/`.
 * @param {Record<string, Figures>} byPath
 * @param {readonly string[]} folders
 * @returns {Record<string, Figures>}
 */
export function foldersOf(byPath, folders) {
  return Object.fromEntries(
    folders.map((folder) => {
      const files = Object.entries(byPath).filter(([path]) => path.startsWith(`provider/${folder}/`));
      return [folder, sum(files.map(([, figures]) => figures))];
    }),
  );
}

/** @param {readonly Figures[]} all @returns {Figures} */
function sum(all) {
  const total = { lines: { total: 0, covered: 0 }, branches: { total: 0, covered: 0 }, functions: { total: 0, covered: 0 } };
  for (const figures of all)
    for (const measure of measures) {
      total[measure].total += figures[measure].total;
      total[measure].covered += figures[measure].covered;
    }
  return total;
}
