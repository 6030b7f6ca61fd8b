/** Fails with a message and the actual value. */
export function demand(condition: boolean, broken: string, seen: unknown): asserts condition {
  if (!condition) throw new Error(`${broken}:\n${JSON.stringify(seen, null, 1)}`);
}
