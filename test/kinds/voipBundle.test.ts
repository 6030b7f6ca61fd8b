import { registry } from "../../provider/kinds/registry";
import { failure, onStage } from "../support/lifecycle";
import { callPack } from "./callPack";
import { voipBundle } from "./voipBundle";

describe.each(["complete", "bare"] as const)("a VoIP bundle whose reads are %s", (purchaseReads) => {
  it("is changed in place by one PUT of all that it has", () =>
    onStage(
      voipBundle,
      async (stage) => {
        await stage.up();
        stage.edit((record) => Object.assign(record, { hat: "blue" }));
        const { id } = stage.it;
        const writes = (await stage.requests(() => stage.up({ autoRenew: false }))).filter(({ method }) => method !== "GET");
        expect(writes.map(({ method, body }) => [method, body])).toEqual([
          ["PUT", { ...(purchaseReads === "complete" && { hat: "blue" }), bundle_type: 1, auto_renew: false }],
        ]);
        expect(stage.live()).toMatchObject({ bundle_type: 1, auto_renew: false, expires_on: "2030-01-31" });
        expect(stage.it.id).toBe(id);
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        expect(await stage.up({ autoRenew: false })).toBe("same");
      },
      { switches: { purchaseReads } },
    ));

  it("keeps its renewal where the program no longer declares it", () =>
    onStage(
      voipBundle,
      async (stage) => {
        await stage.up({ autoRenew: true });
        const writes = (await stage.requests(() => stage.up({ autoRenew: undefined }))).filter(({ method }) => method !== "GET");
        expect(writes).toEqual([]);
        expect(stage.live()).toMatchObject({ auto_renew: true });
      },
      { switches: { purchaseReads } },
    ));

  it("keeps its renewal, which is no longer declared, where it is changed in the same edit", () =>
    onStage(
      voipBundle,
      async (stage) => {
        await stage.up({ autoRenew: true });
        await stage.up({ autoRenew: undefined, bundleType: 2 });
        expect(stage.live()).toMatchObject({ auto_renew: true, bundle_type: 2 });
      },
      { switches: { purchaseReads } },
    ));

  it("sends what the program declares later, also if it is the first time", () =>
    onStage(
      voipBundle,
      async (stage) => {
        await stage.up({ autoRenew: undefined });
        expect(stage.live()["auto_renew"]).toBe(false);
        await stage.up({ autoRenew: true });
        expect(stage.live()).toMatchObject({ bundle_type: 1, auto_renew: true });
      },
      { switches: { purchaseReads } },
    ));
});

describe("a VoIP bundle whose renewal nobody knows, because no answer shows it and nothing declares it", () => {
  const switches = { purchaseReads: "bare" } as const;

  it("is not changed by a PUT, which would reset it", () =>
    onStage(
      voipBundle,
      async (stage) => {
        await stage.up({ autoRenew: undefined });
        stage.edit((record) => Object.assign(record, { auto_renew: true }));
        const before = stage.sim.requests.length;
        const { message } = await failure(stage.up({ autoRenew: undefined, bundleType: 2 }));
        expect(message).toContain("autoRenew: no answer shows it, and a PUT without it resets it; write it");
        expect(stage.sim.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
        await stage.up({ autoRenew: true, bundleType: 2 });
        expect(stage.live()).toMatchObject({ auto_renew: true, bundle_type: 2 });
      },
      { switches },
    ));
});

describe("a VoIP bundle", () => {
  it("shows what somebody has changed, and repairs it", () =>
    onStage(voipBundle, async (stage) => {
      await stage.up();
      expect(stage.it.outputs["expiresOn"]).toBe("2030-01-31");
      stage.edit((record) => Object.assign(record, { auto_renew: false }));
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      expect(await stage.up()).toBe("update");
      expect(stage.live()["auto_renew"]).toBe(true);
    }));

  it("never sends the day on which it expires, which the API sets", () => {
    expect(registry.VoipBundle.readOnly).toContain("expires_on");
  });
});

describe("a call pack", () => {
  it.each(["complete", "bare"] as const)("is never changed by a PUT, which no page has: reads %s", (purchaseReads) =>
    onStage(
      callPack,
      async (stage) => {
        await stage.up();
        const { id } = stage.it;
        expect(await stage.engine.preview(stage.program({ packId: 17 }))).toEqual({ it: "replace" });
        expect(stage.engine.said.join("\n")).toContain('CallPack "it": another packId replaces it, and that buys a new one.');
        await stage.up({ packId: 17 });
        expect(stage.it.id).not.toBe(id);
        expect(stage.count()).toBe(2);
        const { message } = await failure(
          stage.engine.up({ other: { kind: "CallPack", inputs: { ...callPack.inputs, adopt: { uuid: id, overwrite: true } } } }),
        );
        expect(message).toBe('adopt: cannot overwrite a pack, because no command changes one; write adopt: "<uuid>"');
        expect(stage.sim.requests.filter(({ method }) => method === "PUT")).toEqual([]);
      },
      { switches: { purchaseReads } },
    ),
  );
});
