/** Whether every suite runs all of its cases, for every kind: what `npm run test:all` says. */
export const runsAll = process.env["YAY_TEST_CELLS"] === "all";

/**
 * A test that `npm test` leaves out. Use it for what takes long on the real engine if a case beside it shows the same rule, or if a suite in this
 * process does.
 */
export const itInAll: Pick<typeof it, "each"> & ((...args: Parameters<typeof it>) => void) = runsAll
  ? it
  : Object.assign(() => undefined, { each: () => () => undefined });

/** The cases of a table: all, or the first ones. */
export function firstOf<Case>(cases: readonly Case[], count: number): readonly Case[] {
  return runsAll ? cases : cases.slice(0, count);
}
