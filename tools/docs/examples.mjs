// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../lib/root.mjs";

const wholeAccount = "examples/whole-account";

/** The first file of the whole account that makes something of each kind. */
const made = readdirSync(join(ROOT, wholeAccount))
  .filter((file) => file.endsWith(".ts"))
  .sort()
  .reverse()
  .flatMap((file) => {
    const text = readFileSync(join(ROOT, wholeAccount, file), "utf8");
    return Array.from(text.matchAll(/new yay\.(\w+)\(/g), ([, kind = ""]) => /** @type {const} */ ([kind, `${wholeAccount}/${file}`]));
  });

/**
 * The file of each kind's example. `test/docs/quickstart.test.ts` and `test/docs/wholeAccount.test.ts` run every one of them.
 * @type {Readonly<Record<string, string>>}
 */
export const examples = {
  ...Object.fromEntries(made),
  SubReseller: "examples/quickstart/documented.ts",
  CallFlow: "examples/quickstart/harbourBikes.ts",
  CallFlowContent: "examples/quickstart/handOver.ts",
};

/** The program that a page on testing shows, with its test. */
export const withMocks = { program: "examples/with-mocks/index.ts", test: "examples/with-mocks/index.test.ts" };

/** The program that the page of the simulator shows. */
export const simulatorProgram = "tools/docs/snippets/simulator.mjs";

/** The folder of the example that the page of call flows is made from. */
export const callFlowExample = "examples/call-flow";

/** The program that the page of opening hours shows, with its test. */
export const openingHours = {
  folder: "examples/opening-hours",
  hours: "examples/opening-hours/hours.ts",
  program: "examples/opening-hours/index.ts",
  test: "examples/opening-hours/hours.test.ts",
};

/** The program that the page of look-ups shows. */
export const lookUpsProgram = "examples/look-ups/index.ts";

/** The part of a program that looks up what is there by the time it asks, which the same page shows. */
export const lookedUpLater = "examples/whole-account/van.ts";

/** The program that the page of transfers shows, its main file first. */
export const creditProgram = ["examples/credit/index.ts", "examples/credit/topUps.ts", "examples/credit/customers.ts"];
