import type { Command } from "commander";
import type { DiffCommandOptions } from "../diff/run.js";
import { addObjectOptions } from "../objects/options.js";
import { addFormat } from "../shared/output.js";

/** Adds `yay diff`. */
export function addDiff(program: Command, end: (code: number) => void): void {
  const command = program
    .command("diff [files...]")
    .description(
      "Say what changes in an account, by customer and object, with names instead of uuids: from one stack's export to another (a file, or " +
        "REVISION:PATH as git has it); by --stack alone, or a file from `pulumi preview --json`, what a preview would change, as Markdown for a pull " +
        "request; with --live what lives beside a stack. Exit code 1 if a change brings an error into a call flow.",
    );
  addFormat(addObjectOptions(command), ["text", "markdown", "json", "html", "svg", "mermaid"])
    .option("-o, --output <file>", "write it into a file")
    // Loaded only here, because most commands do not need what is known of the kinds.
    .action(async (files: string[], options: DiffCommandOptions) => end(await (await import("../diff/run.js")).showDiff(files, options)));
}
