import type { Command } from "commander";
import { compare, type Comparison } from "../../flow/comparison.js";
import { comparisonsAsJson, comparisonsAsMarkdown, comparisonsAsText } from "../../flow/comparisonReport.js";
import { draw, DRAWN, type DrawnFormat } from "../../flow/drawing.js";
import { hasError } from "../../flow/findings.js";
import { addSourceOptions, type SourceOptions } from "../../flow/options.js";
import { readOneSource, readPreviewFile, readStackChanges } from "../../flow/sources.js";
import type { StackFlows } from "../../flow/stackFlows.js";
import { EXIT, UsageError } from "../../shared/failure.js";
import { addFormat, deliver } from "../../shared/output.js";

interface DiffOptions extends SourceOptions {
  readonly format?: DrawnFormat | "text" | "markdown" | "json";
  readonly output?: string;
}

interface Compared {
  readonly comparisons: readonly Comparison[];
  readonly names: ReadonlyMap<string, string>;
  /** Whether the flows come from a stack. Then the default format is Markdown, for a pull request. */
  readonly ofStack: boolean;
}

/** Adds `yay flow diff`. */
export function addDiff(flow: Command, end: (code: number) => void): void {
  const command = flow
    .command("diff [files...]")
    .description(
      "Say what changes: from one file to another; from --live or a stack's state to a file; or, by --stack alone or a file from " +
        "`pulumi preview --json`, what a preview would change, as Markdown for a pull request. Exit code 1 if a change brings an error.",
    );
  addFormat(addSourceOptions(command), ["text", "markdown", "json", ...DRAWN])
    .option("-o, --output <file>", "write it into a file")
    .action(async (files: string[], options: DiffOptions) => end(await difference(files, options)));
}

async function difference(files: readonly string[], options: DiffOptions): Promise<number> {
  const compared = await comparedBy(files, options);
  await deliver(await shown(compared, options.format ?? (compared.ofStack ? "markdown" : "text")), options.output);
  return compared.comparisons.some(({ findings }) => hasError(findings)) ? EXIT.failed : EXIT.ok;
}

async function comparedBy(files: readonly string[], options: DiffOptions): Promise<Compared> {
  const [first, second, third] = files;
  if (third !== undefined) throw new UsageError(`This compares two flows, and there are ${files.length} files.`);
  if (first !== undefined && second !== undefined) return comparedSources([[first], [second]], options);
  if (first !== undefined) {
    const planned = await readPreviewFile(first, options);
    if (planned !== undefined) return comparedPlan(planned);
    if (options.stack !== undefined || options.live !== undefined) return comparedSources([[], [first]], options);
  } else if (options.stack !== undefined && options.live === undefined) return comparedPlan(await readStackChanges(options));
  throw new UsageError("Name two files; or one, and --live or --stack for what it is compared with; or --stack alone.");
}

async function comparedSources([from, to]: readonly [string[], string[]], options: DiffOptions): Promise<Compared> {
  const { cwd, flow, names: namesFile } = options;
  const filesOnly = { cwd, ...(flow === undefined ? {} : { flow }), ...(namesFile === undefined ? {} : { names: namesFile }) };
  const before = await readOneSource(from, from.length === 0 ? options : filesOnly);
  const after = await readOneSource(to, filesOnly);
  const names = new Map([...before.names, ...after.names]);
  const comparison = compare({ label: after.flow.label, before: before.flow, after: after.flow, names });
  return { comparisons: [comparison], names, ofStack: false };
}

function comparedPlan({ flows, names }: StackFlows): Compared {
  const comparisons = flows.map((flow) => compare({ ...flow, names })).filter(({ fate }) => fate !== "unchanged");
  return { comparisons, names, ofStack: true };
}

async function shown({ comparisons, names }: Compared, format: NonNullable<DiffOptions["format"]>): Promise<string> {
  if (format === "text") return comparisonsAsText(comparisons);
  if (format === "json") return comparisonsAsJson(comparisons);
  if (format === "markdown") return comparisonsAsMarkdown(comparisons, names);
  const [only] = comparisons;
  const flow = only?.after ?? only?.before;
  if (only === undefined || flow === undefined || comparisons.length > 1) {
    throw new UsageError(
      `--format ${format} draws one flow, and ${comparisons.length} change. Choose one by --flow <name>, or take --format markdown.`,
    );
  }
  return draw(flow, format, { names, before: only.after === undefined ? undefined : only.before });
}
