import type { Kind } from "./kind";
import { choice, flag, listOf, object, secret, text, wholeNumber } from "./kind";

/**
 * Reseller User: list and the fields of answers [cat], everything else by the pattern of other paths [guess]. What a body takes and what is
 * required is so in the users of a customer [doc], and here by a [guess]; whether it is one of those is a switch, `customerLists`. That the
 * API records `login_history` is a [guess]. Whether `user_email` and `user_name` are other values than `email` and `name` follows the switch
 * `secondNames`.
 */
export const resellerUser: Kind = {
  path: "/account/reseller-user",
  guessed: "item",
  nestedIn: "users",
  fields: {
    contact_first_name: text(),
    contact_last_name: text(),
    email: text({ required: true }),
    is_store_user: flag(),
    login_history: listOf(object(), { readOnly: true, default: [] }),
    name: text({ required: true }),
    object_access: listOf(object()),
    password: secret({ required: true }),
    /** 1 is an API Admin, 3 a Storefront User. */
    role_id: choice([1, 3], { required: true }),
    send_reset_link: flag(),
    status_id: wholeNumber(),
    timezone: text(),
    user_email: text({ secondNameOf: "email" }),
    user_name: text({ secondNameOf: "name" }),
  },
};
