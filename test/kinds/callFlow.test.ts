import type { Switches } from "../../provider/simulator/index";
import { failure, onStage } from "../support/lifecycle";
import type { Program } from "../support/lifecycleEngine";
import { acme, globex, mailbox, phone } from "../support/account";
import { liveStep } from "./flows";
import { short, flow, on, flows, lastBody } from "./lines";

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
