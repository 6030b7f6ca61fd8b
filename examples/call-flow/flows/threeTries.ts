import { group, menu, play, ring, start, user, voicemail } from "pulumi-yay/callflow";
import { group as groups, mailbox, phone, sound } from "../directory";
import type { Line } from "../line";

const ways = { 1: "sales", 2: "support" };

/** A wrong key may be pressed twice; after that somebody helps. A loop would keep the line for ever. */
export const threeTries: Line = {
  name: "Three tries",
  extension: 521,
  does: "A menu that is offered again after a wrong key, and once more; then the desk rings.",
  flow: {
    start: start("first"),
    first: menu({ ...ways, invalid: "wrong", timeout: "desk" }, { sound: sound.welcome }),
    wrong: play(sound.pleaseTryAgain, "second"),
    second: menu({ ...ways, invalid: "wrongAgain", timeout: "desk" }),
    wrongAgain: play(sound.pleaseTryAgain, "third"),
    third: menu({ ...ways, invalid: "desk", timeout: "desk" }),
    sales: ring([group(groups.sales)], { noanswer: "message" }),
    support: ring([group(groups.support)], { noanswer: "message" }),
    desk: ring([user(phone.reception)], { noanswer: "message" }),
    message: voicemail(mailbox.office),
  },
  calls: [
    { says: "wants sales", script: { presses: ["1"], answers: { sales: true } }, steps: ["start", "first", "sales"], ending: "answered" },
    {
      says: "wants support",
      script: { presses: ["2"], answers: { support: true } },
      steps: ["start", "first", "support"],
      ending: "answered",
    },
    { says: "waits", script: { answers: { desk: true } }, steps: ["start", "first", "desk"], ending: "answered" },
    {
      says: "mistypes once",
      script: { presses: ["9", "1"] },
      steps: ["start", "first", "wrong", "second", "sales", "message"],
      ending: "voicemail",
    },
    {
      says: "mistypes once, then wants support",
      script: { presses: ["9", "2"] },
      steps: ["start", "first", "wrong", "second", "support", "message"],
      ending: "voicemail",
    },
    {
      says: "mistypes once, then waits",
      script: { presses: ["9"] },
      steps: ["start", "first", "wrong", "second", "desk", "message"],
      ending: "voicemail",
    },
    {
      says: "mistypes twice",
      script: { presses: ["9", "9", "1"], answers: { sales: true } },
      steps: ["start", "first", "wrong", "second", "wrongAgain", "third", "sales"],
      ending: "answered",
    },
    {
      says: "mistypes twice, then wants support",
      script: { presses: ["9", "9", "2"], answers: { support: true } },
      steps: ["start", "first", "wrong", "second", "wrongAgain", "third", "support"],
      ending: "answered",
    },
    {
      says: "never finds the key",
      script: { presses: ["9", "9", "9"], answers: { desk: true } },
      steps: ["start", "first", "wrong", "second", "wrongAgain", "third", "desk"],
      ending: "answered",
    },
    {
      says: "mistypes twice, then waits",
      script: { presses: ["9", "9"], answers: { desk: true } },
      steps: ["start", "first", "wrong", "second", "wrongAgain", "third", "desk"],
      ending: "answered",
    },
  ],
};
