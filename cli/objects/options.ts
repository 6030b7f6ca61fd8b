import type { Command } from "commander";
import { type AccountOptions, addAccountOptions } from "../shared/settings.js";

/** The options that say where objects come from. */
export interface ObjectOptions extends AccountOptions {
  readonly stack?: string | true;
  readonly preview?: true;
  readonly live?: true;
  readonly customer?: string;
  readonly cwd: string;
  /** The stack whose configuration a program gets; only of commands that read one. */
  readonly config?: string;
}

/** Adds the options that say where the objects of an account come from. */
export function addObjectOptions(command: Command): Command {
  command
    .option("--stack [name]", "the state of a Pulumi stack; with --live its configuration says which account is meant")
    .option("--live", "the account as it lives")
    .option("--customer <name>", "only this customer: its uuid, its name, its contact's name, or the name of its resource")
    .option("--cwd <folder>", "where the Pulumi project is, and where git is asked", ".");
  return addAccountOptions(command);
}
