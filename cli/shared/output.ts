import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import { codeOf, FailedError } from "./failure.js";
import { palette } from "./terminal.js";

/** Prints a result, or writes it into a file. */
export async function deliver(text: string, file: string | undefined): Promise<void> {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new FailedError(`Cannot write ${file}: ${codeOf(error) ?? "unknown reason"}.`);
  }
}

/** Says something beside the result, which another program may read. */
export function warn(sentence: string): void {
  process.stderr.write(`${palette(process.stderr).yellow("warning:")} ${sentence}\n`);
}

/** A count with its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Adds `--format` with its choices. */
export function addFormat(command: Command, choices: readonly string[], byDefault?: string): Command {
  const option = new Option("--format <format>", "how to print it").choices(choices);
  return command.addOption(byDefault === undefined ? option : option.default(byDefault));
}
