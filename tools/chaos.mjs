// @ts-check
import { parseArgs } from "node:util";
import { main } from "./lib/main.mjs";
import { startNode } from "./test-run/child.mjs";
import { ROOT } from "./lib/root.mjs";
import { join } from "node:path";

const usage = `npm run test:chaos -- --minutes N [--seed S] [--steps K] [--record]

Random histories on the real engine and the simulator: commands, edits by others, faults, signals and kills at any instant. Each history has
a seed, one after the other from S on (default: from the clock); the same seed takes the same decisions. The last one begun is lived to its
end. Ends with figures, and with 1 where something was lost, doubled, leaked, unclear, or did not converge. --record keeps the figures for
docs/test-strength.md.`;

await main(() => {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string" },
      seed: { type: "string" },
      steps: { type: "string" },
      record: { type: "boolean", default: false },
    },
  });
  const minutes = number("minutes", values.minutes);
  const seed = values.seed === undefined ? Math.floor(Date.now() / 1000) % 1_000_000 : number("seed", values.seed);
  const steps = values.steps === undefined ? {} : { YAY_TEST_STEPS: String(number("steps", values.steps)) };
  const env = {
    ...process.env,
    YAY_TEST_CHAOS_MINUTES: String(minutes),
    YAY_TEST_SEED: String(seed),
    ...steps,
    ...(values.record && { YAY_TEST_CHAOS_RECORD: "yes" }),
  };
  return startNode([join(ROOT, "tools", "test.mjs"), "test/engine/chaos.test.ts"], env);
});

/** @param {string} name @param {string | undefined} given */
function number(name, given) {
  const value = Number(given);
  if (given === undefined || given === "" || !Number.isFinite(value) || value <= 0 || (name !== "minutes" && !Number.isInteger(value)))
    throw new Error(`--${name} must be a ${name === "minutes" ? "" : "whole "}number above zero.\n\n${usage}`);
  return value;
}
