// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { benchmarksFile } from "../bench/recorded.mjs";
import { ROOT } from "../lib/root.mjs";
import { paragraphs, table } from "./markdown.mjs";
import { page } from "./template.mjs";

/** @typedef {{ versions: { node: string, engine: string, sdk: string, processors: number }, parts: import("../bench/gates.mjs").Measured[] }} Recorded */

export function benchmarksPage() {
  const { versions, parts } = /** @type {Recorded} */ (JSON.parse(readFileSync(join(ROOT, benchmarksFile), "utf8")));
  return page("benchmarks", [benchmarksFile], {
    ...versions,
    processors: String(versions.processors),
    parts: paragraphs(parts.flatMap(partOf)),
  });
}

/** @param {import("../bench/gates.mjs").Measured} measured */
function partOf({ title, text, head, rows, gates }) {
  return [
    `## ${title}`,
    text,
    table(head, rows),
    table(
      ["Gate", "Found", "Wanted", ""],
      gates.map(({ name, found, wanted, holds }) => [name, found, wanted, holds ? "holds" : "**fails**"]),
    ),
  ];
}
