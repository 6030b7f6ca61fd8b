import { group, menu, record, ring, start, voicemail } from "pulumi-yay/callflow";
import { group as groups, mailbox, sound } from "../directory";
import type { Line } from "../line";

/** Calls are recorded for those alone who agree. */
export const recordedLine: Line = {
  name: "Recorded line",
  extension: 518,
  does: "Asks whether the call may be recorded: key 1 records it, anything else does not.",
  flow: {
    start: start("consent"),
    consent: menu(
      { 1: "recorded", 2: "advisers", invalid: "advisers", timeout: "advisers" },
      { sound: sound.recordingNotice, duration: 5 },
    ),
    recorded: record("advisers"),
    advisers: ring([group(groups.sales)], { duration: 30, noanswer: "message" }),
    message: voicemail(mailbox.sales),
  },
  calls: [
    {
      says: "agrees",
      script: { presses: ["1"], answers: { advisers: true } },
      steps: ["start", "consent", "recorded", "advisers"],
      ending: "answered",
    },
    {
      says: "does not agree",
      script: { presses: ["2"], answers: { advisers: true } },
      steps: ["start", "consent", "advisers"],
      ending: "answered",
    },
    { says: "presses another key", script: { presses: ["8"] }, steps: ["start", "consent", "advisers", "message"], ending: "voicemail" },
    { says: "says nothing", script: {}, steps: ["start", "consent", "advisers", "message"], ending: "voicemail" },
  ],
};
