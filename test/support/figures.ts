/** Counts of events in histories, by name. */
export class Figures {
  readonly #counts = new Map<string, number>();

  count(what: string, times = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  get all(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  lines(): string[] {
    const width = Math.max(0, ...[...this.#counts.keys()].map((what) => what.length));
    return Object.entries(this.all).map(([what, times]) => `${what.padEnd(width)}  ${times}`);
  }
}
