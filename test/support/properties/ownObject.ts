import { failure } from "../lifecycle";
import type { Scenario } from "../scenario";
import { manyOf, type On, wireOf } from "./shared";

/** Properties of kinds whose objects are created and deleted by their own requests. */
export function ownObject(scenario: Scenario, on: On): void {
  it(
    "makes an object again that somebody deleted (T6)",
    on(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.sim.portal.remove(id);
      expect(await stage.engine.refresh()).toEqual({ it: "gone" });
      expect(await stage.up()).toBe("create");
      expect(stage.it.id).not.toBe(id);
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "refuses to make an object again that lives: says how to adopt it, and sends nothing",
    on(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.state.clear();
      const requests = await stage.traffic(async () => {
        const error = await failure(stage.engine.up({ other: { kind: scenario.kind, inputs: scenario.inputs } }));
        expect(error.message).toContain(`Cannot create ${scenario.kind} "other"`);
        expect(error.message).toContain(id);
        expect(error.message).toContain("adopt: true");
      });
      expect(requests).toEqual(stage.lines("GET LIST"));
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "names both where two objects match, and takes neither (T9)",
    on(async (stage) => {
      const program = manyOf(scenario, 2);
      await stage.engine.up(program);
      const [one, two] = ["it0", "it1"].map((name) => stage.engine.recorded(name).id) as [string, string];
      const [natural = ""] = Object.keys(scenario.distinct(0));
      const wire = wireOf(stage, natural);
      stage.sim.portal.edit(two, { [wire]: stage.live(one)[wire] ?? null });
      const inputs = { ...scenario.inputs, ...scenario.distinct(0) };
      for (const change of [{}, { adopt: true }]) {
        stage.engine.state.clear();
        stage.engine.journal.entries.clear();
        const requests = await stage.traffic(async () => {
          const error = await failure(stage.engine.up({ other: { kind: scenario.kind, inputs: { ...inputs, ...change } } }));
          expect(error.message).toContain(one);
          expect(error.message).toContain(two);
          expect(error.message).toContain('adopt: "<uuid>"');
        });
        expect(requests).toEqual(stage.lines("GET LIST"));
      }
      expect(stage.engine.state.size).toBe(0);
    }),
  );

  it(
    "says that there is nothing to adopt, by natural key and by uuid",
    on(async (stage) => {
      const other = "99990000-0000-4000-8000-000000000009";
      for (const adopt of [true, other, { uuid: other, overwrite: true }]) {
        const error = await failure(stage.up({ adopt }));
        expect(error.message).toContain(`Cannot adopt ${scenario.kind} "it"`);
        expect(error.message).toContain("Leave adopt out to make a new one");
      }
      expect(stage.count()).toBe(0);
    }),
  );

  it(
    "lets one object be adopted by one resource alone",
    on(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.state.clear();
      const inputs = { ...scenario.inputs, adopt: id };
      const { errors } = await stage.engine.tryUp({ one: { kind: scenario.kind, inputs }, two: { kind: scenario.kind, inputs } });
      expect(Object.entries(errors).map(([name, { message }]) => [name, message])).toEqual([
        ["two", `adopt: ${scenario.kind} "one" of this program has ${scenario.kind} ${id}, and an object has one resource`],
      ]);
    }),
  );
}
