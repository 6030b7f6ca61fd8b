// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exponentOf } from "../bench/compare/figures.mjs";
import { operations } from "../bench/compare/operations.mjs";
import { titles } from "../bench/compare/systems.mjs";
import { rowOf } from "../bench/goals.mjs";
import { comparedFile } from "../bench/recorded.mjs";
import { goalTable, microTables, sizeTable, tableOf } from "../bench/show.mjs";
import { ROOT } from "../lib/root.mjs";
import { list, paragraphs, table } from "./markdown.mjs";
import { barPlot, linePlot } from "./plots.mjs";
import { page } from "./template.mjs";

/** @typedef {import("../bench/comparison.mjs").Results} Results */
/** @typedef {import("../bench/compare/run.mjs").Compared} Compared */
/** @typedef {import("../bench/compare/systems.mjs").System} System */

const folder = "docs/performance";
const notMeasured = "Not measured in the recorded run.";
const systems = /** @type {System[]} */ (Object.keys(titles));

/** What the page and its plots are made of. @returns {Results} */
const recorded = () => JSON.parse(readFileSync(join(ROOT, comparedFile), "utf8"));

/** @param {Results} [results] */
export function performancePage(results = recorded()) {
  const { machine, versions, compared, micro, goals } = results;
  const sizes = sizeTable(compared);
  const plots = [...performancePictures(results).keys()].map(
    (path) => `![${path.split("/").at(-1)?.replace(".svg", "") ?? ""}](${path.slice(5)})`,
  );
  return page("performance", [comparedFile], {
    machine: `${machine["processor"]}, ${machine["processors"]} processors, ${machine["gigabytes"]} GB of memory, ${machine["system"]}`,
    versions: `Node ${versions["node"]}, Pulumi ${versions["engine"]}, @pulumi/pulumi ${versions["sdk"]}, OpenTofu ${versions["tofu"]}, Mastercard/restapi ${versions["restapi"]}`,
    systems: list(systems.map((system) => `\`${system}\`: ${titles[system]}`)),
    goals: inMarkdown(goalTable(goals)),
    plots: plots.join("\n\n"),
    growth: growthOf(compared),
    settings: settingsOf(compared),
    sizes: sizes.rows.length === 0 ? notMeasured : inMarkdown(sizes),
    scenarios: paragraphs(compared.map(tableOf).flatMap((each) => [`### ${each.title}`, each.text, inMarkdown(each)])).trim(),
    micro:
      micro === null
        ? notMeasured
        : paragraphs(microTables(micro).flatMap((each) => [`### ${each.title}`, each.text, inMarkdown(each)])).trim(),
  });
}

/** @param {import("../bench/show.mjs").Table} table */
const inMarkdown = ({ head, rows }) => table(head, rows);

/** Each plot by its path. @param {Results} [results] @returns {Map<string, string>} */
export function performancePictures({ compared } = recorded()) {
  /** @type {Map<string, string>} */
  const made = new Map();
  const largest = [...compared].sort((a, b) => b.rows.length - a.rows.length || b.objects - a.objects);
  for (const [name, found] of /** @type {const} */ ([
    ["one-stack", largest.find(({ objects }) => objects >= 500)],
    ["mixed", largest.find(({ size }) => size.groups > 0)],
  ]))
    if (found !== undefined) made.set(`${folder}/${name}.svg`, barPlot(`${found.title}: seconds on the clock`, groupsOf(found)));
  const lines = linesOf(compared, "first up");
  if (lines.some(({ points }) => points.length > 1))
    made.set(`${folder}/growth.svg`, linePlot("First up: seconds over the number of flows, both axes logarithmic", lines));
  return made;
}

/** @param {Compared} compared */
function groupsOf(compared) {
  const delay = compared.rows[0]?.delay;
  return operations.flatMap((operation) => {
    const bars = systems.flatMap((system) => {
      const row = rowOf(compared, system, operation, delay);
      return row === undefined ? [] : [{ name: system, value: row.wall.median, least: row.wall.least, most: row.wall.most }];
    });
    return bars.length === 0 ? [] : [{ name: operation, bars }];
  });
}

/** The base point and those that differ from it in the number of objects alone. @param {readonly Compared[]} compared */
const bySize = (compared) =>
  compared.filter(
    ({ parallel, size, rows, title }) =>
      parallel === null && size.groups + size.flows10 === 0 && rows[0]?.delay === 20 && !title.includes(","),
  );

/** @param {readonly Compared[]} compared @param {import("../bench/compare/operations.mjs").Operation} operation */
function linesOf(compared, operation) {
  return systems.flatMap((system) => {
    const points = bySize(compared).flatMap((each) => {
      const row = rowOf(each, system, operation, 20);
      return row === undefined ? [] : [/** @type {const} */ ([each.objects, row.wall.median])];
    });
    return points.length === 0 ? [] : [{ name: system, points: [...points].sort(([a], [b]) => a - b) }];
  });
}

/** How the time grows with the number of objects: 1 is linear, 2 is quadratic. @param {readonly Compared[]} compared */
function growthOf(compared) {
  const rows = operations.flatMap((operation) =>
    linesOf(compared, operation).flatMap(({ name, points }) => {
      const exponent = exponentOf(points);
      return exponent === undefined ? [] : [[operation, name, points.map(([objects]) => objects).join(", "), exponent.toFixed(2)]];
    }),
  );
  return rows.length === 0 ? "The recorded run has one size of each kind of stack alone." : table(["", "", "flows", "exponent"], rows);
}

/** What the scenarios that differ from the base point in one factor took. @param {readonly Compared[]} compared */
function settingsOf(compared) {
  const others = compared.filter(({ title, objects, size }) => size.groups + size.flows10 === 0 && objects === 500 && title.includes(","));
  const base = bySize(compared).find(({ objects }) => objects === 500);
  if (base === undefined || others.length === 0) return "The recorded run varied nothing; `npm run bench -- --full` does.";
  const columns = [base, ...others];
  const rows = operations.map((operation) => [
    operation,
    ...columns.map((each) => rowOf(each, "ours", operation)?.wall.median.toString() ?? "–"),
  ]);
  return table(["this package, s", ...columns.map(({ title }) => title)], rows);
}
