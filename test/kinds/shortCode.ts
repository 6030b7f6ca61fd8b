import { plainScenario } from "../support/plainScenario";

export const shortCode = plainScenario({
  kind: "ShortCode",
  wire: { shortCode: "short_code", feature: "feature" },
  inputs: { shortCode: "*50", feature: { feature: "listen" } },
  changes: { shortCode: "*51", feature: { feature: "whisper" } },
  leftOut: [],
  distinct: (index) => ({ shortCode: `*7${index}` }),
  invalid: {
    "no code": { change: { shortCode: "" }, path: "shortCode" },
    "a feature without a name": { change: { feature: {} }, path: "feature.feature" },
  },
});
