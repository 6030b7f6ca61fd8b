import type { Field } from "../../../provider/lifecycle/kind";
import type { Props } from "../../../provider/common/values";
import { registry } from "../../../provider/kinds/registry";
import { onStage, plain, type Stage } from "../lifecycle";
import type { Scenario } from "../scenario";
import { never, type On, theChange, unseenIn, UPDATE, wireOf } from "./shared";

export function drift(scenario: Scenario, on: On): void {
  it("lists for every argument how its drift is seen, or why it cannot be (T3)", () => {
    const seen = Object.values(scenario.drifts).map(({ argument }) => argument);
    const exempt = Object.keys(scenario.unseen);
    const fields = Object.entries<Field>(registry[scenario.kind].fields);
    const writeOnly = fields.flatMap(([name, { facts }]) => [
      ...(facts.writeOnly === true ? [name] : []),
      ...Object.entries(facts.nested ?? {}).flatMap(([path, nested]) => (nested.writeOnly === true ? [`${name}.${path}`] : [])),
    ]);
    const ownership = fields.filter(([, { facts }]) => facts.replaceOnChanges === true && facts.wire === undefined).map(([name]) => name);
    expect(exempt.sort()).toEqual([...writeOnly, ...ownership].sort());
    const shown = fields.filter(([, { facts }]) => facts.wire !== undefined && facts.writeOnly !== true).map(([name]) => name);
    expect([...new Set(seen)].sort()).toEqual(shown.sort());
    for (const reason of Object.values(scenario.unseen)) expect(reason).toMatch(/\w{3,}/);
  });

  it.each(Object.keys(scenario.drifts))("shows that somebody changed %s, and repairs it with one PUT (T3)", async (path) => {
    const { argument, edit } = scenario.drifts[path] ?? never();
    await onStage(scenario, async (stage) => {
      await stage.up();
      const [wanted, recorded] = [stage.content(), stage.it.outputs];
      stage.edit(edit);
      expect(stage.content()).not.toEqual(wanted);
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      expect(changedKeys(recorded, stage.it.outputs, stage)).toEqual([argument]);
      expect(changedKeys(recorded, stage.it.inputs, stage)).toEqual([argument]);
      expect(await stage.engine.preview(stage.program())).toEqual({ it: "update" });
      expect(await stage.traffic(() => stage.up())).toEqual(stage.lines(...UPDATE));
      expect(stage.content()).toEqual(wanted);
      expect(stage.it.outputs[argument]).toEqual(scenario.inputs[argument]);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up()).toBe("same");
    });
  });

  it(
    "takes what the API adds by itself for no drift, and sends it back but for what only the API can set (T4)",
    on(async (stage) => {
      await stage.up();
      stage.edit(scenario.neighbour);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      const { body, before } = await theChange(stage);
      const readOnly = stage.definition.readOnly;
      const expected = Object.fromEntries(Object.entries(before).filter(([key]) => !readOnly.includes(key)));
      const [argument] = Object.keys(scenario.changes);
      const wire = wireOf(stage, argument ?? "");
      for (const unseen of unseenIn(stage, before)) Reflect.deleteProperty(body, unseen);
      expect(plain({ ...body, [wire]: null })).toEqual(plain({ ...expected, [wire]: null }));
    }),
  );
}

/** Declared keys that differ; what the lifecycle keeps for itself may move with them. */
function changedKeys(before: Props, after: Props, { scenario }: Stage): string[] {
  return Object.keys(scenario.inputs).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}
