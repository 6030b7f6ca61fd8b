// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { benchmarksFile } from "../bench/recorded.mjs";
import { ROOT } from "../lib/root.mjs";
import { code, heading, paragraphs, table } from "./markdown.mjs";

/** @typedef {{ versions: { node: string, engine: string, sdk: string, processors: number }, parts: import("../bench/gates.mjs").Measured[] }} Recorded */

export function benchmarksPage() {
  const { versions, parts } = /** @type {Recorded} */ (JSON.parse(readFileSync(join(ROOT, benchmarksFile), "utf8")));
  return paragraphs([
    heading("Benchmarks", code(benchmarksFile)),
    "What the provider takes, beside a provider that does nothing under the same program and engine. `npm run bench` measures, and fails where a gate does not hold; `npm run bench -- --record` keeps the figures.",
    `Recorded with Node ${versions.node}, Pulumi ${versions.engine}, @pulumi/pulumi ${versions.sdk}, on ${versions.processors} processors, against the simulator. Seconds on the clock depend on what else the machine does, so commands are compared by the time that they take of the processors: the engine, the program and the host together.`,
    ...parts.flatMap(({ title, text, head, rows, gates }) => [
      `## ${title}`,
      text,
      table(head, rows),
      table(
        ["Gate", "Found", "Wanted", ""],
        gates.map(({ name, found, wanted, holds }) => [name, found, wanted, holds ? "holds" : "**fails**"]),
      ),
    ]),
  ]);
}
