import type { Command } from "commander";
import { type AccountOptions, addAccountOptions } from "../shared/settings.js";

/** The options that say where flows come from. */
export interface SourceOptions extends AccountOptions {
  readonly stack?: string | true;
  readonly preview?: true;
  readonly flow?: string;
  readonly cwd: string;
  readonly live?: string;
  readonly customer?: string;
  readonly names?: string;
}

/** Adds the options that say where flows, or other objects that a stack or an account has, come from. */
export function addSourceOptions(command: Command, { one, many } = { one: "flow", many: "flows" }): Command {
  command
    .option("--stack [name]", `the ${many} in the state of a Pulumi stack`)
    .option("--preview", `with --stack: the ${many} as \`pulumi preview\` would leave them`)
    .option(`--${one} <name>`, `only the ${one} of this name, or of the resource of this name`)
    .option("--cwd <folder>", "where the Pulumi project is", ".")
    .option("--live <uuid>", `a ${one} as it lives; with --stack the settings come from the stack's configuration`)
    .option("--customer <uuid>", `with --live: the customer that the ${one} belongs to`)
    .option("--names <file>", "JSON file with the names of users, groups, mailboxes and so on by uuid");
  return addAccountOptions(command);
}
