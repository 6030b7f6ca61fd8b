import type { Command } from "commander";

/** The options that select transfers. */
export interface TransferOptions {
  readonly stack?: string;
  readonly cwd: string;
  readonly file?: string;
}

/** Options of `yay transfers list`. */
export interface ListOptions extends TransferOptions {
  readonly format: "table" | "json" | "csv";
  readonly open?: true;
  readonly output?: string;
}

/** Options of `yay transfers show`. */
export interface ShowOptions extends TransferOptions {
  readonly format: "text" | "json";
}

/** Adds the options that select a stack. */
export function addStackOptions(command: Command): Command {
  return command
    .option("--stack <name>", "the stack; else the one that is selected in the folder")
    .option("--cwd <folder>", "where the Pulumi project is", ".");
}

/** Adds the options that select where to read records. */
export function addTransferOptions(command: Command): Command {
  return addStackOptions(command).option(
    "--file <file>",
    "a saved output of `pulumi stack export` instead of a stack; - for standard input",
  );
}
