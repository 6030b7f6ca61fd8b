import { plainScenario } from "../support/plainScenario";

export const phoneBook = plainScenario({
  kind: "PhoneBook",
  wire: { name: "name" },
  inputs: { name: "Suppliers" },
  changes: { name: "Customers" },
  leftOut: [],
  unmanaged: ["username", "password", "linked_integrations"],
  unreadUnder: { phoneBookItem: "contacts" },
  distinct: (index) => ({ name: `Book ${index}` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "a password, which the API makes": { change: { password: "4711" }, path: "password" },
  },
});
