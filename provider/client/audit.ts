import { randomUUID } from "node:crypto";
import { closeSync, constants, fstatSync, fsyncSync, openSync, writeSync } from "node:fs";
import { HIDDEN } from "../common/hidden";
import { APPEND, reasonOf } from "../settings/files";
import { changedPaths } from "./changedPaths";
import { CUSTOMERS } from "./customers";
import { GoneError, NotAppliedError, RejectedError, SettingsError, YayError } from "./errors";
import { customerIn } from "./path";
import { cleaner, escaped, secretsOf } from "./redact";
import type { Call } from "./types";

/** The outcome of a write; `unknown` if it may or may not have been done. */
export type WriteOutcome = "applied" | "rejected" | "gone" | "notApplied" | "unknown";

/** How a write ended. */
export interface WriteEnding {
  readonly outcome: WriteOutcome;
  readonly status?: number | undefined;
  readonly trackingToken?: string | undefined;
  /** How many requests were sent; 0 if none. */
  readonly attempts?: number;
}

/** Records how the write ended. Call it before the answer is used. */
export type Report = (ending: WriteEnding) => void;

/** Identifies the process; the same for all of its writes. */
const run = randomUUID();

/** Readable and writable by the owner alone. */
const MODE = 0o600;

/**
 * The log of writes, one line of JSON for each, if `yay:auditLog` names a file. The file is opened before a write is sent, so that a file
 * that cannot be written stops the write. The line is on the disk before the answer is used.
 */
export class AuditLog {
  readonly #file: string | undefined;
  readonly #now: () => number;
  readonly #warn: (text: string) => void;
  #fault: string | undefined;

  constructor(file: string | undefined, now: () => number, warn: (text: string) => void = (text) => void process.stderr.write(text)) {
    this.#file = file;
    this.#now = now;
    this.#warn = warn;
  }

  /** Call it before a write is sent, with the path of the request. Throws a SettingsError if the write could not be recorded. */
  begin(call: Call, path: string): Report {
    if (this.#file === undefined) return () => undefined;
    if (this.#fault !== undefined) throw unusable(`could not be written any more (${this.#fault}), so nothing else is sent`);
    const handle = open(this.#file);
    return (ending) => this.#append(handle, lineOf(call, path, { ...ending, at: this.#now() }));
  }

  /**
   * If the line cannot be written, the answer is still used, or an object that was just created would be orphaned. No further write is
   * sent.
   */
  #append(handle: number, line: string): void {
    try {
      const bytes = Buffer.from(`${line}\n`);
      if (writeSync(handle, bytes) !== bytes.length) throw Object.assign(new Error("only a part was written"), { code: "ENOSPC" });
      fsyncSync(handle);
    } catch (error) {
      this.#fault = reasonOf(error);
      this.#warn(`yay:auditLog could not be written (${this.#fault}). This write was made and is not recorded: ${line}\n`);
    } finally {
      closeSync(handle);
    }
  }
}

/** The ending of a write that failed. */
export function endingOf(error: unknown, attempts: number): WriteEnding {
  const known = YayError.is(error) ? error : undefined;
  return { outcome: outcomeOf(error), status: known?.status, trackingToken: known?.trackingToken, attempts };
}

function outcomeOf(error: unknown): WriteOutcome {
  if (GoneError.is(error)) return "gone";
  if (RejectedError.is(error)) return "rejected";
  return NotAppliedError.is(error) ? "notApplied" : "unknown";
}

function open(file: string): number {
  let handle: number;
  try {
    handle = openSync(file, APPEND | constants.O_CREAT, MODE);
  } catch (error) {
    throw unusable(`cannot be written (${reasonOf(error)}), and nothing was sent`);
  }
  if (fstatSync(handle).isFile()) return handle;
  closeSync(handle);
  throw unusable("is no file, and nothing was sent");
}

function unusable(reason: string): SettingsError {
  return new SettingsError([`yay:auditLog ${reason}: name a file that can be appended to, or leave the setting out`]);
}

const OPERATIONS = { POST: "create", PUT: "update", DELETE: "delete", GET: "read" } as const;

function lineOf(call: Call, path: string, { at, outcome, status, trackingToken, attempts }: WriteEnding & { at: number }): string {
  const { urn, kind, operation = OPERATIONS[call.method], fields = changedPaths({}, call.body) } = call.audit ?? {};
  const clean = cleaner(secretsOf(call), call.confidential);
  return escaped(
    JSON.stringify({
      time: new Date(at).toISOString(),
      run,
      ...(urn !== undefined && { urn: clean(urn) }),
      ...(kind !== undefined && { kind }),
      ...ownerOf(call),
      operation,
      method: call.method,
      path: path
        .split("/")
        .map((part) => unlessConfidential(call, part))
        .join("/"),
      outcome,
      ...(status !== undefined && { status }),
      ...(trackingToken !== undefined && { trackingToken: clean(trackingToken) }),
      ...(attempts !== undefined && { attempts }),
      fields: fields.map((field) => clean(field)),
    }),
  );
}

/** The customer that the object belongs to; a customer belongs to itself. */
function ownerOf(call: Call): { customer?: string } {
  const owner = call.customer ?? customerIn(call, CUSTOMERS.collection);
  return owner === undefined ? {} : { customer: unlessConfidential(call, owner) };
}

/**
 * Hides an id if the program marked it as secret. Only whole ids are compared: a secret that happens to be part of another id must not make
 * that one unreadable.
 */
function unlessConfidential({ confidential = [] }: Call, id: string): string {
  return confidential.some((secret) => secret.toLowerCase() === id.toLowerCase()) ? HIDDEN : id;
}
