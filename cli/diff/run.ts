import type { ObjectOptions } from "../objects/options.js";
import { drawMap, type MapFormat } from "../map/drawing.js";
import { formatOf, tell } from "../map/run.js";
import { EXIT } from "../shared/failure.js";
import { deliver } from "../shared/output.js";
import { pageChangesOf, reviewAsJson, reviewAsMarkdown, reviewAsText, summaryOf } from "./report.js";
import { type Review, reviewOf } from "./review.js";
import { readSides } from "./sources.js";

/** The options of `yay diff`. */
export interface DiffCommandOptions extends ObjectOptions {
  readonly format?: DiffFormat;
  readonly output?: string;
}

type DiffFormat = MapFormat | "text" | "markdown" | "json";

/** Says what differs between the two sides that files and options name. */
export async function showDiff(files: readonly string[], options: DiffCommandOptions): Promise<number> {
  const review = reviewOf(await readSides(files, options));
  const isMarkdown = options.output?.toLowerCase().endsWith(".md") === true || review.sort === "plan";
  const format = options.format ?? formatOf(options.output) ?? (isMarkdown ? "markdown" : "text");
  if (format === "svg" || format === "mermaid") tell(review.notes);
  await deliver(await told(review, format), options.output);
  return review.fails ? EXIT.failed : EXIT.ok;
}

async function told(review: Review, format: DiffFormat): Promise<string> {
  switch (format) {
    case "text":
      return reviewAsText(review);
    case "markdown":
      return reviewAsMarkdown(review);
    case "json":
      return reviewAsJson(review);
    default: {
      const [only, another] = review.map.customers;
      const title = only !== undefined && another === undefined ? `What changes for ${only.name}` : "What changes";
      const notes = [summaryOf(review), ...review.notes];
      return drawMap(review.map, format, {
        title,
        source: review.between,
        notes,
        changesOf: (customer) => pageChangesOf(review, customer),
      });
    }
  }
}
