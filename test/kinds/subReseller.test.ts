import type { Props } from "../../provider/common/values";
import type { JsonObject, SimulatorOptions } from "../../provider/simulator/index";
import { failure, onStage, type Stage } from "../support/lifecycle";
import type { Scenario } from "../support/scenario";
import { Refused } from "../support/lifecycleEngine";
import { listIn, store } from "../support/account";
import { named, subReseller } from "./subReseller";

const boss = { email: "boss@acme.example", roleId: 1, password: "boss-password" };
const home = { streetOne: "1 Example Street", city: "Exampleton", zip: "EX4M PL3", countryCode: "GB" };
const works = { streetOne: "2 Factory Lane", city: "Worksop", zip: "S80 1AA", countryCode: "GB" };
const plainInputs: Props = { name: "acme-ltd", contactName: "Acme Ltd" };

/** A customer with these inputs alone. */
function customer(inputs: Props = {}): Scenario {
  return { ...subReseller, inputs: { ...plainInputs, ...inputs } };
}

const on = (inputs: Props, action: (stage: Stage) => Promise<void>, options: Partial<SimulatorOptions> = {}) =>
  onStage(customer(inputs), action, options);

const userNames = (stage: Stage) => listIn(stage.live(), "users").map(({ name }) => name);
const streets = (stage: Stage) => listIn(stage.live(), "addresses").map((address) => address["street_one"]);

const lastPut = (stage: Stage) => stage.sim.requests.filter(({ method }) => method === "PUT").at(-1)?.body as JsonObject;

const portalUser = (more: Props = {}) =>
  ({
    uuid: "77770000-0000-4000-8000-000000000001",
    name: "portal_user",
    email: "p@example.com",
    password: "portal-password",
    role_id: 1,
    ...more,
  }) as JsonObject;
const portalAddress = (more: Props = {}) =>
  ({
    uuid: "77770000-0000-4000-8000-000000000002",
    street_one: "9 Portal Road",
    city: "Elsewhere",
    zip: "ZZ9",
    country_code: "GB",
    ...more,
  }) as JsonObject;

const numbered = (kind: string, index: number) => (kind === "number" ? { country_code: "44", number: `50550${700 + index}` } : {});

