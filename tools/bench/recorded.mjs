// @ts-check

/** Where the figures of the last recorded run are. */
export const benchmarksFile = "tools/bench/recorded.json";
