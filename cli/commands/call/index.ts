import type { Command } from "commander";
import { addCallCoverage } from "./coverage.js";
import { addCallLint } from "./lint.js";
import { addNumber } from "./number.js";

/** Adds the command group `yay call`. */
export function addCallGroup(program: Command, end: (code: number) => void): void {
  const call = program
    .command("call")
    .description("Whole calls, from a phone number to whoever answers: of a program before it is live, of a stack, or of the live account.")
    .addHelpText("after", "\nThe options of `yay call <number>` are those of `yay call number --help`.");
  addNumber(call, end);
  addCallCoverage(call, end);
  addCallLint(call, end);
}
