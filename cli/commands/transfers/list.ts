import Table from "cli-table3";
import type { Command } from "commander";
import { instant, money } from "pulumi-yay/transfers";
import { EXIT } from "../../shared/failure.js";
import { addFormat, counted, deliver } from "../../shared/output.js";
import { palette, safeJson, safeLine, safeText } from "../../shared/terminal.js";
import type { Attempt } from "../../transfers/records.js";
import { lineOf, linesAsCsv } from "../../transfers/report.js";
import { addTransferOptions, readRecords, type Records, type TransferOptions } from "../../transfers/source.js";

interface ListOptions extends TransferOptions {
  readonly format: "table" | "json" | "csv";
  readonly open?: true;
  readonly output?: string;
}

/** Adds `yay transfers list`. */
export function addList(transfers: Command, end: (code: number) => void): void {
  const command = transfers
    .command("list")
    .description("List every attempt of every transfer, and what the open ones need.")
    .option("--open", "only attempts of which something is left to be said; exit code 1 where there is one")
    .option("-o, --output <file>", "write it into a file");
  addFormat(addTransferOptions(command), ["table", "json", "csv"], "table").action(async (options: ListOptions) =>
    end(await list(options)),
  );
}

async function list(options: ListOptions): Promise<number> {
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
    instant(record?.endedAt ?? record?.sentAt ?? prepared.preparedAt),
    safeLine(record?.trackingToken ?? ""),
    safeLine(record?.said ?? ""),
  ];
}
