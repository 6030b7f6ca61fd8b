import type { JsonObject } from "../../provider/client/index";
import type { ResourceDefinition } from "../../provider/lifecycle/kind";
import { changesNothing, overlay, unknownFields, writable } from "../../provider/lifecycle/compare/overlay";
import { registry } from "../../provider/kinds/registry";

const { SubReseller, CallFlow, CallFlowContent }: Record<string, ResourceDefinition> = registry;
const customer = SubReseller;

const live: JsonObject = {
  uuid: "0a7c1111-1111-4111-8111-111111111111",
  name: "acme-ltd",
  contact_name: "Acme Ltd",
  phone: "+441632960001",
  addresses: [{ uuid: "0a7c2222-2222-4222-8222-222222222222", street_one: "1 Example Street", city: "Exampleton" }],
  users: [{ name: "boss", email: "boss@acme.example", role_id: 1 }],
  created_on: "2026-01-01",
};

const body = (more: Partial<Parameters<typeof overlay>[1]> = {}, definition = customer) =>
  overlay(definition, { live, inputs: {}, state: {}, omit: [], ...more });

describe("the body of a PUT", () => {
  it("has everything that lives and can be written, in copies", () => {
    const { uuid, created_on, ...rest } = live;
    const written = writable(customer, live);
    expect([uuid, created_on]).not.toContain(undefined);
    expect(written).toEqual(rest);
    expect(written["addresses"]).not.toBe(live["addresses"]);
  });

  it("has what the program says over it, and no null and nothing left out", () => {
    const said = { contactName: "Acme PLC", phone: null, name: undefined };
    expect(body({ inputs: said, state: { phone: "+441632960001" } })).toMatchObject({
      name: "acme-ltd",
      contact_name: "Acme PLC",
      phone: "+441632960001",
    });
  });

  it("keeps what the API has chosen where the program leaves the choice to it", () => {
    expect(body({ inputs: { contactName: "Acme Ltd", name: "" } })).toMatchObject({ name: "acme-ltd" });
  });

  it("has no declared user left where the program stops to declare any, and all of them where it never has", () => {
    const boss = { email: "boss@acme.example", roleId: 1 };
    expect(body({ state: { users: { boss } } })["users"]).toEqual([]);
    expect(body({ state: {} })["users"]).toEqual(live["users"]);
  });

  it("leaves out what the setting says, also in every item of a list, and passes over paths that lead nowhere", () => {
    const omit = ["phone", "addresses.city", "name.first", "users.email.host", "nothing.at.all", ""];
    const { phone, ...rest } = body();
    expect(phone).toBeDefined();
    expect(body({ omit })).toEqual({
      ...rest,
      addresses: [{ uuid: "0a7c2222-2222-4222-8222-222222222222", street_one: "1 Example Street" }],
    });
  });

  it("has fields beside a part in the documented form, too", () => {
    const flow = { start: { module: "start", next: "end" }, end: { module: "busy" } };
    const shown = { name: "Main", extension: "501", show_call_route_name: "1", flow };
    const tidied = { extension: 501, show_call_route_name: true };
    expect(body({ live: shown }, CallFlow)).toMatchObject(tidied);
    expect(body({ live: shown }, CallFlowContent)).toMatchObject(tidied);
  });
});

describe("a PUT would change nothing", () => {
  it.each<[string, JsonObject, boolean]>([
    ["where it is what lives", {}, true],
    ["where a value is blank in another way", { store_front: "" }, true],
    ["where only a number became its digits", { users: [{ name: "boss", email: "boss@acme.example", role_id: "1" }] }, true],
    ["but not where one value differs", { phone: "+441632960002" }, false],
    ["but not where an item of a list differs", { users: [{ name: "boss", email: "chief@acme.example", role_id: 1 }] }, false],
    ["but not where an item is missing", { users: [] }, false],
  ])("%s", (_name, change, expected) => {
    expect(changesNothing(customer, { ...body(), ...change }, { live, state: {} })).toBe(expected);
  });
});

describe("fields that neither the documents nor the catalogue know", () => {
  it("are named once, those of items by their path", () => {
    const users = [{ name: "a", colour: 1 }, { name: "b", colour: 2 }, "c", null];
    expect(unknownFields(customer, { ...body(), users, tags: ["x"], nested: { deep: 1 } })).toEqual(["users.colour", "tags", "nested"]);
  });

  it("are none of those that are sent for what lives", () => {
    expect(unknownFields(customer, body())).toEqual([]);
  });
});
