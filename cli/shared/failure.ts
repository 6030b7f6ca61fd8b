import { safeText } from "./terminal.js";

/** The exit codes. `drift` is one of its own, so that a schedule tells drift from a look that failed. */
export const EXIT = { ok: 0, failed: 1, usage: 2, drift: 3 } as const;

/** Thrown if the command was called with a wrong option, setting or file. */
export class UsageError extends Error {}

/** Thrown if a correct command did not succeed. */
export class FailedError extends Error {}

/** The exit code for an error. */
export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

/** The text to print for an error: the message of expected errors, and the stack of unexpected ones. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return safeText(String(error));
  const expected = error instanceof UsageError || error instanceof FailedError || codeOf(error)?.startsWith("YAY_") === true;
  return safeText(expected ? error.message : (error.stack ?? error.message));
}

/** The code of an error, of the system or of the provider. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
