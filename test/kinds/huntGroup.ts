import { phone, otherPhone } from "../support/account";
import { plainScenario } from "../support/plainScenario";

export const huntGroup = plainScenario({
  kind: "HuntGroup",
  wire: { name: "name", extension: "extension_number", members: "members" },
  inputs: { name: "Sales", extension: 601, members: [phone] },
  changes: { name: "Support", extension: 602, members: [phone, otherPhone] },
  leftOut: [],
  distinct: (index) => ({ extension: 700 + index }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "an extension of zero": { change: { extension: 0 }, path: "extension" },
    "a member that is no uuid": { change: { members: ["sales"] }, path: "members.0" },
  },
});
