import type { Props } from "../../provider/common/values";
import { apiObject as apiObjectOf } from "../../provider/kinds/apiObject/apiObject";
import { registry } from "../../provider/kinds/registry";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { checkInputs } from "../../provider/lifecycle/inputs/check";
import { diffInputs } from "../../provider/lifecycle/verbs/diff";
import type { Json, JsonObject } from "../../provider/simulator/index";
import { acme } from "../support/account";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { type Declared, handlerFor, overGrpc } from "../support/lifecycleEngine";
import { openPath, otherOpenPath } from "../support/scenario";
import { apiObject } from "./apiObject";

/** A stage whose program writes this body, with further arguments. */
const withBody = (body: Props, more: Props, test: (stage: Stage) => Promise<void>) => () =>
  onStage({ ...apiObject, inputs: { ...apiObject.inputs, body, ...more } }, test);

const change = (body: Props) => ({ body });

const bodyOf = ({ it: { outputs } }: Stage) => outputs["body"] as JsonObject;

const put = async (stage: Stage, body: Props, more: Props = {}) => {
  const requests = await stage.requests(() => stage.up({ body, ...more }));
  const last = requests.at(-1);
  return last?.method === "PUT" ? (last.body as JsonObject) : undefined;
};

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
      const told = (one: Props) => registry.ApiObject.of?.({ ...apiObject.inputs, body: one, secrets }).fields["body"]?.told?.(one);
      expect(JSON.stringify(told(body))).not.toContain("sentinel");
      expect(told({ ...body, name: "Till" })).not.toEqual(told(body));
    }));
});

describe("the paths of an ApiObject", () => {
  it(
    "replace it if that of the collection changes, and not if that of the object is mended",
    withBody({ name: "Shop" }, {}, async (stage) => {
      await stage.up();
      const { outputs, inputs } = stage.it;
      const diff = (more: Props) => diffInputs(registry.ApiObject, outputs, { ...inputs, ...more });
      expect(diff({ path: "/voip/speed-dial" }).replaces).toEqual(["path"]);
      expect(diff({ itemPath: "/voip/message-flow/{uuid}" })).toMatchObject({ changes: true, replaces: [] });
    }),
  );

  it(
    "make no second object, and take nothing for gone, if that of the object is wrong; the object goes on when it is mended",
    withBody({ name: "Shop" }, { itemPath: `${otherOpenPath}/{uuid}` }, async (stage) => {
      stage.sim.switches.postResult = "uuidOnly";
      const wrong = "it lives, and its own path does not answer";
      expect((await failure(stage.up())).message).toContain(wrong);
      const { id } = stage.it;
      expect((await failure(stage.up())).message).toContain(wrong);
      expect((await failure(stage.engine.refresh())).message).toContain(wrong);
      expect((await failure(stage.engine.destroy())).message).toContain(wrong);
      expect(stage.count()).toBe(1);
      await stage.up({ itemPath: undefined });
      expect([stage.it.id, stage.count()]).toEqual([id, 1]);
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );

  it(
    "leave it open whether it is gone if the list does not answer either",
    withBody({ name: "Shop" }, {}, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      stage.sim.faults.add({ times: 0, match: { path: openPath }, effect: { kind: "status", status: 404 } });
      expect((await failure(stage.engine.refresh())).message).toContain("whether it lives is not known");
      expect(stage.engine.state.size).toBe(1);
    }),
  );

  it(
    "are recorded, so that it is read and deleted without the program",
    withBody({ name: "Shop" }, {}, async (stage) => {
      await stage.up();
      const requests = await stage.traffic(() => stage.engine.destroy());
      expect(requests).toEqual(stage.lines("DELETE ITEM"));
    }),
  );

  it("of a collection that the API does not have stop the creation before anything is sent", () =>
    onStage({ ...apiObject, seed: { customers: apiObject.seed.customers } }, async (stage) => {
      const requests = await stage.traffic(async () => {
        expect((await failure(stage.up())).message).toContain("nothing was sent: what lives already could not be listed");
      });
      expect(requests.filter((line) => !line.startsWith("GET"))).toEqual([]);
    }));

  const zone = "7a3c0000-0000-4000-8000-000000000001";
  const records = `/dom/dns-zone/${zone}/records`;
  const collections = { customers: apiObject.seed.customers, collections: ["/dom/dns-zone", records] };

  it("name what it stands under: writes of that and its own never overlap, and that is not deleted before it", () =>
    onStage({ ...apiObject, seed: collections }, async (stage) => {
      stage.sim.portal.addObject("/dom/dns-zone", { uuid: zone, zone_name: "larch.example", records: [] }, "acme-ltd");
      const adopt = { uuid: zone, overwrite: true };
      const free = { customer: acme, free: true };
      const above: Declared = { kind: "ApiObject", inputs: { ...free, path: "/dom/dns-zone", body: { zone_name: "elm.example" }, adopt } };
      const below: Declared = { kind: "ApiObject", inputs: { ...free, path: records, body: { record_name: "www" } } };
      const held = stage.sim.faults.add({ match: { method: "GET", path: `/dom/dns-zone/${zone}` }, wait: { when: "after" } });
      const listed = stage.sim.nextAnswer({ method: "GET", path: records });
      const up = stage.engine.up({ above, below });
      await Promise.all([held.held, listed]);
      const put = stage.sim.nextRequest({ method: "PUT" });
      const posted = stage.sim.nextRequest({ method: "POST" });
      const isHeld = await Promise.race([posted.then(() => false), new Promise((resolve) => setImmediate(resolve)).then(() => true)]);
      held.release();
      await Promise.all([up, put, posted]);
      const writes = stage.sim.requests.filter(({ method }) => method !== "GET").map(({ method }) => method);
      expect([isHeld, writes]).toEqual([true, ["PUT", "POST"]]);
      const { errors } = await stage.engine.tryUp({ below });
      expect(errors["above"]?.message).toContain("of this program would go with it, and nothing was sent");
    }));

  const reasonsOf = (definition: ResourceDefinition, inputs: Props) =>
    checkInputs(definition, { news: { seed: "urn:pulumi:dev::test::yay::it", body: {}, ...inputs } }).map(({ reason }) => reason);

  it("of a typed kind are warned of, and the kind is named", () => {
    const says = (inputs: Props) => registry.ApiObject.warnings?.say(inputs);
    expect(says({ path: "/voip/group" })).toEqual([expect.stringMatching(/^\/voip\/group is the path of HuntGroup/)]);
    expect(says({ path: `/voip/trunk/${acme}/auth` })).toEqual([expect.stringContaining("TrunkAuthentication")]);
    expect(says({ path: "/account/reseller-address" })).toEqual([expect.stringContaining("ResellerAddress")]);
    expect(says({ path: openPath })).toEqual([]);
    expect(reasonsOf(registry.ApiObject, { path: "/account/reseller-address" })).toEqual([]);
  });

  it.each(["/voip/paid-thing", "/Voip/Paid-Thing", `/voip/paid-thing/${acme}`, `/voip/paid-thing/${acme}/more`])(
    "of a typed kind that costs money are refused: %s",
    (path) => {
      const paid: ResourceDefinition = {
        ...registry.HuntGroup,
        kind: "PaidThing",
        paths: { collection: "/voip/paid-thing", item: "/voip/paid-thing/{uuid}" },
        chargeable: () => true,
      };
      expect(reasonsOf(apiObjectOf([paid]), { path })).toEqual([
        "path: is the path of PaidThing, which costs money: use that kind, which sends a purchase once",
      ]);
    },
  );

  it("that are not known yet are refused when they are", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect(reasonsOf(registry.ApiObject, { path: unknown, itemPath: unknown, key: unknown, secrets: unknown })).toEqual([]);
  });
});

