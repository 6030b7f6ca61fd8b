import { followingStepUuids } from "../../provider/callflow/index";
import type { Props } from "../../provider/common/values";
import type { JsonObject, SimulatorOptions, Switches } from "../../provider/simulator/index";
import { failure, onStage, type Stage } from "../support/lifecycle";
import type { Scenario } from "../support/scenario";
import { handlerFor, Refused, type Program } from "../support/lifecycleEngine";
import { acme, globex, mailbox, phone } from "../support/account";
import { callFlow } from "./callFlow";
import { flowWith, liveKey, liveStep } from "./flows";

const short = { start: { module: "start", next: "voice" }, voice: { module: "voicemail", mailboxes: [mailbox] } };

/** A flow with these inputs alone. */
function flow(inputs: Props = {}): Scenario {
  return { ...callFlow, inputs: { customer: acme, name: "Main line", extension: 501, flow: short, ...inputs } };
}

const on = (inputs: Props, action: (stage: Stage) => Promise<void>, options: Partial<SimulatorOptions> = {}) =>
  onStage(flow(inputs), action, options);

const flows = (stage: Stage) => [...stage.sim.state.objects.values()].filter(({ kind }) => kind === "flow");
const lastBody = (stage: Stage, method: string) =>
  stage.sim.requests.filter((request) => request.method === method).at(-1)?.body as JsonObject;

