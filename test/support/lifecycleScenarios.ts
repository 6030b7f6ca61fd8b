import type { Json, JsonObject } from "../../provider/simulator/index";
import type { Props } from "../../provider/common/values";
import type { Kind } from "../../provider/kinds/registry";
import type { Scenario } from "./lifecycle";

export const acme = "0a7c1111-1111-4111-8111-111111111111";
export const globex = "0a7c2222-2222-4222-8222-222222222222";
export const store = "3951ec81-cca4-4c4a-8efb-4bce76e04032";
export const otherStore = "3951ec81-cca4-4c4a-8efb-4bce76e04033";
export const phone = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a01";
export const otherPhone = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7a02";
export const mailbox = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7b01";
export const sound = "6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c7c01";

/** The objects in a list of a record. */
export function listIn(record: JsonObject, name: string): JsonObject[] {
  const list = record[name];
  return Array.isArray(list) ? (list as JsonObject[]) : [];
}

export function named(record: JsonObject, name: string): JsonObject {
  const found = listIn(record, "users").find((user) => user["name"] === name);
  if (found === undefined) throw new Error(`There is no user ${name}.`);
  return found;
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

export const subReseller: Scenario = {
  kind: "SubReseller",
  seed: { stores: [{ uuid: store }, { uuid: otherStore }] },
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
  neighbours: (record) =>
    [
      listIn(record, "users").filter((user) => user["name"] === "portal_user"),
      listIn(record, "addresses").filter((one) => one["street_one"] === "9 Portal Road"),
      record["loyalty_points"],
      record["preferences"],
      named(record, "boss")["badge"],
      record["allow_outbound"],
    ].map(withoutDates),
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
  beforeDelete: [],
  distinct: (index) => ({ name: `many-${index}` }),
  withSecret: (inputs, secret) => ({ ...inputs, users: { boss: { ...boss, password: secret }, clerk: { ...clerk, password: secret } } }),
};

function withoutDates(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((item) => withoutDates(item) ?? null);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== "updated_on" && key !== "created_on"));
}

const steps = {
  start: { module: "start", next: "greet" },
  greet: { module: "play", sound, next: "menu" },
  menu: {
    module: "pressextension",
    sound,
    duration: 8,
    next: { 1: "sales", 2: "screen", 3: "meet", invalid: "menu", timeout: "sales" },
  },
  screen: { module: "calleridmatch", patterns: ["^44800", "anonymous"], match: "busy", nomatch: "dial" },
  dial: {
    module: "dialbyextension",
    next: { invalid: "menu", timeout: "voice" },
    noanswer: "sipuser_voicemail",
    dialDuration: 25,
    waitDuration: 5,
  },
  sales: {
    module: "extension",
    extensions: [
      { type: "sipuser", uuid: phone },
      { type: "forward", number: "+441632960077" },
    ],
    duration: 20,
    noanswer: "voice",
  },
  meet: { module: "conference", pin: "4711" },
  busy: { module: "busy", duration: 7 },
  voice: { module: "voicemail", mailboxes: [mailbox] },
};

/** The live step of a module; every module stands once in the flow. */
export function liveStep(record: JsonObject, module: string): JsonObject {
  const [, step] = Object.entries(record["flow"] as Record<string, JsonObject>).find(([, one]) => one["module"] === module) ?? [];
  if (step === undefined) throw new Error(`There is no step ${module}.`);
  return step;
}

export function liveKey(record: JsonObject, module: string): string {
  const [key] = Object.entries(record["flow"] as Record<string, JsonObject>).find(([, one]) => one["module"] === module) ?? [];
  if (key === undefined) throw new Error(`There is no step ${module}.`);
  return key;
}

const onStep = (module: string, change: (step: JsonObject, record: JsonObject) => void) => ({
  argument: "flow",
  edit: (record: JsonObject) => change(liveStep(record, module), record),
});