describe("the name of a customer", () => {
  it("is made from the resource's own where it is left out: it looks random, goes into a header, and stays the same", async () => {
    await onStage({ ...subReseller, inputs: { contactName: "Acme Ltd" } }, async (stage) => {
      await stage.up();
      const name = stage.it.outputs["name"] as string;
      expect(name).toMatch(/^[a-z][a-z0-9]{23}$/);
      expect(stage.live()["name"]).toBe(name);
      expect(stage.it.inputs).not.toHaveProperty("name");
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(await stage.up({ contactName: "Acme PLC" })).toBe("update");
      expect(stage.live()["name"]).toBe(name);
      await stage.engine.destroy();
      await stage.up();
      expect(stage.it.outputs["name"]).toBe(name);
    });
  });

  it("differs from one resource to the next", async () => {
    await on({}, async (stage) => {
      const one = { kind: "SubReseller", inputs: { contactName: "Same" } } as const;
      await stage.engine.up({ one, two: one });
      const names = ["one", "two"].map((name) => stage.engine.recorded(name).outputs["name"]);
      expect(new Set(names).size).toBe(2);
    });
  });

  it("stays as it lives where the program stops to choose it", async () => {
    await onStage({ ...subReseller, inputs: { contactName: "Acme Ltd" } }, async (stage) => {
      await stage.up({ name: "chosen" });
      await stage.up();
      expect(stage.live()["name"]).toBe("chosen");
      expect(stage.it.outputs["name"]).toBe("chosen");
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it.each([false, true])(
    "is left as it lives where the program takes a customer over by uuid and does not choose it (%s)",
    async (overwrite) => {
      await onStage({ ...subReseller, inputs: { contactName: "Acme Ltd" } }, async (stage) => {
        const { uuid } = stage.sim.portal.addCustomer({ name: "by-hand", contact_name: overwrite ? "Acme" : "Acme Ltd" });
        const adopt = overwrite ? { uuid, overwrite } : uuid;
        await stage.up({ adopt });
        expect(stage.sim.state.customers.get(uuid)!.record).toMatchObject({ name: "by-hand", contact_name: "Acme Ltd" });
        expect(stage.it.outputs).toMatchObject({ name: "by-hand", assigned: ["name"] });
        expect(await stage.engine.refresh()).toEqual({ it: "same" });
        expect(await stage.up({ adopt })).toBe("same");
      });
    },
  );

  it("is changed in place", async () => {
    await on({}, async (stage) => {
      await stage.up();
      const { id } = stage.it;
      expect(await stage.up({ name: "acme-plc" })).toBe("update");
      expect(stage.it.id).toBe(id);
      expect(stage.live()["name"]).toBe("acme-plc");
    });
  });

  it.each(["a", "A b-C_9.~", "x".repeat(200), "!\"#$%&'()*+,-./:;<=>?@[]^`{|}~"])("may be %j", async (name) => {
    await on({ name }, async (stage) => {
      await stage.up();
      const flow = { start: { module: "start", next: "busy" }, busy: { module: "busy" } };
      await stage.engine.up({
        ...stage.program(),
        flow: { kind: "CallFlow", inputs: async (uuidOf) => ({ customer: await uuidOf("it"), name: "f", extension: 501, flow }) },
      });
      expect(stage.sim.requests.at(-1)).toMatchObject({ method: "POST", customer: name });
    });
  });
});

describe("making a customer", () => {
  it("says how to adopt the one of the own list that has the name, and sends nothing", async () => {
    await on({}, async (stage) => {
      const { uuid } = stage.sim.portal.addCustomer({ name: "acme-ltd", contact_name: "Somebody" });
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.up());
        expect(message).toBe(
          `Cannot create SubReseller "it": a SubReseller with name "acme-ltd" lives already (${uuid}), and nothing was sent.\n` +
            'If the program gave a resource another name, write aliases: [{ name: "<the former name>" }] in its options, for another parent aliases: [{ parent: <the former parent, or pulumi.rootStackResource> }]: it keeps its object.\n' +
            "If it is a living object that this program means, write adopt: true: it is taken over if it equals the program. It may be what an interrupted run made.\n" +
            "If a resource that leaves the program has it, and what that has is not wanted any more: Pulumi deletes after everything else, so this fails each time, also with --continue-on-error. Take that resource out in an up of its own first.",
        );
      });
      expect(requests).toEqual(["GET /account/reseller"]);
    });
  });

  it.each(["400", "409"] as const)(
    "says that another account of the platform may have the name where the API answers %s",
    async (status) => {
      const options = { seed: { otherAccountNames: ["acme-ltd"], switches: { postNameConflict: status } } };
      await on(
        {},
        async (stage) => {
          const { message } = await failure(stage.up());
          expect(message).toContain('Cannot create SubReseller "it": the API refused.');
          expect(message).toContain(`POST /account/reseller → ${status}`);
          expect(message).toContain(
            'Names are unique over the whole platform: another account may have "acme-ltd". Choose another, or leave name out for a random-looking one.',
          );
        },
        options,
      );
    },
  );

  it.each(["400", "409"] as const)("says how to adopt where somebody made the name between the look and the POST (%s)", async (status) => {
    await on(
      {},
      async (stage) => {
        const held = stage.sim.faults.add({ match: { method: "POST" }, wait: { when: "before" } });
        const going = failure(stage.up());
        await held.held;
        const { uuid } = stage.sim.portal.addCustomer({ name: "acme-ltd", contact_name: "Somebody" });
        held.release();
        const { message } = await going;
        expect(message).toContain(`This account has a customer "acme-ltd" already (${uuid}); write adopt: true`);
      },
      { switches: { postNameConflict: status } },
    );
  });

  it("says on 404 that perhaps the store does not exist, where one is named", async () => {
    const inputs = { storeFront: "99999999-cca4-4c4a-8efb-4bce76e04032", users: { boss: { ...boss, roleId: 3 } }, addresses: [home] };
    await on(inputs, async (stage) => {
      const { message } = await failure(stage.up());
      expect(message).toContain("POST /account/reseller → 404");
      expect(message).toContain("Perhaps storeFront names no store of this account; yay.getStores() lists them.");
      expect(stage.engine.state.size).toBe(0);
    });
  });

  it("sends what the vendor's guide sends for a customer of a store", async () => {
    const guide = {
      name: "my_store_customer_1",
      contactName: "Geoff Wilson",
      storeFront: store,
      users: {
        admin: { contactFirstName: "Geoff", contactLastName: "Wilson", password: "password", roleId: 3, email: "customer@example.com" },
      },
      addresses: [{ streetOne: "Westbury House", city: "Guildford", state: "Surrey", zip: "GU2 4AW", countryCode: "GB" }],
    };
    await on(guide, async (stage) => {
      await stage.up();
      expect(stage.sim.requests.at(-1)?.body).toEqual({
        name: "my_store_customer_1",
        users: [
          {
            contact_first_name: "Geoff",
            contact_last_name: "Wilson",
            name: "admin",
            password: "password",
            role_id: 3,
            email: "customer@example.com",
          },
        ],
        addresses: [{ street_one: "Westbury House", city: "Guildford", state: "Surrey", zip: "GU2 4AW", country_code: "GB" }],
        store_front: store,
        contact_name: "Geoff Wilson",
      });
    });
  });
});

describe("changing a customer", () => {
  it("says on 409 that another account of the platform may have the new name", async () => {
    await on(
      {},
      async (stage) => {
        await stage.up();
        const { message } = await failure(stage.up({ name: "taken" }));
        expect(message).toContain("→ 409");
        expect(message).toContain('another account may have "taken"');
        expect(stage.live()["name"]).toBe("acme-ltd");
        expect(await stage.up()).toBe("same");
      },
      { seed: { otherAccountNames: ["taken"] } },
    );
  });

  it("keeps the live value of a field that the program stops to name, and manages it no longer", async () => {
    await on({ phone: "+441632960001" }, async (stage) => {
      await stage.up();
      expect(await stage.up({ phone: undefined })).toBe("update");
      expect(stage.live()["phone"]).toBe("+441632960001");
      expect(stage.it.outputs).not.toHaveProperty("phone");
      stage.edit((record) => (record["phone"] = "+441632960002"));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ phone: undefined, contactName: "Acme PLC" });
      expect(stage.live()["phone"]).toBe("+441632960002");
    });
  });

  it("clears a field where the program says that it is blank, and finds it blank however the API shows that", async () => {
    for (const unsetFields of ["empty", "null", "absent"] as const) {
      await on(
        { phone: "+441632960001" },
        async (stage) => {
          await stage.up();
          expect(await stage.up({ phone: "" })).toBe("update");
          expect(stage.live()["phone"] ?? "").toBe("");
          expect(await stage.up({ phone: "" })).toBe("same");
          expect(await stage.engine.refresh()).toEqual({ it: "same" });
        },
        { switches: { unsetFields } },
      );
    }
  });

  it("leaves out what the setting says, and names the fields to leave out where the API refuses what it shows", async () => {
    await on(
      { addresses: [home], users: { boss } },
      async (stage) => {
        await stage.up();
        const { message } = await failure(stage.up({ contactName: "Acme PLC" }));
        const setting = '{"SubReseller":["addresses.is_default","portal","service_level","users.is_default"]}';
        expect(message).toContain(
          "The body had fields that the documents do not name, because the API shows them: addresses.is_default, portal, service_level, users.is_default. " +
            `If it refuses them, leave them out by yay:omitFields = ${setting}.`,
        );
        const engine = stage.engine.with({ omitFields: JSON.parse(setting) as Record<string, string[]> });
        await engine.up(stage.program({ contactName: "Acme PLC" }));
        expect(stage.live()).toMatchObject({ contact_name: "Acme PLC", service_level: "standard" });
        expect(lastPut(stage)).not.toHaveProperty("portal");
        expect(listIn(lastPut(stage), "users")[0]).toHaveProperty("uuid");
      },
      { switches: { serverFields: "added", unknownFields: "refused" } },
    );
  });

  it("never sends a balance", async () => {
    await on(
      {},
      async (stage) => {
        await stage.up();
        await stage.up({ contactName: "Acme PLC" });
        expect(lastPut(stage)).not.toHaveProperty("balance");
        expect(stage.sim.ledger).toEqual([]);
      },
      { switches: { balanceShown: "shown" } },
    );
  });
});