describe("the extension of a call flow", () => {
  it('is asked for where the program says "next", recorded as the number, and kept', async () => {
    await on({ extension: "next" }, async (stage) => {
      const requests = await stage.traffic(() => stage.up());
      expect(requests).toEqual(["GET /account/reseller", "GET /voip/flow", "GET /voip/next-extension/flow", "POST /voip/flow"]);
      expect(stage.it.outputs["extension"]).toBe(501);
      expect(stage.it.inputs["extension"]).toBe("next");
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("is kept in an update of another field, and never asked for again", async () => {
    await on({ extension: "next" }, async (stage) => {
      await stage.up();
      stage.sim.portal.addObject("flow", { name: "another", extension: 1, flow: {} }, "acme-ltd");
      const requests = await stage.traffic(() => stage.up({ name: "Other line" }));
      expect(requests).toEqual(["GET /account/reseller", "GET /voip/flow/{uuid}", "PUT /voip/flow/{uuid}"]);
      expect(lastBody(stage, "PUT")["extension"]).toBe(501);
      expect(stage.it.outputs).toMatchObject({ extension: 501, name: "Other line" });
      expect(stage.it.inputs["extension"]).toBe("next");
      expect(await stage.up({ name: "Other line" })).toBe("same");
    });
  });

  it('goes from "next" to its own number and back without a PUT, and to another one by an update', async () => {
    await on({ extension: "next" }, async (stage) => {
      await stage.up();
      for (const extension of [501, "next"]) {
        expect(await stage.traffic(async () => expect(await stage.up({ extension })).toBe("update"))).toEqual(stage.lines("GET ITEM"));
        expect(stage.it.outputs["extension"]).toBe(501);
        expect(await stage.up({ extension })).toBe("same");
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
      }
      expect(await stage.up({ extension: 777 })).toBe("update");
      expect(stage.live()["extension"]).toBe(777);
    });
  });

  it('chosen by the API is no conflict where somebody changes it in the portal: "next" asks for no number in particular', async () => {
    await on({ extension: "next" }, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["extension"] = 550));
      await stage.up({ name: "Other line" });
      expect(stage.live()).toMatchObject({ extension: 550, name: "Other line" });
      expect(stage.it.outputs["extension"]).toBe(550);
    });
  });

  it.each(["empty", "refused400", "refused404"] as const)(
    "makes an error that names the way out where the API answers %s",
    async (nextExtension) => {
      await on(
        { extension: "next" },
        async (stage) => {
          const { message } = await failure(stage.up());
          expect(message).toBe(
            'Cannot create CallFlow "it", and nothing was sent:\n' +
              "  extension: the API names no free number (GET /voip/next-extension/flow). Write one in the program, such as extension: 501.",
          );
          expect(stage.count()).toBe(0);
          await stage.up({ extension: 501 });
          expect(stage.count()).toBe(1);
        },
        { switches: { nextExtension } },
      );
    },
  );

  it.each([
    '{"result":503,"status_code":200}',
    '{"result":"503","status_code":200}',
    '{"result":{"extension":503},"status_code":200}',
    '{"result":{"extension":"503"},"status_code":200}',
    '{"result":{"next_extension":"503"},"status_code":200}',
    '{"result":[503],"status_code":200}',
    '{"result":[{"next_extension":503}],"status_code":200}',
    '{"next_extension":503}',
  ])("is read from %s", async (text) => {
    await on({ extension: "next" }, async (stage) => {
      stage.sim.faults.add({ match: { path: "/voip/next-extension/flow" }, effect: { kind: "custom", text } });
      await stage.up();
      expect(stage.live()["extension"]).toBe(503);
    });
  });

  it.each([
    '{"result":{"next_extension":null},"status_code":200}',
    '{"result":{"next_extension":-1},"status_code":200}',
    '{"result":[],"status_code":200}',
    '{"result":[1,2],"status_code":200}',
  ])("is not guessed from %s", async (text) => {
    await on({ extension: "next" }, async (stage) => {
      stage.sim.faults.add({ match: { path: "/voip/next-extension/flow" }, effect: { kind: "custom", text } });
      expect((await failure(stage.up())).message).toContain("the API names no free number");
      expect(stage.count()).toBe(0);
    });
  });

  it("is another one for each of ten flows that are made at once: asking and POST are one critical section of the customer", async () => {
    await on({}, async (stage) => {
      const program: Program = Object.fromEntries(
        Array.from({ length: 10 }, (_, index) => [
          `f${index}`,
          { kind: "CallFlow", inputs: { ...stage.scenario.inputs, name: `Line ${index}`, extension: "next" } },
        ]),
      );
      await stage.engine.up(program);
      const taken = Object.keys(program).map((name) => stage.engine.recorded(name).outputs["extension"]);
      expect(new Set(taken)).toEqual(new Set([501, 502, 503, 504, 505, 506, 507, 508, 509, 510]));
      const asked = stage.sim.requests.filter(({ path, method }) => path.includes("next-extension") || method === "POST");
      expect(asked.map(({ method }) => method)).toEqual(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? "GET" : "POST")));
    });
  });

  it("is asked for again where a flow that names its number itself takes the free one first", async () => {
    await on({}, async (stage) => {
      const asked = stage.sim.faults.add({ match: { path: "/voip/next-extension/flow" }, wait: { when: "after" } });
      const next = { kind: "CallFlow" as const, inputs: { ...stage.scenario.inputs, name: "Next line", extension: "next" } };
      const going = stage.engine.up({ ...stage.program(), next });
      await Promise.all([asked.held, stage.sim.nextAnswer({ method: "POST" })]);
      asked.release();
      await going;
      expect(stage.engine.recorded("next").outputs["extension"]).toBe(502);
      expect(stage.count()).toBe(2);
    });
  });

  it("is not asked for again and again where the API refuses the flow for another reason", async () => {
    await on({ extension: "next" }, async (stage) => {
      stage.sim.faults.add({ times: 0, match: { method: "POST" }, effect: { kind: "status", status: 400 } });
      await failure(stage.up());
      expect(stage.sim.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
    });
  });

  it("is asked for in two customers at the same time", async () => {
    await on({}, async (stage) => {
      const held = stage.sim.faults.add({ match: { path: "/voip/next-extension/flow", customer: "acme-ltd" }, wait: { when: "before" } });
      const one = (customer: string) => ({ kind: "CallFlow" as const, inputs: { ...stage.scenario.inputs, customer, extension: "next" } });
      const made = stage.sim.nextAnswer({ method: "POST", customer: "globex-ltd" });
      const going = stage.engine.up({ one: one(acme), two: one(globex) });
      await made;
      expect(held.holding).toBe(1);
      held.release();
      await going;
      expect(stage.count()).toBe(2);
    });
  });

  it("goes on after a failure in the critical section", async () => {
    await on({}, async (stage) => {
      stage.sim.faults.add({ match: { path: "/voip/next-extension/flow" }, effect: { kind: "status", status: 403 } });
      const one = { kind: "CallFlow" as const, inputs: { ...stage.scenario.inputs, extension: "next" } };
      const { errors } = await stage.engine.tryUp({ one, two: one, three: one });
      expect(Object.keys(errors)).toHaveLength(1);
      expect(stage.count()).toBe(2);
    });
  });

  it.each(["400", "409"] as const)("that a user of the customer has makes an error that says so (%s)", async (extensionConflict) => {
    await on(
      {},
      async (stage) => {
        stage.sim.portal.addObject("user", { extension: 501 }, "acme-ltd");
        const { message } = await failure(stage.up());
        expect(message).toContain(
          'Extension 501 may be taken by a user or a group of this customer; extension: "next" takes a free one at creation.',
        );
        await stage.up({ extension: 502 });
        expect((await failure(stage.up())).message).toContain("Extension 501 may be taken by another flow, a user or a group");
      },
      { switches: { extensionConflict } },
    );
  });

  it.each(["400", "409"] as const)(
    "that a flow took between the look and the POST makes an error that says how to adopt it (%s)",
    async (extensionConflict) => {
      await on(
        {},
        async (stage) => {
          const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "before" } });
          const going = failure(stage.up());
          await held.held;
          const { uuid } = stage.sim.portal.addObject("flow", { name: "theirs", extension: 501, flow: {} }, "acme-ltd");
          held.release();
          expect((await going).message).toContain(`A flow has extension 501 already (${uuid}); write adopt: true to take it over`);
        },
        { switches: { extensionConflict } },
      );
    },
  );
});

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
      expect(JSON.stringify(stage.it)).not.toContain("8642");
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
      expect(JSON.stringify(stage.it)).not.toContain("8642");
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

