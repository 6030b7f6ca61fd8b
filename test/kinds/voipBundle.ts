import { plainScenario } from "../support/plainScenario";

export const voipBundle = plainScenario({
  kind: "VoipBundle",
  // A path that somebody vouches for: without that a 404 of a bundle would say nothing.
  settings: { paths: { VoipBundle: { collection: "/subscription/voip-bundle" } } },
  wire: { bundleType: "bundle_type", autoRenew: "auto_renew" },
  unmanaged: [],
  inputs: { bundleType: 1, autoRenew: true },
  changes: { bundleType: 2, autoRenew: false },
  leftOut: ["autoRenew"],
  distinct: () => ({ additional: true }),
  invalid: {
    "a type that no page has": { change: { bundleType: 6 }, path: "bundleType" },
    "a day on which it expires, which the API sets": { change: { expiresOn: "2030-01-31" }, path: "expiresOn" },
  },
});
