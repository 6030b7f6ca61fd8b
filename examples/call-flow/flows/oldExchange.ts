import { matchCaller, ring, start, trunk, user } from "pulumi-yay/callflow";
import { phone, trunk as trunks } from "../directory";
import type { Line } from "../line";

/** While a company moves, calls from its own range still go to the exchange in the cellar. */
export const oldExchange: Line = {
  name: "Hand-over to the old exchange",
  extension: 515,
  does: "Calls from the company's own numbers go to its old exchange by a trunk, and so do all that the desk does not answer.",
  flow: {
    start: start("whose"),
    whose: matchCaller(["^44163296", "^4420794600[0-9]{2}$"], { match: "exchange", nomatch: "desk" }),
    desk: ring([user(phone.reception)], { duration: 20, noanswer: "exchange" }),
    exchange: trunk(trunks.oldExchange),
  },
  calls: [
    { says: "calls from a branch", script: { callerId: "+441632960987" }, steps: ["start", "whose", "exchange"], ending: "trunk" },
    {
      says: "is a customer",
      script: { callerId: "+447700900123", answers: { desk: true } },
      steps: ["start", "whose", "desk"],
      ending: "answered",
    },
    {
      says: "is a customer, and the desk is empty",
      script: { callerId: "+447700900123" },
      steps: ["start", "whose", "desk", "exchange"],
      ending: "trunk",
    },
  ],
};
