import { faultsFor } from "../../kinds/index";
import { providerText } from "../../../provider/hosts/dynamic/providerText";
import { failure, onStage } from "../lifecycle";
import { pathOf, type Scenario } from "../scenario";
import { urnOf } from "../lifecycleEngine";

export function interruptions(scenario: Scenario): void {
  const uuidOnly = { switches: { postResult: "uuidOnly" } } as const;

  it("keeps a made object whose reading back fails, and finishes it without a second POST (T18)", async () => {
    await onStage(
      scenario,
      async (stage) => {
        stage.sim.faults.add({
          match: { method: "GET", path: pathOf(scenario.kind, "item") },
          effect: { kind: "status", status: 401 },
        });
        const error = await failure(stage.up());
        expect(error).toMatchObject({ id: stage.it.id, reasons: [expect.stringContaining("reading it back failed")] });
        expect(stage.it.initErrors).toHaveLength(1);
        expect(stage.it.outputs["__provider"]).toBe(providerText(scenario.kind));
        expect(stage.it.outputs["seed"]).toBe(urnOf(scenario.kind, "it"));
        const requests = await stage.traffic(async () => expect(await stage.up()).toBe("update"));
        expect(requests.filter((request) => request.startsWith("POST"))).toEqual([]);
        expect(stage.it.initErrors).toEqual([]);
        expect(stage.it.outputs).toMatchObject(scenario.inputs);
        expect(stage.count()).toBe(1);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      },
      uuidOnly,
    );
  });

  it.each(["refresh", "destroy"])("lets a half-recorded object %s (T18)", async (command) => {
    await onStage(
      scenario,
      async (stage) => {
        stage.sim.faults.add({
          match: { method: "GET", path: pathOf(scenario.kind, "item") },
          effect: { kind: "status", status: 401 },
        });
        await failure(stage.up());
        if (command === "destroy") {
          await stage.engine.destroy();
          expect(stage.count()).toBe(0);
          return;
        }
        await stage.engine.refresh();
        expect(stage.it.initErrors).toEqual([]);
        expect(await stage.up()).toBe("same");
        for (const [path, { argument, edit }] of Object.entries(scenario.drifts).slice(0, 4)) {
          stage.edit(edit);
          await stage.engine.refresh();
          expect([path, await stage.engine.preview(stage.program())]).toEqual([path, { it: "update" }]);
          await stage.up();
          expect(stage.it.outputs[argument]).toEqual(scenario.inputs[argument]);
        }
      },
      uuidOnly,
    );
  });

  it.each(faultsFor(scenario, ["drop", "garbage", "truncate", "empty", "html"] as const))(
    "has exactly one object after a POST whose answer was lost by %s (T20)",
    async (kind) => {
      await onStage(scenario, async (stage) => {
        stage.sim.faults.add({ match: { method: "POST" }, effect: { kind }, applied: true });
        await stage.engine.tryUp(stage.program());
        await stage.up();
        expect(stage.count()).toBe(1);
        expect(stage.it.outputs).toMatchObject(scenario.inputs);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        expect(await stage.up()).toBe("same");
      });
    },
  );

  it("has exactly one object after a POST that never came through (T20)", async () => {
    await onStage(scenario, async (stage) => {
      stage.sim.faults.add({ match: { method: "POST" }, effect: { kind: "drop" } });
      const { errors } = await stage.engine.tryUp(stage.program());
      expect(errors["it"]?.message).toContain("Run pulumi up again");
      await stage.up();
      expect(stage.count()).toBe(1);
    });
  });

  it("takes over what a killed run made: a new run makes no second one (T21 without the engine)", async () => {
    await onStage(scenario, async (stage) => {
      const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "after" } });
      await stage.engine.killedUp(stage.program(), held.held);
      held.release();
      expect(stage.engine.state.size).toBe(0);
      const requests = await stage.traffic(() => stage.up());
      expect(requests.filter((request) => request.startsWith("POST"))).toEqual([]);
      expect(stage.count()).toBe(1);
      expect(stage.it.outputs).toMatchObject(scenario.inputs);
      expect(await stage.up()).toBe("same");
    });
  });
}
