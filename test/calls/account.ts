import type { CallObject } from "../../provider/calls/index";
import { closedTimes } from "../../provider/diary/index";

const customer = "0c0ffee0-0000-4000-8000-000000000000";

/** The uuid of each object by its resource's name. */
export const uuid = (name: string): string => `0c0ffee0-0000-4000-8000-${Buffer.from(name.padEnd(6, ".")).toString("hex").slice(0, 12)}`;

function object(kind: string, resource: string, args: Record<string, unknown>): CallObject {
  return { kind, uuid: uuid(resource), resource, customer, args: { customer, ...args } };
}

const ring = (type: string, ...names: string[]) => names.map((name) => ({ type, uuid: uuid(name) }));

const mainFlow = {
  start: { module: "start", next: "menu" },
  menu: {
    module: "pressextension",
    sound: uuid("hello"),
    next: { 1: "workshop", 2: "shop", 3: "dial", invalid: "workshop", timeout: "workshop" },
  },
  workshop: { module: "extension", extensions: ring("huntgroup", "makers"), duration: 20, noanswer: "message" },
  shop: { module: "extension", extensions: ring("sipuser", "counter"), duration: 15, noanswer: "mobile" },
  mobile: { module: "extension", extensions: [{ type: "forward", number: "+447700900201" }], noanswer: "message" },
  dial: { module: "dialbyextension", next: { invalid: "message", timeout: "message" }, noanswer: "sipuser_voicemail" },
  message: { module: "voicemail", mailboxes: [uuid("inbox")] },
};

const nightFlow = { start: { module: "start", next: "message" }, message: { module: "voicemail", mailboxes: [uuid("nights")] } };

const helpFlow = {
  start: { module: "start", next: "wait" },
  wait: { module: "place_call_into_queue", queue: uuid("orders") },
};

/** A customer with a shop and a workshop. The name of a resource is no more than six letters here, because its uuid is made of it. */
export const larch: readonly CallObject[] = [
  object("SipUser", "bench", { displayName: "Workbench", extension: 1001 }),
  object("SipUser", "chief", { displayName: "Foreman", extension: 1002, personalMailbox: uuid("ownbox") }),
  object("SipUser", "counter", { displayName: "Counter", extension: 1003 }),
  object("HuntGroup", "makers", { name: "Workshop", extension: 600, members: [uuid("bench"), uuid("chief")] }),
  object("QueueGroup", "orders", { name: "Orders", members: [uuid("makers")] }),
  object("Mailbox", "inbox", { name: "Messages" }),
  object("Mailbox", "nights", { name: "Night" }),
  object("Mailbox", "ownbox", { name: "Foreman's own" }),
  object("Sound", "hello", { name: "Welcome" }),
  object("Trunk", "trunk", { name: "Old exchange" }),
  object("CallFlow", "main", { name: "Main line", extension: 500, flow: mainFlow }),
  object("CallFlow", "night", { name: "Closed", extension: 501, flow: nightFlow }),
  object("CallFlow", "help", { name: "Help", extension: 502, content: "separate" }),
  { ...object("CallFlowContent", "steps", { callFlow: uuid("help"), flow: helpFlow }), uuid: uuid("help") },
  object("TimeDiary", "hours", {
    name: "Shop hours",
    timezone: "Europe/London",
    elements: closedTimes({ "mon-fri": "9:00-17:30", "sat-sun": "closed" }, uuid("night")),
    exceptions: [
      { callFlow: uuid("night"), startDate: "2026-12-24", startTime: "12:00:00", endDate: "2026-12-28", endTime: "23:59:59" },
      { startDate: "2027-01-01", startTime: "00:00:00", endDate: "2027-01-01", endTime: "23:59:59" },
    ],
  }),
  object("PhoneNumber", "shop", { number: "+441632960101", name: "Shop", callFlow: uuid("main"), outOfHours: uuid("hours") }),
  object("PhoneNumber", "van", { number: "+441632960102", callFlow: uuid("main") }),
  object("PhoneNumber", "fax", { number: "+441632960103", trunk: uuid("trunk") }),
  object("PhoneNumber", "spare", { number: "+441632960104" }),
  object("PhoneNumber", "helpme", { number: "+441632960105", callFlow: uuid("help") }),
  object("PhoneNumber", "both", { number: "+441632960106", callFlow: uuid("main"), trunk: uuid("trunk") }),
  object("PhoneNumber", "afar", { number: "+441632960107", callFlow: uuid("elsewhere") }),
];
