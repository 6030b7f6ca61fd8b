import type { JsonObject } from "../json";
import { asObjects, asText } from "../json";
import type { Kind, ObjectSpec } from "./kind";
import { choice, flag, listOf, object, objects, secret, text } from "./kind";

const ADDRESS: ObjectSpec = {
  fields: {
    city: text({ required: true }),
    country_code: text({ required: true }),
    state: text(),
    street_one: text({ required: true }),
    street_three: text(),
    street_two: text(),
    zip: text({ required: true }),
  },
  naturalKey: ["street_one", "street_two", "street_three", "city", "state", "zip", "country_code"],
};

/** 1 is an API Admin, 3 a Storefront User. */
const ROLES = [1, 3] as const;

const USER: ObjectSpec = {
  fields: {
    contact_first_name: text(),
    contact_last_name: text(),
    email: text({ required: true }),
    name: text({ required: true }),
    password: secret({ required: true }),
    role_id: choice(ROLES, { required: true }),
  },
  naturalKey: ["name"],
};

/** Sub Reseller [doc]. Its commands and its credit are in ../customers.ts. */
export const customer: Kind = {
  path: "/account/reseller",
  fields: {
    addresses: objects(ADDRESS),
    allow_outbound: flag({ readOnly: true, default: true }),
    contact_name: text({ required: true }),
    ip_addresses: listOf(object(), { readOnly: true, default: [] }),
    name: text({ required: true }),
    phone: text(),
    store_front: text(),
    users: objects(USER),
  },
  check: userNames,
};

/** [guess] */
function userNames(body: JsonObject): string[] {
  const names = asObjects(body["users"])
    .map((user) => asText(user["name"]))
    .filter((name) => name !== "");
  return new Set(names).size < names.length ? ["users: a name stands twice"] : [];
}
