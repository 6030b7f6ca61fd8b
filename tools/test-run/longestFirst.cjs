// @ts-check
"use strict";

const { relative } = require("node:path");
const { default: Sequencer } = require("@jest/test-sequencer");

/** Suites that take a minute or more. Their files are short, because they go through tables, and jest starts long files first. */
const LONG = [
  "lifecycle/faultMatrix",
  "lifecycle/properties",
  "engine/takingOver",
  "lifecycle/switches",
  "docs/wholeAccount",
  "lifecycle/strangers",
  "lifecycle/transferMatrix",
  "docs/quickstart",
  "lifecycle/histories",
  "engine/money",
  "lifecycle/transferCampaign",
  "engine/chaos",
  "consumers/package",
].map((name) => `test/${name}.test.ts`);

/** @param {import("@jest/test-result").Test} test */
function rank({ path, context, duration }) {
  const at = LONG.indexOf(relative(context.config.rootDir, path).replaceAll("\\", "/"));
  return duration === undefined && at >= 0 ? at : LONG.length;
}

/** Starts long suites first on a machine that has not run them before, so that the last minutes have work for every worker. */
module.exports = class LongestFirst extends Sequencer {
  /** @override @param {import("@jest/test-result").Test[]} tests @returns {Promise<import("@jest/test-result").Test[]>} */
  async sort(tests) {
    const sorted = await super.sort(tests);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
};
