// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { score } from "../strength/mutation.mjs";
import { testsOf } from "../strength/scopes.mjs";
import { code, enumerate, heading, paragraphs, table } from "./markdown.mjs";

/** @typedef {import("../strength/mutation.mjs").Figures} Mutants */
/** @typedef {import("../../test/support/moneyRecord.js").MoneyFigures & { date: string }} Money */
/** @typedef {import("../../test/support/chaosRecord.js").ChaosFigures & { date: string }} Chaos */
/** @typedef {{ date: string, folders: Record<string, import("../strength/coverage.mjs").Figures> }} Coverage */

const coverageFile = "test/strength/coverage.json";
const mutationFile = "test/strength/mutation.json";
const moneyFile = "test/strength/money.json";
const chaosFile = "test/strength/chaos.json";

export function testStrengthPage() {
  /** @type {Coverage} */
  const coverage = read(coverageFile);
  /** @type {Record<string, Mutants>} */
  const mutation = read(mutationFile);
  return paragraphs([
    heading("How strong the tests are", enumerate([coverageFile, mutationFile, chaosFile, moneyFile].map(code))),
    "Four measurements: what the tests of the call-flow library, the client and the lifecycle reach and notice, what random histories found, and what became of money that was interrupted at random. None is part of `npm test`; their figures are those of the day that they were recorded on.",
    "## Coverage",
    `What the tests of these folders and of \`test/kinds\` and \`test/hosts\` reach in their own process, by \`npm run coverage\` on ${coverage.date}. Tests on the real engine run the package in other processes, and add nothing here.`,
    table(
      ["Folder", "Lines", "Branches", "Functions"],
      Object.entries(coverage.folders).map(([folder, { lines, branches, functions }]) => [
        code(`provider/${folder}`),
        ...[lines, branches, functions].map(share),
      ]),
    ),
    "## Mutation",
    "Stryker, a tool for mutation testing, changes the code in one small way at a time, and runs the tests that reach the place. _Noticed_: a test failed, or the change ran without end. _Survived_: no test failed. _Not reached_: no test ran it. The score is the share that was noticed. _Left out_: tables and constants that are filled while a module loads, for each of which every test would have to run; `--static` tries them, too.",
    `\`npm run mutate\` runs everything, \`npm run mutate -- --mutate provider/client/retry.ts\` a part. What is not in the table was not run. ${scopeText()}`,
    ...Object.keys(testsOf).flatMap((folder) => mutationTable(folder, mutation)),
    ...chaosChapter(read(chaosFile)),
    ...moneyChapter(read(moneyFile)),
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
      ["File", "Noticed", "Survived", "Not reached", "Score", "Left out", "Judged by", "Run on"],
      [...rows, ["all", ...cells(total(files)), "", ""]],
    ),
  ];
}

/** @param {Chaos} run */
function chaosChapter({ date, minutes, seed, counts, finds }) {
  const again = finds.length === 0 ? "" : ` \`npm run test:chaos -- --minutes 1 --seed ${finds[0]}\` lives the first of them again.`;
  return [
    "## Histories",
    `Random histories on the real engine: commands, edits by others, faults, interrupts and kills at any instant, for ${minutes} minutes from seed ${seed}, on ${date}, by \`npm run test:chaos -- --minutes ${minutes} --seed ${seed} --record\`. After each step the invariants that [Reliability](reliability.md) names are looked at. Histories in which something was lost, doubled, leaked, unclear or did not converge: ${finds.length === 0 ? "none" : enumerate(finds.map((one) => `seed ${one}`))}.${again}`,
    table(
      ["What", "How often"],
      [...groups(counts)].map(([what, times]) => [what, String(times)]),
    ),
  ];
}

const groupNames = { command: "commands", fault: "of them with a fault of the API", blow: "of them interrupted or killed" };

/** Counts with those of one kind added up. @param {Readonly<Record<string, number>>} counts */
function groups(counts) {
  const first = ["histories", ...Object.values(groupNames)].map((name) => /** @type {const} */ ([name, 0]));
  /** @type {Map<string, number>} */
  const found = new Map([...first, ["histories", counts["rounds"] ?? 0]]);
  for (const [what, times] of Object.entries(counts)) {
    if (what === "rounds") continue;
    const [kind = ""] = what.split(" ", 1);
    const name = Object.hasOwn(groupNames, kind) ? groupNames[/** @type {keyof typeof groupNames} */ (kind)] : what;
    found.set(name, (found.get(name) ?? 0) + times);
  }
  return found;
}

/** @param {Record<string, Money>} campaigns */
function moneyChapter(campaigns) {
  const doors = (/** @type {string} */ campaign) => campaigns[campaign]?.doors ?? {};
  const [kept, lost] = [doors("in process, journal kept"), doors("in process, journal lost")];
  return [
    "## Money",
    "Transfers whose command, provider or both are killed at random instants, with random answers of the API and random next steps; the ledger of the simulator counts what moved, the operator tells the truth. On the real engine, and in process against a fake engine that keeps its rules. `journal kept` is one machine; with `journal lost` each command runs as on a machine of its own. `npm run test:money -- --rounds 300 --journal lost` repeats it, `--in-process 10000` the other; each has a seed that takes the same decisions. An interruption is a kill or an interrupt of the command, of its provider, or of both, and is counted on the real engine alone.",
    table(
      ["Campaign", "Rounds", "Interruptions", "From seed", "Payments", "Transfers that moved", "Paid more than once", "Run on"],
      Object.entries(campaigns).map(([campaign, { rounds, interruptions = "–", seed, payments, moved, twice, date }]) => [
        campaign,
        ...[rounds, interruptions, seed, payments, moved, twice].map(String),
        date,
      ]),
    ),
    "No payment was claimed that had not moved, and none that had moved was missing from the record, but where a step had thrown the record away. What was paid more than once was so behind a door that [After a crash](after-a-crash.md#what-no-record-in-the-state-can-prevent) names. In process, by the doors that a round had used, each by itself:",
    table(
      ["Door", "Rounds, journal kept", "Paid more than once", "Rounds, journal lost", "Paid more than once"],
      doorNames(kept, lost).map((door) => [door, ...doorCells(kept[door]), ...doorCells(lost[door])]),
    ),
  ];
}

/** @typedef {NonNullable<Money["doors"]>} Doors */

/** Those that were used alone. @param {Doors} kept @param {Doors} lost */
function doorNames(kept, lost) {
  return [...new Set([...Object.keys(kept), ...Object.keys(lost)])].filter((door) => !door.includes(" + ")).sort();
}

/** @param {import("../../test/support/transferCampaign.js").Door | undefined} door */
const doorCells = (door) => [String(door?.rounds ?? 0), String(door?.twice ?? 0)];

/** @param {Mutants} figures */
const testsText = ({ tests }) => (tests === undefined ? "the folder's" : tests.map((file) => code(file.replace(/^test\//, ""))).join(", "));

/** @param {Omit<Mutants, "date" | "tests">} figures */
const cells = (figures) => [
  String(figures.killed + figures.timeout),
  String(figures.survived),
  String(figures.uncovered),
  percent(score(figures)),
  String(figures.static),
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
