import type { Props } from "../../provider/common/values";
import type { JsonObject } from "../../provider/simulator/index";
import { failure, onStage } from "../support/lifecycle";
import { Refused } from "../support/lifecycleEngine";
import { withoutUuids } from "../support/secrets";
import { mailbox, phone } from "../support/account";
import { callFlow } from "./callFlow";
import { flowWith, liveKey, liveStep } from "./flows";
import { short, on, lastBody } from "./lines";

describe("the steps of a call flow", () => {
  it("have undocumented keys under extra, sent and compared where the program writes them", async () => {
    const steps = { ...short, voice: { ...short.voice, extra: { greeting: "long" } } };
    await on({ flow: steps }, async (stage) => {
      await stage.up();
      expect(liveStep(stage.live(), "voicemail")["greeting"]).toBe("long");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      stage.edit((record) => (liveStep(record, "voicemail")["greeting"] = "short"));
      await stage.engine.refresh();
      expect(await stage.up()).toBe("update");
      expect(liveStep(stage.live(), "voicemail")["greeting"]).toBe("long");
    });
  });

  it("fall back to the documented default where a key leaves the program", async () => {
    const busy = (more: Props) => ({ start: { module: "start", next: "busy" }, busy: { module: "busy", ...more } });
    await on({ flow: busy({ duration: 7 }) }, async (stage) => {
      await stage.up();
      await stage.up({ flow: busy({}) });
      expect(liveStep(stage.live(), "busy")).not.toHaveProperty("duration");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("keep the keys that the program has never named, through updates, refreshes and an adoption", async () => {
    const plain = {
      start: { module: "start", next: "menu" },
      menu: { module: "pressextension", next: { 1: "ring", timeout: "meet" } },
      ring: { module: "extension", extensions: [{ type: "sipuser", uuid: phone }], noanswer: "busy" },
      meet: { module: "conference" },
      busy: { module: "busy" },
    };
    const added: Record<string, JsonObject> = {
      pressextension: { sound: phone },
      extension: { ringtone: phone, announcement: mailbox, duration: 17 },
      conference: { pin: "8642", music: mailbox },
      busy: { duration: 9 },
    };
    await on({ flow: plain }, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.entries(added).forEach(([module, keys]) => Object.assign(liveStep(record, module), keys)));
      const isKept = () => Object.entries(added).forEach(([module, keys]) => expect(liveStep(stage.live(), module)).toMatchObject(keys));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ name: "Other line" });
      isKept();
      expect(stage.it.outputs["flow"]).toEqual(plain);
      const { id } = stage.it;
      stage.engine.state.clear();
      await stage.up({ name: "Other line", adopt: id });
      expect(stage.it.outputs["flow"]).toEqual(plain);
      await stage.up({ name: "Third line", flow: { ...plain, start: { module: "start", next: "ring" }, busy: { module: "busy" } } });
      isKept();
      expect(withoutUuids(JSON.stringify(stage.it))).not.toContain("8642");
      await stage.up({ name: "Third line", flow: { ...plain, busy: { module: "busy", duration: 9 } } });
      await stage.up({ name: "Third line", flow: plain });
      expect(liveStep(stage.live(), "busy")).not.toHaveProperty("duration");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("have a PIN that the program does not name and the API hides left out of a PUT, and none is sent for it alone", async () => {
    const steps = { start: { module: "start", next: "meet" }, meet: { module: "conference" } };
    await on({ flow: steps }, async (stage) => {
      await stage.up();
      stage.edit((record) => (liveStep(record, "conference")["pin"] = "****"));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ name: "Other line", showCallRouteName: false });
      expect(liveStep(lastBody(stage, "PUT"), "conference")).toEqual({ module: "conference" });
      stage.edit((record) => (liveStep(record, "conference")["pin"] = "****"));
      expect(await stage.traffic(() => stage.up({ name: "Other line" }))).toEqual(stage.lines("GET ITEM"));
    });
  });

  it("get another PIN, and lose one that leaves the program, where the API hides it", async () => {
    const steps = (more: Props) => ({ start: { module: "start", next: "meet" }, meet: { module: "conference", ...more } });
    await on({ flow: steps({ pin: "4711" }) }, async (stage) => {
      await stage.up();
      const hide = () => stage.edit((record) => (liveStep(record, "conference")["pin"] = "****"));
      hide();
      await stage.up({ flow: steps({ pin: "4712" }) });
      expect(liveStep(stage.live(), "conference")["pin"]).toBe("4712");
      hide();
      await stage.up({ flow: steps({}) });
      expect(liveStep(stage.live(), "conference")).not.toHaveProperty("pin");
    });
  });

  it("may say a documented default that the API leaves out, and leave one out that the API says", async () => {
    const busy = (more: Props) => ({ start: { module: "start", next: "busy" }, busy: { module: "busy", ...more } });
    await on({ flow: busy({ duration: 3 }) }, async (stage) => {
      await stage.up();
      stage.edit((record) => delete liveStep(record, "busy")["duration"]);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up({ flow: busy({}) })).toBe("same");
      stage.edit((record) => (liveStep(record, "busy")["duration"] = 3));
      await stage.engine.refresh();
      expect(await stage.up({ flow: busy({}) })).toBe("same");
    });
  });

  it("show a changed PIN as drift and no PIN in the report", async () => {
    await onStage(callFlow, async (stage) => {
      await stage.up();
      stage.edit((record) => (liveStep(record, "conference")["pin"] = "9999"));
      const { message } = await failure(stage.up({ name: "Other line" }));
      expect(message).toContain('flow.meet.pin: "[secret]" in the state, "[secret]" live');
      expect(message).not.toContain("9999");
      expect(message).not.toContain("4711");
    });
  });

  it("take a masked PIN for the one that the program says, and never write the mask", async () => {
    await onStage(callFlow, async (stage) => {
      await stage.up();
      const recorded = stage.it.outputs;
      stage.edit((record) => (liveStep(record, "conference")["pin"] = "****"));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(stage.it.outputs).toEqual(recorded);
      await stage.up({ name: "Other line" });
      expect(liveStep(lastBody(stage, "PUT"), "conference")["pin"]).toBe("4711");
    });
  });

  it("show no value of a key under extra that sounds like a secret, also where an answer quotes it in its own words", async () => {
    const steps = { ...short, voice: { ...short.voice, extra: { api_key: "sesame-4711", access_pin: 867530 } } };
    await on({ flow: steps }, async (stage) => {
      await stage.up();
      const result = { reason: "neither sesame-4711 nor 867530 is known here" };
      const text = JSON.stringify({ result, status_code: 400 });
      stage.sim.faults.add({ times: 0, match: { method: "GET", customer: "acme-ltd" }, effect: { kind: "custom", status: 400, text } });
      const { message } = await failure(stage.up({ name: "Other line", flow: steps }));
      expect(message).toContain("neither [secret] nor [secret] is known here");
    });
  });

  it("show a conference that the portal added without its PIN, which no program has marked as a secret", async () => {
    await onStage(callFlow, async (stage) => {
      await stage.up();
      stage.edit((record) => {
        const flow = record["flow"] as JsonObject;
        flow["99990000-0000-4000-8000-000000000001"] = { module: "conference", pin: "8642" };
        liveStep(record, "start")["next"] = "99990000-0000-4000-8000-000000000001";
      });
      const { message } = await failure(stage.up({ name: "Other line" }));
      expect(message).toContain("conference-9999");
      expect(message).not.toContain("8642");
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      expect(JSON.stringify(stage.it)).toContain('"conference-9999"');
      expect(withoutUuids(JSON.stringify(stage.it))).not.toContain("8642");
    });
  });

  it("are named in the report of a conflict, with their way", async () => {
    await onStage(callFlow, async (stage) => {
      await stage.up();
      stage.edit((record) => ((liveStep(record, "pressextension")["next"] as JsonObject)["2"] = liveKey(record, "voicemail")));
      const { message } = await failure(stage.up({ name: "Other line" }));
      expect(message).toBe(
        'Cannot update CallFlow "it": somebody changed it since the last up or refresh, and nothing was sent.\n' +
          '  flow.menu.next.2: "screen" in the state, "voice" live\n' +
          "Run pulumi up --refresh to see it and to replace it; what the option ignoreChanges names is kept as it lives instead.\n" +
          "Or set yay:onConflict to overwrite to replace such changes unseen, also of what ignoreChanges names.",
      );
    });
  });

  it("of a live flow that has faults are no hindrance to mending it step by step", async () => {
    const faulty = {
      ...short,
      lost: { module: "play", sound: phone, next: "nowhere" },
      other: { module: "play", sound: phone, next: "nowhere-too" },
    };
    await on({}, async (stage) => {
      await stage.up();
      const inputs = { ...stage.it.inputs, flow: faulty };
      stage.engine.state.set("it", { ...stage.it, inputs, outputs: { ...stage.it.outputs, flow: faulty } });
      const mended = { ...faulty, lost: { ...faulty.lost, next: "voice" } };
      expect((await stage.engine.preview(stage.program({ flow: mended })))["it"]).toBe("update");
      const worse = { ...faulty, third: { module: "play", sound: phone, next: "nowhere" } };
      expect(await failure(stage.engine.preview(stage.program({ flow: worse })))).toBeInstanceOf(Refused);
    });
  });

  it("of a live flow that has faults are taken over as they live, and no new fault is", async () => {
    const [start, lost] = ["11111111-0000-4000-8000-000000000000", "22222222-0000-4000-8000-000000000000"];
    const wire = { [start]: { module: "start", next: lost }, [lost]: { module: "play", sound: phone, next: "nowhere" } };
    const faulty = { start: { module: "start", next: "lost" }, lost: { module: "play", sound: phone, next: "nowhere" } };
    await on({}, async (stage) => {
      const { uuid } = stage.sim.portal.addObject("flow", { name: "Main line", extension: 501, flow: wire }, "acme-ltd");
      const adopt = (wish: unknown, flow: Props = faulty) => stage.engine.preview(stage.program({ flow, adopt: wish }));
      for (const wish of [undefined, false, { uuid, overwrite: true }]) expect(await failure(adopt(wish))).toBeInstanceOf(Refused);
      expect(await failure(stage.engine.preview(stage.program({ flow: faulty, adopt: uuid, strict: true })))).toBeInstanceOf(Refused);
      expect((await adopt(true))["it"]).toBe("create");
      const other = { ...faulty, lost: { ...faulty.lost, next: "elsewhere" } };
      expect((await failure(stage.up({ flow: other, adopt: uuid }))).message).toContain("flow.lost.next");
      expect(await stage.traffic(() => stage.up({ flow: faulty, adopt: uuid }))).toEqual([
        "GET /account/reseller",
        "GET /voip/flow/{uuid}",
      ]);
      expect(await failure(adopt(uuid, { ...faulty, third: { module: "play", sound: phone, next: "no" } }))).toBeInstanceOf(Refused);
    });
  });

  it("that lead nowhere are refused with a suggestion, all of them at once", async () => {
    const steps = flowWith({
      start: { module: "start", next: "grete" },
      busy: { module: "busy", durations: 3 },
      meet: { module: "conference", pin: "12" },
    });
    await on({ flow: steps }, async (stage) => {
      const { message } = await failure(stage.up());
      expect(message).toMatch(/^flow\.start\.next: .*grete.*greet/m);
      expect(message).toMatch(/^flow\.busy\.durations: .*duration/m);
      expect(message).toMatch(/^flow\.meet\.pin: /m);
      expect(stage.sim.requests).toEqual([]);
    });
  });
});
