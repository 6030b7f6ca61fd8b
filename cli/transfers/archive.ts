import { once } from "node:events";
import { createInterface } from "node:readline/promises";
import { instant } from "pulumi-yay/transfers";
import { EXIT, FailedError, UsageError } from "../shared/failure.js";
import { counted } from "../shared/output.js";
import type { StackChoice } from "../shared/pulumi.js";
import { palette, safeLine } from "../shared/terminal.js";
import { ArchiveFile } from "./archiveFile.js";
import { forget, isStillDeclared, protectAgain, unprotected } from "./forgetting.js";
import { partsOf, type Transfer } from "./records.js";
import { lineOf } from "./report.js";
import { readRecords, stackOf } from "./source.js";

/** Options of `yay transfers archive`. */
export interface ArchiveOptions {
  readonly stack?: string;
  readonly cwd: string;
  /** In milliseconds. */
  readonly olderThan: number;
  readonly out: string;
  readonly yes?: true;
}

interface Plan {
  readonly stack: StackChoice;
  readonly old: readonly Transfer[];
  readonly currency: string | undefined;
  readonly file: ArchiveFile;
}

/** Exports old settled transfers and forgets those that the program does not declare any more; returns the exit code. */
export async function archive(options: ArchiveOptions): Promise<number> {
  const canAsk = process.stdin.isTTY && process.stdout.isTTY;
  if (options.yes !== true && !canAsk)
    throw new UsageError("There is no terminal to ask at: say --yes to forget what is exported, after a look at yay transfers list.");
  const stack = stackOf(options);
  const before = Date.now() - options.olderThan;
  const { transfers, currency } = await readRecords(options);
  const old = transfers.filter((transfer) => settledAt(transfer) < before);
  if (old.length === 0) return say(`No transfer was settled before ${instant(before)}; nothing is archived.`);
  say(`${counted(old.length, "transfer")} settled before ${instant(before)}:\n${old.map(nameOf).join("")}`.trimEnd());
  if (options.yes !== true && !(await agreed())) return say("Nothing was changed.");
  const file = await ArchiveFile.create(options.out);
  try {
    return await carryOut({ stack, old, currency, file });
  } finally {
    await file.close();
  }
}

/** When the last attempt of a transfer was closed; infinity if one is open or the money has not moved. */
function settledAt({ attempts }: Transfer): number {
  const isSettled = attempts.at(-1)?.state === "settled" && attempts.every(({ isOpen }) => !isOpen);
  if (!isSettled) return Number.POSITIVE_INFINITY;
  const times = attempts.flatMap(({ prepared, record }) => [prepared.preparedAt, record?.endedAt, record?.saidAt]);
  return Math.max(...times.flatMap((time) => (time === undefined ? [] : [Date.parse(time)])));
}

/** Runs the plan. An interrupt ends it at the next step, after the protection was restored. */
async function carryOut(plan: Plan): Promise<number> {
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    return await underWay(plan, interrupt.signal);
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

async function underWay({ stack, old, currency, file }: Plan, interrupted: AbortSignal): Promise<number> {
  const lifted = old.flatMap(partsOf).filter(({ isProtected }) => isProtected);
  try {
    const planned = await unprotected(lifted, stack);
    const kept = old.filter((transfer) => isStillDeclared(transfer, planned));
    const gone = old.filter((transfer) => !kept.includes(transfer));
    if (gone.length > 0) await file.write(archived(gone, currency));
    for (const transfer of gone) {
      if (interrupted.aborted) throw new FailedError("It was interrupted.");
      await forget(transfer, stack);
      say(`Exported and forgotten: ${safeLine(transfer.reference)}`);
    }
    await protectAgain(lifted, stack);
    return told(kept);
  } catch (error) {
    await protectAgain(lifted, stack);
    if (!(error instanceof FailedError)) throw error;
    throw new FailedError(`${error.message}\nEverything that is not named as forgotten above is still in the record, protected as before.`);
  }
}

function archived(gone: readonly Transfer[], currency: string | undefined): unknown {
  return {
    archivedAt: new Date().toISOString(),
    attempts: gone.flatMap(({ attempts }) => attempts.map((attempt) => lineOf(attempt, currency))),
    resources: gone.flatMap(partsOf).map(({ resource }) => resource),
  };
}

function told(kept: readonly Transfer[]): number {
  if (kept.length === 0) return EXIT.ok;
  const colours = palette(process.stdout);
  return say(
    `${colours.yellow("Left in the record, because the program still declares it:")}\n${kept.map(nameOf).join("")}` +
      "Forgotten and still declared, it would be paid again. Take it out of the program first.",
  );
}

/** Asks the user. The end of the input and an interrupt count as no; otherwise the question would never be answered, or would throw. */
async function agreed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question = "Export and forget those that the program does not declare any more? Type yes: ";
  const nothing = once(terminal, "close").then(() => undefined);
  try {
    const answer = await Promise.race([terminal.question(question).catch(() => undefined), nothing]);
    if (answer === undefined) say("");
    return answer?.trim() === "yes";
  } finally {
    terminal.close();
  }
}

function nameOf({ reference }: Transfer): string {
  return `  ${safeLine(reference)}\n`;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return EXIT.ok;
}
