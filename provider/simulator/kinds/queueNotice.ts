import type { Kind } from "./kind";
import { listOf, object, text, wholeNumber } from "./kind";

/**
 * Queue Notice: list and read [doc], without their path, which is a [guess] by the name of queue groups; the rest by the pattern of other
 * paths [guess]. No page says what is required, so nothing is.
 */
export const queueNotice: Kind = {
  path: "/voip/queue-notice",
  guessed: "collection",
  fields: {
    /** Each `{files, waiting_time}`; `files` mixes uuids of sounds and the word `position`. That both orders are kept is a [guess], see the switch `orderedLists`. */
    audios: listOf(object()),
    frequency: wholeNumber(),
    name: text(),
  },
};
