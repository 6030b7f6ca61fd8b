import { plainScenario } from "../support/plainScenario";

export const trunk = plainScenario({
  kind: "Trunk",
  wire: { name: "name", domain: "domain", port: "port", transport: "transport", user: "user" },
  unmanaged: ["auth"],
  inputs: { name: "Pete's Trunk", domain: "sip.example.com", port: 5060, transport: "udp", user: "%e164" },
  changes: { name: "Anna's Trunk", domain: "pbx.example.com", port: 5061, transport: "tcp", user: "pbx" },
  leftOut: ["domain", "port", "transport", "user"],
  distinct: (index) => ({ domain: `trunk${index}.example.com` }),
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "half a port": { change: { port: 50.6 }, path: "port" },
  },
});
