import { messagesIn, unclearErrors } from "../support/printed";

const printed = (...messages: string[]) =>
  [
    "Updating (dev):",
    " +  pulumi-nodejs:dynamic/yay:CallFlow main creating (0s) error: inline",
    "Diagnostics:",
    "  pulumi-nodejs:dynamic/yay:CallFlow (main):",
    ...messages.flatMap((message) => [`    error: ${message.replace(/\n(?=.)/g, "\n    ")}`, ""]),
    "Resources:",
    "    1 errored",
  ].join("\n");

const refused =
  'Cannot create CallFlow "main": the API refused.\nPOST /voip/flow → 400 Bad Request, tracking token abc.\nExtension 501 may be taken.';

describe("how the histories judge what the engine prints", () => {
  it("takes each message whole, with the resource it is of", () => {
    expect(messagesIn(`${printed(refused)}\nerror: update failed\n`)).toEqual([
      { of: "pulumi-nodejs:dynamic/yay:CallFlow (main)", severity: "error", text: refused },
      { of: "", severity: "error", text: "update failed" },
    ]);
  });

  it.each([
    refused,
    'Cannot update CallFlow "main": no answer came, so it is not known whether it was done.\nPUT /voip/flow/1 (4 attempts) → no complete answer: reset (ECONNRESET).',
    "update failed\n\nKilled",
    "error reading from server: EOF",
    "error reading from server: connection reset by peer",
    "grpc: the client connection is closing",
    "Preview failed: error reading from server: EOF",
    "Refresh failed: grpc: the client connection is closing",
    "the connection is draining",
    'Cannot update CallFlow "main": somebody changed it since the last up or refresh, and nothing was sent.',
    'Cannot create CallFlow "new": CallFlow "main" of this program has CallFlow 1-2, and nothing was sent.',
    'Cannot go on with CallFlow "main": CallFlow "new" of this program has CallFlow 1-2, too, and nothing was sent.',
    'Cannot delete CallFlow "main": CallFlow "new" asked for CallFlow 1-2 in this run, or for what tells it apart, and did not get it; nothing was sent.',
    'Cannot delete SubReseller "acme" with all that it has: CallFlow "main" failed in this run, so the run has not met what waits for that, which may belong to it; nothing was sent.',
    'Cannot delete CallFlow "main": CallFlow "new" asks for CallFlow 1-2, or for what tells it apart, and has not been created; nothing was sent.',
    '1 error occurred:\n\t* Cannot delete SubReseller "acme": CallFlow "main" of this program would go with it, and nothing was sent.',
    'Cannot adopt CallFlow "main": CallFlow 1-2 differs from the program, no preview has shown it, and nothing was sent.',
    `pulumi-nodejs:dynamic/yay:CallFlow resource 'new' has a problem: adopt: CallFlow "main" of this program has CallFlow 1-2, and an object has one resource`,
    "Resource 'urn:pulumi:dev::test::a:b/c:CallFlow::main' will be destroyed but was not specified in --target list.\nEither include it.",
  ])("accepts an error that says what came back, a rule, or what the engine says: example %#", (message) => {
    expect(unclearErrors(printed(message))).toEqual([]);
  });

  it.each([
    'Cannot create CallFlow "main": the API refused.',
    'Cannot create CallFlow "main": the API refused.\nPOST /voip/flow failed.',
    'Cannot create SubReseller "a", and nothing was sent: what lives already could not be listed.\nGET /account/reseller → no list.',
    "1 error occurred:\n\t* TypeError: Cannot read properties of undefined (reading 'uuid')",
    'Cannot delete CallFlow "main": CallFlow "new" has it.',
    "TypeError: Cannot read properties of undefined (reading 'uuid')",
  ])("finds an error without path or answer, and one that nobody knows: example %#", (message) => {
    expect(unclearErrors(printed(message))).toHaveLength(1);
  });
});
