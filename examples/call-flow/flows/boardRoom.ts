import { conference, menu, start, voicemail } from "pulumi-yay/callflow";
import { mailbox, playlist, sound } from "../directory";
import type { Line } from "../line";

/** The PIN of the directors' room. A program of yours takes it from `config.requireSecret`. */
const directorsPin = "0420";

/** Two rooms on one number; one of them asks for a PIN, which is a secret. */
export const boardRoom: Line = {
  name: "Conference rooms",
  extension: 513,
  does: "Key 1 is the directors' room, which asks for a PIN; key 2 is everybody's.",
  flow: {
    start: start("rooms"),
    rooms: menu({ 1: "directors", 2: "everybody", invalid: "message", timeout: "message" }, { duration: 15 }),
    directors: conference({ pin: directorsPin, announcement: sound.somebodyJoins, music: playlist.calm }),
    everybody: conference({ music: playlist.calm }),
    message: voicemail(mailbox.office),
  },
  calls: [
    { says: "joins the directors", script: { presses: ["1"] }, steps: ["start", "rooms", "directors"], ending: "conference" },
    { says: "joins everybody", script: { presses: ["2"] }, steps: ["start", "rooms", "everybody"], ending: "conference" },
    { says: "presses another key", script: { presses: ["5"] }, steps: ["start", "rooms", "message"], ending: "voicemail" },
    { says: "does not know what to do", script: {}, steps: ["start", "rooms", "message"], ending: "voicemail" },
  ],
};
