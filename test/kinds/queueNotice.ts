import fc from "fast-check";
import { otherPhone as otherSound, sound } from "../support/account";
import { plainScenario } from "../support/plainScenario";

/** A path that somebody vouches for: without that a 404 of a queue notice would say nothing. */
export const paths = { QueueNotice: { collection: "/voip/queue-notice" } };

const files = fc.array(fc.constantFrom("position", sound, otherSound));

export const queueNotice = plainScenario({
  kind: "QueueNotice",
  settings: { paths },
  wire: { name: "name", frequency: "frequency", audios: "audios" },
  within: { audios: { files: "files", waitingTime: "waiting_time" } },
  inputs: {
    name: "Thanks for waiting",
    frequency: 20,
    audios: [
      { files: [sound, "position"], waitingTime: 30 },
      { files: ["position", otherSound], waitingTime: 15 },
    ],
  },
  changes: { name: "Still here", frequency: 45, audios: [{ files: ["position", sound], waitingTime: 60 }] },
  leftOut: ["frequency", "audios.*.waitingTime"],
  reorderedUnder: { orderedLists: "sorted" },
  distinct: (index) => ({ name: `Notice ${index}` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "a file that is neither a sound nor the place in the queue": { change: { audios: [{ files: ["place"] }] }, path: "audios.0.files.0" },
    "an audio without files": { change: { audios: [{ waitingTime: 3 }] }, path: "audios.0.files" },
  },
  random: { audios: fc.array(fc.record({ files, waitingTime: fc.nat(600) }), { maxLength: 3 }) },
});
