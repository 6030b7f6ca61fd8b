import { followingStepUuids } from "../../provider/callflow/index";
import type { Props } from "../../provider/common/values";
import type { JsonObject } from "../../provider/simulator/index";
import { onStage } from "../support/lifecycle";
import { handlerFor, type Program } from "../support/lifecycleEngine";
import { acme, mailbox } from "../support/account";
import { callFlow } from "./callFlow";
import { liveStep } from "./flows";
import { short, on, flows, lastBody } from "./lines";

describe("the steps of a call flow", () => {
  it("go over the wire under stable uuids, and come back under their names", async () => {
    await onStage(callFlow, async (stage) => {
      await stage.up();
      const uuids = followingStepUuids(stage.it.outputs);
      expect(stage.it.outputs["stepUuids"]).toEqual({});
      expect(Object.keys(stage.live()["flow"] as JsonObject).sort()).toEqual(Object.values(uuids).sort());
      expect(Object.keys(uuids).sort()).toEqual(Object.keys(callFlow.inputs["flow"] as Props).sort());
      stage.engine.state.clear();
      stage.sim.portal.remove([...stage.sim.state.objects.keys()][0] ?? "");
      await stage.up();
      expect(Object.keys(stage.live()["flow"] as JsonObject).sort()).toEqual(Object.values(uuids).sort());
      expect(stage.it.outputs["stepUuids"]).toEqual({});
    });
  });

  it("keep a key that is a uuid already, also beside named ones", async () => {
    const key = "aaaa1111-0000-4000-8000-000000000001";
    const steps = { start: { module: "start", next: key }, [key]: { module: "voicemail", mailboxes: [mailbox] } };
    await on({ flow: steps }, async (stage) => {
      await stage.up();
      expect(stage.live()["flow"]).toHaveProperty(key, { module: "voicemail", mailboxes: [mailbox] });
      expect(stage.it.outputs["flow"]).toEqual(steps);
      expect(stage.it.outputs["stepUuids"]).toEqual({});
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ name: "Other line" });
      expect(stage.it.outputs["flow"]).toEqual(steps);
    });
  });

  it("that are uuids alone are managed like others", async () => {
    const [one, two] = ["aaaa1111-0000-4000-8000-000000000001", "aaaa1111-0000-4000-8000-000000000002"];
    const steps = { [one]: { module: "start", next: two }, [two]: { module: "busy" } };
    await on({ flow: steps }, async (stage) => {
      await stage.up();
      expect(stage.live()["flow"]).toEqual(steps);
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("that somebody adds get a name by which the program can take them over", async () => {
    await on({}, async (stage) => {
      await stage.up();
      const key = "3fa8c0de-0000-4000-8000-000000000001";
      stage.edit((record) => {
        (record["flow"] as JsonObject)[key] = { module: "busy", duration: 3 };
        liveStep(record, "start")["next"] = key;
      });
      await stage.engine.refresh();
      expect(stage.it.outputs["flow"]).toMatchObject({ start: { next: "busy-3fa8" }, "busy-3fa8": { module: "busy" } });
      const taken = { ...short, start: { module: "start", next: "busy-3fa8" }, "busy-3fa8": { module: "busy", duration: 9 } };
      await stage.up({ flow: taken });
      expect(stage.live()["flow"]).toHaveProperty(key, { module: "busy", duration: 9 });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("keep their uuids when the resource is renamed with an alias: what is recorded decides", async () => {
    await on({}, async (stage) => {
      await stage.up();
      const uuids = followingStepUuids(stage.it.outputs);
      const steps = stage.live()["flow"];
      stage.engine.state.set("renamed", stage.it);
      stage.engine.state.delete("it");
      const program: Program = { renamed: { kind: "CallFlow", inputs: { ...stage.scenario.inputs, name: "Other line" } } };
      expect(await stage.engine.up(program)).toEqual({ renamed: "update" });
      expect(stage.engine.recorded("renamed").outputs["stepUuids"]).toEqual(uuids);
      expect(flows(stage).map(({ record }) => record["flow"])).toEqual([steps]);
      expect(await stage.engine.refresh()).toEqual({ renamed: "same" });
      expect(await stage.engine.up(program)).toEqual({ renamed: "same" });
    });
  });

  it("are recorded where they do not follow from the rest of the state, which a step that is added in the portal does not", async () => {
    await on({}, async (stage) => {
      await stage.up();
      const key = "3fa8c0de-0000-4000-8000-000000000001";
      stage.edit((record) => {
        (record["flow"] as JsonObject)[key] = { module: "busy", duration: 3 };
        liveStep(record, "start")["next"] = key;
      });
      await stage.engine.refresh();
      expect(stage.it.outputs["stepUuids"]).toEqual({ "busy-3fa8": key });
    });
  });

  it("stay recorded where an older release has recorded all, and beside them those that are added later are not", async () => {
    await on({}, async (stage) => {
      await stage.up();
      const all = followingStepUuids(stage.it.outputs);
      stage.engine.state.set("it", { ...stage.it, outputs: { ...stage.it.outputs, stepUuids: all } });
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(stage.it.outputs["stepUuids"]).toEqual(all);
      await stage.up({
        flow: { start: { module: "start", next: "hall" }, hall: { module: "play", sound: mailbox, next: "voice" }, voice: short.voice },
      });
      expect(stage.it.outputs["stepUuids"]).toEqual(all);
      expect(Object.keys(stage.live()["flow"] as JsonObject).sort()).toEqual(Object.values(followingStepUuids(stage.it.outputs)).sort());
      expect(Object.keys(followingStepUuids(stage.it.outputs)).sort()).toEqual(["hall", ...Object.keys(all)].sort());
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("are recorded in full by a flow whose name another one had before, and of one that is looked up", async () => {
    await on({}, async (stage) => {
      await stage.up();
      const former = followingStepUuids(stage.it.outputs);
      stage.engine.state.set("renamed", stage.it);
      stage.engine.state.delete("it");
      const { inputs } = stage.scenario;
      const second = { ...inputs, name: "Second line", extension: 502 };
      const program: Program = { renamed: { kind: "CallFlow", inputs }, it: { kind: "CallFlow", inputs: second } };
      await stage.engine.up(program);
      const uuids = stage.it.outputs["stepUuids"] as Props;
      expect(Object.keys(uuids)).toEqual(Object.keys(former));
      expect(Object.values(uuids).filter((uuid) => Object.values(former).includes(String(uuid)))).toEqual([]);
      // A refresh shows the seed of a renamed resource as it was made.
      expect(await stage.engine.refresh()).toMatchObject({ it: "same" });
      expect(stage.engine.recorded("renamed").outputs["stepUuids"]).toEqual({});
      expect(await stage.engine.up(program)).toEqual({ it: "same", renamed: "same" });
      const { props } = await handlerFor("CallFlow", () => stage.engine.run()).read(stage.it.id, { customer: acme });
      expect(Object.values(props["stepUuids"] as Props).sort()).toEqual(Object.values(uuids).sort());
    });
  });

  it("of an unknown module go and come key for key", async () => {
    const odd = { module: "timediary", Weird_Key: { a: [1, { b: false }], "": "x" }, next: ["voice"], extra: { x: 1 } };
    const steps = { start: { module: "start", next: "odd" }, odd, voice: short.voice };
    await on({ flow: steps }, async (stage) => {
      await stage.up();
      expect(liveStep(stage.live(), "timediary")).toEqual({ ...odd, Weird_Key: { a: [1, { b: false }], "": "x" } });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      stage.edit((record) => ((liveStep(record, "timediary")["Weird_Key"] as JsonObject)["a"] = [2]));
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
    });
  });

  it("of unknown parts may be shown with blanks left out, and with other words for yes and no", async () => {
    const odd = { module: "timediary", on: true, hours: { from: "", days: [], always: false } };
    const steps = { start: { module: "start", next: "odd" }, odd };
    await on({ flow: steps }, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign(liveStep(record, "timediary"), { on: "Y", hours: { always: 0 } }));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(stage.it.outputs["flow"]).toEqual(steps);
    });
  });

  it("are no drift where a pattern of digits is shown as a number", async () => {
    const match = { module: "calleridmatch", patterns: ["1483", "^44"], match: "voice", nomatch: "voice" };
    await on({ flow: { ...short, start: { module: "start", next: "who" }, who: match } }, async (stage) => {
      await stage.up();
      stage.edit((record) => (liveStep(record, "calleridmatch")["patterns"] = ["^44", 1483]));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ name: "Other line" });
      expect(liveStep(stage.live(), "calleridmatch")["patterns"]).toEqual(["1483", "^44"]);
    });
  });

  it("whose uuids an answer writes in other letters are left alone", async () => {
    await on({ flow: short, showCallRouteName: false }, async (stage) => {
      await stage.up();
      stage.edit((record) => (liveStep(record, "voicemail")["mailboxes"] = [mailbox.toUpperCase()]));
      expect(await stage.traffic(() => stage.up({ showCallRouteName: undefined }))).toEqual(stage.lines("GET ITEM"));
    });
  });

  it("of another resource go back in the documented types, and otherwise as they came", async () => {
    await on({ flow: undefined, content: "separate" }, async (stage) => {
      await stage.up();
      const [start, end] = ["aa000000-0000-4000-8000-000000000001", "aa000000-0000-4000-8000-000000000002"];
      const shown = { module: "busy", duration: "20", hue: "7", tone: null };
      stage.edit((record) => (record["flow"] = { [start]: { module: "start", next: end }, [end]: shown }));
      expect(await stage.traffic(() => stage.up({ showCallRouteName: true }))).toEqual(stage.lines("GET ITEM", "PUT ITEM"));
      expect(lastBody(stage, "PUT")["flow"]).toEqual({ [start]: { module: "start", next: end }, [end]: { ...shown, duration: 20 } });
    });
  });

  it("that somebody adds are no lasting conflict where an undocumented key of theirs changes in every answer", async () => {
    await on({}, async (stage) => {
      await stage.up();
      const key = "3fa8c0de-0000-4000-8000-000000000001";
      const count = (etag: number) => stage.edit((record) => ((record["flow"] as JsonObject)[key] = { module: "busy", duration: 5, etag }));
      count(1);
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      count(2);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      count(3);
      expect(await stage.up()).toBe("update");
      expect(stage.live()["flow"]).not.toHaveProperty(key);
    });
  });
});
