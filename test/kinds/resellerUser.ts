import fc from "fast-check";
import { plainScenario } from "../support/plainScenario";

export const resellerUser = plainScenario({
  kind: "ResellerUser",
  wire: {
    ...{ name: "name", email: "email", roleId: "role_id", password: "password" },
    ...{ contactFirstName: "contact_first_name", contactLastName: "contact_last_name" },
  },
  unmanaged: ["user_name", "user_email", "status_id", "timezone", "is_store_user", "object_access"],
  inputs: {
    ...{ name: "anna", email: "anna@example.com", roleId: 1, password: "a-password-of-anna" },
    ...{ contactFirstName: "Anna", contactLastName: "Smith" },
  },
  changes: {
    ...{ name: "ben", email: "ben@example.com", roleId: 3, password: "a-password-of-ben" },
    ...{ contactFirstName: "Ben", contactLastName: "Jones" },
  },
  leftOut: ["contactFirstName", "contactLastName"],
  secret: "password",
  unseen: { password: "the catalogue has none in answers, so it is sent and never read back" },
  distinct: (index) => ({ name: `anna-${index}` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "a role that no page has": { change: { roleId: 2 }, path: "roleId" },
    "a new one without a password": { change: { password: undefined }, path: "password" },
  },
  random: { password: fc.nat().map((number) => `a-password-${number}`) },
});
