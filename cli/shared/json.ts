import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { codeOf, UsageError } from "./failure.js";

/** Whether a value is an object with keys, not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

let input: Promise<string> | undefined;

/** All of standard input. May be called several times. */
export function standardInput(): Promise<string> {
  return (input ??= text(process.stdin));
}

/** Parses JSON. `what` names the source in the error, which never repeats the text. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`${what} is not JSON.`);
  }
}

/** The text of a file that the user names, or of standard input for `-`. */
export async function readText(file: string): Promise<string> {
  try {
    return file === "-" ? await standardInput() : await readFile(file, "utf8");
  } catch (error) {
    const reason = { ENOENT: "it does not exist", EACCES: "it may not be read", EISDIR: "it is a folder" }[codeOf(error) ?? ""];
    throw new UsageError(`Cannot read ${file}: ${reason ?? codeOf(error) ?? "unknown reason"}.`);
  }
}

/** The JSON in a file that the user names, or in standard input for `-`. */
export async function readJsonFile(file: string): Promise<unknown> {
  return parseJson(await readText(file), file === "-" ? "Standard input" : file);
}
