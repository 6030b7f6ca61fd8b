import type { Kind } from "./kind";
import { object, text } from "./kind";

/**
 * Short Code: list, read and create [doc of 2017], update and delete by the pattern of other paths [guess]. No page says what is required, so
 * nothing is.
 */
export const shortCode: Kind = {
  path: "/voip/short-code",
  fields: {
    /** `{feature: "listen"}` [doc of 2017]; what else it may hold is not known. */
    feature: object(),
    short_code: text(),
  },
};
