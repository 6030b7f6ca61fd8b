// @ts-check
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { billOfMaterials } from "./supply/sbom.mjs";
import { published } from "./supply/tree.mjs";

/** Writes the bills of materials of the published packages into `.work/sbom/`, or the folder that is named. */
await main(async () => {
  const folder = process.argv[2] ?? join(ROOT, ".work", "sbom");
  await mkdir(folder, { recursive: true });
  for (const [name, workspace] of Object.entries(published)) {
    for (const format of /** @type {const} */ (["cyclonedx", "spdx"])) {
      const file = join(folder, `${name}.${format}.json`);
      await writeFile(file, await billOfMaterials(workspace, format));
      console.log(file);
    }
  }
});
