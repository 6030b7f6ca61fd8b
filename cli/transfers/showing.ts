import { nearest } from "pulumi-yay/callflow";
import { instant, money, transferName } from "pulumi-yay/transfers";
import { EXIT, UsageError } from "../shared/failure.js";
import { alignedLines, palette, safeJson, safeLine, safeText } from "../shared/terminal.js";
import type { ShowOptions } from "./options.js";
import { type Attempt, partsOf, shellWords, type Transfer } from "./records.js";
import { lineOf } from "./report.js";
import { readRecords, type Records } from "./source.js";

/** Prints everything recorded about one transfer; returns the exit code. */
export async function show(reference: string, options: ShowOptions): Promise<number> {
  const records = await readRecords(options);
  const transfer = records.transfers.find((each) => each.reference === reference);
  if (transfer === undefined) throw new UsageError(unknown(reference, records));
  process.stdout.write(options.format === "json" ? asJson(transfer, records) : asText(transfer, records));
  return EXIT.ok;
}

function unknown(reference: string, { transfers }: Records): string {
  const names = transfers.map((each) => each.reference);
  const near = nearest(reference, names);
  const hint = near === undefined ? "`yay transfers list` shows all." : `Did you mean ${JSON.stringify(near)}?`;
  return `There is no record of a transfer with the reference ${JSON.stringify(reference)}. ${hint}`;
}

function asJson({ reference, attempts }: Transfer, { currency, needsOf }: Records): string {
  return safeJson({
    reference,
    attempts: attempts.map((attempt) => ({
      ...lineOf(attempt, currency),
      nonce: attempt.prepared.nonce,
      sendBefore: attempt.prepared.sendBefore,
      protected: attempt.parts.every(({ isProtected }) => isProtected),
      urns: attempt.parts.map(({ urn }) => urn),
      needs: needsOf(attempt),
    })),
  });
}

function asText(transfer: Transfer, records: Records): string {
  return transfer.attempts.map((attempt) => attemptAsText(attempt, transfer, records)).join("\n");
}

function attemptAsText(attempt: Attempt, transfer: Transfer, records: Records): string {
  const colours = palette(process.stdout);
  const { state, isOpen } = attempt;
  const colour = state === "settled" ? colours.green : isOpen ? colours.red : colours.dim;
  const isLast = transfer.attempts.at(-1) === attempt;
  return [
    `${colours.bold(safeLine(transferName(attempt.prepared)))}: ${colour(safeLine(state))}\n`,
    alignedLines(factsOf(attempt, records.currency).map(([label, value]) => [`  ${label}`, safeLine(value)])),
    isOpen || isLast ? `\n${safeText(nextOf(attempt, transfer, records))}\n` : "",
  ].join("");
}

function factsOf(attempt: Attempt, currency: string | undefined): [string, string][] {
  const { prepared, record, parts } = attempt;
  const at = (text: string | undefined) => (text === undefined ? undefined : instant(text));
  const balance = (text: string | undefined) => (text === undefined ? "not known" : money(text, currency));
  const [from, after] = [record?.balanceFrom ?? prepared.balanceBefore, record?.balanceAfter];
  const facts: [string, string | undefined][] = [
    ["Customer", prepared.customer],
    ["Amount", money(prepared.amount, currency)],
    ["Prepared", at(prepared.preparedAt)],
    [
      "Request",
      record === undefined
        ? `it may have left until ${instant(prepared.sendBefore)}`
        : (at(record.sentAt) ?? "none was sent by the run that recorded this"),
    ],
    ["Ended", at(record?.endedAt)],
    ["Answer", record?.status === undefined ? undefined : String(record.status)],
    ["Tracking token", record?.trackingToken],
    ["Own balance", from === undefined && after === undefined ? undefined : `${balance(from)} before, ${balance(after)} after`],
    ["Word", record?.said === undefined ? undefined : `"${record.said}", recorded ${at(record.saidAt) ?? ""}`],
    ["What happened", record?.reason],
    ["Record", parts.every(({ isProtected }) => isProtected) ? "protected" : "NOT PROTECTED: pulumi destroy would forget it"],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

/** What an operator must do, if anything. */
function nextOf(attempt: Attempt, transfer: Transfer, { needsOf }: Records): string {
  const needed = needsOf(attempt);
  if (needed === undefined) {
    return attempt.state === "settled"
      ? "Nothing is left to do: the money has moved, and while this record stands it is not sent again."
      : "No money has moved, and the word about it is recorded. `pulumi up` sends the next attempt where the program has the word in earlier.";
  }
  return [needed, ...givingUp(attempt, transfer)].join("\n");
}

/** Only an attempt whose money is known not to have moved may be given up by deleting its record. */
function givingUp({ state }: Attempt, transfer: Transfer): string[] {
  if (state !== "rejected" && state !== "notSent") return [];
  const parts = partsOf(transfer).filter(({ isProtected }) => isProtected);
  const lift = parts.length === 0 ? [] : [`pulumi state unprotect ${shellWords(parts)} --yes`];
  return [["To forget it, once the program does not declare it any more:", ...lift, "pulumi up"].join("\n  ")];
}
