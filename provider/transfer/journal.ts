import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmdirSync,
  writeSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { syncFolder } from "../lifecycle/run/disk";
import type { Settings } from "../settings/settings";
import type { Prepared, TransferState } from "./record";

/**
 * What this machine has noted of one attempt before its request, and of its end if that was reached. Where it began only a later attempt,
 * that stands in the place of the former ones.
 */
export interface JournalEntry {
  readonly nonce: string;
  readonly at: string;
  readonly reference: string;
  readonly customer: string;
  readonly amount: string;
  readonly attempt: number;
  readonly ended?: { readonly state: TransferState; readonly at: string; readonly status?: number };
}

/**
 * A second belt beside the state: one file for each attempt ever begun on this machine, made exclusively and on disk before the request
 * leaves. It stops what the state cannot know, such as a state that was restored from before the transfer.
 */
export interface TransferJournal {
  /** Throws if the journal could not be written to. */
  probe(): void;
  /**
   * Notes an attempt that is about to be sent; gives what stands there already if another one was begun. `shown` is written in the place of
   * what the program has marked as secret. @throws if it cannot be noted.
   */
  begin(attempt: Prepared, at: string, shown?: Pick<Prepared, "customer" | "amount">): JournalEntry | "unreadable" | undefined;
  /** Notes how the attempt ended. It is evidence for people, so if it cannot be written nothing is lost but that. */
  end(attempt: Prepared, ended: NonNullable<JournalEntry["ended"]>): void;
  /** What is noted of an attempt. */
  find(attempt: Pick<Prepared, "customer" | "reference" | "attempt">): JournalEntry | "unreadable" | undefined;
}

/** The folder of the journal: the setting, else beside the engine's own files. */
export function journalFolder(settings: Pick<Settings, "journalDir">, env: NodeJS.ProcessEnv = process.env): string {
  return settings.journalDir ?? join(env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "yay", "transfers");
}

/**
 * The journal of this machine for one account. The address of the API is no part of it: one platform answers under several names, and a
 * customer's uuid is one customer's.
 */
export function transferJournal(folder: string, { reseller }: Pick<Settings, "reseller">): TransferJournal {
  const fileOf = ({ customer, reference, attempt }: Pick<Prepared, "customer" | "reference" | "attempt">): string => {
    const key = JSON.stringify([reseller, customer.toLowerCase(), reference, attempt]);
    return join(folder, `${createHash("sha256").update(key).digest("hex")}.jsonl`);
  };
  return {
    probe: () => {
      makeFolder(folder);
      rmdirSync(mkdtempSync(join(folder, "probe-")));
    },
    begin: (attempt, at, { customer, amount } = attempt) => {
      makeFolder(folder);
      const { nonce, reference, attempt: number } = attempt;
      const entry = `${JSON.stringify({ nonce, at, reference, customer, amount, attempt: number })}\n`;
      const isNew = writeNew(fileOf(attempt), entry);
      if (isNew) {
        // Former attempts are over. Where the state forgets this one, a first of them that never left this machine must not leave it now.
        for (let former = 1; former < number; former++) writeNew(fileOf({ ...attempt, attempt: former }), entry);
        syncFolder(folder);
      }
      return isNew ? undefined : (readEntry(fileOf(attempt)) ?? "unreadable");
    },
    end: (attempt, ended) => {
      try {
        appendFileSync(fileOf(attempt), `${JSON.stringify({ ended })}\n`, { mode: 0o600, flush: true });
      } catch {
        return;
      }
    },
    find: (attempt) => readEntry(fileOf(attempt)),
  };
}

/** Node's own recursive way never ends if a file system such as /proc denies that the parent is there. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** False if the file exists. A file that could not be completed stays: it may only stop what it should have let through. */
function writeNew(file: string, text: string): boolean {
  let handle: number;
  try {
    handle = openSync(file, "wx", 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return true;
}

function readEntry(file: string): JournalEntry | "unreadable" | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : "unreadable";
  }
  try {
    const [first = "", second] = text.split("\n").filter((line) => line !== "");
    const entry = JSON.parse(first) as JournalEntry;
    if (typeof entry.nonce !== "string" || typeof entry.at !== "string") return "unreadable";
    return second === undefined ? entry : { ...entry, ...(JSON.parse(second) as Pick<JournalEntry, "ended">) };
  } catch {
    return "unreadable";
  }
}
