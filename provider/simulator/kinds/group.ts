import type { Kind } from "./kind";
import { reference, setOf, text, wholeNumber } from "./kind";

/**
 * Hunt Group. List and next extension [cat], update with exactly these three fields [3p], create, read and delete by the pattern of other
 * paths [guess]. No page says what is required, so nothing is.
 */
export const group: Kind = {
  path: "/voip/group",
  firstExtension: 601,
  fields: {
    /** A whole number [cat, 3p]; one client treats it as text. Elsewhere it is called `extension`. */
    extension_number: wholeNumber({ extension: true }),
    /** SIP users [3p]. That their order does not matter is a [guess]. */
    members: setOf(reference()),
    name: text(),
  },
};
