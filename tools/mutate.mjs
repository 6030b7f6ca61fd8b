// @ts-check
import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { tidy } from "./docs/markdown.mjs";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { recorded } from "./strength/mutation.mjs";
import { FOLDER, PART, STATIC, TESTS, byFolder, filesOf } from "./strength/scopes.mjs";
import { withoutSettings } from "./test-run/environment.mjs";

const file = "test/strength/mutation.json";
const record = join(ROOT, file);

/**
 * Changes the code in small ways and looks whether a test notices: `npm run mutate`, or `npm run mutate -- --mutate provider/client/retry.ts`
 * for a part, `--tests test/client/retry.test.ts` to let fewer tests judge, and `--static` to change also what runs once, while a module loads. Keeps the figures for docs/test-strength.md; the survivors stand in `.work/mutation/<folder>.html`.
 */
await main(async () => {
  const several = /** @type {const} */ ({ type: "string", multiple: true });
  const { values } = parseArgs({ options: { mutate: several, tests: several, static: { type: "boolean", default: false } } });
  const [globs, tests] = [listOf(values.mutate), listOf(values.tests)];
  const judges = tests.length === 0 ? undefined : tests;
  const isPart = globs.length > 0 || judges !== undefined;
  for (const [folder, wanted] of byFolder(globs)) {
    const code = await stryker(folder, wanted, { judges, isPart, withStatic: values.static });
    if (code !== 0) return code;
    const report = JSON.parse(await readFile(join(ROOT, filesOf(folder).json), "utf8"));
    const before = JSON.parse(await readFile(record, "utf8"));
    const now = recorded(before, report, { date: new Date().toISOString().slice(0, 10), tests: judges });
    await writeFile(record, await tidy(file, JSON.stringify(now)));
  }
  console.log("`npm run docs` puts the figures into docs/test-strength.md.");
  return 0;
});

/** @param {readonly string[]} [given] */
function listOf(given = []) {
  return given.flatMap((one) => one.split(","));
}

/**
 * @param {string} folder
 * @param {readonly string[]} globs
 * @param {{ judges: readonly string[] | undefined, isPart: boolean, withStatic: boolean }} run
 * @returns {Promise<number>} its exit code
 */
function stryker(folder, globs, { judges, isPart, withStatic }) {
  const { resolve } = createRequire(import.meta.url);
  const program = join(resolve("@stryker-mutator/core/package.json"), "../bin/stryker.js");
  const narrowed = {
    ...(judges && { [TESTS]: judges.join(",") }),
    ...(isPart && { [PART]: "yes" }),
    ...(withStatic && { [STATIC]: "yes" }),
  };
  const env = { ...withoutSettings(process.env), [FOLDER]: folder, ...narrowed };
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, [program, "run", "--mutate", globs.join(",")], { cwd: ROOT, env, stdio: "inherit" });
    child.once("error", reject);
    child.once("close", (code) => done(code ?? 1));
  });
}
