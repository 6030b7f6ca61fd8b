import { faultsFor } from "../../kinds/index";
import { failure, onStage } from "../lifecycle";
import { canAdopt, hasTwins, type Scenario } from "../scenario";
import { driftBeside, never, type On, overwritten, unseenIn, UPDATE, wireOf } from "./shared";

export function updates(scenario: Scenario, on: On): void {
  it.each(Object.keys(scenario.changes))("updates %s by one GET and one PUT that changes this field alone (T10)", async (argument) => {
    await onStage(scenario, async (stage) => {
      await stage.up();
      const change = { [argument]: scenario.changes[argument] };
      expect(await stage.engine.preview(stage.program(change))).toEqual({ it: "update" });
      const requests = await stage.requests(() => stage.up(change));
      expect(requests.map(({ method }) => method)).toEqual([...stage.lines().map(() => "GET"), "GET", "PUT"]);
      const { body, before } = overwritten(requests);
      const differing = Object.keys({ ...before, ...body }).filter((key) => JSON.stringify(body[key]) !== JSON.stringify(before[key]));
      const readOnly = stage.definition.readOnly.filter((key) => key in before);
      expect(differing.filter((key) => ![...readOnly, ...unseenIn(stage, before)].includes(key))).toEqual([wireOf(stage, argument)]);
      for (const key of readOnly) expect(body).not.toHaveProperty(key);
      expect(stage.it.outputs).toMatchObject({ ...scenario.inputs, ...change });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up(change)).toBe("same");
    });
  });

  it(
    "keeps whatever the program never declared when it puts the whole object (T5)",
    on(async (stage) => {
      await stage.up();
      stage.edit(scenario.neighbour);
      const kept = structuredClone(scenario.neighbours(stage.live()));
      for (const argument of Object.keys(scenario.changes)) await stage.up({ [argument]: scenario.changes[argument] });
      await stage.up(scenario.changes);
      expect(scenario.neighbours(stage.live())).toEqual(kept);
    }),
  );

  it(
    "keeps an unmanaged change that was made since the last run, and stops at a managed one without sending anything (T5)",
    on(async (stage) => {
      const [argument = "", other = argument] = Object.keys(scenario.changes);
      const edited = Object.values(scenario.drifts).find((one) => one.argument === other) ?? never();
      await stage.up();
      stage.edit(other === argument ? driftBeside(stage, argument) : edited.edit);
      const live = structuredClone(stage.live());
      const requests = await stage.traffic(async () => {
        const error = await failure(stage.up({ [argument]: scenario.changes[argument] }));
        expect(error.message).toContain(`Cannot update ${scenario.kind} "it": somebody changed it`);
        expect(error.message).toContain(other);
        expect(error.message).toMatch(/in the state, .* live/);
        expect(error.message).toContain("Run pulumi up --refresh");
        expect(error.message).toContain("yay:onConflict");
      });
      expect(requests).toEqual(stage.lines("GET ITEM"));
      expect(stage.live()).toEqual(live);
      await stage.engine.refresh();
      expect(await stage.up({ [argument]: scenario.changes[argument] })).toBe("update");
    }),
  );

  it.each(faultsFor(scenario, Object.keys(scenario.drifts)))(
    "stops where somebody changed %s behind its back and writes nothing, or overwrites it where the setting says so (T5)",
    async (path) => {
      const { argument, edit } = scenario.drifts[path] ?? never();
      const changed = Object.keys(scenario.changes).find((name) => name !== argument) ?? argument;
      const change = { [changed]: scenario.changes[changed] };
      await onStage(scenario, async (stage) => {
        await stage.up();
        stage.edit(changed === argument ? driftBeside(stage, argument) : edit);
        const stopped = await stage.traffic(async () => {
          const { message } = await failure(stage.up(change));
          expect(message).toMatch(new RegExp(`\\n {2}${argument}\\b.* in the state, .* live`));
        });
        expect(stopped).toEqual(stage.lines("GET ITEM"));
        const overwriting = stage.engine.with({ onConflict: "overwrite" });
        expect(await stage.traffic(() => overwriting.up(stage.program(change)))).toEqual(stage.lines(...UPDATE));
        expect(overwriting.recorded("it").outputs).toMatchObject({ ...scenario.inputs, ...change });
        expect(await overwriting.refresh()).toEqual({ it: "same" });
        expect(await overwriting.up(stage.program(change))).toEqual({ it: "same" });
      });
    },
  );

  it(
    "takes the change of somebody else for its own where it is what the program says now",
    on(async (stage) => {
      const [argument = ""] = Object.keys(scenario.changes);
      const change = { [argument]: scenario.changes[argument] };
      await stage.up();
      const twin = stage.engine.with({});
      await twin.up(stage.program(change));
      const requests = await stage.traffic(() => stage.up(change));
      expect(requests).toEqual(stage.lines("GET ITEM"));
    }),
  );

  if (!canAdopt(scenario.kind)) return;

  it(
    "puts nothing where only the arguments of creation changed",
    on(async (stage) => {
      await stage.up();
      const adopt = hasTwins(scenario.kind) ? stage.it.id : true;
      expect(await stage.traffic(async () => expect(await stage.up({ adopt })).toBe("same"))).toEqual([]);
    }),
  );
}