describe("the users of a customer", () => {
  const users = { boss, clerk: { ...boss, email: "clerk@acme.example" } };

  it("are told apart by name; those never declared stay, in every update", async () => {
    await on({ users }, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["users"] = [portalUser(), ...listIn(record, "users")]));
      await stage.up({ users: { ...users, third: { ...boss, email: "3@acme.example" } } });
      expect(userNames(stage)).toEqual(["portal_user", "boss", "clerk", "third"]);
      await stage.up({ contactName: "Acme PLC" });
      expect(userNames(stage)).toEqual(["portal_user", "boss", "clerk"]);
      await stage.up({ users: {} });
      expect(userNames(stage)).toEqual(["portal_user"]);
      expect(named(stage.live(), "portal_user")["password"]).toBe("portal-password");
    });
  });

  it("go where the program removes one, and the others keep their uuids", async () => {
    await on({ users }, async (stage) => {
      await stage.up();
      const { uuid } = named(stage.live(), "boss");
      await stage.up({ users: { boss } });
      expect(userNames(stage)).toEqual(["boss"]);
      expect(named(stage.live(), "boss")["uuid"]).toBe(uuid);
    });
  });

  it("all go where the program stops to declare users at all, and one that it never declared stays", async () => {
    await on({ users }, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["users"] = [portalUser(), ...listIn(record, "users")]));
      await stage.up({ users: undefined, contactName: "Acme PLC" });
      expect(userNames(stage)).toEqual(["portal_user"]);
    });
  });

  it("are sent with their nested uuid, without dates", async () => {
    await on({ users, addresses: [home] }, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["users"] = [portalUser(), ...listIn(record, "users")]));
      await stage.up({ contactName: "Acme PLC" });
      const body = lastPut(stage);
      expect(listIn(body, "users").map(({ uuid }) => uuid)).toEqual(listIn(stage.live(), "users").map(({ uuid }) => uuid));
      expect(listIn(body, "addresses").map(({ uuid }) => uuid)).toEqual(listIn(stage.live(), "addresses").map(({ uuid }) => uuid));
      for (const item of [...listIn(body, "users"), ...listIn(body, "addresses")]) {
        expect(Object.keys(item)).not.toEqual(expect.arrayContaining(["created_on"]));
        expect(Object.keys(item)).not.toEqual(expect.arrayContaining(["updated_on"]));
      }
    });
  });

  it.each(["masked", "absent"] as const)("are never sent with a mask for a password where answers have it %s", async (passwordsShown) => {
    await on(
      { users },
      async (stage) => {
        await stage.up();
        stage.edit((record) => (record["users"] = [portalUser(), ...listIn(record, "users")]));
        await stage.up({ contactName: "Acme PLC" });
        const sent = listIn(lastPut(stage), "users").map(({ name, password }) => [name, password]);
        expect(sent).toEqual([
          ["portal_user", undefined],
          ["boss", "boss-password"],
          ["clerk", "boss-password"],
        ]);
        expect(named(stage.live(), "portal_user")["password"]).toBe("portal-password");
        expect(named(stage.live(), "boss")["password"]).toBe("boss-password");
      },
      { switches: { passwordsShown } },
    );
  });

  it("are no other people's where a name differs in its letters alone", async () => {
    await on({}, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["users"] = [portalUser({ name: "BOSS" })]));
      await stage.up({ users: { boss } });
      expect(listIn(stage.live(), "users")).toMatchObject([portalUser({ name: "BOSS" }), { name: "boss", email: "boss@acme.example" }]);
      await stage.up({});
      expect(userNames(stage)).toEqual(["BOSS"]);
    });
  });

  it("are sent with the password that GET shows where the program does not declare it", async () => {
    await on({ users }, async (stage) => {
      await stage.up();
      stage.edit((record) => (named(record, "boss")["password"] = "changed-in-the-portal"));
      const silent = { email: boss.email, roleId: boss.roleId };
      await stage.up({ users: { ...users, boss: silent } });
      expect(named(stage.live(), "boss")["password"]).toBe("changed-in-the-portal");
      await stage.up({ users: { ...users, boss: silent }, contactName: "Acme PLC" });
      expect(named(stage.live(), "boss")["password"]).toBe("changed-in-the-portal");
    });
  });

  it.each(["****", "••••••••", "xxxxxx", "XXXXXXXX", "......", "●●●", "○○○○", "????", "████", "________"])(
    "take %s for a mask",
    async (mask) => {
      await on({ users }, async (stage) => {
        await stage.up();
        stage.edit((record) => (record["users"] = [portalUser({ password: mask }), ...listIn(record, "users")]));
        await stage.up({ contactName: "Acme PLC" });
        expect(listIn(lastPut(stage), "users")[0]).not.toHaveProperty("password");
      });
    },
  );

  it("need a password to be made: check says so for a new customer", async () => {
    await on({ users: { boss: { email: "b@x.example", roleId: 1 } } }, async (stage) => {
      const error = await failure(stage.up());
      expect(error).toBeInstanceOf(Refused);
      expect(error.message).toBe("users.boss.password: is required for a user who does not live yet");
    });
  });

  it("need a password to be made: an update that would make one without says so and sends nothing", async () => {
    await on({ users }, async (stage) => {
      await stage.up();
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.up({ users: { ...users, third: { email: "3@x.example", roleId: 1 } } }));
        expect(message).toBe(
          'Cannot update SubReseller "it", and nothing was sent:\n  users.third.password: is required for a user who does not live yet',
        );
      });
      expect(requests).toEqual(["GET /account/reseller/{uuid}"]);
    });
  });

  it("need no password where they live already: one made in the portal comes under management", async () => {
    await on({ users }, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["users"] = [portalUser(), ...listIn(record, "users")]));
      await stage.up({ users: { ...users, portal_user: { email: "new@example.com", roleId: 1 } } });
      expect(named(stage.live(), "portal_user")).toMatchObject({ email: "new@example.com", password: "portal-password" });
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("whose passwords the API wants and does not show make an error that says what to write", async () => {
    await on(
      { users },
      async (stage) => {
        await stage.up();
        stage.edit((record) => (record["users"] = [portalUser(), ...listIn(record, "users")]));
        const { message } = await failure(stage.up({ contactName: "Acme PLC" }));
        expect(message).toContain("→ 400");
        expect(message).toContain(
          "The body had no password for users.portal_user, because the API does not show it. If it wants one, declare the user with a password.",
        );
      },
      { switches: { passwordsShown: "masked", missingPassword: "refused" } },
    );
  });

  it("may be called like what every object has", async () => {
    const odd = { constructor: boss, toString: boss, "a b": boss, "ü#1": boss };
    await on({ users: odd }, async (stage) => {
      await stage.up();
      expect(userNames(stage).sort()).toEqual(Object.keys(odd).sort());
      expect(await stage.up({ users: odd })).toBe("same");
      await stage.up({ users: { constructor: boss } });
      expect(userNames(stage)).toEqual(["constructor"]);
    });
  });
});

