import { failure, type Stage } from "../support/lifecycle";
import { Refused } from "../support/lifecycleEngine";
import { listIn } from "../support/account";
import { boss, home, on, userNames, lastPut, portalUser } from "./customers";
import { named } from "./subReseller";

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

  it.each(["masked", "absent"] as const)(
    "keep the passwords that have left the program where answers have them %s",
    async (passwordsShown) => {
      const silent = { email: boss.email, roleId: boss.roleId };
      const passwords = (stage: Stage) => listIn(stage.live(), "users").map(({ password }) => password);
      await on(
        { users },
        async (stage) => {
          await stage.up();
          expect(await stage.up({ users: { ...users, boss: silent } })).toBe("update");
          expect(await stage.up({ users: { ...users, boss: silent } })).toBe("same");
          expect(await stage.engine.refresh()).toEqual({ it: "same" });
          await stage.up({ users: { ...users, boss: silent }, contactName: "Acme PLC" });
          await stage.up({ users: { ...users, boss: silent } });
          expect(passwords(stage)).toEqual([boss.password, boss.password]);
          expect(stage.it.outputs["hiddenSecrets"]).toEqual({ users: { boss: { password: boss.password } } });
          stage.edit((record) => (record["users"] = listIn(record, "users").filter(({ name }) => name !== "boss")));
          expect(await stage.engine.refresh()).toEqual({ it: "changed" });
          expect(Object.keys(stage.it.outputs)).not.toContain("hiddenSecrets");
          await stage.up({ users: { clerk: users.clerk } });
          expect([userNames(stage), stage.it.outputs["hiddenSecrets"]]).toEqual([["clerk"], undefined]);
        },
        { switches: { passwordsShown, missingPassword: "cleared" } },
      );
    },
  );

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
          "The body had no password for users.portal_user, because the API does not show it. If it wants one, declare the user with a password. " +
            "The password of a ResellerUser cannot stand in this body: declare its user here, in users, instead.",
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
