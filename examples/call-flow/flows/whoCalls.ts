import { busy, matchCaller, menu, ring, start, user, voicemail } from "pulumi-yay/callflow";
import { mailbox, phone } from "../directory";
import type { Line } from "../line";

/** By the caller's number: nuisance callers, good customers, withheld numbers, everybody else. */
export const whoCalls: Line = {
  name: "Who calls",
  extension: 516,
  does: "Blocked numbers hear a busy tone, good customers reach the director, withheld numbers have to press a key.",
  flow: {
    start: start("blocked"),
    blocked: matchCaller(["^44800", "^447700900666$"], { match: "engaged", nomatch: "goodCustomers" }),
    goodCustomers: matchCaller(["^447700900100$", "^447700900101$"], { match: "director", nomatch: "withheld" }),
    withheld: matchCaller(["anonymous", "unavailable"], { match: "human", nomatch: "desk" }),
    human: menu({ 1: "desk", invalid: "message", timeout: "message" }),
    director: ring([user(phone.director), user(phone.reception)], { duration: 15, noanswer: "desk" }),
    desk: ring([user(phone.reception)], { noanswer: "message" }),
    message: voicemail(mailbox.office),
    engaged: busy(5),
  },
  calls: [
    { says: "is blocked", script: { callerId: "+448001234567" }, steps: ["start", "blocked", "engaged"], ending: "busy" },
    {
      says: "is a good customer",
      script: { callerId: "+447700900100", answers: { director: true } },
      steps: ["start", "blocked", "goodCustomers", "director"],
      ending: "answered",
    },
    {
      says: "is a good customer, and the director is out",
      script: { callerId: "+447700900101", answers: { desk: true } },
      steps: ["start", "blocked", "goodCustomers", "director", "desk"],
      ending: "answered",
    },
    {
      says: "withholds the number and presses 1",
      script: { callerId: "anonymous", presses: ["1"], answers: { desk: true } },
      steps: ["start", "blocked", "goodCustomers", "withheld", "human", "desk"],
      ending: "answered",
    },
    {
      says: "is a machine without a number",
      script: {},
      steps: ["start", "blocked", "goodCustomers", "withheld", "human", "message"],
      ending: "voicemail",
    },
    {
      says: "withholds the number and presses a wrong key",
      script: { callerId: "anonymous", presses: ["3"] },
      steps: ["start", "blocked", "goodCustomers", "withheld", "human", "message"],
      ending: "voicemail",
    },
    {
      says: "is anybody else",
      script: { callerId: "+447700900777" },
      steps: ["start", "blocked", "goodCustomers", "withheld", "desk", "message"],
      ending: "voicemail",
    },
  ],
};
