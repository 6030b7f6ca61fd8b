import type { Command } from "commander";
import { addFormat } from "../../shared/output.js";
import { addTransferOptions, type ShowOptions } from "../../transfers/options.js";

/** Adds `yay transfers show`. */
export function addShow(transfers: Command, end: (code: number) => void): void {
  const command = transfers
    .command("show <reference>")
    .description("Show everything that is recorded of one transfer, and what to do next.");
  addFormat(addTransferOptions(command), ["text", "json"], "text").action(async (reference: string, options: ShowOptions) => {
    const { show } = await import("../../transfers/showing.js");
    end(await show(reference, options));
  });
}
