// @ts-check
import { createRequire } from "node:module";
import { main } from "./lib/main.mjs";
import { setup } from "./setup.mjs";
import { startNode } from "./test-run/child.mjs";
import { testEnvironment } from "./test-run/environment.mjs";
import { runJest } from "./test-run/runJest.mjs";
import { isSuccess, summaryLine } from "./test-run/summary.mjs";

await main(async () => {
  const given = process.argv.slice(2);
  const jestArgs = given.filter((argument) => argument !== "--typecheck");
  const { engine, built } = await setup();
  const env = testEnvironment(process.env, engine);
  const { resolve } = createRequire(import.meta.url);

  const typed = !given.includes("--typecheck") || (await startNode([resolve("typescript/bin/tsc"), "-p", "tsconfig.json"], env)) === 0;
  const { code, counts, words } = await runJest(resolve("jest/bin/jest"), jestArgs, env);
  for (const sentence of words) console.log(sentence);
  if (!built) console.log("The build failed, see above.");
  if (!typed) console.log("The type check failed, see above.");
  console.log(summaryLine(counts));
  return code || (built && typed && isSuccess(counts) ? 0 : 1);
});
