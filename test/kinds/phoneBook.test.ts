import { isSecretAnyway } from "../../provider/hosts/dynamic/properties";
import { registry } from "../../provider/kinds/registry";
import { failure, onStage } from "../support/lifecycle";
import { apiObject } from "./apiObject";
import { phoneBook } from "./phoneBook";

it("a phone book has the user name and the password that the API made, the password as a secret, and sends both back as they live", () =>
  onStage(phoneBook, async (stage) => {
    await stage.up();
    const { username, password } = stage.live();
    expect([typeof username, typeof password]).toEqual(["string", "string"]);
    expect(stage.it.outputs).toMatchObject({ username, password });
    expect(registry.PhoneBook.secretOutputs).toEqual(["password"]);
    const [put] = (await stage.requests(() => stage.up({ name: "Customers" }))).slice(-1);
    expect(put).toMatchObject({ method: "PUT", body: { name: "Customers", username, password, linked_integrations: "" } });
    expect(put?.body).not.toHaveProperty("total_contacts");
    expect(stage.live()).toMatchObject({ username, password });
  }));

it.each(["masked", "absent"] as const)("a phone book keeps the password that it has recorded, if answers have it %s", (passwordsShown) =>
  onStage(
    phoneBook,
    async (stage) => {
      await stage.up();
      const { password } = stage.live();
      stage.sim.switches.passwordsShown = passwordsShown;
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      expect(stage.it.outputs["password"]).toBe(password);
      await stage.up({ name: "Customers" });
      expect(stage.live()).toMatchObject({ name: "Customers", password });
    },
    { switches: { missingPassword: "cleared" } },
  ),
);

it("a phone book that was taken over sends no mask back in the place of a password that nothing knows", () =>
  onStage(
    phoneBook,
    async (stage) => {
      await stage.up();
      const { id } = stage.it;
      const { password } = stage.live();
      stage.engine.state.clear();
      stage.engine.journal.entries.clear();
      await stage.up({ adopt: id });
      const [put] = (await stage.requests(() => stage.up({ adopt: id, name: "Customers" }))).slice(-1);
      expect(put?.body).not.toHaveProperty("password");
      expect(stage.live()["password"]).toBe(password);
    },
    { switches: { passwordsShown: "masked" } },
  ));

it("a phone book gets a user name and a password of its program as an ApiObject, which hides the password", () => {
  const body = { name: "Suppliers", username: "suppliers", password: "sentinel-4711" };
  const stranger = { ...apiObject, inputs: { ...apiObject.inputs, path: "/voip/phone-book", body } };
  return onStage(stranger, async (stage) => {
    await stage.up();
    expect(stage.live()).toMatchObject(body);
    await stage.up({ body: { ...body, password: "sentinel-0815" } });
    expect(stage.live()).toMatchObject({ name: "Suppliers", username: "suppliers", password: "sentinel-0815" });
    const isSecret = isSecretAnyway(registry.ApiObject.of?.(stranger.inputs).fields ?? {});
    expect([isSecret(["body", "username"]), isSecret(["body", "password"])]).toEqual([false, true]);
  });
});

describe("a phone book whose own path answers its contacts", () => {
  const contacts = (total_contacts: number, action: Parameters<typeof onStage>[1]) =>
    onStage(phoneBook, async (stage) => {
      await stage.up();
      stage.edit((record) => Object.assign(record, { total_contacts }));
      stage.sim.switches.phoneBookItem = "contacts";
      await action(stage);
    });

  it.each([0, 1, 2])("is neither gone nor drift with %d of them: its list decides, and a change says where the book may be", (total) =>
    contacts(total, async (stage) => {
      expect(await stage.engine.refresh()).toEqual({ it: "same" });
      const before = structuredClone(stage.live());
      const error = await failure(stage.up({ name: "Customers" }));
      expect(error).toMatchObject({ code: "YAY_GUESSED_PATH" });
      expect(error.message).toContain('PhoneBook "it": it lives, and its own path answers with something else; nothing was changed.');
      expect(error.message).toContain("GET /voip/phone-book shows it.");
      expect(error.message).toContain('Name the right one by yay:paths = {"PhoneBook":{"item":"/…/{uuid}"}}.');
      expect([stage.live(), stage.engine.state.size]).toEqual([before, 1]);
      await stage.engine.destroy();
      expect(stage.count()).toBe(0);
    }),
  );
});
