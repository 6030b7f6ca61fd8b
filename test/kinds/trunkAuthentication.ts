import { plainScenario } from "../support/plainScenario";

const trunkUuid = (index: number) => `7a3c0000-0000-4000-8000-00000000000${index}`;

export const trunkAuthentication = plainScenario({
  kind: "TrunkAuthentication",
  under: { argument: "trunk", kind: "trunk", uuids: [trunkUuid(1), trunkUuid(2), trunkUuid(3)] },
  wire: { type: "type", ip: "ip", username: "username", password: "password" },
  inputs: { type: "ip", ip: "192.0.2.10", username: "office", password: "a-password-of-the-office" },
  changes: { type: "login", ip: "192.0.2.11", username: "branch", password: "a-password-of-the-branch" },
  leftOut: ["ip", "username"],
  secret: "password",
  distinct: (index) => ({ username: `office-${index}` }),
  invalid: {
    "an empty type": { change: { type: "" }, path: "type" },
    "an empty password": { change: { password: "" }, path: "password" },
  },
});
