export default {
  testEnvironment: "node",
  // The SDK's globals outlive a suite; jest would warn of each that something asks for after it.
  testEnvironmentOptions: { globalsCleanup: "off" },
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs", ignoreDynamic: true } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/.work/"],
  globalSetup: "<rootDir>/tools/test-run/globalSetup.mjs",
  setupFilesAfterEnv: ["<rootDir>/test/support/simulators.ts"],
  testSequencer: "<rootDir>/tools/test-run/longestFirst.cjs",
  // The temporary folder of a run goes with it.
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  maxWorkers: 2,
  // A machine that does other work beside the tests is no fault of theirs.
  testTimeout: 30_000,
  // With it a single file runs in a worker too: what `globalSetup` sets, and a flag of Node among it, is for workers alone.
  workerIdleMemoryLimit: "2GB",
};
