import type { Kind } from "./kind";
import { cannotBeSet, file, flag, text, wholeNumber } from "./kind";

/**
 * Sound. List and read [doc], create and delete [3p], update by the pattern of other paths [guess], by the switch `soundUpdate`. No page says what is required, so nothing is. The
 * command for a temporary URL of the audio has no known path, and is missing here.
 */
export const sound: Kind = {
  path: "/voip/sound",
  updatable: ({ soundUpdate }) => soundUpdate === "served",
  fields: {
    /** 1 in every example; its values are not explained [doc]. */
    audio_type: wholeNumber(),
    /** Base64 without a `data:` prefix, in a body alone [3p]. What a PUT without it does is the switch `missingContent`. */
    content: file(),
    file_name: text(),
    name: text(),
    /** In answers [doc]; a client does not send it. Whether a body may have it follows the switch `soundShared`. */
    shared: flag(),
    tag: text(),
  },
  check: (body, { soundShared }) => (soundShared === "refused" ? cannotBeSet(body, ["shared"]) : []),
};