describe("a call flow of the own account", () => {
  it("is made, read, updated and deleted without X-Auth-For and without a list of customers", async () => {
    await onStage({ ...flow(), inputs: { name: "Main line", extension: 501, flow: short } }, async (stage) => {
      const requests = await stage.requests(async () => {
        await stage.up();
        await stage.engine.refresh();
        await stage.up({ name: "Other line" });
        await stage.engine.destroy();
      });
      expect(requests.map(({ customer }) => customer)).toEqual(requests.map(() => null));
      expect(requests.map(({ path }) => path)).not.toContain("/account/reseller");
    });
  });
});

describe("a creation that was cut off", () => {
  it("is taken over by the uuids of its steps on any machine, also where the number was asked for", async () => {
    for (const extension of [501, "next"]) {
      await on({ extension }, async (stage) => {
        const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "after" } });
        await stage.engine.killedUp(stage.program(), held.held);
        held.release();
        stage.engine.journal.entries.clear();
        const requests = await stage.traffic(() => stage.up());
        expect(requests).toEqual(["GET /account/reseller", "GET /voip/flow", "GET /voip/flow/{uuid}"]);
        expect(flows(stage)).toHaveLength(1);
        expect(stage.it.outputs["extension"]).toBe(501);
        expect(stage.it.inputs["extension"]).toBe(extension);
        expect(await stage.up()).toBe("same");
      });
    }
  });

  it("is brought to what the program says now", async () => {
    await on({}, async (stage) => {
      const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "after" } });
      await stage.engine.killedUp(stage.program(), held.held);
      held.release();
      const changed = { ...short, voice: { module: "voicemail", mailboxes: [mailbox, phone] } };
      await stage.up({ flow: changed });
      expect(flows(stage)).toHaveLength(1);
      expect(liveStep(stage.live(), "voicemail")["mailboxes"]).toEqual([mailbox, phone]);
      expect(stage.it.outputs["flow"]).toEqual(changed);
    });
  });

  it("is not taken for the same where name, extension or steps are others, and nothing is made twice under one number", async () => {
    await on({}, async (stage) => {
      const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "after" } });
      await stage.engine.killedUp(stage.program(), held.held);
      held.release();
      expect((await failure(stage.up({ name: "Other line" }))).message).toContain("adopt: true");
      const steps = { ...short, start: { module: "start", next: "more" }, more: { module: "recording", next: "voice" } };
      expect((await failure(stage.up({ flow: steps }))).message).toContain("adopt: true");
      expect(flows(stage)).toHaveLength(1);
    });
  });

  it("is taken over where a list shows uuids and names alone, as long as the objects can be read", async () => {
    const switches: Partial<Switches> = { listItems: "incomplete" };
    await on(
      {},
      async (stage) => {
        stage.sim.portal.addObject("flow", { name: "another", extension: 777, flow: {} }, "acme-ltd");
        const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "after" } });
        await stage.engine.killedUp(stage.program(), held.held);
        held.release();
        await stage.up();
        expect(flows(stage)).toHaveLength(2);
        expect(
          (
            await failure(
              stage.engine.up({ ...stage.program(), other: { kind: "CallFlow", inputs: { ...stage.scenario.inputs, extension: 777 } } }),
            )
          ).message,
        ).toContain("a CallFlow with extension 777 lives already");
      },
      { switches },
    );
  });
});
