// @ts-check
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { consume, pack } from "./consumers/project.mjs";
import { tidy } from "./docs/markdown.mjs";
import { isMain, main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { run } from "./lib/run.mjs";
import { setup } from "./setup.mjs";

const nodes = ["20", "22", "24"];
const managers = /** @type {const} */ (["npm", "pnpm"]);
const page = "docs/consumers.md";

/** @typedef {{ cell: { node: string, manager: string, sdk: string }, results: Record<string, string> }} Row */

/** The oldest supported SDK, the newest that supports Node 20, and the newest. */
async function versions() {
  const { stdout } = await run("npm", ["view", "@pulumi/pulumi", "version", "--loglevel=error"], { cwd: ROOT });
  return { admitted: ["3.216.0", "3.248.0"], newest: stdout.trim() };
}

/** @returns {Promise<number>} 0 if every consumer's programs ran */
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
    for (const cell of cells(await versions())) {
      const results = await consume(
        { ...cell, node: inFolder(`node${cell.node}/bin/node`) },
        { tarball, engine, pnpm: inFolder("pnpm/bin/pnpm.cjs") },
      );
      rows.push({ cell, results });
      console.error(
        `Node ${cell.node}, ${cell.manager}, @pulumi/pulumi ${cell.sdk}: ${Object.values(results).every((result) => result === "ok") ? "ok" : JSON.stringify(results, null, 2)}`,
      );
    }
    await writeFile(join(ROOT, page), await tidy(page, text(rows)));
    console.log(`${page} has the table now.`);
    return rows.every(({ results }) => Object.values(results).every((result) => result === "ok")) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Newer SDKs ask for Node 22. @param {{ admitted: readonly string[], newest: string }} sdks */
function cells({ admitted, newest }) {
  return nodes.flatMap((node) =>
    managers.flatMap((manager) => [...admitted, ...(node === "20" ? [] : [newest])].map((sdk) => ({ node, manager, sdk }))),
  );
}

/** @param {Row[]} rows */
function text(rows) {
  return `<!-- Made by \`npm run consumers\`. Edits here are lost. -->

# Consumers

The package as it would be published, in an empty project: installed, then each kind of program run by the real engine twice, where the second
run must change and send nothing.

${table(rows)}
`;
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
