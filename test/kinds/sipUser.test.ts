import { registry } from "../../provider/kinds/registry";
import { whole } from "../../provider/lifecycle/compare/project";
import { setSwitch } from "../../provider/simulator/index";
import { failure, onStage } from "../support/lifecycle";
import { customers } from "../support/account";
import { flowWith } from "./flows";
import { sipUser } from "./sipUser";

const detailed = { switches: { errorResult: "detailed" } } as const;

describe("a SIP user", () => {
  it("has every field that the documents and the catalogue have: as an argument, an output, or kept as it lives", () => {
    const { fields, known } = registry.SipUser;
    const wires = Object.values(fields).flatMap(({ facts: { wire } }) => (wire === undefined ? [] : [wire]));
    // 40 with its uuid; created_on and updated_on are on every object.
    expect([...new Set([...wires, "user_name", "uuid"])]).toHaveLength(40);
    expect(known).toEqual(expect.arrayContaining(["user_name", "linked_emails"]));
  });

  it("that no bundle covers any more says that the bundle may have expired, and lives once there is another one", () =>
    onStage(
      {
        ...sipUser,
        seed: { customers: customers.map((one) => ({ ...one, objects: { bundle: [{ bundle_type: 1, expires_on: "2020-01-31" }] } })) },
      },
      async (stage) => {
        const error = await failure(stage.up());
        expect(error.message).toContain(
          "If there is one, it may have expired: the list includes such bundles, and their expires_on says when.",
        );
        expect([stage.count(), stage.engine.state.size]).toEqual([0, 0]);
        stage.sim.portal.addObject("bundle", { bundle_type: 1, expires_on: "9999-12-31" }, "acme-ltd");
        expect(await stage.up()).toBe("create");
      },
      { switches: { bundleFirst: "valid" } },
    ));

  it("has the password that the API made, as a secret output, if the program gives none, and keeps it through an update", () =>
    onStage(sipUser, async (stage) => {
      await stage.up({ userPassword: undefined });
      const { user_password: made } = stage.live();
      expect(stage.it.outputs).toMatchObject({ userPassword: made, assigned: ["userPassword"] });
      expect(await stage.up({ userPassword: undefined })).toBe("same");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      await stage.up({ userPassword: undefined, displayName: "Bo" });
      expect(stage.live()).toMatchObject({ user_password: made, display_name: "Bo" });
      expect(stage.it.outputs["userPassword"]).toBe(made);
    }));

  it.each(["masked", "absent"] as const)("sends no password that it was not given, if answers have it %s", async (passwordsShown) => {
    await onStage(
      sipUser,
      async (stage) => {
        await stage.up({ userPassword: undefined });
        const { user_password: made } = stage.live();
        await stage.up({ userPassword: undefined, displayName: "Bo" });
        expect(stage.sim.requests.filter(({ body }) => JSON.stringify(body ?? {}).includes("user_password"))).toEqual([]);
        expect(stage.live()["user_password"]).toBe(made);
      },
      { switches: { passwordsShown } },
    );
  });

  it.each(["masked", "absent"] as const)(
    "keeps the password that the API made and showed once, if later answers have it %s",
    (passwordsShown) =>
      onStage(
        sipUser,
        async (stage) => {
          await stage.up({ userPassword: undefined });
          const { user_password: made } = stage.live();
          setSwitch(stage.sim.switches, "passwordsShown", passwordsShown);
          await stage.engine.refresh();
          await stage.up({ userPassword: undefined, displayName: "Bo" });
          expect(stage.live()).toMatchObject({ user_password: made, display_name: "Bo" });
          expect(stage.it.outputs["userPassword"]).toBe(made);
          expect(await stage.up({ userPassword: undefined, displayName: "Bo" })).toBe("same");
        },
        { switches: { missingPassword: "cleared" } },
      ),
  );

  it("takes a password that the program gives later, and keeps that if the program gives none any more", () =>
    onStage(sipUser, async (stage) => {
      await stage.up({ userPassword: undefined });
      expect(await stage.up({ userPassword: "given-later" })).toBe("update");
      expect(stage.live()["user_password"]).toBe("given-later");
      expect(await stage.up({ userPassword: undefined })).toBe("update");
      expect(stage.live()["user_password"]).toBe("given-later");
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
    }));

  it("keeps its user name through every PUT, because telephones register with it", () =>
    onStage(sipUser, async (stage) => {
      await stage.up();
      const { user_name: made } = stage.live();
      expect(typeof made).toBe("string");
      expect(stage.it.outputs["userName"]).toBe(made);
      await stage.up({ displayName: "Bo" });
      expect(stage.live()["user_name"]).toBe(made);
    }));

  it("keeps what only clients know, and what nobody does", () =>
    onStage(sipUser, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign(record, { linked_emails: ["anna@acme.example"], hat: "blue" }));
      await stage.up({ displayName: "Bo" });
      expect(stage.live()).toMatchObject({ linked_emails: ["anna@acme.example"], hat: "blue" });
    }));

  it("sends no mask back that stands under a name of another year or one that nobody documents, and keeps what is no mask", () =>
    onStage(sipUser, async (stage) => {
      await stage.up();
      const shown = { name: "anna", password: "********", sip: { realm: "acme", secrets: ["[hidden]"], hint: "***" }, old_token: "k1" };
      stage.edit((record) => Object.assign(record, shown));
      await stage.up({ displayName: "Bo" });
      const { body } = stage.sim.requests.findLast(({ method }) => method === "PUT") ?? {};
      expect(body).toMatchObject({ name: "anna", sip: { realm: "acme", secrets: [null], hint: "***" }, old_token: "k1" });
      expect(body).not.toHaveProperty("password");
    }));

  it("has no value, looked up, where an answer has null in the place of a number", () =>
    onStage(sipUser, async (stage) => {
      await stage.up();
      const nulls = { transfer_backup_extension: null, display_name: null, extension: "1001" };
      const { transferBackupExtension, ...found } = whole(registry.SipUser, { ...stage.live(), ...nulls }, {});
      expect(transferBackupExtension).toBeUndefined();
      expect(found).toMatchObject({ displayName: "", extension: 1001 });
    }));

  it("is refused without a bundle, and the error says how to have one first", () =>
    onStage(
      { ...sipUser, seed: { customers } },
      async (stage) => {
        const { message } = await failure(stage.up());
        expect(message).toContain("the account has no bundle yet");
        expect(message).toContain("A customer needs a VoIP bundle before a SIP user can be made");
        expect(message).toContain("write dependsOn: [bundle] in the user's options; if there is none, declare a VoipBundle.");
        expect(message).toContain("If there is one, it may have expired: the list includes such bundles, and their expires_on says when.");
      },
      detailed,
    ));

  it("is made in the same run as its bundle, if it waits for that", () =>
    onStage({ ...sipUser, seed: { customers } }, async (stage) => {
      const { customer } = sipUser.inputs;
      await stage.engine.up({
        bundle: { kind: "VoipBundle", inputs: { customer, bundleType: 1 } },
        it: { kind: "SipUser", inputs: (uuidOf) => uuidOf("bundle").then(() => sipUser.inputs) },
      });
      expect(stage.count()).toBe(1);
    }));

  it("is made by the next run if its number is not in the list after an end that nobody knows", () =>
    onStage(sipUser, async (stage) => {
      stage.sim.faults.add({ match: { method: "POST" }, effect: { kind: "drop" }, applied: false });
      expect((await failure(stage.up())).message).toContain("The list does not show extension 1001. Run pulumi up again");
      expect(stage.sim.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
      await stage.up();
      expect([stage.sim.requests.filter(({ method }) => method === "POST").length, stage.count()]).toEqual([2, 1]);
    }));

  it("shares the numbers of its customer with flows and hunt groups, which is refused at preview", () =>
    onStage(sipUser, async (stage) => {
      const { customer } = sipUser.inputs;
      const { errors } = await stage.engine.tryUp({
        flow: { kind: "CallFlow", inputs: { customer, name: "Main", extension: 1001, flow: flowWith({}) } },
        it: { kind: "SipUser", inputs: sipUser.inputs },
      });
      expect(errors["it"]?.message).toMatch(/^extension: .*CallFlow "flow"/);
    }));

  it("is a member of a hunt group; what is no user is refused at preview", () =>
    onStage(sipUser, async (stage) => {
      const { customer } = sipUser.inputs;
      const group = { kind: "HuntGroup", inputs: { customer, name: "Sales", extension: 601, members: [] } } as const;
      await stage.engine.up({ it: { kind: "SipUser", inputs: sipUser.inputs }, group });
      const other = (name: string, extension: number) =>
        ({
          kind: "HuntGroup",
          inputs: async (uuidOf: (name: string) => Promise<string>) => ({ ...group.inputs, extension, members: [await uuidOf(name)] }),
        }) as const;
      const program = {
        it: { kind: "SipUser", inputs: sipUser.inputs },
        group,
        fine: other("it", 602),
        wrong: other("group", 603),
      } as const;
      const { errors } = await stage.engine.tryUp(program);
      expect(Object.keys(errors)).toEqual(["wrong"]);
      expect(errors["wrong"]?.message).toBe("members.0: must be the uuid of a SipUser, and is that of a HuntGroup");
    }));
});
