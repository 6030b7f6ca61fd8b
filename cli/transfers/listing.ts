import Table from "cli-table3";
import { instant, money } from "pulumi-yay/transfers";
import { EXIT } from "../shared/failure.js";
import { counted, deliver } from "../shared/output.js";
import { palette, safeJson, safeLine, safeText } from "../shared/terminal.js";
import type { ListOptions } from "./options.js";
import type { Attempt } from "./records.js";
import { lineOf, linesAsCsv } from "./report.js";
import { readRecords, type Records } from "./source.js";

/** Prints every attempt, or the open ones; returns the exit code. */
export async function list(options: ListOptions): Promise<number> {
  const records = await readRecords(options);
  const all = records.transfers.flatMap(({ attempts }) => attempts);
  const attempts = options.open === true ? all.filter(({ isOpen }) => isOpen) : all;
  await deliver(shown(attempts, records, options), options.output);
  return options.open === true && attempts.length > 0 ? EXIT.failed : EXIT.ok;
}

function shown(attempts: readonly Attempt[], records: Records, { format, open }: ListOptions): string {
  const { currency, needsOf } = records;
  switch (format) {
    case "json":
      return safeJson({ attempts: attempts.map((attempt) => ({ ...lineOf(attempt, currency), needs: needsOf(attempt) })) });
    case "csv":
      return linesAsCsv(
        attempts.map((attempt) => lineOf(attempt, currency)),
        currency,
      );
    case "table":
      return asTable(attempts, records, open === true);
  }
}

const HEAD = ["Reference", "Attempt", "Customer", "Amount", "State", "When", "Tracking token", "Word"];

function asTable(attempts: readonly Attempt[], records: Records, onlyOpen: boolean): string {
  if (attempts.length === 0) return onlyOpen ? "No credit transfer is open.\n" : "There is no record of a credit transfer.\n";
  const table = new Table({ head: HEAD, style: { head: [], border: [], compact: true } });
  table.push(...attempts.map((attempt) => rowOf(attempt, records.currency)));
  const needed = attempts.flatMap((attempt) => records.needsOf(attempt) ?? []);
  const count = `${counted(attempts.length, "attempt")}, ${needed.length} open.`;
  return [`${table.toString()}\n${count}\n`, ...needed.map((text) => `${safeText(text)}\n`)].join("\n");
}

function rowOf({ prepared, record, state, isOpen }: Attempt, currency: string | undefined): string[] {
  const colours = palette(process.stdout);
  const colour = state === "settled" ? colours.green : isOpen ? colours.red : colours.dim;
  return [
    safeLine(prepared.reference),
    String(prepared.attempt),
    safeLine(prepared.customer),
    safeLine(money(prepared.amount, currency)),
    colour(safeLine(state)),
    instant(record?.endedAt ?? record?.sentAt ?? record?.saidAt ?? prepared.preparedAt),
    safeLine(record?.trackingToken ?? ""),
    safeLine(record?.said ?? ""),
  ];
}
