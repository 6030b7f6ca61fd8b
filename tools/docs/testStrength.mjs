// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";
import { ofLivingFiles, score } from "../strength/mutation.mjs";
import { testsOf } from "../strength/scopes.mjs";
import { code, enumerate, paragraphs, table } from "./markdown.mjs";
import { page } from "./template.mjs";

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
  const mutation = ofLivingFiles(read(mutationFile), ROOT);
  return page("test-strength", [coverageFile, mutationFile, chaosFile, moneyFile], {
    coverageDate: coverage.date,
    coverage: table(["Folder", "Lines", "Branches", "Functions"], Object.entries(coverage.folders).map(coverageRow)),
    lifecycleTests: enumerate((testsOf["lifecycle"] ?? []).map((glob) => code(glob.replace("<rootDir>/", "")))),
    mutation: paragraphs(Object.keys(testsOf).flatMap((folder) => mutationTable(folder, mutation))),
    ...chaosValues(read(chaosFile)),
    ...moneyValues(read(moneyFile)),
  });
}

/** @param {[string, import("../strength/coverage.mjs").Figures]} entry */
const coverageRow = ([folder, { lines, branches, functions }]) => [code(`provider/${folder}`), ...[lines, branches, functions].map(share)];

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
function chaosValues({ date, minutes, seed, counts, finds }) {
  const again = finds.length === 0 ? "" : ` \`npm run test:chaos -- --minutes 1 --seed ${finds[0]}\` lives the first of them again.`;
  return {
    chaosDate: date,
    minutes: String(minutes),
    seed: String(seed),
    finds: finds.length === 0 ? "none" : enumerate(finds.map((one) => `seed ${one}`)),
    again,
    histories: table(
      ["What", "How often"],
      [...groups(counts)].map(([what, times]) => [what, String(times)]),
    ),
  };
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
function moneyValues(campaigns) {
  const doors = (/** @type {string} */ campaign) => campaigns[campaign]?.doors ?? {};
  const [kept, lost] = [doors("in process, journal kept"), doors("in process, journal lost")];
  return {
    campaigns: table(
      ["Campaign", "Rounds", "Interruptions", "From seed", "Payments", "Transfers that moved", "Paid more than once", "Run on"],
      Object.entries(campaigns).map(([campaign, { rounds, interruptions = "–", seed, payments, moved, twice, date }]) => [
        campaign,
        ...[rounds, interruptions, seed, payments, moved, twice].map(String),
        date,
      ]),
    ),
    doors: table(
      ["Door", "Rounds, journal kept", "Paid more than once", "Rounds, journal lost", "Paid more than once"],
      doorNames(kept, lost).map((door) => [door, ...doorCells(kept[door]), ...doorCells(lost[door])]),
    ),
  };
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
