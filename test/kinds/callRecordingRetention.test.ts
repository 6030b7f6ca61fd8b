import { acme } from "../support/account";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { callRecordingRetention } from "./callRecordingRetention";

const on = (test: (stage: Stage) => Promise<void>) => () => onStage(callRecordingRetention, test);

describe("how long recordings are kept", () => {
  it(
    "stays as it is when the resource goes, and nothing is sent",
    on(async (stage) => {
      await stage.up({ restoreTo: undefined });
      expect(stage.it.id).toBe(`/voip/call-retention of ${acme}`);
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual([]);
      expect(stage.engine.state.size).toBe(0);
      expect(stage.count()).toBe(1);
    }),
  );

  it(
    "is put back to the years that were stored before, whatever lives there now",
    on(async (stage) => {
      await stage.up({ restoreTo: undefined });
      const { id } = stage.it;
      expect(await stage.traffic(() => stage.up({ restoreTo: 9 }))).toEqual(stage.lines("GET ITEM"));
      stage.edit((record) => Object.assign(record, { expires_in: 1 }));
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual(stage.lines("GET ITEM", "PUT ITEM"));
      expect(stage.live(id)).toMatchObject({ expires_in: 9 });
    }),
  );

  it(
    "stays in the state if it cannot be put back",
    on(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "status", status: 400 } });
      expect((await failure(stage.engine.destroy())).message).toContain('Cannot delete CallRecordingRetention "it"');
      expect(stage.engine.state.size).toBe(1);
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );

  it(
    "of the own account has an id without a customer",
    on(async (stage) => {
      await stage.up({ customer: undefined });
      expect(stage.it.id).toBe("/voip/call-retention");
      expect(await stage.up({ customer: undefined })).toBe("same");
    }),
  );
});
