import type { Json, JsonObject } from "../../provider/simulator/index";
import type { Props } from "../../provider/common/values";
import { CREATE_CUSTOMER, MINIMAL_CUSTOMER, STORE } from "../simulator/documents";
import { listIn, otherStore, store } from "../support/account";
import { picked, renamed, type Scenario, without } from "../support/scenario";

export function named(record: JsonObject, name: string): JsonObject {
  const found = listIn(record, "users").find((user) => user["name"] === name);
  if (found === undefined) throw new Error(`There is no user ${name}.`);
  return found;
}

function portalUsers(record: JsonObject): JsonObject[] {
  return listIn(record, "users").filter((user) => user["name"] === portalUser.name);
}

const portalUser = {
  uuid: "77770000-0000-4000-8000-000000000001",
  name: "portal_user",
  email: "portal@example.com",
  password: "portal-password",
  role_id: 1,
  nickname: "set in the portal",
};

const portalAddress = {
  uuid: "77770000-0000-4000-8000-000000000002",
  street_one: "9 Portal Road",
  city: "Elsewhere",
  zip: "ZZ9 9ZZ",
  country_code: "GB",
  floor: "7",
};

const boss = { email: "boss@acme.example", roleId: 3, password: "boss-password", contactFirstName: "Bo", contactLastName: "Ss" };
const clerk = { email: "clerk@acme.example", roleId: 1, password: "clerk-password" };
const home = {
  streetOne: "1 Example Street",
  streetTwo: "Flat 2",
  streetThree: "Left",
  city: "Exampleton",
  state: "Surrey",
  zip: "EX4M PL3",
  countryCode: "GB",
};
const works = { streetOne: "2 Factory Lane", city: "Worksop", zip: "S80 1AA", countryCode: "GB" };

function address(record: JsonObject, street: string): JsonObject {
  const found = listIn(record, "addresses").find((one) => one["street_one"] === street);
  if (found === undefined) throw new Error(`There is no address ${street}.`);
  return found;
}

function withoutItem(record: JsonObject, list: string, isGoing: (item: JsonObject) => boolean): void {
  record[list] = listIn(record, list).filter((item) => !isGoing(item));
}

/** What a person would write from the documents. */
const nested = (value: unknown) => (Array.isArray(value) ? value : Object.values(value as Props)) as Props[];

const documentedAddress = (value: Props): Props =>
  renamed(value, {
    streetOne: "street_one",
    streetTwo: "street_two",
    streetThree: "street_three",
    city: "city",
    state: "state",
    zip: "zip",
    countryCode: "country_code",
  });

const documentedUser = ([name, value]: [string, unknown]): Props => ({
  name,
  ...renamed(value as Props, {
    email: "email",
    password: "password",
    roleId: "role_id",
    contactFirstName: "contact_first_name",
    contactLastName: "contact_last_name",
  }),
});

function body(inputs: Props, sent: JsonObject): Props {
  return {
    ...(inputs["name"] === undefined || inputs["name"] === "" ? { name: sent["name"] } : { name: inputs["name"] }),
    ...renamed(inputs, { contactName: "contact_name", phone: "phone", storeFront: "store_front" }),
    ...(inputs["addresses"] === undefined ? {} : { addresses: nested(inputs["addresses"]).map(documentedAddress) }),
    ...(inputs["users"] === undefined ? {} : { users: Object.entries(inputs["users"] as Props).map(documentedUser) }),
  };
}

const userKeys = ["name", "email", "password", "role_id", "contact_first_name", "contact_last_name"];

/** A user whom the program says less of than lives keeps the rest; addresses are as the program says. */
function over(live: Props, wanted: Props): Props {
  const living = new Map((live["users"] as Props[]).map((user) => [user["name"], picked(user, userKeys)]));
  const users = ((wanted["users"] ?? []) as Props[]).map((user) => ({ ...living.get(user["name"]), ...user }));
  return { ...live, ...wanted, users, addresses: wanted["addresses"] ?? [] };
}

