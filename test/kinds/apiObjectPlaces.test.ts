import type { Props } from "../../provider/common/values";
import { apiObject as apiObjectOf } from "../../provider/kinds/apiObject/apiObject";
import { registry } from "../../provider/kinds/registry";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import type { GivenPaths } from "../../provider/settings/kindPaths";
import { checkInputs } from "../../provider/lifecycle/inputs/check";
import { diffInputs } from "../../provider/lifecycle/verbs/diff";
import { acme } from "../support/account";
import { failure, onStage, type Stage } from "../support/lifecycle";
import { type Declared, handlerFor, overGrpc } from "../support/lifecycleEngine";
import { openPath, otherOpenPath } from "../support/scenario";
import { apiObject } from "./apiObject";
import { withBody } from "./bodies";

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
    "of a typed kind protect it as that kind is: a group that a live flow rings is not deleted",
    withBody({ name: "Sales", extension_number: 601, members: [] }, { path: "/voip/group" }, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const flow = { name: "Main", extension: 501, flow: { module: "groups", data: [{ group: id }] } };
      const { uuid } = stage.sim.portal.addObject("flow", flow, "acme-ltd");
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.engine.destroy());
        expect(message).toContain("what lives in the account still refers to it, and nothing was sent:");
        expect(message).toContain(`CallFlow ${uuid}, "Main"`);
        expect(message).not.toContain("forceDestroy");
      });
      expect(requests.filter((request) => request.startsWith("DELETE"))).toEqual([]);
      stage.sim.portal.remove(uuid);
      await stage.engine.destroy();
      expect(stage.engine.state.size).toBe(0);
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
    expect(says({ path: openPath })).toEqual([]);
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

  it.each(["/voip/number", "/Voip/Number", `/voip/number/${acme}`, "/voip/number/search"])(
    "of numbers are refused, also if they are said to be free: %s",
    (path) => {
      expect(reasonsOf(registry.ApiObject, { path, free: true })).toEqual([
        "path: is the path of PhoneNumber, which costs money: use that kind, which never buys one, and gives one back only if that was said before",
      ]);
      expect(reasonsOf(registry.ApiObject, { path: "/voip/number-address", free: true })).toEqual([]);
    },
  );

  it("of a typed kind that costs money are refused where yay:paths says that they are, also if they are said to be free", () => {
    const check = (inputs: Props, givenPaths: Readonly<Record<string, GivenPaths>>) =>
      checkInputs(registry.ApiObject, {
        news: { seed: "urn:pulumi:dev::test::yay::it", body: {}, free: true, ...inputs },
        others: { kindOf: () => undefined, givenPaths },
      }).map(({ reason }) => reason);
    const refused = (argument: string, kind: string) => [
      `${argument}: is the path of ${kind}, which costs money: use that kind, which sends a purchase once`,
    ];
    const bundles = { VoipBundle: { collection: "/subscription/bundles" } };
    expect(check({ path: "/subscription/bundles" }, bundles)).toEqual(refused("path", "VoipBundle"));
    expect(check({ path: "/x/things", itemPath: "/subscription/bundles/{uuid}" }, bundles)).toEqual(refused("itemPath", "VoipBundle"));
    expect(check({ path: "/voip/packs" }, { CallPack: { item: "/voip/packs/{uuid}" } })).toEqual(refused("path", "CallPack"));
    expect(check({ path: "/subscription/bundles" }, {})).toEqual([]);
    expect(check({ path: "/subscription/voip-bundle" }, bundles)).toEqual(refused("path", "VoipBundle"));
  });

  it(
    "of a typed kind that costs money are refused by the handler of a stack with yay:paths, and nothing there is deleted",
    withBody({ name: "Shop" }, {}, async (stage) => {
      await stage.up();
      const engine = stage.engine.with({ paths: { VoipBundle: { collection: openPath } } });
      const requests = await stage.traffic(async () => {
        expect((await failure(engine.up(stage.program({ path: openPath, body: { name: "Till" } })))).message).toContain(
          "is the path of VoipBundle, which costs money",
        );
        expect((await failure(engine.destroy())).message).toBe(
          [
            'Cannot delete ApiObject "it": its path is the path of VoipBundle, which costs money: use that kind, which sends a purchase once; nothing was sent.',
            `If ${stage.it.id} is to go, delete it in the portal. pulumi state delete forgets it.`,
          ].join("\n"),
        );
      });
      expect([requests, engine.state.size, stage.count()]).toEqual([[], 1, 1]);
    }),
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
      expect(message).toContain(`an ApiObject with name "Shop" of ${openPath} lives already (${id}), and nothing was sent`);
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

describe("money in an ApiObject", () => {
  const reasonsOf = (inputs: Props) =>
    checkInputs(registry.ApiObject, {
      news: { seed: "urn:pulumi:dev::test::yay::it", path: "/voip/message-flow", body: {}, free: true, ...inputs },
    }).map(({ reason }) => reason);

  it.each(["balance", "Balance", " balance "])("is refused as the field %j of a body", (name) => {
    expect(reasonsOf({ body: { [name]: "10.000" } })).toEqual([expect.stringContaining("a balance in a body could move money")]);
  });

  it.each(["/account/balance", "/account/Balance-history"])("is refused at the path %s", (path) => {
    expect(reasonsOf({ path })).toEqual([expect.stringContaining("must not lead to a balance")]);
  });

  it.each(["/account/reseller", "/account/Reseller", `/account/reseller/${acme}`, "/account/reseller-credit", "/account/reseller-user"])(
    "is refused at the path %s of customers",
    (path) => {
      expect(reasonsOf({ path })).toEqual([expect.stringContaining("must not lead to customers")]);
    },
  );
});
