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
  Playlist: "examples/whole-account/queues.ts",
  QueueGroup: "examples/whole-account/queues.ts",
  Department: "examples/whole-account/people.ts",
  PhoneBook: "examples/whole-account/people.ts",
  ShortCode: "examples/whole-account/people.ts",
  MissedCallNotification: "examples/whole-account/people.ts",
  FaxSender: "examples/whole-account/people.ts",
  CallRecordingRetention: "examples/whole-account/people.ts",
  ResellerAddress: "examples/whole-account/addresses.ts",
  NumberAddress: "examples/whole-account/addresses.ts",
  PhoneNumber: "examples/whole-account/numbers.ts",
  TimeDiary: "examples/whole-account/hours.ts",
  Trunk: "examples/whole-account/trunks.ts",
  TrunkAuthentication: "examples/whole-account/trunks.ts",
};

/** The program that a page on testing shows, with its test. */
export const withMocks = { program: "examples/with-mocks/index.ts", test: "examples/with-mocks/index.test.ts" };

/** The program that the page of the simulator shows. */
export const simulatorProgram = "tools/docs/snippets/simulator.mjs";

/** The program that the page of transfers shows, its main file first. */
export const creditProgram = ["examples/credit/index.ts", "examples/credit/topUps.ts", "examples/credit/customers.ts"];
