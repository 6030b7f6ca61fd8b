import type { Kind } from "./kind";
import { secret, text, wholeNumber } from "./kind";

/** SIP User: list [doc], delete [3p], the rest by the pattern of other paths [guess]. Only the fields that tests need so far. */
export const user: Kind = {
  path: "/voip/user",
  firstExtension: 1001,
  fields: {
    display_name: text(),
    extension: wholeNumber({ extension: true }),
    user_name: text(),
    user_password: secret(),
  },
};
