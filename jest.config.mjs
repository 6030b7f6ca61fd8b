export default {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs", ignoreDynamic: true } },
    ],
  },
  modulePathIgnorePatterns: ["<rootDir>/.work/"],
  setupFilesAfterEnv: ["<rootDir>/test/support/simulators.ts"],
  // The temporary folder of a run goes with it.
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  maxWorkers: 2,
};
