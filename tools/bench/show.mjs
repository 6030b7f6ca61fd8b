// @ts-check
import { titles } from "./compare/systems.mjs";
import { requestText, shown } from "./gates.mjs";

/** @typedef {import("./compare/run.mjs").Compared} Compared */
/** @typedef {import("./goals.mjs").Goal} Goal */

/** A table as cells; the page and the screen draw it. @typedef {{ title: string, text: string, head: string[], rows: string[][] }} Table */

/** Which systems were left out, and why. @param {Compared} compared */
export const leftOutOf = ({ leftOut }) =>
  Object.entries(leftOut)
    .map(([system, why]) => `${titles[/** @type {keyof typeof titles} */ (system)]} was left out: ${why}.`)
    .join(" ");

/** @param {import("./compare/figures.mjs").Spread} spread */
const seconds = ({ median, least, most, times }) => (times === 1 ? shown(median) : `${shown(median)} (${shown(least)} to ${shown(most)})`);

/** Every operation of every system of a scenario. @param {Compared} compared @returns {Table} */
export function tableOf(compared) {
  const rounds = Math.max(0, ...compared.rows.map(({ wall }) => wall.times));
  return {
    title: compared.title,
    text: `Over ${compared.size.customers} customers${compared.parallel === null ? "" : `, ${compared.parallel} at once`}; ${rounds === 1 ? "measured once" : `medians of ${rounds} rounds, with the least and the most`}. ${leftOutOf(compared)}`.trim(),
    head: [
      "",
      "answers in, ms",
      "clock, s",
      "floor, s",
      "processors, s",
      "of them by process",
      "memory, MB",
      "written, MB",
      "requests",
      "at once",
    ],
    rows: compared.rows.map((row) => [
      `${row.operation}: ${row.system}`,
      String(row.delay),
      seconds(row.wall),
      row.floor === null ? "–" : shown(row.floor),
      shown(row.processor.median),
      Object.entries(row.parts)
        .filter(([, taken]) => taken >= 0.05)
        .map(([part, taken]) => `${part} ${shown(taken)}`)
        .join(", "),
      row.megabytes === null ? "not seen" : row.megabytes.toFixed(0),
      row.written === null ? "not seen" : (row.written / 1e6).toFixed(1),
      requestText(row.requests),
      String(row.atOnce),
    ]),
  };
}

/** @param {readonly Goal[]} goals @returns {Table} */
export const goalTable = (goals) => ({
  title: "Goals",
  text: "",
  head: ["", "found", "at most", ""],
  rows: goals.map(({ name, value, goal, met, why }) => [
    name,
    value === null ? "–" : String(value),
    String(goal),
    met === null ? `not measured: ${why ?? ""}` : met ? "met" : "not met",
  ]),
});

/** Bytes of state a resource. @param {readonly Compared[]} compared @returns {Table} */
export function sizeTable(compared) {
  const found = compared.find(({ size, sizes }) => size.groups > 0 && size.flows10 > 0 && Object.keys(sizes).length > 0);
  const rows = Object.entries(found?.sizes ?? {}).map(([system, { group, flow2, flow10 }]) => [
    titles[/** @type {keyof typeof titles} */ (system)],
    ...[group, flow2, flow10].map((bytes) => (bytes === undefined ? "–" : String(bytes))),
  ]);
  return { title: "Bytes of state a resource", text: "", head: ["", "hunt group", "flow of two steps", "flow of ten steps"], rows };
}

/** @param {import("./micro/micro.mjs").Micro} micro @returns {Table[]} */
export const microTables = (micro) => [
  {
    title: "Check and diff",
    text: "One call of a handler in the host, in milliseconds of the processors.",
    head: ["", "check, p50", "check, p99", "diff, p50", "diff, p99"],
    rows: micro.checks.map(({ kind, p50, p99 }, place) => [
      kind,
      ...[p50, p99, micro.diffs[place]?.p50, micro.diffs[place]?.p99].map(String),
    ]),
  },
  {
    title: "Flows by their size",
    text: "One call of the library of call flows, in milliseconds.",
    head: ["steps", "validate", "render", "parse", "diff"],
    rows: micro.flows.map(({ steps, validate, render, parse, diff }) => [steps, validate, render, parse, diff].map(String)),
  },
  {
    title: "Loading, requests, memory, accounts",
    text: "",
    head: ["", ""],
    rows: [
      ["@pulumi/pulumi in a program, ms", String(micro.loading.sdk)],
      ["this package after it, ms", String(micro.loading.package)],
      ["start of the dynamic host, ms", String(micro.loading.host)],
      ["start of the dynamic host with the package, ms", String(micro.loading.hostWithPackage)],
      [
        `${micro.throughput.requests} reads, ${micro.throughput.atOnce} at once, over what they must take`,
        String(micro.throughput.overIdeal),
      ],
      [
        `memory after ${micro.memory.operations} updates in one host, MB (after a fifth of them ${micro.memory.megabytesAfterSome})`,
        String(micro.memory.megabytes),
      ],
      [
        `yay export of ${micro.account.objects} objects of ${micro.account.customers} customers, s (${micro.account.exportRequests} requests)`,
        String(micro.account.exportSeconds),
      ],
      [`yay drift --state of them, s (${micro.account.driftRequests} requests)`, String(micro.account.driftSeconds)],
    ],
  },
];

/** Everything as text for a screen. @param {import("./comparison.mjs").Results} results */
export function show({ machine, versions, compared, micro, goals }) {
  const sizes = sizeTable(compared);
  const tables = [
    ...compared.map(tableOf),
    ...(sizes.rows.length > 0 ? [sizes] : []),
    ...(micro === null ? [] : microTables(micro)),
    goalTable(goals),
  ];
  const about = Object.entries({ ...machine, ...versions }).map(([name, value]) => `${name} ${value}`);
  return `${[about.join(", "), ...tables.map(onScreen)].join("\n\n")}\n`;
}

/** @param {Table} table */
function onScreen({ title, text, head, rows }) {
  const widths = head.map((name, place) => Math.max(name.length, ...rows.map((row) => row[place]?.length ?? 0)));
  const lines = [head, ...rows].map((row) => `  ${row.map((cell, place) => cell.padEnd(widths[place] ?? 0)).join("  ")}`.trimEnd());
  return [title, ...(text === "" ? [] : [text]), ...lines].join("\n");
}
