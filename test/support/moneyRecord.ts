import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Door } from "./transferCampaign";

const file = join(__dirname, "../strength/money.json");

/** What one campaign of transfers came to, as docs/test-strength.md shows it. */
export interface MoneyFigures extends Sums {
  /** The first one. */
  readonly seed: number;
  /** The one after the last. A run from it on adds to what is recorded; known on the real engine alone. */
  readonly next?: number;
  /** By the ways around the record that were used; not kept apart on the real engine. */
  readonly doors?: Readonly<Record<string, Door>>;
}

/** Figures that are added up when a campaign continues. */
interface Sums {
  readonly rounds: number;
  /** Kills and interrupts of the command, of its provider, or of both; counted on the real engine alone. */
  readonly interruptions?: number;
  /** Transfers in the ledger of the simulator. */
  readonly moved: number;
  readonly payments: number;
  /** Payments that moved more than once. */
  readonly twice: number;
}

/** Records the figures of a campaign if `--record` asks for it. */
export function recordMoney(campaign: string, figures: MoneyFigures): void {
  if (process.env["YAY_TEST_MONEY_RECORD"] === undefined) return;
  const all = JSON.parse(readFileSync(file, "utf8")) as Record<string, MoneyFigures | undefined>;
  const before = all[campaign];
  const goesOn = before?.next !== undefined && before.next === figures.seed;
  const kept = { date: new Date().toISOString().slice(0, 10), ...(goesOn ? sum(before, figures) : figures) };
  writeFileSync(file, `${JSON.stringify({ ...all, [campaign]: kept }, null, 2)}\n`);
}

function sum(before: MoneyFigures, figures: MoneyFigures): MoneyFigures {
  return {
    ...figures,
    seed: before.seed,
    rounds: before.rounds + figures.rounds,
    interruptions: (before.interruptions ?? 0) + (figures.interruptions ?? 0),
    moved: before.moved + figures.moved,
    payments: before.payments + figures.payments,
    twice: before.twice + figures.twice,
  };
}
