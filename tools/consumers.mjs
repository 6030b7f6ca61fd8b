// @ts-check
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consume, pack } from "./consumers/project.mjs";
import { isMain, main } from "./lib/main.mjs";
import { run } from "./lib/run.mjs";
import { setup } from "./setup.mjs";

const nodes = ["20", "22", "24"];
const managers = /** @type {const} */ (["npm", "pnpm"]);
const sdks = ["3.216.0", "3.248.0", "latest"];

/** @typedef {{ cell: { node: string, manager: string, sdk: string }, results: Record<string, string> }} Row */

/** Newer SDKs ask for Node 22. @param {string} node @param {string} sdk */
const fits = (node, sdk) => !(node === "20" && sdk === "latest");

/** @returns {Promise<number>} 0 where every consumer's programs ran */
async function matrix() {
  const { engine } = await setup({ log: console.error });
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-consumers-"));
  try {
    const tarball = await pack(folder);
    const packages = [...nodes.map((node) => `node${node}@npm:node@${node}`), "pnpm@10"];
    await run("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error", ...packages]);
    const inFolder = (/** @type {string} */ path) => join(folder, "node_modules", path);
    /** @type {Row[]} */
    const rows = [];
    for (const cell of cells()) {
      const results = await consume(
        { ...cell, node: inFolder(`node${cell.node}/bin/node`) },
        { tarball, engine, pnpm: inFolder("pnpm/bin/pnpm.cjs") },
      );
      rows.push({ cell, results });
      console.error(
        `Node ${cell.node}, ${cell.manager}, @pulumi/pulumi ${cell.sdk}: ${Object.values(results).every((result) => result === "ok") ? "ok" : JSON.stringify(results, null, 2)}`,
      );
    }
    console.log(table(rows));
    return rows.every(({ results }) => Object.values(results).every((result) => result === "ok")) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function cells() {
  return nodes.flatMap((node) =>
    managers.flatMap((manager) => sdks.filter((sdk) => fits(node, sdk)).map((sdk) => ({ node, manager, sdk }))),
  );
}

/** @param {Row[]} rows */
function table(rows) {
  const names = Object.keys(rows[0]?.results ?? {});
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(" | ")} |`;
  const head = ["Node", "installed by", "@pulumi/pulumi", ...names];
  const body = rows.map(({ cell, results }) =>
    line([cell.node, cell.manager, cell.sdk, ...names.map((name) => (results[name] === "ok" ? "runs" : "fails"))]),
  );
  return [line(head), line(head.map(() => "---")), ...body].join("\n");
}

if (isMain(import.meta.url)) await main(matrix);
