import { plainScenario } from "../support/plainScenario";
import type { Scenario } from "../support/scenario";

const plain = plainScenario({
  kind: "CallPack",
  wire: { packId: "pack_id" },
  inputs: { packId: 13 },
  changes: {},
  leftOut: [],
  distinct: () => ({ additional: true }),
  invalid: { "a pack that no page has": { change: { packId: 12 }, path: "packId" } },
});

export const callPack: Scenario = { ...plain, replacements: { ...plain.replacements, packId: 17 }, drifts: {} };
