// @ts-check
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { foldersOf } from "./strength/coverage.mjs";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { testsOf } from "./strength/scopes.mjs";

const report = ".work/coverage";
const folders = Object.keys(testsOf);

/** Runs the tests of the measured folders, of the kinds and of the hosts, in this process, and keeps what they reach for docs/test-strength.md. */
await main(async () => {
  const args = [
    ...[...folders, "kinds", "hosts"].map((folder) => `test/${folder}/`),
    "--coverage",
    // Counting makes the code slower.
    "--testTimeout=60000",
    `--coverageDirectory=${report}`,
    "--coverageReporters=json-summary",
    "--coverageReporters=html",
    ...folders.map((folder) => `--collectCoverageFrom=provider/${folder}/**/*.ts`),
  ];
  const code = await tests(args);
  if (code !== 0) return code;
  const summary = JSON.parse(await readFile(join(ROOT, report, "coverage-summary.json"), "utf8"));
  const byPath = Object.fromEntries(
    Object.entries(summary).map(([file, figures]) => [relative(ROOT, file).replaceAll("\\", "/"), figures]),
  );
  const kept = { date: new Date().toISOString().slice(0, 10), folders: foldersOf(byPath, folders) };
  await writeFile(join(ROOT, "test/strength/coverage.json"), `${JSON.stringify(kept, null, 2)}\n`);
  console.log(`Line by line: ${report}/index.html. \`npm run docs\` puts the figures into docs/test-strength.md.`);
  return 0;
});

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
function tests(args) {
  const program = fileURLToPath(new URL("test.mjs", import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: ROOT, stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}
