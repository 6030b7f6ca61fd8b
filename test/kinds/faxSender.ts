import { otherPhone as otherCallerId, phone as callerId } from "../support/account";
import { plainScenario } from "../support/plainScenario";

export const faxSender = plainScenario({
  kind: "FaxSender",
  wire: { email: "email", callerId: "caller_id" },
  inputs: { email: "fax@example.com", callerId },
  changes: { email: "anna@example.com", callerId: otherCallerId },
  leftOut: [],
  distinct: (index) => ({ email: `fax${index}@example.com` }),
  invalid: {
    "no address": { change: { email: "" }, path: "email" },
    "a caller ID that is no uuid": { change: { callerId: "+441632960123" }, path: "callerId" },
  },
});
