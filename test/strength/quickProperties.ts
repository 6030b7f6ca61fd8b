import type * as FastCheck from "fast-check";

/** Properties are tried so often and no more: mutation testing runs each of them some hundred times. */
const MOST_RUNS = 20;

jest.mock("fast-check", () => {
  const real = jest.requireActual<typeof FastCheck>("fast-check");
  const assert = ((property, parameters) =>
    real.assert(property, { ...parameters, numRuns: Math.min(MOST_RUNS, parameters?.numRuns ?? MOST_RUNS) })) as typeof real.assert;
  return { ...real, __esModule: true, assert, default: { ...real.default, assert } };
});
