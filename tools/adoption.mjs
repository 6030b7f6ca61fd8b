// @ts-check
import { join } from "node:path";
import { parseArgs } from "node:util";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { startNode } from "./test-run/child.mjs";

const usage = `npm run test:adoption -- [--customers 200] [--objects 3000] [--edits 1000] [--stacks 200] [--seed 1]

Takes a strange account over on the real engine and the simulator: exports it, imports it into a fresh stack, previews it without a change, counts
the requests; then makes random edits in the portal, each of which yay drift has to report with nothing beside them, and repairs them by one
up --refresh; makes as many again, and takes them into the code by one patch. Then it takes the largest accounts over in stacks of their own. The same seed makes the same account and the same edits. Says how long each step took, and ends with 1 where something was wrong.
On two cores the 3,000 objects take about ten minutes, and each stack of its own ten seconds more; three hundred take two minutes.`;

await main(() => {
  const { values } = parseArgs({
    options: {
      customers: { type: "string", default: "200" },
      objects: { type: "string", default: "3000" },
      edits: { type: "string", default: "1000" },
      stacks: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
    },
  });
  const numbers = Object.entries(values).map(([name, given]) => [`YAY_TEST_ADOPTION_${name.toUpperCase()}`, number(name, given)]);
  return startNode([join(ROOT, "tools", "test.mjs"), "test/engine/takingOver.test.ts"], {
    ...process.env,
    YAY_TEST_CELLS: "all",
    ...Object.fromEntries(numbers),
  });
});

/** @param {string} name @param {string} given */
function number(name, given) {
  if (/^[1-9]\d{0,8}$/.test(given)) return given;
  throw new Error(`--${name} must be a whole number above zero.\n\n${usage}`);
}
