/** Values by id, which are found by any of several keys without looking at the others: a run may have thousands. */
export class Indexed<T> {
  readonly #values = new Map<string, T>();
  readonly #idsUnder = new Map<string, Set<string>>();
  readonly #places = new Map<string, number>();
  readonly #keysOf: (value: T) => readonly string[];

  constructor(keysOf: (value: T) => readonly string[]) {
    this.#keysOf = keysOf;
  }

  get(id: string): T | undefined {
    return this.#values.get(id);
  }

  has(id: string): boolean {
    return this.#values.has(id);
  }

  set(id: string, value: T): void {
    const before = this.#values.get(id);
    if (before === undefined) this.#places.set(id, this.#places.size);
    else for (const key of this.#keysOf(before)) this.#idsUnder.get(key)?.delete(id);
    this.#values.set(id, value);
    for (const key of this.#keysOf(value)) this.#idsUnder.set(key, (this.#idsUnder.get(key) ?? new Set()).add(id));
  }

  /** All values, in the order in which their ids came first. */
  all(): T[] {
    return [...this.#values.values()];
  }

  /** Those that have one of the keys, in the same order. */
  under(keys: readonly string[]): T[] {
    const ids = [...new Set(keys.flatMap((key) => [...(this.#idsUnder.get(key) ?? [])]))];
    const place = (id: string) => this.#places.get(id) ?? 0;
    return ids.sort((a, b) => place(a) - place(b)).flatMap((id) => this.#values.get(id) ?? []);
  }
}
