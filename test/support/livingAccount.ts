import type { Seed, SeedCustomer } from "../../provider/simulator/index";

/** A uuid that tells a test what it is of. */
export const uuid = (digits: string): string => `${digits.padEnd(8, "0")}-0000-4000-8000-${"0".repeat(12)}`;

export const ids = {
  acme: uuid("ac"),
  other: uuid("ac07"),
  alice: uuid("a1"),
  sales: uuid("5a1"),
  sales2: uuid("5a2"),
  box: uuid("b0"),
  welcome: uuid("50"),
  main: uuid("f1"),
  day: uuid("f2"),
  night: uuid("f3"),
  odd: uuid("f4"),
  hours: uuid("d1"),
  shop: uuid("e1"),
  trunk: uuid("70"),
  login: uuid("71"),
  gone: uuid("dead"),
} as const;

const step = (digit: string): string => uuid(`57e${digit}`);

const mainFlow = {
  [step("1")]: { module: "start", next: step("2") },
  [step("2")]: {
    module: "pressextension",
    duration: 10,
    sound: ids.welcome,
    next: { 1: step("3"), 2: step("4"), invalid: step("4"), timeout: step("4") },
  },
  [step("3")]: { module: "extension", extensions: [{ type: "huntgroup", uuid: ids.sales }], duration: 20, noanswer: step("4") },
  [step("4")]: { module: "voicemail", mailboxes: [ids.box] },
};

const handsOver = (to: string) => ({
  [step("6")]: { module: "start", next: step("7") },
  [step("7")]: { module: "hand_over", call_route: to },
});

/** A step of a module that no document has, and a menu that leads nowhere: people have made it in the portal. */
const oddFlow = {
  [step("8")]: { module: "start", next: step("9") },
  [step("9")]: { module: "pressextension", next: { 1: step("a"), timeout: ids.gone } },
  [step("a")]: { module: "queuecaller", queue: ids.gone, odd_key: { nested: [1, "two"] } },
};

/** A password that the API has made. */
export const bookPassword = "5ec7e7b0-0c0c-4c0c-8c0c-0c0c0c0c0c0c";

/** A customer whose objects people have made over years: equal names, odd characters, cycles, dangling references, unknown modules. */
export const acme: SeedCustomer = {
  uuid: ids.acme,
  name: "acme-ltd",
  contact_name: 'Acme */ "Ltd"',
  phone: "0161 not a number",
  users: [{ name: "acme.api", email: "api@acme.example", role_id: 1, contact_first_name: "Ann", password: "s3cret-of-ann" }],
  addresses: [{ street_one: "1 High Street", city: "Leeds", zip: "LS1 1AA", country_code: "GB" }],
  objects: {
    user: [{ uuid: ids.alice, extension: 1001, display_name: "Alice", user_password: "s3cret-of-alice", timezone: "Somewhere" }],
    group: [
      { uuid: ids.sales, name: "Sales", extension_number: 601, members: [ids.alice, ids.gone] },
      { uuid: ids.sales2, name: "Sales", extension_number: 602, members: [] },
    ],
    sound: [{ uuid: ids.welcome, name: "Welcome", file_name: "welcome.mp3" }],
    mailbox: [{ uuid: ids.box, name: "new", password: "4711", greeting: ids.welcome, beep: true }],
    flow: [
      { uuid: ids.main, name: "Hauptnummer – Zürich", extension: 501, flow: mainFlow, show_call_route_name: true },
      { uuid: ids.day, name: "Day", extension: 502, flow: handsOver(ids.night) },
      { uuid: ids.night, name: "Night", extension: 503, flow: handsOver(ids.day) },
      { uuid: ids.odd, name: "日本", extension: 504, flow: oddFlow },
    ],
    timeDiary: [
      {
        uuid: ids.hours,
        name: "Hours",
        timezone: "Europe/London",
        elements: [{ call_flow: ids.night, closed_time: "18:00-09:00,mon-fri,*,*" }],
      },
    ],
    number: [{ uuid: ids.shop, country_code: "44", number: "1632960123", name: "Shop", call_flow: ids.main, out_of_hours: ids.hours }],
    phoneBook: [{ uuid: uuid("bb"), name: "Contacts", username: "contacts", password: bookPassword }],
    trunk: [{ uuid: ids.trunk, name: "Office", domain: "sip.acme.example", port: 5060 }],
    trunkAuth: [{ uuid: ids.login, trunk: ids.trunk, type: "credentials", username: "office", password: "s3cret-of-office" }],
  },
};

export const living: Seed = {
  customers: [
    acme,
    {
      uuid: ids.other,
      name: "acme ltd",
      contact_name: "Acme again",
      objects: { group: [{ uuid: uuid("5a3"), name: "Sales", extension_number: 601 }] },
    },
  ],
  objects: { mailbox: [{ uuid: uuid("b1"), name: "Own" }] },
};

/** What answers show in clear and can be taken over. */
export const shownPasswords = ["4711", "s3cret-of-alice", "s3cret-of-office"];

/** What no file may hold unless secrets are asked for. */
export const passwords = [...shownPasswords, "s3cret-of-ann", bookPassword];
