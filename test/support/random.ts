/** Random numbers between 0 and 1 from a seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Random decisions from a seed. Each step has its own random numbers, so that one step does not shift the decisions of the next. */
export class Dice {
  readonly seed: number;
  #random: () => number;

  constructor(seed: number) {
    this.seed = seed;
    this.#random = randomFrom(seed);
  }

  /** Gives a step random numbers of its own. */
  turn(step: number): void {
    this.#random = randomFrom(Math.imul(this.seed, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b));
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  upTo(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    const item = items[this.upTo(items.length)];
    if (item === undefined) throw new Error("There is nothing to pick from.");
    return item;
  }

  /** One of the items, by their weights. */
  weighed<T>(items: readonly (readonly [number, T])[]): T {
    let left = this.upTo(items.reduce((sum, [weight]) => sum + weight, 0));
    const found = items.find(([weight]) => (left -= weight) < 0);
    if (found === undefined) throw new Error("There is nothing to pick from.");
    return found[1];
  }
}