export const callFlow: Scenario = {
  kind: "CallFlow",
  seed: {
    customers: [
      { uuid: acme, name: "acme-ltd", contact_name: "Acme Ltd" },
      { uuid: globex, name: "globex-ltd", contact_name: "Globex Ltd" },
    ],
  },
  inputs: {
    customer: acme,
    name: "Main line",
    extension: 501,
    flow: steps,
    showCallRouteName: true,
    showOriginalCallerId: true,
  },
  changes: {
    name: "Other line",
    extension: 502,
    flow: { ...steps, menu: { ...steps.menu, next: { ...steps.menu.next, 2: "voice" } } },
    showCallRouteName: false,
    showOriginalCallerId: false,
  },
  replacements: { customer: globex },
  drifts: {
    name: { argument: "name", edit: (record) => (record["name"] = "Edited line") },
    extension: { argument: "extension", edit: (record) => (record["extension"] = 599) },
    showCallRouteName: { argument: "showCallRouteName", edit: (record) => (record["show_call_route_name"] = false) },
    showOriginalCallerId: { argument: "showOriginalCallerId", edit: (record) => (record["show_original_caller_id"] = false) },
    "flow.greet.next": onStep("play", (step, record) => (step["next"] = liveKey(record, "voicemail"))),
    "flow.greet.sound": onStep("play", (step) => (step["sound"] = otherPhone)),
    "flow.menu.next.2": onStep("pressextension", (step, record) => ((step["next"] as JsonObject)["2"] = liveKey(record, "busy"))),
    "flow.menu.next.9 (added)": onStep("pressextension", (step, record) => ((step["next"] as JsonObject)["9"] = liveKey(record, "busy"))),
    "flow.menu.next.3 (removed)": onStep("pressextension", (step) => delete (step["next"] as JsonObject)["3"]),
    "flow.menu.duration": onStep("pressextension", (step) => (step["duration"] = 9)),
    "flow.menu.sound (removed)": onStep("pressextension", (step) => delete step["sound"]),
    "flow.screen.patterns": onStep("calleridmatch", (step) => (step["patterns"] = ["^44900"])),
    "flow.screen.match": onStep("calleridmatch", (step, record) => (step["match"] = liveKey(record, "voicemail"))),
    "flow.dial.noanswer": onStep("dialbyextension", (step, record) => (step["noanswer"] = liveKey(record, "voicemail"))),
    "flow.dial.waitDuration": onStep("dialbyextension", (step) => (step["wait_duration"] = 6)),
    "flow.sales.extensions": onStep("extension", (step) => (step["extensions"] = [{ type: "sipuser", uuid: otherPhone }])),
    "flow.sales.noanswer": onStep("extension", (step) => delete step["noanswer"]),
    "flow.meet.pin": onStep("conference", (step) => (step["pin"] = "0815")),
    "flow.meet.pin (removed)": onStep("conference", (step) => delete step["pin"]),
    "flow.busy.duration": onStep("busy", (step) => (step["duration"] = 3)),
    "flow.voice.mailboxes": onStep("voicemail", (step) => (step["mailboxes"] = [mailbox, otherPhone])),
    "flow.busy (another module)": onStep("busy", (step) => {
      for (const key of Object.keys(step)) Reflect.deleteProperty(step, key);
      Object.assign(step, { module: "Trunk", uuid: otherPhone });
    }),
    "flow (a step added)": onStep("play", (step, record) => {
      const key = "12340000-0000-4000-8000-000000000001";
      (record["flow"] as JsonObject)[key] = { module: "recording", next: step["next"] ?? null };
      step["next"] = key;
    }),
    "flow.greet (a step removed)": onStep("start", (step, record) => {
      step["next"] = liveKey(record, "pressextension");
      Reflect.deleteProperty(record["flow"] as JsonObject, liveKey(record, "play"));
    }),
  },
  unseen: { customer: "an object does not say whose it is; it is found by asking for its customer" },
  neighbour: (record) => {
    record["colour"] = "green";
    record["notes"] = { author: "portal", list: [1, { deep: null }] };
    liveStep(record, "pressextension")["max_retries"] = 3;
    (liveStep(record, "extension")["extensions"] as JsonObject[])[0]!["label"] = "front desk";
  },
  neighbours: (record) => [
    record["colour"],
    record["notes"],
    liveStep(record, "pressextension")["max_retries"],
    (liveStep(record, "extension")["extensions"] as JsonObject[]).map((entry) => entry["label"] ?? null),
  ],
  invalid: {
    "an empty name": { change: { name: "" }, path: "name" },
    "an extension of zero": { change: { extension: 0 }, path: "extension" },
    "an extension that is no number": { change: { extension: "501" }, path: "extension" },
    "a customer that is no uuid": { change: { customer: "acme" }, path: "customer" },
    "no start": { change: { flow: { voice: steps.voice } }, path: "flow" },
    "two starts": { change: { flow: { ...steps, begin: { module: "start", next: "menu" } } }, path: "flow" },
    "a missing target": { change: { flow: { ...steps, start: { module: "start", next: "grete" } } }, path: "flow.start.next" },
    "a required key missing": { change: { flow: { ...steps, greet: { module: "play", next: "menu" } } }, path: "flow.greet.sound" },
    "a wrong type": { change: { flow: { ...steps, busy: { module: "busy", duration: "long" } } }, path: "flow.busy.duration" },
    "a key that the module does not have": {
      change: { flow: { ...steps, busy: { module: "busy", durations: 3 } } },
      path: "flow.busy.durations",
    },
    "a PIN of three digits": { change: { flow: { ...steps, meet: { module: "conference", pin: "471" } } }, path: "flow.meet.pin" },
    "adopting by an extension that is not known": { change: { extension: "next", adopt: true }, path: "adopt" },
  },
  ownOutputs: [],
  beforeDelete: [],
  distinct: (index) => ({ extension: 700 + index }),
  withSecret: withPin,
};

