import { otherPhone as otherSound, sound } from "../support/account";
import { plainScenario } from "../support/plainScenario";

export const playlist = plainScenario({
  kind: "Playlist",
  wire: { name: "name", default: "default", random: "random", sounds: "sounds" },
  inputs: { name: "Hold music", default: true, random: true, sounds: [sound, otherSound] },
  changes: { name: "Jingles", default: false, random: false, sounds: [otherSound, sound] },
  leftOut: ["default", "random"],
  reorderedUnder: { orderedLists: "sorted" },
  distinct: (index) => ({ name: `Playlist ${index}` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "a sound that is no uuid": { change: { sounds: [sound, "jingle"] }, path: "sounds.1" },
  },
});
