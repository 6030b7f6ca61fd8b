import type { Kind } from "./kind";
import { flag, secret, text, wholeNumber } from "./kind";

/**
 * Phone Book: list, read and create [doc], update and delete by the pattern of other paths [guess]. What is required is cut off. That the
 * server makes the user name and the password is a [guess]; whether it makes them follows the switch `missingCredentials`.
 */
export const phoneBook: Kind = {
  path: "/voip/phone-book",
  guessed: "item",
  fields: {
    has_integration_link: flag({ readOnly: true, default: false }),
    linked_integrations: text({ default: "" }),
    name: text(),
    /** Shown in clear [doc]. */
    password: secret({ generated: true }),
    total_contacts: wholeNumber({ readOnly: true, default: 0 }),
    username: text({ generated: true }),
  },
};
