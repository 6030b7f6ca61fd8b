// @ts-check
import { scopeFrom } from "./tools/strength/scopes.mjs";

/**
 * Mutation testing, by `npm run mutate`: which code is changed and which tests have to notice stands in tools/strength/scopes.mjs.
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
const scope = scopeFrom(process.env);

export default {
  testRunner: "jest",
  plugins: ["@stryker-mutator/jest-runner"],
  mutate: scope.mutate,
  jest: {
    configFile: "jest.config.mjs",
    config: { testMatch: scope.tests, maxWorkers: 1, setupFilesAfterEnv: ["<rootDir>/test/strength/quickProperties.ts"] },
  },
  testRunnerNodeArgs: ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"],
  coverageAnalysis: "perTest",
  ignoreStatic: scope.ignoreStatic,
  incremental: scope.isWhole,
  incrementalFile: scope.files.incremental,
  concurrency: 1,
  timeoutMS: 30_000,
  tempDirName: ".work/stryker",
  ignorePatterns: ["docs", "examples/*/dist", ".work", "coverage"],
  reporters: ["progress-append-only", "clear-text", "json", "html"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: scope.files.json },
  htmlReporter: { fileName: scope.files.html },
  allowConsoleColors: false,
  checkers: [],
};
