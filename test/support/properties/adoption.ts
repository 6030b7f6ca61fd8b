import type { Props } from "../../../provider/common/values";
import { faultsFor } from "../../kinds/index";
import { failure, onStage, type Stage } from "../lifecycle";
import { hasTwins, isOwn, type Scenario, without } from "../scenario";
import { never, type On, UPDATE } from "./shared";

export function adoption(scenario: Scenario, on: On): void {
  const adoptedFrom = async (stage: Stage, form: unknown) => {
    await stage.up();
    const made = stage.it;
    const adopt = form === true && hasTwins(scenario.kind) ? made.id : form;
    stage.engine.state.clear();
    stage.engine.journal.entries.clear();
    const program = { other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt } } };
    const requests = await stage.traffic(() => stage.engine.up(program));
    return { made, adopted: stage.engine.recorded("other"), requests, program };
  };

  it.each(hasTwins(scenario.kind) ? ["a uuid", "a uuid to overwrite"] : ["true", "a uuid", "a uuid to overwrite"])(
    "adopts by %s what a creation would have made (T8)",
    async (form) => {
      await onStage(scenario, async (stage) => {
        await stage.up();
        const { id } = stage.it;
        stage.engine.state.clear();
        stage.engine.journal.entries.clear();
        await stage.engine.destroy();
        stage.engine.state.clear();
        const adopt = form === "true" ? true : form === "a uuid" ? id : { uuid: id, overwrite: true };
        const program = { other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt } } };
        const requests = await stage.traffic(() => stage.engine.up(program));
        const looks = form === "true" && isOwn(scenario.kind);
        expect(requests).toEqual(looks ? stage.lines("GET LIST", "GET ITEM") : stage.lines("GET ITEM"));
        expect(stage.engine.recorded("other").id).toBe(id);
        expect(await stage.engine.preview(program)).toEqual({ other: "same" });
        expect(await stage.engine.refresh()).toEqual({ other: "same" });
        expect(await stage.engine.preview(program)).toEqual({ other: "same" });
      });
    },
  );

  it(
    "has the same outputs after adopting as after making, but for the mark of the handover (T8)",
    on(async (stage) => {
      const { made, adopted } = await adoptedFrom(stage, true);
      expect(adopted.outputs["handover"]).toMatch(/^[0-9a-f]{16}$/);
      const shared = (outputs: Props) => without(outputs, ["handover", "seed", "adopt", ...scenario.ownOutputs]);
      expect(shared(adopted.outputs)).toEqual(shared(made.outputs));
    }),
  );

  it.each(faultsFor(scenario, Object.keys(scenario.drifts)))(
    "does not adopt an object that differs in %s: names it and sends nothing (T8)",
    async (path) => {
      const { argument, edit } = scenario.drifts[path] ?? never();
      await onStage(scenario, async (stage) => {
        await stage.up();
        stage.edit(edit);
        const live = structuredClone(stage.live());
        const { id } = stage.it;
        stage.engine.state.clear();
        const program = { other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt: id } } };
        const requests = await stage.traffic(async () => {
          const error = await failure(stage.engine.up(program));
          expect(error.message).toMatch(new RegExp(`\\n {2}${argument}\\b`));
          expect(error.message).toContain("in the program");
          expect(error.message).toContain(`adopt: { uuid: "${id}", overwrite: true }`);
        });
        expect(requests).toEqual(stage.lines("GET ITEM"));
        expect(stage.live(id)).toEqual(live);
        const overwrite = { other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt: { uuid: id, overwrite: true } } } };
        expect(await stage.traffic(() => stage.engine.up(overwrite))).toEqual(stage.lines(...UPDATE));
        expect(stage.engine.recorded("other").outputs).toMatchObject(scenario.inputs);
        expect(await stage.engine.refresh()).toEqual({ other: "same" });
        expect(await stage.engine.preview(overwrite)).toEqual({ other: "same" });
      });
    },
  );

  it(
    "keeps what lives beside the declared values when it overwrites (T8, T5)",
    on(async (stage) => {
      await stage.up();
      stage.edit(scenario.neighbour);
      const kept = structuredClone(scenario.neighbours(stage.live()));
      stage.edit((Object.values(scenario.drifts)[0] ?? never()).edit);
      const { id } = stage.it;
      stage.engine.state.clear();
      await stage.engine.up({ other: { kind: scenario.kind, inputs: { ...scenario.inputs, adopt: { uuid: id, overwrite: true } } } });
      expect(scenario.neighbours(stage.live(id))).toEqual(kept);
    }),
  );
}
