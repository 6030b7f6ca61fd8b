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

  /** The lines of the one error that a seed ends in. */
  const linesOf = (seed: unknown): string[] => {
    try {
      loadSeed(seed);
    } catch (error) {
      return (error as Error).message.split("\n").slice(1);
    }
    return [];
  };

  it("has no fault that hides another: of keys, kinds, switches, their positions, amounts and fields", () => {
    const lines = linesOf({
      balances: "ten",
      charges: { "POST voip/user": "1.000", "POST /voip/user": "one" },
      credentials: { reseller: "tele", usr: "api", user: "api", password: "secret" },
      switches: { nextExtensoin: "empty", errorResult: "txt", dates: 5 },
      customer: [
        { name: "acme", balance: 5, objects: { users: [{ uuid: "x", extension: "first" }], number: 5 } },
        7,
        { name: "other", contact_name: "Bo", objects: { flow: [5, { extension: 501, name: "Main", flow: {} }] } },
      ],
      otherAccountNames: ["other"],
    });
    expect(lines).toEqual([
      '  (top): Unrecognized key: "balances". Did you mean "balance"?',
      '  (top): Unrecognized key: "customer". Did you mean "customers"?',
      '  balances: not an amount such as "10.000"',
      '  credentials: Unrecognized key: "usr". Did you mean "user"?',
      "  customer[0].contact_name: Invalid input: expected string, received undefined",
      "  customer[0].balance: Invalid input: expected string, received number",
      "  customer[0].objects.users[0].uuid: not a uuid",
      "  customer[0].objects.number: Invalid input: expected array, received number",
      "  customer[1]: Invalid input: expected object, received number",
      "  customer[2].objects.flow[0]: Invalid input: expected object, received number",
      '  charges.POST voip/user: not "METHOD /path"',
      '  charges.POST /voip/user: not an amount such as "10.000"',
      '  switches.nextExtensoin: There is no switch "nextExtensoin". Did you mean "nextExtension"?',
      '  switches.errorResult: Switch "errorResult" has no position "txt". Did you mean "text"? Positions: empty, text, detailed.',
      '  switches.dates: Switch "dates" has no position 5. Positions: date, timestamp.',
      '  customer[0].objects.users: no kind of object. Did you mean "user"?',
      "  customer[0].objects.users[0]: extension is not a whole number",
      "  customer[2]: the name is taken on this platform",
      "  customer[2].objects.flow[1]: flow has 0 start modules",
    ]);
  });

  it("has every fault of one object on its line", () => {
    const customer = { name: "a", contact_name: "b" };
    const users = [{ name: "ann" }, { name: "ann" }];
    expect(linesOf({ customers: [customer, { ...customer, phone: 5, store_front: STORE, users }] })).toEqual([
      expect.stringMatching(/^ {2}customers\[1\]: phone is not text; .*a name stands twice; no such store_front; the name is taken/),
    ]);
    expect(linesOf({ objects: { retention: [{ expires_in: 30 }, {}] } })).toEqual([
      "  objects.retention[1]: expires_in is required; an account has one of these",
    ]);
    expect(linesOf({ objects: { user: [{ extension: 1001 }, { extension: 1001, display_name: 5 }] } })).toEqual([
      "  objects.user[1]: display_name is not text; extension 1001 belongs to a user",
    ]);
  });

  it("has each uuid once, of customers and objects of all kinds and accounts, or objects would be lost without a word", () => {
    const seed = {
      customers: [
        {
          uuid: ACME,
          name: "a",
          contact_name: "b",
          objects: {
            user: [
              { uuid: PETE, extension: 1001 },
              { uuid: PETE, extension: 1002 },
            ],
          },
        },
        {
          uuid: ACME,
          name: "c",
          contact_name: "d",
          objects: {
            mailbox: [
              { uuid: PETE, name: "Box" },
              { uuid: FLOW, name: "Box" },
            ],
          },
        },
      ],
      objects: {
        group: [
          { uuid: ACME, name: "All", extension_number: 600 },
          { name: "One", extension_number: 601 },
        ],
      },
    };
    expect(linesOf(seed)).toEqual([
      "  customers[0].objects.user[1]: uuid is that of another user; give each its own, or leave it out",
      "  customers[1]: uuid is that of another customer; give each its own, or leave it out",
      "  customers[1].objects.mailbox[0]: uuid is that of another user; give each its own, or leave it out",
      "  objects.group[0]: uuid is that of another customer; give each its own, or leave it out",
    ]);
  });

  it("does not count a fault of a parent as one of its children, which have their own", () => {
    const lines = linesOf({ objects: { trunk: [{ uuid: FLOW, name: 5 }], trunkAuth: [{ trunk: FLOW, type: 5 }, { type: 5 }] } });
    expect(lines).toEqual([
      expect.stringMatching(/trunk\[0\]: .*name/),
      expect.stringMatching(/^ {2}objects\.trunkAuth\[0\]: type is not text$/),
      expect.stringMatching(/^ {2}objects\.trunkAuth\[1\]: trunk is not the uuid of a trunk; type is not text$/),
    ]);
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
