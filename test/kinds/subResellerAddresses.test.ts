import { scenarios } from "./index";
import { onStage, type Stage } from "../support/lifecycle";

const at = (streetOne: string) => ({ streetOne, city: "Leeds", zip: "LS1 1AA", countryCode: "GB" });
const inputs = { ...scenarios.SubReseller.inputs, addresses: [at("A"), at("B"), at("C")] };

const streets = (stage: Stage) => (stage.live()["addresses"] as { street_one: string }[]).map((one) => one.street_one).sort();

describe("an address that somebody deleted", () => {
  it.each([0, 1, 2])("at place %i comes back, and each other one stays what it is", (place) =>
    onStage(scenarios.SubReseller, async (stage) => {
      await stage.up(inputs);
      stage.edit((record) => (record["addresses"] as unknown[]).splice(place, 1));
      await stage.engine.refresh();
      await stage.up(inputs);
      expect(streets(stage)).toEqual(["A", "B", "C"]);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up(inputs)).toBe("same");
    }),
  );
});
