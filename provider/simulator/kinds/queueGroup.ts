import type { Kind } from "./kind";
import { listOf, reference, text, wholeNumber } from "./kind";

/**
 * Queue Group. List and read [doc], update [3p], create and delete by the pattern of other paths [guess]. One client says that all is
 * required [3p]; no page says so, so nothing is.
 */
export const queueGroup: Kind = {
  path: "/voip/queue-group",
  fields: {
    answer_wait: wholeNumber(),
    duration: wholeNumber(),
    max_no_answer: wholeNumber(),
    /** Hunt Groups [doc of the portal, guess of the API]. That their order is kept is a [guess]. */
    members: listOf(reference()),
    name: text(),
    no_answer_wait: wholeNumber(),
    reject_wait: wholeNumber(),
    ring_progressively: wholeNumber(),
    ring_timeout: wholeNumber(),
    /** `ringall`; the other words are not known. */
    strategy: text(),
  },
};
