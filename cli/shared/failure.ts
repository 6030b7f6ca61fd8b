import { safeText } from "./terminal.js";

/** What the exit codes mean. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** The command cannot be done as it was asked for: a wrong option, setting or file. */
export class UsageError extends Error {}

/** The command was understood and did not succeed. */
export class FailedError extends Error {}

/** The exit code for an error. */
export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

/** What to print of an error: its message for those that are meant to be read, everything for those that are not. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return safeText(String(error));
  const expected = error instanceof UsageError || error instanceof FailedError || codeOf(error)?.startsWith("YAY_") === true;
  return safeText(expected ? error.message : (error.stack ?? error.message));
}

/** The code that an error bears: of the system or of the provider. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