/** Users who can be made need a password, and have their name from the key alone. */
function withPasswords(inputs: Props): Props {
  const users = inputs["users"];
  if (typeof users !== "object" || users === null) return inputs;
  const made = Object.entries(users as Record<string, Props>).map(([name, user]): [string, Props] => [
    name,
    { ...user, name: undefined, password: typeof user["password"] === "string" ? user["password"] : "a-password" },
  ]);
  return { ...inputs, users: Object.fromEntries(made) };
}

const examples: Scenario["documented"]["examples"] = {
  "the least customer": {
    inputs: { name: "my_customer_name", contactName: "Customers Contact Name" },
    body: MINIMAL_CUSTOMER,
  },
  "a customer with all fields": {
    inputs: {
      addresses: [
        {
          city: "Exampleton",
          countryCode: "GB",
          state: "",
          streetOne: "1 Example Street",
          streetThree: "",
          streetTwo: "",
          zip: "EX4M PL3",
        },
      ],
      contactName: "Pete's Plumbing and Electrical",
      name: "Example Sub Reseller",
      phone: "+443301226000",
      storeFront: STORE,
      users: {
        pete_the_plumber: {
          contactFirstName: "Pete",
          contactLastName: "Plumber",
          email: "pete@example.com",
          password: "password",
          roleId: 1,
        },
        store: { email: "store@example.com", password: "password", roleId: 3 },
      },
    },
    body: {
      ...CREATE_CUSTOMER,
      users: [...CREATE_CUSTOMER.users, { email: "store@example.com", name: "store", password: "password", role_id: 3 }],
    },
  },
};

