// @ts-check
import { cp, mkdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../../lib/root.mjs";
import { run } from "../../lib/run.mjs";
import { goalOf } from "../goals.mjs";
import { accountFigures } from "./account.mjs";
import { flowTimings } from "./flows.mjs";
import { loading } from "./loading.mjs";

/**
 * What is measured without an engine.
 * @typedef {object} Micro
 * @property {import("./kinds.mjs").Timing[]} checks
 * @property {import("./kinds.mjs").Timing[]} diffs
 * @property {import("./flows.mjs").FlowTiming[]} flows
 * @property {import("./loading.mjs").Loading} loading
 * @property {{ requests: number, atOnce: number, overIdeal: number }} throughput
 * @property {{ operations: number, megabytesAfterSome: number, megabytes: number, growth: number }} memory
 * @property {import("./account.mjs").AccountFigures} account
 */

/** How large the parts are. @typedef {{ objects: number, customers: number, delay: number, operations: number, starts: number }} MicroSize */

/** @type {MicroSize} */
export const microSize = { objects: 3000, customers: 20, delay: 20, operations: 10_000, starts: 9 };

/** @param {MicroSize} size @param {(line: string) => void} log @returns {Promise<Micro>} */
export async function micro({ operations, starts, ...account }, log) {
  log("  loading the package");
  const loaded = await loading(starts);
  log("  flows by size");
  const flows = flowTimings();
  log("  check and diff of each kind");
  const kinds = await inProcess("kinds.mjs", [join(await compiledExample(), "index.js")]);
  log(`  ${operations} operations`);
  const operating = await inProcess("operating.mjs", [String(operations)]);
  log(`  export and drift of ${account.objects} objects`);
  return { ...kinds, flows, loading: loaded, ...operating, account: await accountFigures(account) };
}

/** The example that has every kind, compiled, with the files that it sends. */
async function compiledExample() {
  const [source, made] = [join(ROOT, "examples", "whole-account"), join(ROOT, ".work", "bench", "whole-account")];
  await mkdir(made, { recursive: true });
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  await run(process.execPath, [compiler, "-p", source, "--noEmit", "false", "--outDir", made]);
  await cp(join(source, "sounds"), join(made, "sounds"), { recursive: true });
  return made;
}

/** Runs a module of this folder in a process of its own; its last line is JSON. @param {string} file @param {readonly string[]} args */
async function inProcess(file, args) {
  const { stdout } = await run(process.execPath, ["--expose-gc", fileURLToPath(new URL(file, import.meta.url)), ...args], { cwd: ROOT });
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
}

/** @param {Micro | undefined} found @returns {import("../goals.mjs").Goal[]} */
export function microGoals(found) {
  const thirty = (/** @type {import("./kinds.mjs").Timing[] | undefined} */ list) =>
    list?.find(({ kind }) => kind === "CallFlow of 30 steps");
  const [check, diff, account] = [thirty(found?.checks), thirty(found?.diffs), found?.account];
  const of = account === undefined ? "an account" : `${account.objects} objects of ${account.customers} customers`;
  return [
    goalOf("check of a flow of 30 steps, p50 in ms", "time", check?.p50, 0.2),
    goalOf("check of a flow of 30 steps, p99 in ms", "time", check?.p99, 2),
    goalOf("diff of a flow of 30 steps, p50 in ms", "time", diff?.p50, 0.2),
    goalOf("diff of a flow of 30 steps, p99 in ms", "time", diff?.p99, 2),
    goalOf("loading the package in a program, ms over the SDK alone", "time", found?.loading.package, 60),
    goalOf("start of the host with the package, over without", "ratio", found?.loading.ratio, 1.2),
    goalOf(
      `export of ${of}, requests over lists`,
      "count",
      account === undefined ? undefined : account.exportRequests / account.lists,
      1.05,
    ),
    goalOf(`export of ${of}, seconds`, "time", account?.exportSeconds, 8),
    goalOf(`yay drift --state of ${of}, seconds`, "time", account?.driftSeconds, 8),
  ];
}
