import { readFile } from "node:fs/promises";
import { codeOf, UsageError } from "./failure.js";

/** Whether a value is an object with keys, not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Parses JSON; `what` names it in the error, which repeats nothing of the text. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`${what} is not JSON.`);
  }
}

/** The text of a file that the user names. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const reason = { ENOENT: "it does not exist", EACCES: "it may not be read", EISDIR: "it is a folder" }[codeOf(error) ?? ""];
    throw new UsageError(`Cannot read ${file}: ${reason ?? codeOf(error) ?? "unknown reason"}.`);
  }
}
