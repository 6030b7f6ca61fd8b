import type { Kind } from "./kind";
import { flag, reference, text, wholeNumber } from "./kind";

/** Phone Number: list [doc], update [3p], the rest by the pattern of other paths [guess]. Only the fields that tests need so far. */
export const number: Kind = {
  path: "/voip/number",
  fields: {
    call_flow: reference(),
    can_invite_anonymously: flag(),
    country_code: text(),
    name: text(),
    number: text(),
    price_category: wholeNumber(),
    trunk: reference(),
  },
};
