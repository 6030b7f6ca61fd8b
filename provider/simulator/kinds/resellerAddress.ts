import type { Kind } from "./kind";
import { flag, text } from "./kind";

/**
 * Reseller Address. List, read and create [doc], update and delete by the pattern of other paths [guess]. What is required is so in the
 * addresses of a customer [doc], and here by a [guess]; whether it is one of those addresses is a switch, `customerLists`.
 */
export const resellerAddress: Kind = {
  path: "/account/reseller-address",
  guessed: "item",
  nestedIn: "addresses",
  fields: {
    city: text({ required: true }),
    country_code: text({ required: true }),
    display_name: text(),
    is_default: flag({ only: true }),
    state: text(),
    street_one: text({ required: true }),
    street_three: text(),
    street_two: text(),
    zip: text({ required: true }),
  },
};
