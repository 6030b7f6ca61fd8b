// @ts-check

/** Where the figures of the last recorded run of the gates are. */
export const benchmarksFile = "tools/bench/recorded.json";

/** Where those of the last recorded comparison are. */
export const comparedFile = "tools/bench/compared.json";
