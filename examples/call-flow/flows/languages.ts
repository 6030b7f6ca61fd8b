import { group, menu, play, ring, start, user, voicemail } from "pulumi-yay/callflow";
import { group as groups, mailbox, phone, sound } from "../directory";
import type { Line } from "../line";

/** One number, three languages. */
export const languages: Line = {
  name: "Languages",
  extension: 520,
  does: "The caller chooses a language and is greeted in it; French and German reach the interpreters.",
  flow: {
    start: start("language"),
    language: menu(
      { 1: "english", 2: "french", 3: "german", invalid: "english", timeout: "english" },
      { sound: sound.chooseLanguage, duration: 6 },
    ),
    english: play(sound.welcome, "desk"),
    french: play(sound.bienvenue, "interpreters"),
    german: play(sound.willkommen, "interpreters"),
    interpreters: ring([group(groups.interpreters)], { duration: 25, noanswer: "desk" }),
    desk: ring([user(phone.reception)], { noanswer: "message" }),
    message: voicemail(mailbox.office),
  },
  calls: [
    {
      says: "speaks English",
      script: { presses: ["1"], answers: { desk: true } },
      steps: ["start", "language", "english", "desk"],
      ending: "answered",
    },
    {
      says: "speaks French",
      script: { presses: ["2"], answers: { interpreters: true } },
      steps: ["start", "language", "french", "interpreters"],
      ending: "answered",
    },
    {
      says: "speaks German, and nobody who does is there",
      script: { presses: ["3"] },
      steps: ["start", "language", "german", "interpreters", "desk", "message"],
      ending: "voicemail",
    },
    {
      says: "presses 4",
      script: { presses: ["4"], answers: { desk: true } },
      steps: ["start", "language", "english", "desk"],
      ending: "answered",
    },
    { says: "presses nothing", script: { answers: { desk: true } }, steps: ["start", "language", "english", "desk"], ending: "answered" },
  ],
};
