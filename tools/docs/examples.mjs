// @ts-check

/**
 * The file of each kind's example. `test/docs/quickstart.test.ts` and `test/docs/wholeAccount.test.ts` run every one of them.
 * @type {Readonly<Record<string, string>>}
 */
export const examples = {
  SubReseller: "examples/quickstart/documented.ts",
  CallFlow: "examples/quickstart/harbourBikes.ts",
  CallFlowContent: "examples/quickstart/handOver.ts",
  HuntGroup: "examples/whole-account/groups.ts",
  Mailbox: "examples/whole-account/mailboxes.ts",
  Sound: "examples/whole-account/sounds.ts",
  Playlist: "examples/whole-account/queues.ts",
  QueueGroup: "examples/whole-account/queues.ts",
  QueueNotice: "examples/whole-account/queues.ts",
  Department: "examples/whole-account/people.ts",
  PhoneBook: "examples/whole-account/people.ts",
  ShortCode: "examples/whole-account/people.ts",
  MissedCallNotification: "examples/whole-account/people.ts",
  FaxSender: "examples/whole-account/people.ts",
  CallRecordingRetention: "examples/whole-account/people.ts",
  ResellerAddress: "examples/whole-account/addresses.ts",
  ResellerUser: "examples/whole-account/logins.ts",
  NumberAddress: "examples/whole-account/addresses.ts",
  PhoneNumber: "examples/whole-account/numbers.ts",
  TimeDiary: "examples/whole-account/hours.ts",
  Trunk: "examples/whole-account/trunks.ts",
  TrunkAuthentication: "examples/whole-account/trunks.ts",
  ApiObject: "examples/whole-account/texts.ts",
  SipUser: "examples/whole-account/users.ts",
  VoipBundle: "examples/whole-account/bundle.ts",
  CallPack: "examples/whole-account/bundle.ts",
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

/** The program that the page of transfers shows, its main file first. */
export const creditProgram = ["examples/credit/index.ts", "examples/credit/topUps.ts", "examples/credit/customers.ts"];
