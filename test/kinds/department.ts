import { otherPhone, phone } from "../support/account";
import { plainScenario } from "../support/plainScenario";

export const department = plainScenario({
  kind: "Department",
  wire: { name: "name", description: "description", users: "users" },
  inputs: { name: "Sales", description: "All who sell", users: [phone] },
  changes: { name: "Support", description: "All who help", users: [phone, otherPhone] },
  leftOut: ["description"],
  distinct: (index) => ({ name: `Department ${index}` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "a user that is no uuid": { change: { users: ["anna"] }, path: "users.0" },
  },
});
