import { checkInputs, reasonsOf } from "../../provider/lifecycle/inputs/check";
import { type Kind, registry } from "../../provider/kinds/registry";
import { type Props, UNKNOWN } from "../../provider/common/values";

const urn = "urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:X::it";
const reasons = (kind: Kind, inputs: Props) => checkInputs(registry[kind], { news: { seed: urn, ...inputs } }).map(({ reason }) => reason);

const customer = (more: Props) => reasons("SubReseller", { contactName: "Acme", ...more });

const address = { streetOne: "1 Example Street", city: "Exampleton", zip: "EX4M PL3", countryCode: "GB" };
const user = { email: "b@acme.example", roleId: 1, password: "p" };

describe("what check says of a customer's arguments", () => {
  it.each<[string, Props, string[]]>([
    [
      "a word that stops short",
      { addresses: [{ ...address, street: "x" }] },
      ["addresses.0.street: is not an argument of SubReseller; did you mean streetOne?"],
    ],
    ["a mistyped word", { phnoe: "1" }, ["phnoe: is not an argument of SubReseller; did you mean phone?"]],
    ["a word that is like none", { colour: "red" }, ["colour: is not an argument of SubReseller"]],
    ["users as a text", { users: "boss" }, ["users: must be a list of users, each with its name"]],
    ["users among which is a text", { users: { "#1": "boss" } }, ["users.#1: must be a map, and is a string"]],
    ["users among which is nothing", { users: { "#1": null } }, ["users.#1: must be a map, and is null"]],
    [
      "a user without a name",
      { users: { "#1": { ...user, name: "" } } },
      ["users.#1.name: is required; users are told apart by their name"],
    ],
    ["a name of another kind", { contactName: 7 }, ["contactName: must be a string, and is a number"]],
    ["a list where a text should be", { phone: ["1"] }, ["phone: must be a string, and is a list"]],
    ["a map where a text should be", { phone: { a: 1 } }, ["phone: must be a string, and is a map"]],
    ["a text where a list should be", { addresses: "home" }, ["addresses: must be a list, and is a string"]],
    ["a text where an item should be", { addresses: ["home"] }, ["addresses.0: must be a map, and is a string"]],
    ["a number where yes or no should be", { locked: 1 }, ["locked: must be a boolean, and is a number"]],
    [
      "a mistyped word within an item",
      { addresses: [{ ...address, ctiy: "x" }] },
      ["addresses.0.ctiy: is not an argument of SubReseller; did you mean city?"],
    ],
    [
      "a mistyped word of a user",
      { users: { boss: { ...user, emial: "x" } } },
      ["users.boss.emial: is not an argument of SubReseller; did you mean email?"],
    ],
    ["nothing at all", { contactName: undefined }, ["contactName: is required"]],
  ])("%s", (_what, inputs, expected) => {
    expect(customer(inputs)).toEqual(expected);
  });

  it("is said of everything at once", () => {
    expect(customer({ contactName: undefined, phnoe: "1", users: { boss: { email: "", roleId: 2 } } }).sort()).toEqual([
      "contactName: is required",
      "phnoe: is not an argument of SubReseller; did you mean phone?",
      "users.boss.email: must not be empty",
      "users.boss.password: is required for a user who does not live yet",
      "users.boss.roleId: must be 1 (API Admin) or 3 (Storefront User)",
    ]);
  });

  it.each<[string, Props]>([
    ["an argument", { phone: UNKNOWN, contactName: UNKNOWN }],
    ["a list", { addresses: UNKNOWN }],
    ["an item", { addresses: [UNKNOWN, address] }],
    ["a line of an item", { addresses: [{ ...address, city: UNKNOWN }] }],
    ["a map", { users: UNKNOWN }],
    ["a user", { users: { boss: UNKNOWN } }],
    ["a number of a user", { users: { boss: { ...user, roleId: UNKNOWN } } }],
    ["what may be of several forms", { adopt: { uuid: UNKNOWN } }],
  ])("is nothing of %s that is not known yet", (_what, inputs) => {
    expect(customer(inputs)).toEqual([]);
  });

  it("is said of what is known beside it", () => {
    expect(customer({ users: UNKNOWN, phone: 1, addresses: [{ ...address, city: UNKNOWN, zip: 1 }] }).sort()).toEqual([
      "addresses.0.zip: must be a string, and is a number",
      "phone: must be a string, and is a number",
    ]);
  });

  it("names no property, of which the engine would print the value, and says each thing once", () => {
    const finding = { path: "a", reason: "is wrong" };
    expect(
      reasonsOf([finding, finding, { path: "b", reason: "is wrong" }, { path: "a", reason: "is odd" }, { path: "", reason: "All is." }]),
    ).toEqual([
      { property: "", reason: "a: is wrong" },
      { property: "", reason: "b: is wrong" },
      { property: "", reason: "a: is odd" },
      { property: "", reason: "All is." },
    ]);
  });

  it("asks the rules of a kind only where it has any", () => {
    const { kind, schema, fields } = registry.SubReseller;
    expect(
      checkInputs({ kind, schema, fields }, { news: { seed: urn, contactName: "Acme", users: { boss: { email: "e", roleId: 1 } } } }),
    ).toEqual([]);
  });
});
