/**
 * The order of the keys that the live step had before parsing, if documented and undocumented keys were mixed. `extra` gathers the
 * undocumented ones, and rendering the same object restores the order. A copy of the object renders the same keys in its own order, which
 * means the same to the API.
 */
const wireOrders = new WeakMap<object, readonly string[]>();

/** Remembers the order of the keys that a parsed object had on the wire. */
export function rememberOrder(parsed: object, wireKeys: readonly string[]): void {
  wireOrders.set(parsed, wireKeys);
}

/** Sorts rendered entries into the order that the wire had; new entries come last. */
export function inWireOrder(parsed: object, rendered: readonly [string, unknown][]): readonly [string, unknown][] {
  const order = wireOrders.get(parsed);
  if (order === undefined) return rendered;
  const left = new Map(rendered);
  const known = order.filter((key) => left.has(key)).map((key): [string, unknown] => [key, left.get(key)]);
  for (const [key] of known) left.delete(key);
  return [...known, ...left];
}
