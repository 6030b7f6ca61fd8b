import type { Json, JsonObject } from "../json";
import type { Switches } from "../switches";
import { newUuid } from "../uuid";
import type { Kind } from "./kind";
import { flag, secret, text, wholeNumber } from "./kind";

/** As many contacts as the book says that it has, in the fields of a contact that are known [doc]. */
function contacts({ total_contacts: total }: JsonObject, { phoneBookItem }: Switches): Json | undefined {
  if (phoneBookItem !== "contacts") return undefined;
  return Array.from({ length: Number(total ?? 0) }, (_each, index) => ({
    uuid: newUuid(),
    first_name: "Contact",
    last_name: String(index + 1),
    company_name: "",
  }));
}

/**
 * Phone Book: list, read and create [doc], update and delete by the pattern of other paths [guess]. What is required is cut off. That the
 * server makes the user name and the password is a [guess]; whether it makes them follows the switch `missingCredentials`. What a GET of
 * the path of one book answers follows the switch `phoneBookItem`: one client reads the contacts there [3p].
 */
export const phoneBook: Kind = {
  path: "/voip/phone-book",
  guessed: "item",
  insteadOfOne: contacts,
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
