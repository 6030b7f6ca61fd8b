import { checkInputs } from "../../provider/lifecycle/check";
import { type Kind, registry } from "../../provider/registry";
import type { Props } from "../../provider/lifecycle/values";

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
});
