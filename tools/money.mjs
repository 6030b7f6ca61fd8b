// @ts-check
import { join } from "node:path";
import { parseArgs } from "node:util";
import { main } from "./lib/main.mjs";
import { ROOT } from "./lib/root.mjs";
import { startNode } from "./test-run/child.mjs";

const usage = `npm run test:money -- --rounds N [--seed S] [--journal kept|lost] [--in-process M] [--record]

Transfers of credit that are interrupted at random: N rounds on the real engine and, where it is asked for, M in process against a fake engine
that keeps the engine's rules. The ledger of the simulator judges. Each life of a stack has a seed, one after the other from S on (default: from
the clock); the same seed takes the same decisions. With \`--journal lost\` every command runs as on another machine, so that the doors which the
journal closes can be seen. Ends with figures, and with 1 where money moved twice, a record lies, or one is lost. \`--record\` keeps the figures for
docs/test-strength.md; a run that begins at the seed after the last of the recorded ones adds to them.`;

await main(async () => {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string" },
      seed: { type: "string" },
      journal: { type: "string" },
      "in-process": { type: "string" },
      record: { type: "boolean" },
    },
  });
  const rounds = number("rounds", values.rounds ?? (values["in-process"] === undefined ? undefined : "0"));
  const inProcess = number("in-process", values["in-process"] ?? "0");
  const seed = values.seed === undefined ? Math.floor(Date.now() / 1000) % 1_000_000 : number("seed", values.seed);
  const journal = values.journal ?? "kept";
  if (journal !== "kept" && journal !== "lost") throw new Error(`--journal must be kept or lost.\n\n${usage}`);
  const env = {
    ...process.env,
    YAY_TEST_SEED: String(seed),
    YAY_TEST_MONEY_ROUNDS: String(rounds),
    YAY_TEST_MONEY_IN_PROCESS: String(inProcess),
    YAY_TEST_MONEY_JOURNAL: journal,
    ...(values.record === true && { YAY_TEST_MONEY_RECORD: "yes" }),
  };
  const suites = [
    ...(rounds > 0 ? ["test/engine/money.test.ts"] : []),
    ...(inProcess > 0 ? ["test/lifecycle/transferCampaign.test.ts"] : []),
  ];
  return startNode([join(ROOT, "tools", "test.mjs"), ...suites], env);
});

/** @param {string} name @param {string | undefined} given */
function number(name, given) {
  const value = Number(given);
  if (given === undefined || given === "" || !Number.isInteger(value) || value < 0)
    throw new Error(`--${name} must be a whole number.\n\n${usage}`);
  return value;
}
