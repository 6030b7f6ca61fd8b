import { extname } from "node:path";
import { type CustomerMap, mapOf } from "pulumi-yay/map";
import type { ObjectOptions } from "../objects/options.js";
import { factsOf, readObjects } from "../objects/sources.js";
import { EXIT } from "../shared/failure.js";
import { deliver } from "../shared/output.js";
import { safeJson, safeLine } from "../shared/terminal.js";
import { drawMap, type MapFormat } from "./drawing.js";

/** The options of `yay map`. */
export interface MapCommandOptions extends ObjectOptions {
  readonly format?: MapFormat | "json";
  readonly output?: string;
}

const BY_ENDING: Readonly<Record<string, MapCommandOptions["format"]>> = {
  ".html": "html",
  ".htm": "html",
  ".svg": "svg",
  ".mmd": "mermaid",
  ".json": "json",
};

/** The format that an output file's name asks for. */
export function formatOf(output: string | undefined): MapCommandOptions["format"] {
  return BY_ENDING[extname(output ?? "").toLowerCase()];
}

/** Draws the objects that a file and options name. */
export async function showMap(file: string | undefined, options: MapCommandOptions): Promise<number> {
  const { objects, from, notes } = await readObjects(file, options);
  const map = mapOf(objects, { factsOf });
  const format = options.format ?? formatOf(options.output) ?? "mermaid";
  const [only, another] = map.customers;
  const title = only !== undefined && another === undefined ? `Map of ${only.name}` : "Map of the account";
  const text = format === "json" ? asJson(map.customers, notes) : await drawMap(map, format, { title, source: `from ${from}`, notes });
  if (format !== "html") tell(notes);
  await deliver(text, options.output);
  return EXIT.ok;
}

/** Says what a reader has to know where the result itself cannot. */
export function tell(notes: readonly string[]): void {
  for (const note of notes) process.stderr.write(`note: ${safeLine(note)}\n`);
}

function asJson(customers: readonly CustomerMap[], notes: readonly string[]): string {
  return safeJson({ customers, notes });
}
