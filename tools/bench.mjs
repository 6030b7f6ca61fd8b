// @ts-check
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ownOptions, ownUsage, scenarioOf } from "./bench/arguments.mjs";
import { benchmarksFile, comparedFile } from "./bench/recorded.mjs";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { setup } from "./setup.mjs";

const usage = `npm run bench -- [part…] [--record] [--json]

The comparison with others, on the real engine and the simulator:
  --quick     what two cores measure in about half an hour, with every goal
  --full      every size, delay and backend, several times: some five hours. YAY_BENCH_POSTGRES names an empty PostgreSQL backend
  compare     one comparison, sized by arguments:
${ownUsage}
  micro       what needs no engine: check, diff, loading, flows, client, memory, export, drift

The gates of single parts, all of them where nothing is named:
  callflow    the library of call flows on a flow of 300 steps
  300, 2000   a stack of so many resources on the real engine and the simulator; any multiple of ten will do

--record      keeps the figures; \`npm run docs\` writes docs/performance.md from them, the gates write docs/benchmarks.md at once
--json        prints the comparison as one JSON and nothing else (npm itself prints two lines before: npm run --silent)

Ends with 1 where a count or a gate does not hold. How long something takes is said, and fails no comparison.`;

const all = ["callflow", "300", "2000"];

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...ownOptions,
      quick: { type: "boolean", default: false },
      full: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const { quick, full, json, record: recording, help, ...own } = values;
  if (help) {
    console.log(usage);
    return 0;
  }
  const wanted = { quick, full, compare: positionals.includes("compare"), micro: positionals.includes("micro") };
  const gates = positionals.filter((part) => part !== "compare" && part !== "micro");
  const isComparison = Object.values(wanted).includes(true);
  if (gates.some((part) => part !== "callflow" && !/^[1-9]\d*0$/.test(part))) throw new Error(usage);
  const { rounds, ...sizes } = own;
  const isSized = Object.keys(sizes).length > 0 && !wanted.compare;
  const isRepeated = rounds !== undefined && !quick && !full && !wanted.compare;
  if (isSized || isRepeated || (isComparison ? gates.length > 0 : json)) throw new Error(usage);
  const scenario = scenarioOf(own);
  const { built, engine } = await setup({ log: console.error });
  if (!built) return 1;
  if (isComparison)
    return compareAll(engine, { wanted, scenario, rounds: rounds === undefined ? undefined : scenario.rounds, json, recording });
  const measured = await measure(gates.length === 0 ? all : gates, engine);
  if (recording) await record(measured, engine.version);
  return measured.every(({ gates }) => gates.every(({ holds }) => holds)) ? 0 : 1;
});

/**
 * @param {import("./engine/engine.mjs").Engine} engine
 * @param {{ wanted: Record<"quick" | "full" | "compare" | "micro", boolean>, scenario: import("./bench/compare/scenarios.mjs").Scenario, rounds: number | undefined, json: boolean, recording: boolean }} choice
 */
async function compareAll(engine, { wanted, scenario, rounds, json, recording }) {
  const { countsHold, measured } = await import("./bench/comparison.mjs");
  const { quick, full } = await import("./bench/compare/scenarios.mjs");
  const { show: inWords } = await import("./bench/show.mjs");
  const postgres = process.env["YAY_BENCH_POSTGRES"];
  const scenarios = [
    ...(wanted.quick ? quick() : []),
    ...(wanted.full ? full(postgres === undefined ? undefined : { PULUMI_BACKEND_URL: postgres }) : []),
    ...(wanted.compare ? [scenario] : []),
  ].map((each) => (rounds === undefined ? each : { ...each, rounds }));
  const withMicro = wanted.micro || wanted.quick || wanted.full;
  const results = await measured(engine, { scenarios, withMicro, log: console.error });
  process.stdout.write(json ? `${JSON.stringify(results, null, 2)}\n` : inWords(results));
  if (recording) {
    await writeFile(join(ROOT, comparedFile), `${JSON.stringify(results, null, 2)}\n`);
    console.error(`Kept in ${comparedFile}; npm run docs writes the page.`);
  }
  return countsHold(results) ? 0 : 1;
}

/** @param {readonly string[]} parts @param {import("./engine/engine.mjs").Engine} engine */
async function measure(parts, engine) {
  const { callFlowBench } = await import("./bench/callFlow.mjs");
  const { stackBench } = await import("./bench/stack.mjs");
  const measured = [];
  for (const part of parts) {
    const found = part === "callflow" ? callFlowBench() : await stackBench(engine, Number(part), console.error);
    show(found);
    measured.push(found);
  }
  return measured;
}

/** @param {import("./bench/gates.mjs").Measured} measured */
function show({ title, text, head, rows, gates }) {
  const widths = head.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)));
  console.log(`\n${title}\n${text}`);
  for (const row of [head, ...rows]) console.log(`  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd());
  for (const { name, found, wanted, holds } of gates) console.log(`  ${holds ? "ok  " : "FAIL"} ${name}: ${found}, wanted ${wanted}`);
}

/** @param {readonly import("./bench/gates.mjs").Measured[]} parts @param {string} engine */
async function record(parts, engine) {
  const sdk = createRequire(import.meta.url)("@pulumi/pulumi/package.json").version;
  const versions = { node: process.versions.node, engine, sdk, processors: availableParallelism() };
  const file = join(ROOT, benchmarksFile);
  const kept = JSON.parse(await readFile(file, "utf8")).parts;
  const others = kept.filter((/** @type {{ title: string }} */ { title }) => !parts.some((part) => part.title === title));
  const all = [...others, ...parts].sort((a, b) => a.title.localeCompare(b.title, "en", { numeric: true }));
  await writeFile(file, `${JSON.stringify({ versions, parts: all }, null, 2)}\n`);
  const { benchmarksPage } = await import("./docs/benchmarks.mjs");
  const { tidy } = await import("./docs/markdown.mjs");
  const page = "docs/benchmarks.md";
  await writeFile(join(ROOT, page), await tidy(page, benchmarksPage()));
  console.log(`\nKept in ${benchmarksFile} and ${page}.`);
}