export const subReseller: Scenario = {
  kind: "SubReseller",
  seed: { stores: [{ uuid: store }, { uuid: otherStore }, { uuid: STORE }] },
  inputs: {
    name: "acme-ltd",
    contactName: "Acme Ltd",
    phone: "+441632960001",
    storeFront: store,
    addresses: [home, works],
    users: { boss, clerk },
    forceDestroy: true,
  },
  changes: {
    name: "acme-plc",
    contactName: "Acme PLC",
    phone: "+441632960002",
    storeFront: otherStore,
    addresses: [home, { ...works, city: "Retford" }],
    users: { boss: { ...boss, email: "chief@acme.example" }, clerk },
  },
  replacements: {},
  drifts: {
    name: { argument: "name", edit: (record) => (record["name"] = "acme-renamed") },
    contactName: { argument: "contactName", edit: (record) => (record["contact_name"] = "Somebody") },
    phone: { argument: "phone", edit: (record) => (record["phone"] = "+441632960099") },
    "phone (removed)": { argument: "phone", edit: (record) => delete record["phone"] },
    storeFront: { argument: "storeFront", edit: (record) => (record["store_front"] = otherStore) },
    "addresses.streetOne": {
      argument: "addresses",
      edit: (record) => (address(record, "1 Example Street")["street_one"] = "1 Other Street"),
    },
    "addresses.streetTwo": { argument: "addresses", edit: (record) => (address(record, "1 Example Street")["street_two"] = "Flat 3") },
    "addresses.streetThree": { argument: "addresses", edit: (record) => (address(record, "1 Example Street")["street_three"] = "Right") },
    "addresses.city": { argument: "addresses", edit: (record) => (address(record, "1 Example Street")["city"] = "Othertown") },
    "addresses.state": { argument: "addresses", edit: (record) => (address(record, "1 Example Street")["state"] = "Kent") },
    "addresses.zip": { argument: "addresses", edit: (record) => (address(record, "1 Example Street")["zip"] = "EX4M PL4") },
    "addresses.countryCode": { argument: "addresses", edit: (record) => (address(record, "1 Example Street")["country_code"] = "IE") },
    "addresses (one removed)": {
      argument: "addresses",
      edit: (record) => withoutItem(record, "addresses", (item) => item["street_one"] === "2 Factory Lane"),
    },
    "users.email": { argument: "users", edit: (record) => (named(record, "boss")["email"] = "other@acme.example") },
    "users.roleId": { argument: "users", edit: (record) => (named(record, "clerk")["role_id"] = 3) },
    "users.contactFirstName": { argument: "users", edit: (record) => (named(record, "boss")["contact_first_name"] = "Jo") },
    "users.contactLastName": { argument: "users", edit: (record) => delete named(record, "boss")["contact_last_name"] },
    "users (one removed)": { argument: "users", edit: (record) => withoutItem(record, "users", (item) => item["name"] === "clerk") },
  },
  unseen: {
    "users.*.password": "answers may mask it or leave it out, so it is sent and never read back",
    locked: "no documented field of an answer shows it",
    internationalCallsAllowed: "no documented field of an answer shows it",
  },
  neighbour: (record) => {
    record["users"] = [structuredClone(portalUser), ...listIn(record, "users")];
    record["addresses"] = [...listIn(record, "addresses"), structuredClone(portalAddress)];
    record["loyalty_points"] = 12;
    record["preferences"] = { colour: "green", empty: "", list: [1, { deep: null }] };
    named(record, "boss")["badge"] = "B-1";
  },
  itemExtras: ["nickname", "floor", "badge"],
  neighbourSecret: {
    text: "portal-password",
    put: (record, text) => portalUsers(record).forEach((user) => (user["password"] = text)),
    takeAway: (record) => withoutItem(record, "users", ({ name }) => name === portalUser.name),
  },
  neighbours: (record) =>
    [
      portalUsers(record),
      listIn(record, "addresses").filter((one) => one["street_one"] === "9 Portal Road"),
      record["loyalty_points"],
      record["preferences"],
      named(record, "boss")["badge"],
      record["allow_outbound"],
    ].map(withoutDates),
  leftOut: ["phone", "users.*.contactFirstName", "users.*.contactLastName"],
  invalid: {
    "a name with a control character": { change: { name: "a\u0007b" }, path: "name" },
    "a name with a line break": { change: { name: "ab\n" }, path: "name" },
    "a name beyond ASCII": { change: { name: "caf\u00e9" }, path: "name" },
    "a name that begins with a blank": { change: { name: " acme" }, path: "name" },
    "a name that ends with a blank": { change: { name: "acme " }, path: "name" },
    "an empty name": { change: { name: "" }, path: "name" },
    "an empty contact name": { change: { contactName: "" }, path: "contactName" },
    "a store that is no uuid": { change: { storeFront: "my-store" }, path: "storeFront" },
    "a role that does not exist": { change: { users: { boss: { ...boss, roleId: 2 } } }, path: "users.boss.roleId" },
    "a user without email": { change: { users: { boss, clerk: { roleId: 1, password: "p" } } }, path: "users.clerk.email" },
    "a user without password who does not live yet": {
      change: { users: { boss, clerk: { roleId: 1, email: "e" } } },
      path: "users.clerk.password",
    },
    "an unknown key of a user": { change: { users: { boss: { ...boss, emial: "x" } } }, path: "users.boss.emial" },
    "a user declared twice": { change: { users: { boss, "boss #2": { ...boss, name: "boss" } } }, path: "users.boss" },
    "an address without city": {
      change: { addresses: [{ streetOne: "1 Example Street", zip: "EX4M PL3", countryCode: "GB" }] },
      path: "addresses.0.city",
    },
    "an unknown key of an address": { change: { addresses: [{ ...home, postcode: "x" }] }, path: "addresses.0.postcode" },
    "a store without an address": { change: { addresses: undefined }, path: "storeFront" },
    "a store without a store user": { change: { users: { clerk } }, path: "storeFront" },
    "an adopt that is no uuid": { change: { adopt: "acme" }, path: "adopt" },
  },
  ownOutputs: [],
  beforeDelete: ["GET /account/reseller", "GET /voip/number", "GET /subscription/voip-bundle", "GET /voip/call-pack"],
  distinct: (index) => ({ name: `many-${index}` }),
  withSecret: (inputs, secret) => ({ ...inputs, users: { boss: { ...boss, password: secret }, clerk: { ...clerk, password: secret } } }),
  guarded: { forceDestroy: false },
  documented: { body, keys: ["name", "contact_name", "phone", "store_front", "addresses", "users"], over, examples },
  random: {
    agreeing: withPasswords,
    living: ({ storeFront, ...inputs }) => ({
      ...without(inputs, ["locked", "internationalCallsAllowed"]),
      ...(storeFront === undefined ? {} : { storeFront: store }),
    }),
  },
};

function withoutDates(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => withoutDates(item) ?? null);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "updated_on" && key !== "created_on"));
}
