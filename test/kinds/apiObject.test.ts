import type { Props } from "../../provider/common/values";
import { registry } from "../../provider/kinds/registry";
import type { Json, JsonObject } from "../../provider/simulator/index";
import { failure, onStage } from "../support/lifecycle";
import { openPath } from "../support/scenario";
import { apiObject } from "./apiObject";
import { withBody, change, bodyOf, put } from "./bodies";

describe("the body of an ApiObject", () => {
  it(
    "manages what is written, at any depth, and leaves the rest as it lives",
    withBody({ name: "Shop", flow: { mail: { to: "a@larch.example" } } }, {}, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign((record["flow"] as JsonObject)["mail"] as JsonObject, { cc: "b@larch.example" }));
      stage.edit((record) => (record["colour"] = "green"));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await put(stage, { name: "Shop", flow: { mail: { to: "c@larch.example" } } })).toEqual({
        name: "Shop",
        flow: { mail: { to: "c@larch.example", cc: "b@larch.example" } },
        colour: "green",
      });
      expect(bodyOf(stage)).toEqual({ name: "Shop", flow: { mail: { to: "c@larch.example" } } });
    }),
  );

  it(
    "gives a key that leaves the program up, and sends nothing for that",
    withBody({ name: "Shop", flow: { mail: { to: "a@larch.example", cc: "b@larch.example" } } }, {}, async (stage) => {
      await stage.up();
      expect(await put(stage, { name: "Shop", flow: { mail: { to: "a@larch.example" } } })).toBeUndefined();
      stage.edit((record) => Object.assign((record["flow"] as JsonObject)["mail"] as JsonObject, { cc: "boss@larch.example" }));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    }),
  );

  it(
    "takes another order of a list for drift, and puts the list back as it is written",
    withBody({ steps: ["ring", "mail"] }, {}, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["steps"] = ["mail", "ring"]));
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      expect(bodyOf(stage)).toEqual({ steps: ["mail", "ring"] });
      await stage.up();
      expect(stage.live()["steps"]).toEqual(["ring", "mail"]);
    }),
  );

  it(
    "keeps in the items of a list what is not written, also if they change places, and takes one that somebody added for drift",
    withBody({ people: [{ name: "Anna" }, { name: "Ben" }] }, {}, async (stage) => {
      await stage.up();
      stage.edit(
        (record) =>
          (record["people"] = [
            { name: "Anna", uuid: "1" },
            { name: "Ben", uuid: "2", password: "sentinel-4711" },
          ]),
      );
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect((await put(stage, { people: [{ name: "Ben" }, { name: "Cleo" }, { name: "Anna" }] }))?.["people"]).toEqual([
        { name: "Ben", uuid: "2", password: "sentinel-4711" },
        { name: "Cleo" },
        { name: "Anna", uuid: "1" },
      ]);
      stage.edit((record) => (record["people"] as Json[]).push({ name: "Dora", password: "sentinel-4711" }));
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      expect(bodyOf(stage)["people"]).toEqual([{ name: "Ben" }, { name: "Cleo" }, { name: "Anna" }, { name: "Dora" }]);
      expect(JSON.stringify([...stage.engine.state.values()])).not.toContain("sentinel-4711");
    }),
  );

  it(
    "keeps what an item has beside the changed value if it stays at its place, and nothing if a uuid says that it is another one",
    withBody({ people: [{ name: "Anna" }, { uuid: "2", name: "Ben" }] }, {}, async (stage) => {
      await stage.up();
      stage.edit(
        (record) =>
          (record["people"] = [
            { name: "Anna", desk: 1 },
            { uuid: "2", name: "Ben", desk: 2 },
          ]),
      );
      expect((await put(stage, { people: [{ name: "Anne" }, { uuid: "3", name: "Cleo" }] }))?.["people"]).toEqual([
        { name: "Anne", desk: 1 },
        { uuid: "3", name: "Cleo" },
      ]);
    }),
  );

  it(
    "has a number beyond 2^53 as a text of its digits, which goes back as the number that lives",
    withBody({ name: "Shop", quota: "9007199254740993", list: ["9007199254740993"] }, {}, async (stage) => {
      await stage.up();
      const answers = { quota: 9007199254740993n, list: [9007199254740993n] };
      const text = JSON.stringify(
        { result: { uuid: stage.it.id, name: "Shop", ...answers }, status_code: 200, status_message: "OK" },
        (_key, value: unknown) => (typeof value === "bigint" ? `number ${value}` : value),
      ).replaceAll(/"number (\d+)"/g, "$1");
      const match = { method: "GET", where: ({ path }: { path: string }) => path.startsWith(`${openPath}/`) };
      stage.sim.faults.add({ times: 0, match, effect: { kind: "custom", status: 200, text } });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      const [request] = (
        await stage.requests(() =>
          stage.up(change({ name: "Till", quota: "9007199254740993", list: ["9007199254740993"] })).catch(() => undefined),
        )
      ).filter(({ method }) => method === "PUT");
      expect(typeof (request?.body as JsonObject)["quota"]).toBe("number");
      expect(typeof ((request?.body as JsonObject)["list"] as Json[])[0]).toBe("number");
    }),
  );

  it(
    "takes a blank, an empty map and nothing for one value, and a number or a yes for its text",
    withBody({ name: "Shop", note: "", extra: {}, wait: 5, isActive: true }, {}, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign(record, { note: null, extra: [], wait: "5", isActive: "true" }));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up()).toBe("same");
      stage.edit((record) => Object.assign(record, { note: "x" }));
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
    }),
  );

  it("takes the API's spelling of a text for no drift, at any depth, and another text for drift", () =>
    onStage(
      { ...apiObject, inputs: { ...apiObject.inputs, body: { flow: { to: [{ phone: "01632 960123", "a.b": "Main Street" }] } } } },
      async (stage) => {
        const spelled = { flow: { to: [{ phone: "+441632960123", "a.b": "MAIN STREET" }] } };
        stage.sim.on("request", () => undefined);
        const match = { method: "POST" };
        const uuid = "99990000-0000-4000-8000-000000000001";
        stage.sim.portal.addObject(openPath, { uuid, ...spelled }, "acme-ltd");
        stage.sim.faults.add({
          match,
          effect: { kind: "custom", status: 201, text: JSON.stringify({ result: { uuid, ...spelled }, status_code: 201 }) },
        });
        await stage.up();
        expect(bodyOf(stage)).toEqual({ flow: { to: [{ phone: "01632 960123", "a.b": "Main Street" }] } });
        expect(stage.it.outputs["shownAs"]).toEqual({ "body.flow.to.0.phone": "+441632960123", "body.flow.to.0.a.b": "MAIN STREET" });
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        stage.sim.portal.edit(uuid, { flow: { to: [{ phone: "+441632960124", "a.b": "MAIN STREET" }] } });
        expect(await stage.engine.refresh()).toEqual({ it: "changed" });
      },
    ));

  it(
    "never sends a balance, what readOnly names, nor what hides a password back",
    withBody({ name: "Shop" }, { readOnly: ["total", "summary.count"] }, async (stage) => {
      await stage.up();
      const more = {
        balance: "10.000",
        total: 3,
        summary: { count: 2, title: "All" },
        login: { user: "pbx", password: "********" },
        bypass_code: "12",
      };
      stage.edit((record) => Object.assign(record, more));
      expect(await put(stage, { name: "Till" })).toEqual({
        name: "Till",
        summary: { title: "All" },
        login: { user: "pbx" },
        bypass_code: "12",
      });
    }),
  );
});

