// @ts-check

/**
 * The file of each kind's example. `test/docs/quickstart.test.ts` runs every one of them.
 * @type {Readonly<Record<string, string>>}
 */
export const examples = {
  SubReseller: "examples/quickstart/documented.ts",
  CallFlow: "examples/quickstart/harbourBikes.ts",
  CallFlowContent: "examples/quickstart/handOver.ts",
  HuntGroup: "examples/whole-account/groups.ts",
  Mailbox: "examples/whole-account/mailboxes.ts",
};

/** The program that a page on testing shows, with its test. */
export const withMocks = { program: "examples/with-mocks/index.ts", test: "examples/with-mocks/index.test.ts" };

/** The program that the page of the simulator shows. */
export const simulatorProgram = "tools/docs/snippets/simulator.mjs";

/** The program that the page of transfers shows, its main file first. */
export const creditProgram = ["examples/credit/index.ts", "examples/credit/topUps.ts", "examples/credit/customers.ts"];
