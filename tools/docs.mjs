// @ts-check
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gather } from "./docs/facts.mjs";
import { generate } from "./docs/generate.mjs";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";

/** Writes the pages of docs/ from the built package, and removes those of kinds that are no more. */
await main(async () => {
  const require = createRequire(import.meta.url);
  const pages = await generate(gather((module) => require(`../provider/dist/${module}.js`)));
  const folder = join(ROOT, "docs/resources");
  await mkdir(folder, { recursive: true });
  const gone = (await readdir(folder)).filter((name) => !pages.has(`docs/resources/${name}`));
  await Promise.all(gone.map((name) => rm(join(folder, name))));
  for (const [path, text] of pages) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), text);
  }
  console.log(`${pages.size} pages written to docs/.`);
});
