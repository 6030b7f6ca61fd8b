import type { Command } from "commander";
import { UsageError } from "../shared/failure.js";
import { type AccountOptions, addAccountOptions } from "../shared/settings.js";

/** The options that say where the objects of an account come from. */
export interface ObjectOptions extends AccountOptions {
  readonly cwd: string;
  readonly config?: string;
  readonly stack?: string | true;
  readonly live?: true;
  readonly customer?: string;
}

/** Adds the options that say where the objects of an account come from: the folder's program, unless they say otherwise. */
export function addObjectOptions(command: Command): Command {
  addConfig(command.option("--cwd <folder>", "where the Pulumi program is", "."))
    .option("--stack [name]", "the objects in the state of a stack, instead of the program's")
    .option("--live", "the objects as they live; with --stack the settings come from the stack's configuration")
    .option("--customer <who>", "with --live: the customer, by uuid, account name or contact name; else the own account");
  return addAccountOptions(command);
}

/** Adds the option that says whose configuration a program gets. */
export function addConfig(command: Command): Command {
  return command.option(
    "--config <stack>",
    "the stack whose Pulumi.<stack>.yaml the program gets, without its secrets; else the only one there is",
  );
}

/** For what is read from elsewhere than the program. @throws UsageError if there is a configuration, which nothing would look at. */
export function refuseConfig(config: string | undefined): void {
  if (config !== undefined) throw new UsageError("--config is for the program, and goes with neither a file nor --stack nor --live.");
}
