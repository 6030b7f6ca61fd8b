import { failure, onStage } from "../support/lifecycle";
import { listIn, store } from "../support/account";
import { boss, home, plainInputs, on, lastPut, portalUser } from "./customers";
import { subReseller } from "./subReseller";

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
