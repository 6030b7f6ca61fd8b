import type { Kind } from "./kind";
import { flag, text } from "./kind";

/**
 * Reseller Address. List, read and create [doc], update and delete by the pattern of other paths [guess]. What is required is so in the
 * addresses of a customer [doc], and here by a [guess]; that it is none of those addresses is a [guess], too.
 */
export const resellerAddress: Kind = {
  path: "/account/reseller-address",
  fields: {
    city: text({ required: true }),
    country_code: text({ required: true }),
    display_name: text(),
    is_default: flag(),
    state: text(),
    street_one: text({ required: true }),
    street_three: text(),
    street_two: text(),
    zip: text({ required: true }),
  },
};
