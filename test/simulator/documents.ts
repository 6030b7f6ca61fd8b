/** The examples of the vendor's four documents, as they stand there. */

const UUID = "31347d42-00bd-44a5-9b5c-20dc4197a2f6";
/** The store of the reference's examples. */
export const STORE = "31347d42-00bd-44a5-9b5c-20dc4197a2f7";
const DAY = "2023-02-07";

/** Part 2, "How to create a customer". */
export const MINIMAL_CUSTOMER = { name: "my_customer_name", contact_name: "Customers Contact Name" };

/** The store of part 2. */
export const GUIDE_STORE = "3951ec81-cca4-4c4a-8efb-4bce76e04032";

/** Part 2, "How do I create a customer for one of my Stores?" */
export const STORE_CUSTOMER = {
  name: "my_store_customer_1",
  users: [
    {
      contact_first_name: "Geoff",
      contact_last_name: "Wilson",
      name: "admin",
      password: "password",
      role_id: "3",
      email: "customer@example.com",
    },
  ],
  addresses: [{ street_one: "Westbury House", city: "Guildford", state: "Surrey", zip: "GU2 4AW", country_code: "GB" }],
  store_front: GUIDE_STORE,
  contact_name: "Geoff Wilson",
};

/** Sub Resellers, POST, "JSON all-fields example". */
export const CREATE_CUSTOMER = {
  addresses: [
    {
      city: "Exampleton",
      country_code: "GB",
      state: "",
      street_one: "1 Example Street",
      street_three: "",
      street_two: "",
      zip: "EX4M PL3",
    },
  ],
  contact_name: "Pete's Plumbing and Electrical",
  name: "Example Sub Reseller",
  phone: "+443301226000",
  store_front: STORE,
  users: [
    {
      contact_first_name: "Pete",
      contact_last_name: "Plumber",
      email: "pete@example.com",
      name: "pete_the_plumber",
      password: "password",
      role_id: 1,
    },
  ],
};

/** Sub Resellers, PUT and its three commands, "JSON all-fields example". */
export const UPDATE_CUSTOMER = {
  contact_name: "Pete's Plumbing and Electrical",
  name: "Example Sub Reseller",
  phone: "+443301226000",
  store_front: STORE,
};

/** Sub Resellers, the object of the 200 answers. */
export const CUSTOMER = {
  addresses: [
    {
      city: "Exampleton",
      country_code: "GB",
      created_on: DAY,
      state: "",
      street_one: "1 Example Street",
      street_three: "",
      street_two: "",
      updated_on: DAY,
      uuid: UUID,
      zip: "EX4M PL3",
    },
  ],
  allow_outbound: true,
  contact_name: "Pete's Plumbing and Electrical",
  created_on: DAY,
  ip_addresses: [{ created_on: DAY, ip_range: "255.255.255.255/32" }],
  name: "Example Sub Reseller",
  phone: "+443301226000",
  store_front: STORE,
  updated_on: DAY,
  users: [
    {
      contact_first_name: "Pete",
      contact_last_name: "Plumber",
      created_on: DAY,
      email: "pete@example.com",
      name: "pete_the_plumber",
      password: "password",
      role_id: 1,
      updated_on: DAY,
      uuid: UUID,
    },
  ],
  uuid: UUID,
};

/** Call Flows, POST and PUT, "JSON all-fields example". */
export const CREATE_FLOW = {
  extension: 501,
  flow: {
    "161ec941-1c6a-4d42-b011-1c050487324d": { module: "start", next: "9085aa47-0ff0-4fd0-9c80-6077e1f475c2" },
    "9085aa47-0ff0-4fd0-9c80-6077e1f475c2": {
      module: "pressextension",
      next: {
        "1": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
        "2": "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
        invalid: "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
        timeout: "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6",
      },
    },
    "fdc20592-2757-4a9a-a1d3-3c4e7b6a39d6": {
      extensions: [{ type: "sipuser", uuid: "92b0aca6-12aa-480c-a7b7-a31df403418c" }],
      module: "extension",
    },
  },
  name: "Call Pete",
  show_call_route_name: true,
  show_original_caller_id: true,
};

/** Call Flows, the object of the 200 answers. */
export const FLOW = {
  created_on: DAY,
  extension: 501,
  flow: CREATE_FLOW.flow,
  name: "Call Pete",
  show_call_route_name: true,
  show_original_caller_id: true,
  updated_on: DAY,
  uuid: UUID,
};

/** Call Flows, "Call Flow Module": every example, with uuids where the page describes one. */
export const MODULES = [
  { module: "start", next: "The key of the next module to route to" },
  { module: "recording", next: "The key of the next module to route to" },
  { class: "The uuid of the playlist", module: "musiconhold", next: "The key of the next module to route to" },
  { match: "a", module: "calleridmatch", nomatch: "b", patterns: ["^44800", "9000$", "1483", "anonymous", "unavailable"] },
  { module: "play", next: "The key of the next module to route to", sound: "The uuid of the sound to play" },
  {
    announcement: "a",
    duration: 30,
    extensions: [
      { type: "sipuser", uuid: "u" },
      { type: "huntgroup", uuid: "g" },
      { number: "+443301226000", type: "forward" },
    ],
    module: "extension",
    noanswer: "n",
    ringtone: "r",
  },
  { duration: 10, module: "pressextension", next: { "...": "", "1": "a", "2": "b", invalid: "c", timeout: "d" }, sound: "s" },
  {
    dial_duration: 30,
    module: "dialbyextension",
    next: { invalid: "a", timeout: "b" },
    noanswer: "sipuser_voicemail",
    ringtone: "r",
    sound: "s",
    wait_duration: 10,
  },
  { duration: 3, module: "busy" },
  { mailboxes: ["m"], module: "voicemail" },
  { announcement: "a", module: "conference", music: "m", pin: "1234" },
  { module: "Trunk", uuid: "t" },
  { module: "fax" },
];

/** Hunt Group: the three fields that a known client sends at a PUT. */
export const GROUP = { extension_number: 601, members: ["92b0aca6-12aa-480c-a7b7-a31df403418c"], name: "Sales" };

/** Mailboxes, the fields of the examples of 2021 and 2023 that a body can have. */
export const MAILBOX = {
  beep: true,
  email_recipients: [],
  greeting: "31347d42-00bd-44a5-9b5c-20dc4197a2f8",
  mailbox: "8001",
  name: "Front desk",
  password: "1234",
  play_caller_id: false,
  play_timestamp: true,
  transcribe: false,
};

/** An envelope with the documented keys in the documented order. */
export function envelope(status_code: number, status_message: string, result: unknown = {}): object {
  return { result, status_code, status_message };
}

const UUID_SHAPE = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DATE_SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** The text of a value in which every uuid and every date is the same, keys in their order. */
export function shape(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "string") return inner;
    if (UUID_SHAPE.test(inner)) return "<uuid>";
    return DATE_SHAPE.test(inner) ? "<date>" : inner;
  });
}
