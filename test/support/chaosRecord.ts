import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a run of random histories came to, as docs/test-strength.md shows it. */
export interface ChaosFigures {
  readonly minutes: number;
  /** The first one. */
  readonly seed: number;
  readonly steps: number;
  /** How often each thing happened, but the errors that commands ended with. */
  readonly counts: Readonly<Record<string, number>>;
  /** The seeds of histories in which something was wrong. */
  readonly finds: readonly number[];
}

/** Records the figures of a run if `--record` asks for it. */
export function recordChaos(figures: ChaosFigures): void {
  if (process.env["YAY_TEST_CHAOS_RECORD"] === undefined) return;
  const counts = Object.fromEntries(Object.entries(figures.counts).filter(([what]) => !what.startsWith("error ")));
  const kept = { date: new Date().toISOString().slice(0, 10), ...figures, counts };
  writeFileSync(join(__dirname, "../strength/chaos.json"), `${JSON.stringify(kept, null, 2)}\n`);
}
