// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { score } from "../strength/mutation.mjs";
import { testsOf } from "../strength/scopes.mjs";
import { code, enumerate, heading, paragraphs, table } from "./markdown.mjs";

/** @typedef {import("../strength/mutation.mjs").Figures} Mutants */
/** @typedef {{ date: string, folders: Record<string, import("../strength/coverage.mjs").Figures> }} Coverage */

const coverageFile = "test/strength/coverage.json";
const mutationFile = "test/strength/mutation.json";

export function testStrengthPage() {
  /** @type {Coverage} */
  const coverage = read(coverageFile);
  /** @type {Record<string, Mutants>} */
  const mutation = read(mutationFile);
  return paragraphs([
    heading("How strong the tests are", `${code(coverageFile)} and ${code(mutationFile)}`),
    "Two measurements of the call-flow library, the client and the lifecycle. Neither is part of `npm test`; their figures are those of the day that they were recorded on.",
    "## Coverage",
    `What the tests of these folders and of \`test/resources\` reach in their own process, by \`npm run coverage\` on ${coverage.date}. Tests on the real engine run the package in other processes, and add nothing here.`,
    table(
      ["Folder", "Lines", "Branches", "Functions"],
      Object.entries(coverage.folders).map(([folder, { lines, branches, functions }]) => [
        code(`provider/${folder}`),
        ...[lines, branches, functions].map(share),
      ]),
    ),
    "## Mutation",
    "Stryker, a tool for mutation testing, changes the code in one small way at a time, and runs the tests that reach the place. _Noticed_: a test failed, or the change ran without end. _Survived_: no test failed. _Not reached_: no test ran it. The score is the share that was noticed. Tables and constants that are filled while a module loads are not changed.",
    `\`npm run mutate\` runs everything, \`npm run mutate -- --mutate provider/client/retry.ts\` a part. What is not in the table was not run. ${scopeText()}`,
    ...Object.keys(testsOf).flatMap((folder) => mutationTable(folder, mutation)),
  ]);
}

function scopeText() {
  const lifecycle = testsOf["lifecycle"] ?? [];
  return `The tests that have to notice are the quick ones of the same folder; for \`lifecycle\` ${enumerate(lifecycle.map((glob) => code(glob.replace("<rootDir>/", ""))))}. The fault matrix, the switches, the strangers, the histories and the real engine would notice more.`;
}

/** @param {string} folder @param {Record<string, Mutants>} mutation */
function mutationTable(folder, mutation) {
  const files = Object.entries(mutation).filter(([file]) => file.startsWith(`provider/${folder}/`));
  if (files.length === 0) return [];
  const rows = files.map(([file, figures]) => [
    code(file.slice(`provider/${folder}/`.length)),
    ...cells(figures),
    testsText(figures),
    figures.date,
  ]);
  return [
    `### ${folder}`,
    table(
      ["File", "Noticed", "Survived", "Not reached", "Score", "Judged by", "Run on"],
      [...rows, ["all", ...cells(total(files)), "", ""]],
    ),
  ];
}

/** @param {Mutants} figures */
const testsText = ({ tests }) => (tests === undefined ? "the folder's" : tests.map((file) => code(file.replace(/^test\//, ""))).join(", "));

/** @param {Omit<Mutants, "date" | "tests">} figures */
const cells = (figures) => [
  String(figures.killed + figures.timeout),
  String(figures.survived),
  String(figures.uncovered),
  percent(score(figures)),
];

const names = /** @type {const} */ (["killed", "timeout", "survived", "uncovered", "static"]);

/** @param {readonly (readonly [string, Mutants])[]} files @returns {Omit<Mutants, "date" | "tests">} */
function total(files) {
  const sum = { killed: 0, timeout: 0, survived: 0, uncovered: 0, static: 0 };
  for (const [, figures] of files) for (const name of names) sum[name] += figures[name];
  return sum;
}

/** @param {import("../strength/coverage.mjs").Count} count */
const share = ({ total: all, covered }) => `${percent(all === 0 ? undefined : (100 * covered) / all)} of ${all}`;

/** @param {number | undefined} value */
const percent = (value) => (value === undefined ? "–" : `${value.toFixed(1)} %`);

/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));
