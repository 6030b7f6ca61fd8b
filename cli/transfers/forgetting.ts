import { FailedError, wordsOf } from "../shared/failure.js";
import { isRecord } from "../shared/json.js";
import { preview, pulumi, type StackChoice } from "../shared/pulumi.js";
import { type Part, partsOf, shellWords, type Transfer } from "./records.js";
import { readState } from "./source.js";

/** The operations that a preview plans for each resource. */
type Planned = ReadonlyMap<string, readonly string[]>;

/** Removes the protection and runs a preview without it. */
export async function unprotected(parts: readonly Part[], stack: StackChoice): Promise<Planned> {
  if (parts.length > 0) await pulumi(["state", "unprotect", ...urnsOf(parts), "--yes"], stack);
  let shown: unknown;
  try {
    shown = await preview(stack);
  } catch (error) {
    throw new FailedError(
      `${wordsOf(error)}\nWithout a preview it is not known which transfers the program still declares, so nothing was forgotten.`,
    );
  }
  const steps = isRecord(shown) ? shown["steps"] : undefined;
  if (!Array.isArray(steps)) throw new FailedError("The output of `pulumi preview --json` is not a preview. Nothing was forgotten.");
  const planned = new Map<string, string[]>();
  for (const { urn, op } of steps.filter(isRecord)) planned.set(String(urn), [...(planned.get(String(urn)) ?? []), String(op)]);
  return planned;
}

/** Whether the program still declares a transfer: unless the engine would only delete every part of every attempt. */
export function isStillDeclared({ attempts }: Transfer, planned: Planned): boolean {
  return !attempts.every(({ parts }) => parts.every(({ urn }) => isDeleted(planned.get(urn))));
}

function isDeleted(ops: readonly string[] | undefined): boolean {
  return ops !== undefined && ops.length > 0 && ops.every((op) => op === "delete");
}

/** Deletes the record of a transfer from the state. */
export async function forget(transfer: Transfer, stack: StackChoice): Promise<void> {
  await pulumi(["state", "delete", ...urnsOf(partsOf(transfer)), "--yes"], stack);
}

/** Restores the protection of parts that still exist. */
export async function protectAgain(parts: readonly Part[], stack: StackChoice): Promise<void> {
  const wanted = new Set(urnsOf(parts));
  try {
    const now = (await readState(stack)).flatMap(partsOf).filter(({ isProtected, urn }) => !isProtected && wanted.has(urn));
    if (now.length > 0) await pulumi(["state", "protect", ...urnsOf(now), "--yes"], stack);
  } catch (error) {
    throw new FailedError(
      `${wordsOf(error)}\nThe protection could not be put back. Do it by hand: pulumi state protect ${shellWords(parts)} --yes`,
    );
  }
}

function urnsOf(parts: readonly Part[]): string[] {
  return parts.map(({ urn }) => urn);
}
