import { HIDDEN } from "pulumi-yay/callflow";
import {
  cutOff,
  journalFolder,
  needs,
  readJournalSettings,
  readTransferSettings,
  type Telling,
  type TransferSettings,
  transferJournal,
} from "pulumi-yay/transfers";
import { codeOf, UsageError, wordsOf } from "../shared/failure.js";
import { parseJson, readText } from "../shared/json.js";
import { pulumi, type StackChoice } from "../shared/pulumi.js";
import { type Lookup, stackLookup } from "../shared/settings.js";
import type { TransferOptions } from "./options.js";
import { type Attempt, type Transfer, transfersOf } from "./records.js";

/** The transfers of a stack, and functions that describe them. */
export interface Records {
  readonly transfers: readonly Transfer[];
  readonly currency: string | undefined;
  /** What an open attempt needs; undefined for a closed one. */
  readonly needsOf: (attempt: Attempt) => string | undefined;
}

/** The stack that the options select. */
export function stackOf({ stack, cwd }: Pick<TransferOptions, "stack" | "cwd">): StackChoice {
  return { stack: stack ?? true, cwd };
}

/** Reads the records. Settings come from the stack's configuration, else from the environment. Asks for no secrets. */
export async function readRecords(options: TransferOptions): Promise<Records> {
  const { file } = options;
  if (file !== undefined && options.stack !== undefined) throw new UsageError("--file and --stack name two sources; give one of them.");
  const transfers = file === undefined ? await readState(stackOf(options)) : await readFile(file);
  const lookup = file === undefined ? await stackLookup(stackOf(options)) : () => undefined;
  return { transfers, ...tellingBy(lookup) };
}

/** Reads the transfers from the current state of a stack. */
export async function readState(stack: StackChoice): Promise<Transfer[]> {
  return inState(await pulumi(["stack", "export"], stack), "The output of `pulumi stack export`");
}

async function readFile(file: string): Promise<Transfer[]> {
  return inState(await readText(file), file === "-" ? "Standard input" : file);
}

function inState(text: string, what: string): Transfer[] {
  const transfers = transfersOf(parseJson(text, what));
  if (transfers === undefined) throw new UsageError(`${what} is not a stack's state, as \`pulumi stack export\` prints one.`);
  return transfers;
}

function tellingBy(lookup: Lookup): Pick<Records, "currency" | "needsOf"> {
  const { currency, transferDeadlineSeconds } = settingsOrDefaults(lookup);
  const needsOf = ({ prepared, record }: Attempt): string | undefined => {
    const telling = { currency, deadlineSeconds: transferDeadlineSeconds, journal: noted(lookup, prepared) };
    return record === undefined ? cutOff(prepared, telling) : needs(record, telling);
  };
  return { currency, needsOf };
}

/**
 * The entry of an attempt in this machine's journal; undefined if the account is not known, or the program marked the customer as secret.
 */
function noted(lookup: Lookup, attempt: Attempt["prepared"]): Telling["journal"] {
  if (attempt.customer === HIDDEN) return undefined;
  try {
    const settings = readJournalSettings(lookup);
    return transferJournal(journalFolder(settings), settings).find(attempt) ?? "none";
  } catch (error) {
    if (codeOf(error) === "YAY_SETTINGS") return undefined;
    throw error;
  }
}

/** Ignores wrong settings, because they must not hide what is recorded about money. */
function settingsOrDefaults(lookup: Lookup): TransferSettings {
  try {
    return readTransferSettings(lookup);
  } catch (error) {
    if (codeOf(error) !== "YAY_SETTINGS") throw error;
    process.stderr.write(
      `${wordsOf(error)}\nThe records are shown without a currency, and with the default deadline where they have none.\n`,
    );
    return readTransferSettings(() => undefined, {});
  }
}
