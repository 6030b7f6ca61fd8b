import type { JsonObject } from "../../client/index";
import { choice, keyedList, secret, text } from "../../lifecycle/fields/index";
import { Names } from "../../lifecycle/fields/entryNames";
import { itemsOf } from "../../lifecycle/fields/record";

const list = {
  key: { argument: "name", wire: "name" },
  fields: {
    email: text("email", { required: true }),
    roleId: choice("role_id", { "API Admin": 1, "Storefront User": 3 }, { required: true }),
    password: secret("password"),
    contactFirstName: text("contact_first_name"),
    contactLastName: text("contact_last_name"),
  },
  confirmedBy: "email",
  shows: "ResellerUser",
} as const;

/** The users of a customer. */
export const users = keyedList("users", list);

/** How the users of an answer belong to declared ones. */
export const userNames = new Names("users", list);

/** The users of a live customer; undefined if an answer does not show them. */
export function liveUsers(live: JsonObject): JsonObject[] | undefined {
  return itemsOf(live, "users");
}
