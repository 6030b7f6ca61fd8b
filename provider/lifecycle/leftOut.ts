import type { Refusal } from "./kind";
import { isBlank, own } from "../common/values";

/**
 * An explanation of a refused update: what may be lost without a field, in a sentence, where the body had it with a value. Use it for a name in
 * `mayBeReadOnly` that holds more than the API alone knows, because the error offers to leave that out.
 */
export function ifLeftOut(wire: string, sentence: string): (refusal: Refusal) => string | undefined {
  return ({ status, body }) => (status === 400 && !isBlank(own(body, wire)) ? sentence : undefined);
}
