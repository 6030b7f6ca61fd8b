import { nearest } from "../common/nearest";
import { DIGITS } from "./modules";

/** What a caller can do at a menu beside pressing keys: nothing, hang up, or press a key that the menu does not have. */
const DEEDS = ["timeout", "hangup", "invalid"];

/**
 * Why a text is nothing that a caller can do at a menu, as a sentence; undefined if it is. A call takes any text, so ask this of what people wrote, before:
 * it is keys of a telephone, or `timeout`, `hangup` or `invalid`.
 */
export function pressFault(press: string): string | undefined {
  if (DEEDS.includes(press) || isKeys(press)) return undefined;
  const near = nearest(press, DEEDS);
  const help =
    near === undefined ? `Write digits, * and #; or ${DEEDS.slice(0, -1).join(", ")} or invalid.` : `Did you mean ${JSON.stringify(near)}?`;
  return `${JSON.stringify(press)} is no key. ${help}`;
}

/** Whether a text is one or more keys of a telephone. */
export function isKeys(press: string): boolean {
  return press !== "" && Array.from(press).every((key) => DIGITS.includes(key));
}
