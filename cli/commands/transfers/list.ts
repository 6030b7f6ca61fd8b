import type { Command } from "commander";
import { addFormat } from "../../shared/output.js";
import { addTransferOptions, type ListOptions } from "../../transfers/options.js";

/** Adds `yay transfers list`. */
export function addList(transfers: Command, end: (code: number) => void): void {
  const command = transfers
    .command("list")
    .description("List every attempt of every transfer, and what the open ones need.")
    .option("--open", "only attempts that are still open; exit code 1 if there is one")
    .option("-o, --output <file>", "write it into a file");
  addFormat(addTransferOptions(command), ["table", "json", "csv"], "table").action(async (options: ListOptions) => {
    const { list } = await import("../../transfers/listing.js");
    end(await list(options));
  });
}
