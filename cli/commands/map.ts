import type { Command } from "commander";
import { addConfig } from "../account/options.js";
import type { MapCommandOptions } from "../map/run.js";
import { addObjectOptions } from "../objects/options.js";
import { addFormat } from "../shared/output.js";

/** Adds `yay map`. */
export function addMap(program: Command, end: (code: number) => void): void {
  const command = program
    .command("map [file]")
    .description(
      "Draw how calls go through an account: numbers, hours, flows, queues, groups, phones and mailboxes, by customer. Of the program in the folder (before any " +
        "up, and without an account) if nothing else is said; or of a file from " +
        "`pulumi stack export` or `pulumi preview --json` (or REVISION:PATH as git has it), of a stack, or as it lives. The default format is " +
        "that of the output file, else mermaid.",
    );
  addFormat(addConfig(addObjectOptions(command)).option("--preview", "with --stack: as `pulumi preview` would leave it"), [
    "html",
    "svg",
    "mermaid",
    "json",
  ])
    .option("-o, --output <file>", "write it into a file")
    // Loaded only here, because most commands do not need what is known of the kinds.
    .action(async (file: string | undefined, options: MapCommandOptions) =>
      end(await (await import("../map/run.js")).showMap(file, options)),
    );
}
