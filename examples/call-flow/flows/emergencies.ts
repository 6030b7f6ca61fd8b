import { group, number, ring, start, voicemail } from "pulumi-yay/callflow";
import { group as groups, mailbox, sound } from "../directory";
import type { Line } from "../line";

/** An emergency is offered to more and more people; who answers hears first what it is. */
export const emergencies: Line = {
  name: "Emergencies",
  extension: 519,
  does: "Rings the engineers, then two mobiles at once, then the head of the firm; a message wakes everybody by e-mail.",
  flow: {
    start: start("engineers"),
    engineers: ring([group(groups.engineers)], { announcement: sound.emergencyWhisper, duration: 20, noanswer: "mobiles" }),
    mobiles: ring([number("+447700900201"), number("+447700900202")], {
      announcement: sound.emergencyWhisper,
      duration: 25,
      noanswer: "head",
    }),
    head: ring([number("+447700900203")], { announcement: sound.emergencyWhisper, duration: 40, noanswer: "message" }),
    message: voicemail(mailbox.emergencies, mailbox.office),
  },
  calls: [
    { says: "reaches an engineer", script: { answers: { engineers: true } }, steps: ["start", "engineers"], ending: "answered" },
    { says: "reaches a mobile", script: { answers: { mobiles: true } }, steps: ["start", "engineers", "mobiles"], ending: "answered" },
    {
      says: "reaches the head of the firm",
      script: { answers: { head: true } },
      steps: ["start", "engineers", "mobiles", "head"],
      ending: "answered",
    },
    { says: "reaches nobody", script: {}, steps: ["start", "engineers", "mobiles", "head", "message"], ending: "voicemail" },
  ],
};