function withPin(inputs: Props, pin: string): Props {
  return { ...inputs, flow: { ...steps, meet: { module: "conference", pin } } };
}

const flowUuid = (index: number) => `6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8a0${index}`;

/** The flows that a `CallFlow` made without steps. */
export const emptyFlows: readonly string[] = [0, 1, 2, 3, 4, 5].map(flowUuid);

export const emptyFlow = (index: number): JsonObject => ({
  uuid: flowUuid(index),
  name: `Line ${index}`,
  extension: 601 + index,
  show_call_route_name: true,
  show_original_caller_id: false,
  flow: {
    [`6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8b0${index}`]: { module: "start", next: `6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8c0${index}` },
    [`6f1c2f34-5a06-4b0e-9a5e-0d1f6f2c8c0${index}`]: { module: "busy" },
  },
});

/** What concerns the steps of a flow alone. */
const onFlow = <T>(all: Readonly<Record<string, T>>, isFlow: (path: string, value: T) => boolean) =>
  Object.fromEntries(Object.entries(all).filter(([path, value]) => isFlow(path, value)));

export const callFlowContent: Scenario = {
  kind: "CallFlowContent",
  seed: {
    customers: [
      {
        uuid: acme,
        name: "acme-ltd",
        contact_name: "Acme Ltd",
        objects: { flow: emptyFlows.slice(0, 5).map((_, index) => emptyFlow(index)) },
      },
      { uuid: globex, name: "globex-ltd", contact_name: "Globex Ltd", objects: { flow: [emptyFlow(5)] } },
    ],
  },
  inputs: { customer: acme, callFlow: flowUuid(0), flow: steps },
  changes: { flow: { ...steps, menu: { ...steps.menu, next: { ...steps.menu.next, 2: "voice" } } } },
  replacements: { customer: { customer: globex, callFlow: flowUuid(5) }, callFlow: { callFlow: flowUuid(1) } },
  drifts: onFlow(callFlow.drifts, (_path, { argument }) => argument === "flow"),
  unseen: {
    customer: "an object does not say whose it is; it is found by asking for its customer",
    callFlow: "it says which flow is read",
  },
  neighbour: (record) => {
    callFlow.neighbour(record);
    record["name"] = "Renamed by the resource that has the flow";
  },
  neighbours: (record) => [callFlow.neighbours(record), record["name"], record["extension"], record["show_call_route_name"]],
  invalid: {
    ...onFlow(callFlow.invalid, (_name, { path }) => path.startsWith("flow")),
    "a customer that is no uuid": { change: { customer: "acme" }, path: "customer" },
    "a flow that is no uuid": { change: { callFlow: "main" }, path: "callFlow" },
    "adopting another flow": { change: { adopt: flowUuid(1) }, path: "adopt" },
  },
  ownOutputs: [],
  beforeDelete: [],
  distinct: (index) => ({ callFlow: flowUuid(index) }),
  withSecret: withPin,
};

/** The scenario of every kind; a kind without one does not compile. */
export const scenarios: Readonly<Record<Kind, Scenario>> = {
  SubReseller: subReseller,
  CallFlow: callFlow,
  CallFlowContent: callFlowContent,
};

/** The inputs of a scenario with one of its steps changed. */
export function flowWith(change: Props): Props {
  return { ...(callFlow.inputs["flow"] as Props), ...change };
}
