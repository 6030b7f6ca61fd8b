import { isSecretAnyway } from "../../provider/hosts/dynamic/properties";
import { registry } from "../../provider/kinds/registry";
import { onStage } from "../support/lifecycle";
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
