import type { JsonObject } from "../../provider/simulator/index";
import { failure, onStage, type Stage } from "../support/lifecycle";
import type { Scenario } from "../support/scenario";
import { handlerFor } from "../support/lifecycleEngine";
import { callFlow } from "../kinds/callFlow";
import { subReseller } from "../kinds/subReseller";
import { listIn } from "../support/account";

const boss = { email: "boss@acme.example", roleId: 1, password: "boss-password" };
const inputs = { name: "acme-ltd", contactName: "Acme Ltd", phone: "+441632960001", users: { boss } };
const customer: Scenario = { ...subReseller, inputs };

const READ_AND_PUT = ["GET /account/reseller/{uuid}", "PUT /account/reseller/{uuid}"];
const PUT = { method: "PUT", path: "/account/reseller/*" };

const on = (action: (stage: Stage) => Promise<void>, switches = {}) =>
  onStage(customer, async (stage) => (await stage.up(), action(stage)), { switches });

const answered = (stage: Stage, result: JsonObject, applied = true) =>
  stage.sim.faults.add({ match: PUT, applied, effect: { kind: "custom", text: JSON.stringify({ result, status_code: 200 }) } });

describe("an update", () => {
  it("is one look and one PUT, whose answer is what is recorded", async () => {
    await on(async (stage) => {
      expect(await stage.traffic(() => stage.up({ contactName: "Acme PLC" }))).toEqual(READ_AND_PUT);
      expect(stage.it.outputs).toMatchObject({ contactName: "Acme PLC" });
    });
  });

  it("is one look where the object is already what the program says", async () => {
    await on(async (stage) => {
      stage.edit((record) => (record["contact_name"] = "Acme PLC"));
      expect(await stage.traffic(() => stage.up({ contactName: "Acme PLC" }))).toEqual(READ_AND_PUT.slice(0, 1));
      expect(stage.it.outputs).toMatchObject({ contactName: "Acme PLC" });
    });
  });

  it("is followed by commands with the object as it was seen, or seen anew where it was put", async () => {
    await on(async (stage) => {
      expect(await stage.traffic(() => stage.up({ locked: true }))).toEqual([
        "GET /account/reseller/{uuid}",
        "PUT /account/reseller/{uuid}/lock",
      ]);
      expect(await stage.traffic(() => stage.up({ locked: false, contactName: "Acme PLC" }))).toEqual([
        ...READ_AND_PUT,
        "GET /account/reseller/{uuid}",
        "PUT /account/reseller/{uuid}/unlock",
      ]);
    });
  });

  it("sends nothing to an object that is gone, and says what to do", async () => {
    await on(async (stage) => {
      stage.sim.portal.remove(stage.it.id);
      const sent = stage.sim.requests.length;
      const { message } = await failure(stage.up({ contactName: "Acme PLC" }));
      expect(stage.sim.requests.slice(sent).every(({ method }) => method === "GET")).toBe(true);
      expect(message).toMatch(/^Cannot update SubReseller "it": /);
      expect(message).toMatch(/\nSomebody deleted it\. Run pulumi up --refresh to see that and to make it again\.$/);
      expect(message).not.toContain("left of the customer");
    });
  });

  it("sends nothing for a customer who is gone, and says what to do", async () => {
    await onStage(callFlow, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(callFlow.inputs["customer"] as string);
      const { message } = await failure(stage.up({ name: "Other line" }));
      expect(message).toMatch(/\nRun pulumi refresh to see what is left of the customer\.$/);
      expect(message).not.toContain("Somebody deleted it.");
    });
  });

  it("sends nothing where another object is shown in its place: a PUT would write that one over it", async () => {
    await on(async (stage) => {
      const result = { uuid: "0a7c9999-9999-4999-8999-999999999999", name: "globex", contact_name: "Globex" };
      stage.sim.faults.add({ match: { method: "GET" }, effect: { kind: "custom", text: JSON.stringify({ result, status_code: 200 }) } });
      const requests = await stage.traffic(async () => {
        expect((await failure(stage.up({ contactName: "Acme PLC" }))).message).toContain("in an answer without the object.");
      });
      expect(requests).toEqual(["GET /account/reseller/{uuid}"]);
      expect(stage.live()).toMatchObject({ name: "acme-ltd", contact_name: "Acme Ltd" });
    });
  });

  it("passes on that the object cannot be read, without advice for one that is gone", async () => {
    await on(async (stage) => {
      stage.sim.faults.add({ times: 0, match: { method: "GET" }, effect: { kind: "status", status: 403 } });
      const { message } = await failure(stage.up({ contactName: "Acme PLC" }));
      expect(message).toMatch(/^Cannot update SubReseller "it": the API refused\.\nGET /);
      expect(message).not.toMatch(/deleted|left of/);
    });
  });

  it("says of a refusal no more than is known, and names it once", async () => {
    await on(async (stage) => {
      for (const status of [400, 403]) {
        stage.sim.faults.add({ match: PUT, effect: { kind: "status", status } });
        const { message } = await failure(stage.up({ contactName: "Acme PLC" }));
        expect(message).toMatch(/^Cannot update SubReseller "it": [^\n]+\nPUT [^\n]+/);
        expect(message).not.toMatch(/do not name|Stryker|\n\n|\n$/);
      }
    });
  });

  it("says what the API shows and the documents do not name only where a body was refused as wrong", async () => {
    await on(async (stage) => {
      stage.edit((record) => (record["colour"] = "red"));
      const messages = [];
      for (const status of [400, 403]) {
        stage.sim.faults.add({ match: PUT, effect: { kind: "status", status } });
        messages.push((await failure(stage.up({ contactName: "Acme PLC" }))).message.includes("yay:omitFields"));
      }
      expect(messages).toEqual([true, false]);
    });
  });

  it("makes later reads of the run look anew", async () => {
    await on(async (stage) => {
      await stage.engine.up({ ...stage.program(), other: { kind: "SubReseller", inputs: { ...inputs, name: "other" } } });
      const run = stage.engine.run();
      const handler = handlerFor("SubReseller", () => run);
      const [it, other] = [stage.it, stage.engine.recorded("other")];
      await handler.read(other.id, other.outputs);
      await handler.update(it.id, it.outputs, { ...it.inputs, contactName: "Acme PLC" });
      expect((await handler.read(it.id, it.outputs)).props).toMatchObject({ contactName: "Acme PLC" });
    });
  });
});