describe("the addresses of a customer", () => {
  const addresses = [home, works];

  it("never declared stay, in every update; one that leaves the program goes", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      stage.edit((record) => (record["addresses"] = [portalAddress(), ...listIn(record, "addresses")]));
      await stage.up({ addresses: [works] });
      expect(streets(stage)).toEqual(["9 Portal Road", "2 Factory Lane"]);
      await stage.up({ addresses: [] });
      expect(streets(stage)).toEqual(["9 Portal Road"]);
      await stage.up({ addresses: [home] });
      expect(streets(stage)).toEqual(["9 Portal Road", "1 Example Street"]);
    });
  });

  it("keep their uuid when they change, found by the one that is stored", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      const uuids = listIn(stage.live(), "addresses").map(({ uuid }) => uuid);
      expect(stage.it.outputs["addressUuids"]).toEqual(uuids);
      await stage.up({ addresses: [{ ...home, streetOne: "7 New Street", zip: "N1 1AA" }, works] });
      expect(listIn(stage.live(), "addresses")).toMatchObject([{ uuid: uuids[0], street_one: "7 New Street" }, { uuid: uuids[1] }]);
    });
  });

  it("have no order: the same ones in another order are no change, in the program and in the API", async () => {
    for (const listOrder of ["created", "reversed"] as const) {
      await on(
        { addresses },
        async (stage) => {
          await stage.up();
          expect(await stage.up({ addresses: [works, home] })).toBe("same");
          await stage.engine.refresh();
          expect(await stage.up({ addresses: [works, home] })).toBe("same");
          await stage.up({ addresses: [works, { ...home, city: "Newtown" }] });
          expect(listIn(stage.live(), "addresses").map(({ city }) => city)).toEqual(
            expect.arrayContaining(["Newtown", "Worksop"]) as unknown,
          );
          expect(listIn(stage.live(), "addresses")).toHaveLength(2);
          expect(await stage.engine.refresh()).toEqual({ it: "same" });
        },
        { switches: { listOrder } },
      );
    }
  });

  it("are found by content where the stored uuid lives no longer", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      stage.edit(
        (record) =>
          (record["addresses"] = listIn(record, "addresses").map((one, index) => ({
            ...one,
            uuid: `77770000-0000-4000-8000-00000000001${index}`,
          }))),
      );
      expect(await stage.engine.refresh()).toMatchObject({ it: "changed" });
      expect(await stage.up()).toBe("same");
      await stage.up({ addresses: [home] });
      expect(streets(stage)).toEqual(["1 Example Street"]);
    });
  });

  it("that differ in a line that one of them does not have are told apart, in any order", async () => {
    const flat = { ...home, streetTwo: "Flat 2" };
    for (const listOrder of ["created", "reversed"] as const) {
      for (const declared of [
        [home, flat],
        [flat, home],
      ]) {
        await on(
          { addresses: declared },
          async (stage) => {
            await stage.up();
            expect(await stage.engine.refresh()).toEqual({ it: "same" });
            expect(await stage.up()).toBe("same");
            await stage.up({ addresses: [home] });
            expect(listIn(stage.live(), "addresses")).toMatchObject([{ street_one: "1 Example Street" }]);
            expect(listIn(stage.live(), "addresses")[0]?.["street_two"] ?? "").toBe("");
          },
          { switches: { listOrder } },
        );
      }
    }
  });

  it("change in place when others move in the program, too", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      const uuidOf = (street: string) => listIn(stage.live(), "addresses").find((one) => one["street_one"] === street)?.["uuid"];
      const uuid = uuidOf("2 Factory Lane");
      await stage.up({ addresses: [{ ...works, city: "Retford" }, home] });
      expect(uuidOf("2 Factory Lane")).toBe(uuid);
    });
  });

  it("lose a line that leaves the program: it would make another address of the one that is written", async () => {
    await on({ addresses: [{ ...home, streetTwo: "Flat 2" }] }, async (stage) => {
      await stage.up();
      await stage.up({ addresses: [works] });
      expect(listIn(stage.live(), "addresses")).toMatchObject([{ street_one: "2 Factory Lane" }]);
      expect(listIn(stage.live(), "addresses")[0]?.["street_two"] ?? "").toBe("");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("keep a line that the program never declared", async () => {
    await on({ addresses: [home] }, async (stage) => {
      await stage.up();
      stage.edit((record) => (listIn(record, "addresses")[0]!["street_three"] = "Rear"));
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ addresses: [{ ...home, zip: "EX4M PL9" }] });
      expect(listIn(stage.live(), "addresses")).toMatchObject([{ street_three: "Rear", zip: "EX4M PL9" }]);
    });
  });

  it("are named in a conflict by their place and their line", async () => {
    await on({ addresses }, async (stage) => {
      await stage.up();
      stage.edit((record) => (listIn(record, "addresses")[1]!["city"] = "Retford"));
      expect((await failure(stage.up({ contactName: "Acme PLC" }))).message).toContain(
        '\n  addresses.1.city: "Worksop" in the state, "Retford" live\n',
      );
      stage.edit((record) => (record["addresses"] = listIn(record, "addresses").slice(0, 1)));
      expect((await failure(stage.up({ contactName: "Acme PLC" }))).message).toMatch(
        /\n {2}addresses\.1: \{"streetOne":"2 Factory Lane".* in the state, nothing live\n/,
      );
    });
  });

  it("that an answer shows without uuids, as no document has it, are known by their content: one that was edited then is another", async () => {
    await on({ addresses }, async (stage) => {
      const cities = () => listIn(stage.live(), "addresses").map(({ city }) => city);
      await stage.up();
      stage.edit((record) => listIn(record, "addresses").forEach((one) => delete one["uuid"]));
      await stage.up({ contactName: "Acme PLC" });
      expect(cities()).toEqual(["Exampleton", "Worksop"]);
      stage.edit((record) => listIn(record, "addresses").forEach((one) => delete one["uuid"]));
      stage.edit((record) => (listIn(record, "addresses")[1]!["city"] = "Retford"));
      await stage.engine.refresh();
      await stage.up();
      expect(cities().sort()).toEqual(["Exampleton", "Retford", "Worksop"]);
    });
  });

  it("may be equal twice", async () => {
    await on({ addresses: [home, home] }, async (stage) => {
      await stage.up();
      expect(streets(stage)).toHaveLength(2);
      expect(await stage.up()).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ addresses: [home] });
      expect(streets(stage)).toHaveLength(1);
    });
  });
});

