// @ts-check
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchmarksFile } from "./bench/recorded.mjs";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { setup } from "./setup.mjs";

const usage = `npm run bench -- [part…] [--record]

Parts, all of them where none is named:
  callflow   the library of call flows on a flow of 300 steps
  300, 2000  a stack of so many resources on the real engine and the simulator; any multiple of ten will do

--record     keeps the figures of these parts, and writes docs/benchmarks.md from all that are kept`;

const all = ["callflow", "300", "2000"];

await main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { record: { type: "boolean", default: false }, help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  const wrong = positionals.filter((part) => part !== "callflow" && !/^[1-9]\d*0$/.test(part));
  if (wrong.length > 0) throw new Error(usage);
  const { built, engine } = await setup({ log: console.error });
  if (!built) return 1;
  const measured = await measure(positionals.length === 0 ? all : positionals, engine);
  if (values.record) await record(measured, engine.version);
  return measured.every(({ gates }) => gates.every(({ holds }) => holds)) ? 0 : 1;
});

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
