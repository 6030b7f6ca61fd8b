import { group, holdMusic, play, ring, start, user, voicemail } from "pulumi-yay/callflow";
import { group as groups, mailbox, phone, playlist, sound } from "../directory";
import type { Line } from "../line";

/** A hunt group with music; who has waited a minute reaches the team's lead, then a mailbox. */
export const supportQueue: Line = {
  name: "Support queue",
  extension: 517,
  does: "The support group rings for a minute with music, then its lead, then the mailbox.",
  flow: {
    start: start("music"),
    music: holdMusic(playlist.calm, "welcome"),
    welcome: play(sound.welcome, "team"),
    team: ring([group(groups.support)], { duration: 60, ringtone: playlist.calm, noanswer: "sorry" }),
    sorry: play(sound.allBusy, "lead"),
    lead: ring([user(phone.support)], { duration: 20, noanswer: "message" }),
    message: voicemail(mailbox.support),
  },
  calls: [
    {
      says: "is answered within a minute",
      script: { answers: { team: true } },
      steps: ["start", "music", "welcome", "team"],
      ending: "answered",
    },
    {
      says: "reaches the lead",
      script: { answers: { lead: true } },
      steps: ["start", "music", "welcome", "team", "sorry", "lead"],
      ending: "answered",
    },
    { says: "reaches nobody", script: {}, steps: ["start", "music", "welcome", "team", "sorry", "lead", "message"], ending: "voicemail" },
  ],
};
