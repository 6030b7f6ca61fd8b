import { NotFoundError } from "../../provider/client";
import type { FaultEffect, Switches } from "../../provider/simulator/index";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { handlerFor } from "../support/lifecycleEngine";
import { callFlow } from "../kinds/callFlow";
import { subReseller } from "../kinds/subReseller";

const customers = (action: (stage: Stage) => Promise<void>, switches: Partial<Switches> = {}) => onStage(subReseller, action, { switches });

/** One customer by its id alone, as `.get()` asks for it. */
const lookUp = (stage: Stage, id = stage.it.id) => handlerFor("SubReseller", () => stage.engine.run()).read(id, {});

describe("an object that is only looked up", () => {
  it("is shown whole, also what no program has declared", async () => {
    await customers(async (stage) => {
      const { uuid } = stage.sim.portal.addCustomer({ name: "by-hand", contact_name: "Somebody", phone: "+441632960001" });
      const requests = await stage.requests(async () => {
        const { id, props } = await lookUp(stage, uuid);
        expect(id).toBe(uuid);
        expect(props).toMatchObject({ name: "by-hand", contactName: "Somebody", phone: "+441632960001" });
      });
      expect(requests).toHaveLength(1);
    });
  });

  it("is an error to the program that asks where a 404 proves that it does not live, and gone to a refresh that has seen it", async () => {
    await customers(async (stage) => {
      const nobody = "0a7c9999-9999-4999-8999-999999999999";
      expect(NotFoundError.is(await failure(lookUp(stage, nobody)))).toBe(true);
      const seen = handlerFor("SubReseller", () => stage.engine.run()).read(nobody, { name: "acme-ltd", __provider: "text" });
      expect(await seen).toEqual({ id: "", props: {} });
    });
  });

  it("has the uuid of the flow where it is what fills one", async () => {
    await onStage(callFlow, async (stage) => {
      await stage.up();
      const { customer } = callFlow.inputs;
      const { props } = await handlerFor("CallFlowContent", () => stage.engine.run()).read(stage.it.id, { customer });
      expect(props).toMatchObject({ callFlow: stage.it.id, customer });
    });
  });

  it("is not shown from an answer that has nothing of it", async () => {
    await customers(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ effect: { kind: "custom", text: '{"ok": true}' } });
      expect((await failure(lookUp(stage))).message).toMatch(/^Cannot look up SubReseller .* in an answer without the object\.$/);
    });
  });

  it("is not shown from an answer that has another one's uuid, and is under its own in other letters", async () => {
    await customers(async (stage) => {
      await stage.up();
      const answer = (uuid: string) =>
        stage.sim.faults.add({
          effect: { kind: "custom", text: JSON.stringify({ result: { uuid, name: "acme-ltd" }, status_code: 200 }) },
        });
      answer("0a7c9999-9999-4999-8999-999999999999");
      expect((await failure(lookUp(stage))).message).toMatch(/ in an answer without the object\.$/);
      answer(stage.it.id.toUpperCase());
      expect((await lookUp(stage)).props).toMatchObject({ name: "acme-ltd" });
    });
  });

  it("is shown from an answer that has a part of it", async () => {
    await customers(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ effect: { kind: "custom", text: '{"name": "acme-ltd"}' } });
      expect((await lookUp(stage)).props).toMatchObject({ name: "acme-ltd" });
    });
  });

  it("says what was tried where it cannot be read", async () => {
    await customers(async (stage) => {
      stage.sim.faults.add({ effect: { kind: "status", status: 403 } });
      expect((await failure(lookUp(stage, "0a7c9999-9999-4999-8999-999999999999"))).message).toMatch(/^Cannot look up SubReseller /);
    });
  });

  it.each(["pin", "api_key", "accessPin", "sipPassword"])("shows no %s of a step, which no program has marked as a secret", async (key) => {
    await onStage(callFlow, async (stage) => {
      await stage.up();
      stage.edit((record) => {
        record["flow"] = { "99990000-0000-4000-8000-000000000001": { module: "doorbell", [key]: "sesame-8642", colour: "red" } };
      });
      const { customer } = callFlow.inputs;
      const { props } = await handlerFor("CallFlow", () => stage.engine.run()).read(stage.it.id, { customer });
      expect(JSON.stringify(props)).toContain("red");
      expect(JSON.stringify(props)).not.toContain("sesame-8642");
    });
  });
});

