/**
 * Lets actions of one sort go side by side, and those of another sort one at a time and beside nothing: each waits for what was asked for
 * before it, so none waits for ever.
 */
export class Turns {
  #alone: Promise<unknown> = Promise.resolve();
  readonly #together = new Set<Promise<unknown>>();

  /** Runs an action beside others that go together. Never ask for another turn within it. */
  together<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.#alone.then(action);
    const over: Promise<unknown> = turn.then(
      () => this.#together.delete(over),
      () => this.#together.delete(over),
    );
    this.#together.add(over);
    return turn;
  }

  /** Runs an action while no other one has its turn. Never ask for another turn within it. */
  alone<T>(action: () => Promise<T>): Promise<T> {
    const turn = Promise.all([this.#alone, ...this.#together]).then(action);
    this.#alone = turn.catch(() => undefined);
    return turn;
  }
}