describe("an ApiObject as a purchase", () => {
  it("counts as one unless the program says that it is free", () => {
    const kind = registry.ApiObject;
    expect([{}, { free: false }, { free: true }].map((inputs) => kind.chargeable?.(inputs))).toEqual([true, true, false]);
  });
});

describe("the key of an ApiObject", () => {
  const keyed = (test: (stage: Stage) => Promise<void>) => withBody({ name: "Shop", wait: 1 }, { key: "name" }, test);

  it(
    "finds what lives: a creation is refused, and adopt: true takes it over",
    keyed(async (stage) => {
      await stage.up();
      const { id } = stage.it;
      stage.engine.state.clear();
      stage.engine.journal.entries.clear();
      const { message } = await failure(stage.up());
      expect(message).toContain(`a ApiObject with name "Shop" of ${openPath} lives already (${id}), and nothing was sent`);
      await stage.up({ adopt: true });
      expect([stage.it.id, stage.count()]).toEqual([id, 1]);
    }),
  );

  it(
    "finds what a run made that was cut off, by the note of it",
    keyed(async (stage) => {
      const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "after" } });
      await stage.engine.killedUp(stage.program(), held.held);
      held.release();
      await stage.up();
      expect(stage.count()).toBe(1);
    }),
  );
});

describe("a look-up of an ApiObject", () => {
  const read = async (stage: Stage, props: Props) => {
    const run = stage.engine.run();
    return handlerFor("ApiObject", () => run).read(stage.it.id, overGrpc(props));
  };

  it(
    "gives what the answer shows, without what only the API sets and without secrets",
    withBody({ name: "Shop", relay: { code: "sentinel-4711", password: "sentinel-0815" } }, { secrets: ["relay.code"] }, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["colour"] = "green"));
      const { props } = await read(stage, { customer: acme, path: openPath, secrets: ["relay.code"] });
      expect(props).toEqual({
        customer: acme,
        path: openPath,
        secrets: ["relay.code"],
        body: { name: "Shop", relay: {}, colour: "green" },
      });
      expect((await read(stage, props)).props).toEqual(props);
    }),
  );

  it(
    "fails if no such object lives, and says where it was asked for",
    withBody({ name: "Shop" }, {}, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      const { message } = await failure(read(stage, { customer: acme, path: openPath }));
      expect(message).toContain(`Cannot look up ApiObject ${stage.it.id}: it does not exist`);
    }),
  );

  it(
    "is refused without a path, and at paths that lead to customers",
    withBody({ name: "Shop" }, {}, async (stage) => {
      await stage.up();
      const requests = await stage.traffic(async () => {
        expect((await failure(read(stage, { customer: acme }))).message).toContain("path: must be the path of the collection");
        expect((await failure(read(stage, { path: "/account/reseller" }))).message).toContain("path: must not lead to customers");
      });
      expect(requests).toEqual([]);
    }),
  );
});
