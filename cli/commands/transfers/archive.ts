import { type Command, InvalidArgumentError } from "commander";
import type { ArchiveOptions } from "../../transfers/archive.js";
import { addStackOptions } from "../../transfers/options.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Adds `yay transfers archive`. */
export function addArchive(transfers: Command, end: (code: number) => void): void {
  const command = transfers
    .command("archive")
    .description(
      "Export settled transfers into a new file and forget them in the stack. One that the program still declares stays, " +
        "because the next pulumi up would pay it again; run this where the program is, as it is deployed.",
    )
    .requiredOption("--older-than <days>", "only those that were settled longer ago, such as 180d", ageOf)
    .requiredOption("--out <file>", "the file to write; it must not exist")
    .option("--yes", "ask nothing; needed where there is no terminal");
  addStackOptions(command).action(async (options: ArchiveOptions) => {
    const { archive } = await import("../../transfers/archive.js");
    end(await archive(options));
  });
}

function ageOf(text: string): number {
  const [, days] = /^(\d{1,5})d$/.exec(text) ?? [];
  if (days === undefined) throw new InvalidArgumentError("It must be a number of days, such as 180d.");
  return Number(days) * DAY_MS;
}