describe("the secrets of an ApiObject", () => {
  const body = { name: "Shop", relay: { sip: { code: "sentinel-4711", user: "pbx" } }, doors: [{ code: "sentinel-0815" }] };
  const secrets = ["relay.*.code", "doors.*.code"];

  it(
    "are hidden in errors and in reports of drift, the recorded and the live ones too",
    withBody(body, { secrets }, async (stage) => {
      await stage.up();
      const changed = { ...body, relay: { sip: { code: "sentinel-1234", user: "pbx" } } };
      const text = JSON.stringify({ result: { said: "sentinel-4711 is not sentinel-1234, nor sentinel-0815" }, status_code: 400 });
      const fault = stage.sim.faults.add({ match: { method: "PUT" }, effect: { kind: "custom", status: 400, text } });
      const refused = await failure(stage.up(change(changed)));
      fault.remove();
      stage.edit((record) => (record["relay"] = { sip: { code: "sentinel-9999", user: "pbx" } }));
      const behind = await failure(stage.up(change({ ...changed, doors: [] })));
      expect(behind.message).toContain('body.relay.sip.code: "[secret]" in the state, "[secret]" live');
      stage.edit((record) => (record["relay"] = "none"));
      const reshaped = await failure(stage.up(change({ ...changed, doors: [] })));
      expect(reshaped.message).toContain('body.relay: {"sip":{"user":"pbx"}} in the state, "none" live');
      expect(`${refused.message}${behind.message}${reshaped.message}`).not.toContain("sentinel");
    }),
  );

  it(
    "are drift if an answer shows others, and none if it hides them",
    withBody(body, { secrets }, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["relay"] = { sip: { code: "********", user: "pbx" } }));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(bodyOf(stage)).toEqual(body);
      expect((await put(stage, { ...body, name: "Till" }))?.["relay"]).toEqual(body.relay);
      stage.edit((record) => (record["relay"] = { sip: { code: "********", user: "pbx" } }));
      expect(await put(stage, { ...body, name: "Till", doors: [] })).toMatchObject({ relay: body.relay, doors: [] });
      stage.edit((record) => (record["relay"] = { sip: { code: "another-one", user: "pbx" } }));
      expect(await stage.engine.refresh()).toEqual({ it: "changed" });
    }),
  );

  it("stand in no note of a begun creation", () =>
    onStage({ ...apiObject, inputs: { ...apiObject.inputs, body, secrets } }, async (stage) => {
      await stage.up();
      const told = (one: Props) => registry.ApiObject.of?.({ ...apiObject.inputs, body: one, secrets }).fields["body"]?.forNote?.(one);
      expect(JSON.stringify(told(body))).not.toContain("sentinel");
      expect(told({ ...body, name: "Till" })).not.toEqual(told(body));
    }));
});