describe("an answer to a PUT", () => {
  it.each<[string, JsonObject]>([
    ["a part of the object", { name: "acme-ltd" }],
    [
      "another object",
      { uuid: "0a7c9999-9999-4999-8999-999999999999", name: "acme-ltd", contact_name: "Acme PLC", phone: "+441632960009" },
    ],
    ["the object as it was", { name: "acme-ltd", contact_name: "Acme Ltd", phone: "+441632960001" }],
  ])("that shows %s is not what is recorded: the object is read again", async (_name, result) => {
    await on(async (stage) => {
      answered(stage, result);
      expect(await stage.traffic(() => stage.up({ contactName: "Acme PLC" }))).toEqual([...READ_AND_PUT, "GET /account/reseller/{uuid}"]);
      expect(stage.it.outputs).toMatchObject({ contactName: "Acme PLC", phone: "+441632960001" });
    });
  });

  it("that shows the object as it was and lives is the word of the API: what lives is recorded, and the next up tries again", async () => {
    await on(async (stage) => {
      answered(stage, { name: "acme-ltd", contact_name: "Acme Ltd" }, false);
      await stage.up({ contactName: "Acme PLC" });
      expect(stage.it.outputs).toMatchObject({ contactName: "Acme Ltd" });
      expect(await stage.up({ contactName: "Acme PLC" })).toBe("update");
      expect(stage.live()).toMatchObject({ contact_name: "Acme PLC" });
    });
  });

  it("that has nothing of the object is an error where the object is as it was, and the state keeps that", async () => {
    await on(async (stage) => {
      stage.sim.faults.add({ match: PUT, applied: false, effect: { kind: "custom", text: '{"ok": true}' } });
      const { message } = await failure(stage.up({ contactName: "Acme PLC" }));
      expect(message).toContain("in an answer that shows nothing, and the object is as it was before.");
      expect(stage.it.outputs).toMatchObject({ contactName: "Acme Ltd" });
      await stage.up({ contactName: "Acme PLC" });
      expect(stage.live()["contact_name"]).toBe("Acme PLC");
    });
  });

  it("that shows nothing is an error where the object is as it was", async () => {
    await on(async (stage) => {
      answered(stage, {}, false);
      const { message } = await failure(stage.up({ contactName: "Acme PLC" }));
      expect(message).toMatch(/^Cannot update SubReseller "it": PUT \/account\/reseller\/\{uuid\} → 200/);
      expect(message).toContain("in an answer that shows nothing, and the object is as it was before.");
      expect(message).toContain("Something between here and the API may have answered in its place. Run the command again.");
    });
  });

  it("that shows nothing is none where only what answers never show was sent", async () => {
    await on(
      async (stage) => {
        answered(stage, {});
        await stage.up({ users: { boss: { ...boss, password: "another-password" } } });
        expect(listIn(stage.live(), "users")).toMatchObject([{ password: "another-password" }]);
      },
      { passwordsShown: "absent" },
    );
  });

  it("that shows nothing is none where the object is what the program says, or half of it", async () => {
    await on(async (stage) => {
      answered(stage, {});
      expect(await stage.up({ contactName: "Acme PLC" })).toBe("update");
      const held = stage.sim.faults.add({
        match: PUT,
        applied: true,
        wait: { when: "after" },
        effect: { kind: "custom", text: '{"result":{},"status_code":200}' },
      });
      const going = stage.up({ contactName: "Acme", phone: "+441632960002" });
      await held.held;
      stage.edit((record) => (record["phone"] = "+441632960003"));
      held.release();
      await going;
      expect(stage.it.outputs).toMatchObject({ contactName: "Acme", phone: "+441632960003" });
    });
  });
});

describe("a PUT that was done and cannot be read back", () => {
  it("is recorded as the program says, with the id, and with what had been left to the API", async () => {
    await onStage({ ...customer, inputs: { contactName: "Acme Ltd" } }, async (stage) => {
      await stage.up();
      const { id, outputs } = stage.it;
      answered(stage, {});
      stage.sim.faults.add({ times: 0, match: { method: "GET", nth: 2 }, effect: { kind: "status", status: 403 } });
      const { message } = await failure(stage.up({ contactName: "Acme PLC" }));
      expect(message).toMatch(/^SubReseller "it" was changed, and reading it back failed: Cannot update /);
      expect(stage.it).toMatchObject({ id, outputs: { contactName: "Acme PLC", name: outputs["name"], assigned: ["name"] } });
      stage.sim.faults.clear();
      await stage.up({ contactName: "Acme PLC" });
      expect(stage.it).toMatchObject({ id, initErrors: [] });
    });
  });

  it("is recorded with the name that the program chose where it chose one", async () => {
    await on(async (stage) => {
      answered(stage, {});
      stage.sim.faults.add({ times: 0, match: { method: "GET", nth: 2 }, effect: { kind: "status", status: 403 } });
      await failure(stage.up({ name: "acme-plc" }));
      expect(stage.it.outputs).toMatchObject({ name: "acme-plc" });
    });
  });
});