describe("the store of a customer", () => {
  const inStore = { storeFront: store, users: { boss: { ...boss, roleId: 3 } }, addresses: [home] };

  it("needs an address and a store user when it is entered by an update: living ones count", async () => {
    await on({ users: { boss }, addresses: [home] }, async (stage) => {
      await stage.up();
      const { message } = await failure(stage.up({ storeFront: store }));
      expect(message).toBe(
        'Cannot update SubReseller "it", and nothing was sent:\n  storeFront: a customer of a store needs a user with roleId 3',
      );
      stage.edit((record) => (record["users"] = [portalUser({ role_id: 3 }), ...listIn(record, "users")]));
      expect(await stage.up({ storeFront: store })).toBe("update");
    });
  });

  it("is left where the program says that it is blank", async () => {
    await on(inStore, async (stage) => {
      await stage.up();
      await stage.up({ storeFront: "" });
      expect(stage.live()["store_front"] ?? "").toBe("");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    });
  });

  it("asks for nothing while parts are not known yet", async () => {
    await on({}, async (stage) => {
      const inputs = { ...plainInputs, storeFront: store, users: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
      expect(await stage.engine.preview({ it: { kind: "SubReseller", inputs } })).toEqual({ it: "create" });
    });
  });
});

describe("deleting a customer", () => {
  const gone = { kind: "status", status: 404 } as const;
  const noFlow = { kind: "custom", text: '{"result":[],"status_code":200}' } as const;
  const flow = (stage: Stage) => stage.sim.portal.addObject("flow", { name: "f", extension: 501, flow: {} }, "acme-ltd");

  it.each([
    [{ flow: 1 }, "1 flow"],
    [{ flow: 2, user: 1 }, "1 user and 2 flows"],
    [{ flow: 1, user: 3, number: 2 }, "2 numbers (+4450550700, +4450550701), 3 users and 1 flow"],
  ] as const)("stops where the customer still has %j", async (contents, words) => {
    await on({}, async (stage) => {
      await stage.up();
      for (const [kind, count] of Object.entries(contents)) {
        for (let index = 0; index < count; index++)
          stage.sim.portal.addObject(kind as "flow", { extension: 700 + index, ...numbered(kind, index) }, "acme-ltd");
      }
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.engine.destroy());
        expect(message).toContain(`Cannot delete SubReseller "it": it still has ${words}, and nothing was sent.`);
        expect(message).toContain("forceDestroy: true, run pulumi up, and delete then");
        expect(message).toContain("credit that is left cannot be got back");
      });
      expect(requests).not.toContain("DELETE /account/reseller/{uuid}");
      expect(stage.count()).toBe(1);
    });
  });

  it("counts the objects of this customer alone", async () => {
    await on({}, async (stage) => {
      await stage.up();
      stage.sim.portal.addCustomer({ name: "other", contact_name: "Other" });
      stage.sim.portal.addObject("flow", { name: "f", extension: 501, flow: {} }, "other");
      stage.sim.portal.addObject("flow", { name: "f", extension: 501, flow: {} });
      await stage.engine.destroy();
      expect(stage.count()).toBe(1);
    });
  });

  it.each([
    ["a web page", { kind: "html", status: 404 }],
    ["an answer without a list", { kind: "custom", text: '{"result":{},"status_code":200}' }],
    ["an answer of nothing", { kind: "custom", text: "" }],
    ["a refusal", { kind: "status", status: 403 }],
  ] as const)("stops where what the customer has cannot be read: %s", async (_name, effect) => {
    await on({}, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { path: "/voip/user" }, effect });
      await failure(stage.engine.destroy());
      expect(stage.count()).toBe(1);
      expect(stage.engine.state.size).toBe(1);
    });
  });

  it.each(["/voip/number", "/voip/user", "/voip/flow"])("takes a 404 of %s for no proof that the customer has none", async (path) => {
    await on(
      {},
      async (stage) => {
        await stage.up();
        flow(stage);
        stage.sim.faults.add({ times: 0, match: { path: "/voip/*", where: (request) => request.path === path }, effect: gone });
        if (path !== "/voip/flow") stage.sim.faults.add({ times: 0, match: { path: "/voip/flow" }, effect: noFlow });
        const requests = await stage.traffic(async () => {
          const { message } = await failure(stage.engine.destroy());
          expect(message).toContain('Cannot delete SubReseller "it": what the customer still has is not known, and nothing was deleted.');
          expect(message).toContain(`  GET ${path} → 404 Not Found, tracking token `);
          expect(message).toContain(", where a list is due.");
        });
        expect(requests).not.toContain("DELETE /account/reseller/{uuid}");
        expect([stage.count(), stage.sim.state.objects.size, stage.engine.state.size]).toEqual([1, 1, 1]);
      },
      { switches: { deleteWithContents: "cascade" } },
    );
  });

  it("tells of every list that it cannot read, of what it sees in the others, and how to delete without looking", async () => {
    await on({}, async (stage) => {
      await stage.up();
      flow(stage);
      stage.sim.faults.add({ times: 0, match: { path: "/voip/number" }, effect: gone });
      stage.sim.faults.add({ times: 0, match: { path: "/voip/user" }, effect: { kind: "status", status: 403 } });
      const requests = await stage.traffic(async () => {
        const { message } = await failure(stage.engine.destroy());
        expect(message).toContain("Tried: GET /voip/number, GET /voip/user and GET /voip/flow. What came back:");
        expect(message).toMatch(/^ {2}GET \/voip\/number → 404 Not Found, tracking token \S+, where a list is due\.$/m);
        expect(message).toMatch(/^ {2}the API refused\.\n {2}GET \/voip\/user → 403 Forbidden, tracking token /m);
        expect(message).toContain("It has 1 flow at least: those can be deleted first.");
        expect(message).toContain(
          "where a plan has no numbers or a user may not see them, the answer stays the same. Then write forceDestroy: true",
        );
        expect(message).toContain("run pulumi up, and delete then");
        expect(message).toContain("whatever the customer has goes with it, and credit that is left cannot be got back.");
        expect(message).not.toContain("The API refuses this while");
      });
      expect(requests.filter((request) => request.startsWith("GET /voip/"))).toHaveLength(3);
      expect(requests).not.toContain("DELETE /account/reseller/{uuid}");
      expect([stage.count(), stage.engine.state.size]).toEqual([1, 1]);
    });
  });

  it.each([
    [400, "the answer stays the same. Then write forceDestroy: true"],
    [
      401,
      "Mend the credentials first, because deleting needs them too, and run it again. If the lists stay closed then, write forceDestroy",
    ],
    [404, "the answer stays the same. Then write forceDestroy: true"],
    [500, "Run the command again. If it stays so, write forceDestroy: true"],
    [503, "Run the command again. If it stays so, write forceDestroy: true"],
  ])("says after a %i of a list what fits it, and can delete once forceDestroy is stored", async (status, words) => {
    await on({}, async (stage) => {
      await stage.up();
      stage.sim.faults.add({ times: 0, match: { path: "/voip/*" }, effect: { kind: "status", status } });
      const { message } = await failure(stage.engine.destroy());
      expect(message).toContain(words);
      expect(message).not.toContain("The API refuses this while");
      await stage.up({ forceDestroy: true });
      const from = stage.engine.said.length;
      const requests = await stage.traffic(() => stage.engine.destroy());
      expect(requests.filter((request) => !request.startsWith("GET"))).toEqual(["DELETE /account/reseller/{uuid}"]);
      expect(stage.engine.said.slice(from)).toEqual(['SubReseller "it": which numbers go with it is not known.']);
      expect([stage.count(), stage.engine.state.size]).toEqual([0, 0]);
    });
  });

  it("says what is to be done where a list comes without its entries, or no connection is made", async () => {
    await on({}, async (stage) => {
      await stage.up();
      const odd = stage.sim.faults.add({
        times: 0,
        match: { path: "/voip/number" },
        effect: { kind: "custom", text: '{"result":{},"status_code":200}' },
      });
      expect((await failure(stage.engine.destroy())).message).toMatch(
        /GET \/voip\/number → 200 OK.*, in an answer without a list\.\n.*Then write forceDestroy/s,
      );
      odd.remove();
      stage.sim.faults.add({ times: 0, match: { path: "/voip/number" }, effect: { kind: "drop" } });
      expect((await failure(stage.engine.destroy())).message).toContain("Run the command again. If it stays so, write forceDestroy: true");
      expect(stage.count()).toBe(1);
    });
  });

  it.each([
    ["an empty 200", { kind: "empty" }],
    ["a page of a proxy", { kind: "html", status: 200 }],
    ["a text", { kind: "custom", text: "ok", contentType: "text/plain" }],
  ] as const)("believes %s only where the customer is gone", async (_name, effect) => {
    await on({ forceDestroy: true }, async (stage) => {
      await stage.up();
      const lie = stage.sim.faults.add({ match: { method: "DELETE" }, applied: false, effect });
      expect((await failure(stage.engine.destroy())).message).toContain("It still lives.");
      expect(stage.engine.state.size).toBe(1);
      lie.remove();
      stage.sim.faults.add({ match: { method: "DELETE" }, applied: true, effect });
      await stage.engine.destroy();
      expect([stage.count(), stage.engine.state.size]).toEqual([0, 0]);
    });
  });

  it("takes everything with it where forceDestroy was stored by an earlier up, and asks for its numbers alone, which it names", async () => {
    await on(
      {},
      async (stage) => {
        await stage.up();
        flow(stage);
        expect(await stage.traffic(async () => expect(await stage.up({ forceDestroy: true })).toBe("update"))).toEqual([
          "GET /account/reseller/{uuid}",
        ]);
        for (let index = 0; index < 22; index++) stage.sim.portal.addObject("number", numbered("number", index), "acme-ltd");
        const said = await stage.said(async () => {
          expect(await stage.traffic(() => stage.engine.destroy())).toEqual([
            "GET /account/reseller",
            "GET /voip/number",
            "DELETE /account/reseller/{uuid}",
          ]);
        });
        expect(said).toEqual([
          expect.stringMatching(/^SubReseller "it": 22 numbers go with it \(\+4450550700, \+4450550701, .*, 2 more\)\.$/),
        ]);
        expect(stage.sim.state.objects.size).toBe(0);
      },
      { switches: { deleteWithContents: "cascade" } },
    );
  });

  it("passes a 400 on with a hint", async () => {
    await on({ forceDestroy: true }, async (stage) => {
      await stage.up();
      flow(stage);
      const { message } = await failure(stage.engine.destroy());
      expect(message).toContain("→ 400");
      expect(message).toContain("The API refuses this while the customer still has numbers, users or flows: delete those first.");
      expect(stage.engine.state.size).toBe(1);
    });
  });

  it("takes one that somebody deleted for deleted, also where the guard is the first to see it", async () => {
    await on({}, async (stage) => {
      await stage.up();
      stage.sim.portal.remove(stage.it.id);
      await stage.engine.destroy();
      expect(stage.engine.state.size).toBe(0);
    });
  });
});
