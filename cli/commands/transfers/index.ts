import type { Command } from "commander";
import { addArchive } from "./archive.js";
import { addList } from "./list.js";
import { addShow } from "./show.js";

/** Adds `yay transfers` with its commands. */
export function addTransfers(program: Command, end: (code: number) => void): void {
  const transfers = program
    .command("transfers")
    .description("The credit transfers that a stack's state records: a report, what an open one needs, and deliberate forgetting.");
  addList(transfers, end);
  addShow(transfers, end);
  addArchive(transfers, end);
}