describe("a refresh", () => {
  const two = (stage: Stage) => ({
    ...stage.program(),
    other: { kind: "SubReseller", inputs: { ...stage.scenario.inputs, name: "other-ltd" } } as const,
  });

  it("reads by itself what a list does not show whole", async () => {
    await customers(
      async (stage) => {
        await stage.engine.up(two(stage));
        const requests = await stage.traffic(async () => {
          expect(await stage.engine.refresh()).toEqual({ it: "same", other: "same" });
        });
        expect(requests).toEqual(["GET /account/reseller", "GET /account/reseller/{uuid}", "GET /account/reseller/{uuid}"]);
      },
      { listItems: "incomplete" },
    );
  });

  it("takes from the list what it shows whole", async () => {
    await customers(async (stage) => {
      await stage.engine.up(two(stage));
      expect(await stage.traffic(() => stage.engine.refresh())).toEqual(["GET /account/reseller"]);
    });
  });

  it("says what was tried where a customer cannot be read", async () => {
    await customers(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { method: "GET" }, effect: { kind: "status", status: 403 } });
      expect((await failure(stage.engine.refresh())).message).toMatch(/^Cannot read SubReseller "it": the API refused\.\nGET \S+ → 403/);
    });
  });

  it("does not take an object that was deleted in the same run from the list that was read before", async () => {
    await customers(async (stage) => {
      await stage.engine.up(two(stage));
      const run = stage.engine.run();
      const handler = handlerFor("SubReseller", () => run);
      const [it, other] = [stage.it, stage.engine.recorded("other")];
      expect((await handler.read(other.id, other.outputs)).id).toBe(other.id);
      await handler.delete(it.id, it.outputs);
      expect((await handler.read(it.id, it.outputs)).id).toBe("");
    });
  });
});

describe("an answer to a DELETE", () => {
  const envelope = JSON.stringify({ result: {}, status_code: 200 });
  /** A customer with forceDestroy says which numbers, bundles and packs go with it. */
  const looks = ["GET /account/reseller", "GET /voip/number", "GET /subscription/voip-bundle", "GET /voip/call-pack"];

  it.each([
    ["a 204", { kind: "custom", status: 204, text: "" }],
    ["an envelope of the API", { kind: "custom", text: envelope }],
  ] as const)("is proof where it is %s: nothing more is asked", async (_name, effect) => {
    await customers(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "DELETE" }, applied: true, effect });
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual([...looks, "DELETE /account/reseller/{uuid}"]);
    });
  });

  it.each([
    ["the object", `{"name": "acme-ltd"}`],
    ["no object", `[]`],
  ])("is proof where it is %s without an envelope", async (_name, text) => {
    await customers(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "DELETE" }, applied: true, effect: { kind: "custom", text } });
      expect(await stage.traffic(() => stage.engine.destroy())).toEqual([...looks, "DELETE /account/reseller/{uuid}"]);
    });
  });

  it.each<[string, FaultEffect]>([
    ["has nothing", { kind: "empty" }],
    ["is an object of some other service", { kind: "custom", text: '{"ok": true}' }],
  ])("says what was tried where it %s, which is no proof, and the object still lives", async (_name, effect) => {
    await customers(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "DELETE" }, applied: false, effect });
      const { message } = await failure(stage.engine.destroy());
      expect(message).toMatch(/^Cannot delete SubReseller "it": DELETE \/account\/reseller\/\{uuid\} → 200/);
      expect(message).toContain("in an answer that does not show the API's hand.");
      expect(message).toContain(
        "It still lives. Something between here and the API may have answered in its place; run the command again.",
      );
    });
  });

  it("stays in doubt where it is no proof and the object cannot be read", async () => {
    await customers(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "DELETE" }, applied: true, effect: { kind: "custom", text: "" } });
      stage.sim.faults.add({ times: 0, match: { method: "GET" }, effect: { kind: "status", status: 403 } });
      const { message } = await failure(stage.engine.destroy());
      expect(message).toContain("in an answer that does not show the API's hand.");
      expect(message).not.toContain("It still lives.");
      expect(stage.engine.state.size).toBe(1);
    });
  });

  it("is believed where it is a refusal: the object is not asked for", async () => {
    await customers(async (stage) => {
      await stage.up();
      stage.sim.faults.add({ match: { method: "DELETE" }, effect: { kind: "status", status: 403 } });
      const requests = await stage.traffic(async () => {
        expect((await failure(stage.engine.destroy())).message).toMatch(
          /^Cannot delete SubReseller "it": the API refused\.\nDELETE \S+ → 403/,
        );
      });
      expect(requests).toEqual([...looks, "DELETE /account/reseller/{uuid}"]);
    });
  });
});
