import { number, ring, start, user, voicemail } from "pulumi-yay/callflow";
import { mailbox, phone } from "../directory";
import type { Line } from "../line";

/** In office hours somebody is at the desk; outside of them the desk stays silent, and whoever is on call has a mobile. */
export const officeAndOnCall: Line = {
  name: "Office and on call",
  extension: 510,
  does: "The desk rings for fifteen seconds, then the mobile of whoever is on call, then a mailbox takes the message.",
  flow: {
    start: start("desk"),
    desk: ring([user(phone.reception)], { duration: 15, noanswer: "onCall" }),
    onCall: ring([number("+447700900456")], { duration: 25, noanswer: "message" }),
    message: voicemail(mailbox.office),
  },
  calls: [
    { says: "calls at ten in the morning", script: { answers: { desk: true } }, steps: ["start", "desk"], ending: "answered" },
    { says: "calls at nine in the evening", script: { answers: { onCall: true } }, steps: ["start", "desk", "onCall"], ending: "answered" },
    {
      says: "calls on a holiday",
      script: { answers: { onCall: "busy" } },
      steps: ["start", "desk", "onCall", "message"],
      ending: "voicemail",
    },
  ],
};
