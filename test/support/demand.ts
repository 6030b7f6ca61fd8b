/** Fails with what was seen. */
export function demand(condition: boolean, broken: string, seen: unknown): asserts condition {
  if (!condition) throw new Error(`${broken}:\n${JSON.stringify(seen, null, 1)}`);
}
