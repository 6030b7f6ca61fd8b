import type { Thousandths } from "../common/money";

/** What a repeated call of the engine for the same attempt is answered with. */
export interface Remembered<Outcome> {
  readonly outcome: Promise<Outcome>;
  /** How often the engine has asked for it. */
  times: number;
}

/**
 * What one process remembers of the transfers of its run. It is what makes sending safe: only the process that prepared an attempt may send
 * it, once; a process that finds an attempt in the state knows that an earlier one may have.
 */
export class TransferMemory<Outcome = unknown> {
  readonly #unspent = new Set<string>();
  readonly #outcomes = new Map<string, Remembered<Outcome>>();
  readonly #wanted = new Map<string, Thousandths>();
  readonly #underWay = new Set<Promise<unknown>>();
  #halted: string | undefined;
  #doubted: Thousandths = 0;

  /** Notes that this process has prepared an attempt. */
  prepared(nonce: string): void {
    this.#unspent.add(nonce);
  }

  /** Whether this process has prepared the attempt. */
  isOwn(nonce: string): boolean {
    return this.#unspent.has(nonce) || this.#outcomes.has(nonce);
  }

  /** Runs the one execution of an attempt; a second call gets the outcome of the first. */
  once(nonce: string, execute: () => Promise<Outcome>): Remembered<Outcome> {
    const known = this.#outcomes.get(nonce);
    if (known !== undefined) {
      known.times++;
      return known;
    }
    if (!this.#unspent.delete(nonce)) throw new Error("This process did not prepare the attempt.");
    const first = { outcome: this.#watched(execute()), times: 1 };
    this.#outcomes.set(nonce, first);
    return first;
  }

  /** Notes an amount that the run wants to move, and gives the sum of all. */
  want(key: string, amount: Thousandths): Thousandths {
    this.#wanted.set(key, amount);
    return [...this.#wanted.values()].reduce((sum, each) => sum + each, 0);
  }

  /** From here on the run sends no transfer any more. */
  halt(reason: string): void {
    this.#halted ??= reason;
  }

  /** Why the run sends no transfer any more. */
  get halted(): string | undefined {
    return this.#halted;
  }

  /** Notes an amount that nobody has answered for: it may still leave the own balance while another transfer is judged by that. */
  doubt(amount: Thousandths): void {
    this.#doubted += amount;
  }

  /** The sum of all doubted amounts. */
  get doubted(): Thousandths {
    return this.#doubted;
  }

  /** Resolves when no execution is under way. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  #watched(outcome: Promise<Outcome>): Promise<Outcome> {
    const over: Promise<unknown> = outcome.then(
      () => this.#underWay.delete(over),
      () => this.#underWay.delete(over),
    );
    this.#underWay.add(over);
    return outcome;
  }
}
