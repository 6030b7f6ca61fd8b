import { providerText } from "../../../provider/hosts/dynamic/providerText";
import { failure, onStage } from "../lifecycle";
import { pathOf, type Scenario } from "../scenario";
import type { On } from "./shared";

export function lostAnswers(scenario: Scenario, on: On): void {
  it(
    "records a PUT whose reading back fails, and converges at the next up (T19)",
    on(async (stage) => {
      await stage.up();
      stage.sim.switches.putResult = "missing";
      const [argument = ""] = Object.keys(scenario.changes);
      const change = { [argument]: scenario.changes[argument] };
      const match = { method: "GET", path: pathOf(scenario.kind, "item"), nth: 2 };
      stage.sim.faults.add({ match, effect: { kind: "status", status: 401 } });
      const error = await failure(stage.up(change));
      expect(error).toMatchObject({ id: stage.it.id, reasons: [expect.stringContaining("reading it back failed")] });
      expect(stage.it.outputs["__provider"]).toBe(providerText(scenario.kind));
      expect(await stage.up(change)).toBe("update");
      expect(stage.it.outputs).toMatchObject({ ...scenario.inputs, ...change });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up(change)).toBe("same");
    }),
  );

  it.each([true, false])("updates once more or not at all where the answer to a PUT was lost (applied: %s)", async (applied) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "drop" }, applied });
      const [argument = ""] = Object.keys(scenario.changes);
      const change = { [argument]: scenario.changes[argument] };
      await stage.up(change);
      expect(stage.it.outputs).toMatchObject({ ...scenario.inputs, ...change });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });
}
