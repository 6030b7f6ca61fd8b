import type { Kind } from "./kind";
import { flag, text, wholeNumber } from "./kind";

/** Number Address. List and read [doc], the rest by the pattern of other paths [guess]. No page says what is required, so nothing is. */
export const numberAddress: Kind = {
  path: "/voip/number-address",
  guessed: "item",
  fields: {
    city: text(),
    country_code: text(),
    country_personal_id: text(),
    forename: text(),
    is_default: flag({ only: true }),
    name: text(),
    nickname: text(),
    postcode: text(),
    premises: text(),
    state: text(),
    street: text(),
    title: text(),
    type_id: wholeNumber(),
  },
};
