// @ts-check
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { main } from "./lib/main.mjs";
import { setup } from "./setup.mjs";
import { startNode } from "./test-run/child.mjs";
import { leftovers } from "./test-run/leftovers.mjs";
import { testEnvironment } from "./test-run/environment.mjs";
import { COUNTS_FILE, NOTHING_RAN, isSuccess, summaryLine } from "./test-run/summary.mjs";

await main(async () => {
  const given = process.argv.slice(2);
  const jestArgs = given.filter((argument) => argument !== "--typecheck");
  const { engine, built } = await setup();
  const env = testEnvironment(process.env, engine);
  const { resolve } = createRequire(import.meta.url);

  const typed = !given.includes("--typecheck") || (await startNode([resolve("typescript/bin/tsc"), "-p", "tsconfig.json"], env)) === 0;
  const { code, counts, left } = await jest(resolve("jest/bin/jest"), jestArgs, env);
  for (const what of left) console.log(`The tests left behind ${what}.`);
  if (!built) console.log("The build failed, see above.");
  if (!typed) console.log("The type check failed, see above.");
  console.log(summaryLine(counts));
  return code || (built && typed && isSuccess(counts) ? 0 : 1);
});

/**
 * Runs the tests with their own temporary folder, to find files and processes that they leave behind.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 */
async function jest(script, args, env) {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-yay-tests-"));
  const countsFile = join(folder, "counts.json");
  const processor = fileURLToPath(new URL("test-run/summary.mjs", import.meta.url));
  try {
    const temporary = join(folder, "tmp");
    await mkdir(temporary);
    const code = await startNode([script, `--testResultsProcessor=${processor}`, ...args], {
      ...env,
      [COUNTS_FILE]: countsFile,
      TMPDIR: temporary,
    });
    const written = await readFile(countsFile, "utf8").catch(() => undefined);
    const left = await leftovers(temporary);
    const counts = written ? JSON.parse(written) : NOTHING_RAN;
    return { code, counts: { ...counts, failed: counts.failed + left.length }, left };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
