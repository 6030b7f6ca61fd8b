import { otherPhone as otherSound, sound } from "../support/account";
import { plainScenario } from "../support/plainScenario";

export const mailbox = plainScenario({
  kind: "Mailbox",
  wire: {
    ...{ name: "name", mailbox: "mailbox", password: "password", greeting: "greeting", beep: "beep" },
    ...{ playCallerId: "play_caller_id", playTimestamp: "play_timestamp", transcribe: "transcribe" },
  },
  unmanaged: ["email_recipients"],
  inputs: {
    ...{ name: "Sales", mailbox: "8001", password: "4711", greeting: sound },
    ...{ beep: true, playCallerId: true, playTimestamp: true, transcribe: true },
  },
  changes: {
    ...{ name: "Support", mailbox: "8002", password: "0815", greeting: otherSound },
    ...{ beep: false, playCallerId: false, playTimestamp: false, transcribe: false },
  },
  leftOut: ["mailbox", "beep", "playCallerId", "playTimestamp", "transcribe"],
  secret: "password",
  distinct: (index) => ({ mailbox: String(8700 + index) }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "an empty PIN": { change: { password: "" }, path: "password" },
    "a greeting that is no uuid": { change: { greeting: "hello" }, path: "greeting" },
  },
});
