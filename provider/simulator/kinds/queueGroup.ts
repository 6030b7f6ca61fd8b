import { type Fields, type Kind, listOf, reference, text, wholeNumber } from "./kind";
import { isBlank, type JsonObject } from "../json";
import type { Switches } from "../switches";

const fields: Fields = {
  answer_wait: wholeNumber(),
  duration: wholeNumber(),
  max_no_answer: wholeNumber(),
  /** Hunt Groups [doc of the portal, guess of the API]. That their order is kept is a [guess], see the switch `orderedLists`. */
  members: listOf(reference()),
  name: text(),
  no_answer_wait: wholeNumber(),
  reject_wait: wholeNumber(),
  ring_progressively: wholeNumber(),
  ring_timeout: wholeNumber(),
  /** `ringall`; the other words are not known. */
  strategy: text(),
};

const DEMANDED: Readonly<Record<Switches["queueGroupFields"], readonly string[]>> = {
  none: [],
  name: ["name"],
  all: Object.keys(fields),
};

/** An empty list of members is a value. */
function lacking(body: JsonObject, { queueGroupFields }: Switches): string[] {
  return DEMANDED[queueGroupFields].filter((name) => isBlank(body[name])).map((name) => `${name} is required`);
}

/**
 * Queue Group. List and read [doc], update [3p], create and delete by the pattern of other paths [guess]. One client says that all is
 * required [3p]; no page says so, so it follows the switch `queueGroupFields`.
 */
export const queueGroup: Kind = { path: "/voip/queue-group", fields, check: lacking };
