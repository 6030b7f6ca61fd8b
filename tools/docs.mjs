// @ts-check
import { execFileSync } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { callFlowExample, openingHours } from "./docs/examples.mjs";
import { gather } from "./docs/facts.mjs";
import { generate } from "./docs/generate.mjs";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";

/** Writes the pages of docs/ from the built package, and removes those of kinds that are no more. */
await main(async () => {
  const require = createRequire(import.meta.url);
  for (const example of [callFlowExample, openingHours.folder]) {
    execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "-p", join(ROOT, example)], { stdio: "inherit" });
  }
  const facts = gather(
    (module) => require(`../provider/dist/${module}.js`),
    (folder, module) => require(join(ROOT, folder, "dist", module)),
  );
  const pages = await generate(facts);
  for (const folder of ["docs/resources", "docs/call-flows", "docs/opening-hours", "docs/performance"]) {
    await mkdir(join(ROOT, folder), { recursive: true });
    const gone = (await readdir(join(ROOT, folder))).filter((name) => !pages.has(`${folder}/${name}`));
    await Promise.all(gone.map((name) => rm(join(ROOT, folder, name))));
  }
  for (const [path, text] of pages) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), text);
  }
  console.log(`${pages.size} files written to docs/.`);
});
