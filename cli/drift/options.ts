import { extname } from "node:path";
import type { Command } from "commander";
import { UsageError } from "../shared/failure.js";
import { collect } from "../shared/options.js";
import { addFormat } from "../shared/output.js";
import { type AccountOptions, addAccountOptions } from "../shared/settings.js";

/** The formats of a report. */
export const FORMATS = ["text", "json", "markdown", "html"] as const;

/** A format of a report. */
export type Format = (typeof FORMATS)[number];

/** The options of `yay drift`. */
export interface DriftOptions extends AccountOptions {
  readonly stack: readonly string[];
  readonly cwd: string;
  readonly state?: true;
  readonly names?: string;
  readonly format?: Format;
  readonly output: readonly string[];
  readonly patch?: string;
}

/** Adds the options of `yay drift`. */
export function addDriftOptions(command: Command): Command {
  command
    .option("--stack <name>", "a Pulumi stack; may be given several times; left out, the one that is selected in --cwd", collect, [])
    .option("--cwd <folder>", "where the Pulumi project is", ".")
    .option("--state", "compare states with live objects, without running the program: faster, and blind to edits of the program")
    .option("--names <file>", "JSON file with the names of users, groups, mailboxes and so on by uuid")
    .option(
      "-o, --output <file>",
      "write the report into a file, in the format of its ending: .txt, .json, .md, .html; several times for several",
      collect,
      [],
    );
  command.option("--patch <file>", "the portal was right: write an edit of the program that says what lives, for `git apply -p1`");
  addFormat(command, FORMATS);
  return addAccountOptions(command);
}

const ENDINGS: Readonly<Record<string, Format>> = { ".txt": "text", ".json": "json", ".md": "markdown", ".html": "html", ".htm": "html" };

/** The format of a report that goes into a file. @throws UsageError if neither the ending nor `--format` says it. */
export function formatOf(file: string, format: Format | undefined): Format {
  const found = format ?? ENDINGS[extname(file).toLowerCase()];
  if (found !== undefined) return found;
  throw new UsageError(`--output ${file}: give a file that ends in .txt, .json, .md or .html, or say --format.`);
}
