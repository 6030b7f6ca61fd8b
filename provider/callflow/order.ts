/**
 * The order in which the wire had the keys of a parsed step, for steps whose undocumented keys stood among the documented
 * ones: `extra` gathers them, and rendering the same object puts them back where they were. A copy renders the same keys
 * in the order of its own, which means the same to the API.
 */
const wireOrders = new WeakMap<object, readonly string[]>();

/** Notes in which order the wire had the keys of a parsed object. */
export function rememberOrder(parsed: object, wireKeys: readonly string[]): void {
  wireOrders.set(parsed, wireKeys);
}

/** Brings rendered entries into the order that the wire had; entries that it did not have come last. */
export function inWireOrder(parsed: object, rendered: readonly [string, unknown][]): readonly [string, unknown][] {
  const order = wireOrders.get(parsed);
  if (order === undefined) return rendered;
  const left = new Map(rendered);
  const known = order.filter((key) => left.has(key)).map((key): [string, unknown] => [key, left.get(key)]);
  for (const [key] of known) left.delete(key);
  return [...known, ...left];
}
