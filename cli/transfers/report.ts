import { forPeople, parseAmount } from "pulumi-yay/transfers";
import { safeLine } from "../shared/terminal.js";
import type { Attempt } from "./records.js";

/** One line of the report: an attempt, with times as ISO timestamps and amounts as exact decimals. */
export interface Line {
  readonly reference: string;
  readonly attempt: number;
  readonly customer: string;
  readonly amount: string;
  readonly currency?: string;
  readonly state: Attempt["state"];
  /** Whether the money has moved. */
  readonly moved: "yes" | "no" | "unknown";
  readonly open: boolean;
  readonly preparedAt: string;
  readonly sentAt?: string;
  readonly endedAt?: string;
  readonly status?: number;
  readonly trackingToken?: string;
  /** The own balance. */
  readonly balanceBefore?: string;
  readonly balanceAfter?: string;
  readonly word?: string;
  readonly wordAt?: string;
  readonly reason?: string;
}

const COLUMNS = [
  ...["reference", "attempt", "customer", "amount", "currency", "state", "moved", "open", "preparedAt", "sentAt", "endedAt"],
  ...["status", "trackingToken", "balanceBefore", "balanceAfter", "word", "wordAt", "reason"],
] as (keyof Line)[];

/** An attempt as a line of the report. */
export function lineOf(attempt: Attempt, currency: string | undefined): Line {
  const { prepared, record, state, isOpen } = attempt;
  const before = record?.balanceFrom ?? prepared.balanceBefore;
  return {
    reference: prepared.reference,
    attempt: prepared.attempt,
    customer: prepared.customer,
    amount: exact(prepared.amount),
    ...(currency !== undefined && { currency }),
    state,
    moved: movedOf(attempt),
    open: isOpen,
    preparedAt: prepared.preparedAt,
    ...(record?.sentAt !== undefined && { sentAt: record.sentAt }),
    ...(record?.endedAt !== undefined && { endedAt: record.endedAt }),
    ...(record?.status !== undefined && { status: record.status }),
    ...(record?.trackingToken !== undefined && { trackingToken: record.trackingToken }),
    ...(before !== undefined && { balanceBefore: exact(before) }),
    ...(record?.balanceAfter !== undefined && { balanceAfter: exact(record.balanceAfter) }),
    ...(record?.said !== undefined && { word: record.said }),
    ...(record?.saidAt !== undefined && { wordAt: record.saidAt }),
    ...(record?.reason !== undefined && { reason: record.reason }),
  };
}

/** Lines as CSV (RFC 4180), with a column for the currency only if one is set. */
export function linesAsCsv(lines: readonly Line[], currency: string | undefined): string {
  const columns = COLUMNS.filter((name) => name !== "currency" || currency !== undefined);
  return [columns, ...lines.map((line) => columns.map((name) => cellOf(line[name])))]
    .map((cells) => `${cells.map(quoted).join(",")}\r\n`)
    .join("");
}

function movedOf({ state, record }: Attempt): Line["moved"] {
  if (state === "settled") return "yes";
  return state === "rejected" || state === "notSent" || record?.said !== undefined ? "no" : "unknown";
}

/** Two decimals, or three if the third is not zero, because `25.000` reads as twenty-five thousand in some countries. */
function exact(amount: string): string {
  const value = parseAmount(amount.replace(/^-/, ""));
  return value === undefined ? amount : forPeople(amount.startsWith("-") ? -value : value);
}

function cellOf(value: string | number | boolean | undefined): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return harmless(safeLine(String(value ?? "")));
}

/** Quotes texts that a spreadsheet would run as a formula; numbers stay unchanged. */
function harmless(text: string): string {
  return /^[=+\-@]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
