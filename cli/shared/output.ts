import { writeFile } from "node:fs/promises";
import { codeOf, FailedError } from "./failure.js";

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

/** A count with its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
