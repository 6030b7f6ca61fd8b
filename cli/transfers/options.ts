import type { Command } from "commander";

/** The options that say which transfers are meant. */
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

/** Adds the options that say which stack is meant. */
export function addStackOptions(command: Command): Command {
  return command
    .option("--stack <name>", "the stack; else the one that is selected in the folder")
    .option("--cwd <folder>", "where the Pulumi project is", ".");
}

/** Adds the options that say where records are read. */
export function addTransferOptions(command: Command): Command {
  return addStackOptions(command).option(
    "--file <file>",
    "a saved output of `pulumi stack export` instead of a stack; - for standard input",
  );
}
