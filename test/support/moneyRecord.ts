import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Door } from "./transferCampaign";

const file = join(__dirname, "../strength/money.json");

/** What one campaign of transfers came to, as docs/test-strength.md shows it. */
export interface MoneyFigures {
  readonly rounds: number;
  /** The first one. */
  readonly seed: number;
  /** Transfers in the ledger of the simulator. */
  readonly moved: number;
  readonly payments: number;
  /** Payments that moved more than once. */
  readonly twice: number;
  /** By the ways around the record that were used; not kept apart on the real engine. */
  readonly doors?: Readonly<Record<string, Door>>;
}

/** Keeps the figures of a campaign where `--record` asks for it. */
export function recordMoney(campaign: string, figures: MoneyFigures): void {
  if (process.env["YAY_TEST_MONEY_RECORD"] === undefined) return;
  const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  all[campaign] = { date: new Date().toISOString().slice(0, 10), ...figures };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}
