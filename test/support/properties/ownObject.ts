import type { ResourceDefinition } from "../../../provider/lifecycle/kind";
import { registry } from "../../../provider/kinds/registry";
import { failure, type Stage } from "../lifecycle";
import { hasTwins, type Scenario, without } from "../scenario";
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

  if (hasTwins(scenario.kind)) twins(scenario, on);
  else naturalKeys(scenario, on);

  it(
    "says that there is nothing to adopt, by natural key and by uuid",
    on(async (stage) => {
      const other = "99990000-0000-4000-8000-000000000009";
      for (const adopt of [...(hasTwins(scenario.kind) ? [] : [true]), other, { uuid: other, overwrite: true }]) {
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

/** Properties of kinds of which a value tells one object from all others. */
function naturalKeys(scenario: Scenario, on: On): void {
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
}

/** Properties of kinds whose objects may be equal in everything that is documented. */
function twins(scenario: Scenario, on: On): void {
  const { kind } = scenario;
  const { fields }: ResourceDefinition = registry[kind];
  const inputs = without(
    scenario.inputs,
    Object.keys(scenario.distinct(0)).filter((name) => fields[name]?.isRequired !== true),
  );

  it(
    "makes another object beside one with the same content, and each resource keeps its own",
    on(async (stage) => {
      await stage.engine.up({ it: { kind, inputs } });
      await stage.engine.up({ it: { kind, inputs }, other: { kind, inputs } });
      expect(stage.engine.recorded("other").id).not.toBe(stage.it.id);
      expect(stage.count()).toBe(2);
      await stage.engine.up({ other: { kind, inputs } });
      expect(stage.count()).toBe(1);
      expect(await stage.engine.refresh()).toEqual({ other: "same" });
    }),
  );

  /** As a kill right after the POST leaves it: the machine's note, and no state. */
  const cutOff = (stage: Stage) => {
    for (const [key, { at, content = "" }] of stage.engine.journal.entries) stage.engine.journal.entries.set(key, { at, content });
    stage.engine.state.clear();
  };

  it(
    "takes over what a creation made that was cut off, by the note of it and equal content",
    on(async (stage) => {
      await stage.engine.up({ it: { kind, inputs } });
      const { id } = stage.it;
      cutOff(stage);
      await stage.engine.up({ it: { kind, inputs } });
      expect(stage.it.id).toBe(id);
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "stops and names both if two have the content of a creation that was cut off, and sends nothing",
    on(async (stage) => {
      await stage.engine.up({ it: { kind, inputs }, other: { kind, inputs } });
      const ids = [stage.it.id, stage.engine.recorded("other").id];
      cutOff(stage);
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.engine.up({ it: { kind, inputs } }));
        for (const id of ids) expect(message).toContain(id);
        expect(message).toContain('write adopt: "<uuid>"');
      });
      expect(requests.filter((line) => !line.startsWith("GET"))).toEqual([]);
    }),
  );

  it(
    "stops if a creation was cut off and its arguments are others now: what it made would be doubled",
    on(async (stage) => {
      const [argument = ""] = Object.keys(scenario.changes);
      await stage.engine.up({ it: { kind, inputs } });
      cutOff(stage);
      const changed = { ...inputs, [argument]: scenario.changes[argument] };
      const { message } = await failure(stage.engine.up({ it: { kind, inputs: changed } }));
      expect(message).toContain(`Cannot create ${kind} "it": an earlier run began to create it with other arguments`);
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "wants a uuid to adopt",
    on(async (stage) => {
      const error = await failure(stage.up({ adopt: true }));
      expect(error.message).toBe(
        `adopt: must be the uuid of the living object: nothing else that the documents name tells one ${kind} from another`,
      );
      expect(stage.count()).toBe(0);
    }),
  );
}
