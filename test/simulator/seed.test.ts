import { SeedError, loadSeed, parseSeed } from "../../provider/simulator/index";
import type { Seed } from "../../provider/simulator/index";
import { CREATE_CUSTOMER, CREATE_FLOW, STORE } from "./documents";
import { call, closeAll, listOf, resultOf, startHere } from "./support";

const ACME = "11111111-1111-4111-8111-111111111111";
const FLOW = "22222222-2222-4222-8222-222222222222";
const PETE = "33333333-3333-4333-8333-333333333333";

const WHOLE: Seed = {
  account: { name: "tele", contact_name: "Tess" },
  balance: "250.000",
  credentials: { reseller: "tele", user: "api", password: "secret" },
  stores: [{ uuid: STORE, name: "Shop" }],
  customers: [
    {
      uuid: ACME,
      name: "acme",
      contact_name: "Ann",
      balance: "7.250",
      locked: true,
      created_on: "2020-01-02",
      allow_outbound: false,
      vat_number: "GB1",
      addresses: CREATE_CUSTOMER.addresses,
      users: [{ ...CREATE_CUSTOMER.users[0], uuid: PETE }],
      objects: { flow: [{ ...CREATE_FLOW, uuid: FLOW }], user: [{ display_name: "Pete", extension: 1001 }] },
    },
  ],
  objects: { number: [{ name: "Main", country_code: "44", number: "505505" }] },
  otherAccountNames: ["other"],
  charges: { "POST /voip/user": "2.500" },
  switches: { nextExtension: "empty" },
};

afterEach(closeAll);

describe("a seed", () => {
  it("decides everything that a simulator knows at first", async () => {
    const sim = await startHere({ seed: parseSeed(JSON.stringify(WHOLE)) });
    expect(sim.credentials).toEqual(WHOLE.credentials);
    expect(resultOf(await call(sim, "GET", "/authenticated"))).toMatchObject({ name: "tele", contact_name: "Tess" });
    const shown = resultOf(await call(sim, "GET", `/account/reseller/${ACME}`));
    expect(shown).toMatchObject({
      uuid: ACME,
      created_on: "2020-01-02",
      allow_outbound: false,
      vat_number: "GB1",
      users: [{ uuid: PETE }],
    });
    expect(Object.keys(shown)).not.toContain("objects");
    expect(sim.state.customers.get(ACME)).toMatchObject({ balance: 7250, locked: true });
    expect(listOf(await call(sim, "GET", "/voip/flow", { customer: "acme" }))).toMatchObject([{ uuid: FLOW, extension: 501 }]);
    expect(listOf(await call(sim, "GET", "/voip/number"))).toMatchObject([{ number: "505505" }]);
    expect((await call(sim, "GET", "/voip/next-extension/flow")).result).toEqual({});
    expect(sim.state.charges.get("POST /voip/user")).toBe(2500);
    expect(sim.state.otherAccountNames).toEqual(new Set(["other"]));
  });

  it("may say what no request may, whatever the switches refuse", () => {
    const switches = { readOnlyFields: "refused", unknownFields: "refused", unknownNestedUuid: "refused" } as const;
    expect(() => loadSeed({ ...WHOLE, switches })).not.toThrow();
  });

  it("may be empty", () => {
    expect(loadSeed({})).toEqual({});
  });

  it.each<[string, unknown, string]>([
    ["text that is not JSON", "{", "The seed is not JSON"],
    ["an unknown key", { customer: [] }, '(top): Unrecognized key: "customer"'],
    ["a wrong type", { customers: {} }, "customers: "],
    ["a customer without a contact", { customers: [{ name: "a" }] }, "customers[0].contact_name: "],
    ["an amount that is none", { balance: "ten" }, 'balance: not an amount such as "10.000"'],
    ["an amount of a customer that is none", { customers: [{ name: "a", contact_name: "b", balance: 5 }] }, "customers[0].balance: "],
    ["a uuid that is none", { stores: [{ uuid: "x" }] }, "stores[0].uuid: not a uuid"],
    ["an unknown kind", { objects: { flows: [] } }, "objects"],
    ["a charge for no command", { charges: { "/voip/user": "1.000" } }, "charges"],
    ["a switch that does not exist", { switches: { color: "red" } }, 'There is no switch "color"'],
    ["an object without a required field", { objects: { flow: [{ name: "x" }] } }, "objects.flow[0]: extension is required"],
    [
      "two customers of one name",
      {
        customers: [
          { name: "a", contact_name: "b" },
          { name: "a", contact_name: "b" },
        ],
      },
      "customers[1]: the name is taken",
    ],
    [
      "a store that is not there",
      { customers: [{ name: "a", contact_name: "b", store_front: STORE }] },
      "customers[0]: no such store_front",
    ],
    [
      "a flow that contradicts another",
      { customers: [{ name: "a", contact_name: "b", objects: { flow: [CREATE_FLOW, CREATE_FLOW] } }] },
      "customers[0].objects.flow[1]: extension 501",
    ],
  ])("is refused with its place: %s", (_case, value, words) => {
    const load = () => (typeof value === "string" ? parseSeed(value) : loadSeed(value));
    expect(load).toThrow(SeedError);
    expect(load).toThrow(words);
  });

  it("names every fault at once", () => {
    const load = () => loadSeed({ balance: "x", customers: [{ contact_name: "b" }, { name: "" }] });
    expect(load).toThrow(/balance[^]*customers\[0\]\.name[^]*customers\[1\]\.name[^]*customers\[1\]\.contact_name/);
  });

  it("is not changed by what happens later", async () => {
    const seed = structuredClone(WHOLE);
    const sim = await startHere({ seed });
    sim.portal.edit(ACME, (record) => {
      (record["users"] as { name: string }[])[0] = { name: "x" };
    });
    sim.state.stores.length = 0;
    expect(seed).toEqual(WHOLE);
    sim.reset();
    expect(resultOf(await call(sim, "GET", `/account/reseller/${ACME}`))).toMatchObject({ users: [{ name: "pete_the_plumber" }] });
  });
});
