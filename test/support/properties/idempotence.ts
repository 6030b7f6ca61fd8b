import { lifecycleOf, type Scenario } from "../scenario";
import { Engine } from "../lifecycleEngine";
import { manyOf, type On } from "./shared";

export function idempotence(scenario: Scenario, on: On): void {
  it(
    "is made with one request to look and one to write",
    on(async (stage) => {
      expect(await stage.traffic(() => stage.up())).toEqual(stage.creation);
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "records the declared keys, the computed ones and nothing else",
    on(async (stage) => {
      await stage.up();
      const declared = [...Object.keys(scenario.inputs), "seed", "__provider"];
      const computed = Object.keys(stage.it.outputs).filter((key) => !declared.includes(key));
      expect(Object.keys(stage.it.outputs).sort()).toEqual([...declared, ...computed].sort());
      const allowed = Object.keys(stage.definition.computed?.(stage.live(), stage.it.outputs, stage.it.outputs) ?? {});
      const mark = ["singleton", "found"].includes(lifecycleOf(scenario.kind)) ? ["handover"] : [];
      expect([...allowed, ...mark]).toEqual(expect.arrayContaining(computed));
      for (const key of Object.keys(scenario.inputs)) expect(stage.it.outputs[key]).toEqual(scenario.inputs[key]);
    }),
  );

  it(
    "does nothing at a second up: all is the same, and no request is made (T1)",
    on(async (stage) => {
      await stage.up();
      expect(await stage.traffic(async () => expect(await stage.up()).toBe("same"))).toEqual([]);
    }),
  );

  it(
    "refreshes to exactly what is stored, with at most one request for the object, and previews nothing after it (T2)",
    on(async (stage) => {
      await stage.up();
      const before = structuredClone(stage.it);
      const requests = await stage.traffic(() => stage.engine.refresh());
      expect(requests.filter((request) => !stage.lines().includes(request)).length).toBeLessThanOrEqual(1);
      expect(stage.it).toEqual(before);
      expect(await stage.engine.preview(stage.program())).toEqual({ it: "same" });
    }),
  );

  it(
    "refreshes many objects with no more requests than there are objects",
    on(async (stage) => {
      const program = manyOf(scenario, 5);
      await stage.engine.up(program);
      const found = {};
      const requests = await stage.traffic(async () => Object.assign(found, await stage.engine.refresh()));
      expect(Object.values(found)).toEqual(["same", "same", "same", "same", "same"]);
      expect(requests.length).toBeLessThanOrEqual(stage.lines().length + 5);
    }),
  );

  it(
    "mutates nothing in a preview, and needs no credentials for it (T15)",
    on(async (stage) => {
      const blind = new Engine({ url: stage.sim.url, credentials: { reseller: "", user: "", password: "" } });
      await stage.up();
      blind.state.set("it", stage.it);
      const changed = stage.program({ ...scenario.changes });
      expect(await stage.traffic(async () => expect(await blind.preview(changed)).toEqual({ it: "update" }))).toEqual([]);
      const fresh = new Engine({ url: stage.sim.url, credentials: { reseller: "", user: "", password: "" } });
      expect(await stage.traffic(async () => expect(await fresh.preview(changed)).toEqual({ it: "create" }))).toEqual([]);
    }),
  );
}
