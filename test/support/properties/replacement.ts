import type { Field } from "../../../provider/lifecycle/kind";
import { registry } from "../../../provider/kinds/registry";
import { failure, onStage } from "../lifecycle";
import { replacing, type Scenario, waysOf } from "../scenario";
import { handlerFor, overGrpc } from "../lifecycleEngine";
import type { On } from "./shared";

export function replacement(scenario: Scenario, on: On): void {
  it("has a replacement in its scenario for every argument that replaces (T11)", () => {
    const replacements = Object.entries<Field>(registry[scenario.kind].fields).filter(([, { facts }]) => facts.replaceOnChanges === true);
    expect(Object.keys(scenario.replacements)).toEqual(replacements.map(([name]) => name));
  });

  for (const argument of Object.keys(scenario.replacements)) {
    it(`deletes the old one first for another ${argument} where the program says so (T11), and not again where the new one failed (T12)`, async () => {
      await onStage(scenario, async (stage) => {
        await stage.up();
        const old = stage.it.id;
        const program = stage.program(replacing(scenario, argument), { deleteBeforeReplace: true });
        const { making: make, deleting: remove } = waysOf(scenario);
        const written = async (action: () => Promise<unknown>) => {
          const requests = (await stage.requests(action)).filter(({ method }) => method !== "GET");
          return requests.map(({ method, path }) => `${method} ${path.includes(old) ? "old" : "new"}`);
        };
        stage.sim.faults.add({ match: { method: make, nth: make === remove ? 2 : 1 }, effect: { kind: "status", status: 400 } });
        expect(await written(() => failure(stage.engine.up(program)))).toEqual([`${remove} old`, `${make} new`]);
        expect(stage.count()).toBe(0);
        expect(await written(() => stage.engine.up(program))).toEqual([`${make} new`]);
        expect(stage.count()).toBe(1);
        expect(await written(() => stage.engine.up(program))).toEqual([]);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      });
    });
  }

  it(
    "does not delete what a forced replacement has taken over instead of making it anew (T12)",
    on(async (stage) => {
      await stage.up();
      const old = stage.it;
      const run = stage.engine.run();
      const handler = handlerFor(scenario.kind, () => run);
      const made = await handler.create(overGrpc(old.inputs));
      expect(made.id).toBe(old.id);
      await handler.delete(old.id, overGrpc(old.outputs));
      expect(stage.count()).toBe(1);
      stage.engine.state.set("it", { ...old, outputs: overGrpc({ ...made.outs, __provider: old.outputs["__provider"] }) });
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );
}

/** Of kinds that fill a part of an object. */
export function partReplacement(scenario: Scenario): void {
  it.each(Object.keys(scenario.replacements))("fills another part for another %s before it empties the old one (T11)", async (argument) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const old = stage.it.id;
      const change = replacing(scenario, argument);
      expect(await stage.engine.preview(stage.program(change))).toEqual({ it: "replace" });
      const requests = await stage.requests(() => stage.up(change));
      const written = requests.filter(({ method }) => method !== "GET").map(({ method, path }) => [method, path.split("/").at(-1)]);
      expect(written).toEqual([
        ["PUT", stage.it.id],
        ["PUT", old],
      ]);
    });
  });
}

/** Of kinds whose objects are made and deleted by requests of their own. */
export function ownReplacement(scenario: Scenario): void {
  for (const argument of Object.keys(scenario.replacements)) {
    it(`makes a new object for another ${argument} before it deletes the old one (T11)`, async () => {
      await onStage(scenario, async (stage) => {
        await stage.up();
        const { id } = stage.it;
        const change = replacing(scenario, argument);
        expect(await stage.engine.preview(stage.program(change))).toEqual({ it: "replace" });
        const requests = await stage.requests(() => stage.up(change));
        expect(requests.map(({ method }) => method).filter((method) => method !== "GET")).toEqual(["POST", "DELETE"]);
        expect(stage.it.id).not.toBe(id);
        expect(stage.count()).toBe(1);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      });
    });

    it(`resumes a replacement for another ${argument} whose deletion failed (T12)`, async () => {
      await onStage(scenario, async (stage) => {
        await stage.up();
        const change = replacing(scenario, argument);
        stage.sim.faults.add({ match: { method: "DELETE" }, effect: { kind: "status", status: 400 } });
        await failure(stage.up(change));
        const { id } = stage.it;
        expect(stage.count()).toBe(2);
        const requests = await stage.requests(() => stage.up(change));
        expect(requests.map(({ method }) => method).filter((method) => method !== "GET")).toEqual(["DELETE"]);
        expect(stage.it.id).toBe(id);
        expect(stage.count()).toBe(1);
      });
    });
  }
}
