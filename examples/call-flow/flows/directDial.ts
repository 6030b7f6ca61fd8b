import { dial, play, ring, start, user, voicemail } from "pulumi-yay/callflow";
import { mailbox, phone, playlist, sound } from "../directory";
import type { Line } from "../line";

/** Who knows an extension dials it; an absent colleague's own mailbox takes the message. */
export const directDial: Line = {
  name: "Direct dial",
  extension: 512,
  does: "The caller dials an extension; a wrong one or none leads to the desk.",
  flow: {
    start: start("extension"),
    extension: dial(
      { invalid: "unknown", timeout: "desk" },
      { sound: sound.dialExtension, ringtone: playlist.jazz, dialDuration: 20, waitDuration: 6, noanswer: "sipuser_voicemail" },
    ),
    unknown: play(sound.pleaseTryAgain, "desk"),
    desk: ring([user(phone.reception)], { noanswer: "message" }),
    message: voicemail(mailbox.office),
  },
  calls: [
    {
      says: "dials 201, who answers",
      script: { presses: ["201"], extensions: { 201: true } },
      steps: ["start", "extension"],
      ending: "answered",
    },
    {
      says: "dials 202, who is out",
      script: { presses: ["202"], extensions: { 202: false } },
      steps: ["start", "extension"],
      ending: "voicemail",
    },
    {
      says: "dials a number that nobody has",
      script: { presses: ["299"], extensions: { 201: true }, answers: { desk: true } },
      steps: ["start", "extension", "unknown", "desk"],
      ending: "answered",
    },
    { says: "dials nothing", script: {}, steps: ["start", "extension", "desk", "message"], ending: "voicemail" },
  ],
};
