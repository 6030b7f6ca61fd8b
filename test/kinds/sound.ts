import fc from "fast-check";
import { findBytes, keepBytes } from "../../provider/lifecycle/run/contents";
import { plainScenario } from "../support/plainScenario";
import type { Scenario } from "../support/scenario";

/** Two files that begin as an MP3 does. */
export const [track, otherTrack] = ["one", "other"].map((what) => Buffer.from(`ID3\x04 ${what} track`)) as [Buffer, Buffer];

const [content, other] = [keepBytes(track), keepBytes(otherTrack)];

const withoutFile = plainScenario({
  kind: "Sound",
  wire: { name: "name", fileName: "file_name", tag: "tag", audioType: "audio_type" },
  inputs: { name: "Track 1", fileName: "hold_track_1.mp3", tag: "Hold Music", audioType: 1 },
  changes: { name: "Track 2", fileName: "hold_track_2.mp3", tag: "Announcements", audioType: 2 },
  unmanaged: ["shared"],
  leftOut: ["fileName", "tag", "audioType"],
  distinct: (index) => ({ name: `Track ${index}` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "half a type": { change: { audioType: 1.5 }, path: "audioType" },
    "a file that has no hash": { change: { content: "track.mp3" }, path: "content" },
  },
});
const { inputs, replacements, unseen, documented, random } = withoutFile;

export const sound: Scenario = {
  ...withoutFile,
  inputs: { ...inputs, content },
  replacements: { ...replacements, content: other },
  unseen: { ...unseen, content: "no answer shows the audio" },
  documented: {
    keys: [...documented.keys, "content"],
    body: (all, sent) => ({ ...documented.body(all, sent), content: findBytes(String(all["content"]))?.toString("base64") }),
  },
  refusedUnder: { soundShared: "refused" },
  unchangeableUnder: { soundUpdate: "absent" },
  random: { ...random, fields: { content: fc.constantFrom(content, other) } },
};
