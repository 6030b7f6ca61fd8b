import { kindFacts } from "../../provider/objects";
import type { MapObject } from "../../provider/map";

/** What is known of the kinds. */
export const factsOf = kindFacts;

/** A uuid that stands for a name in a test. */
export function id(name: string): string {
  const digits = Array.from(name, (sign) => sign.charCodeAt(0).toString(16).padStart(2, "0")).join("");
  const all = digits.slice(-32).padStart(32, "0");
  return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join("-");
}

const acme = id("acme");

/** An object of the customer, known in its program by the same name as in the test. */
export function made(kind: string, name: string, args: Record<string, unknown>, customer = acme): MapObject {
  return { kind, uuid: id(name), customer, resource: name, args: { customer, ...args } };
}

/** The customer. */
export const customer: MapObject = { kind: "SubReseller", uuid: acme, resource: "acme", args: { name: "acme-1", contactName: "Acme Ltd" } };

/** The steps of the main line: key 1 rings the sales group, key 2 the boss. */
export const steps = {
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", next: { 1: "sales", 2: "boss", invalid: "sales", timeout: "message" } },
  sales: { module: "extension", extensions: [{ type: "huntgroup", uuid: id("sales") }], noanswer: "message" },
  boss: {
    module: "extension",
    extensions: [
      { type: "sipuser", uuid: id("boss") },
      { type: "forward", number: "+441632960999" },
    ],
    noanswer: "message",
  },
  message: { module: "voicemail", mailboxes: [id("messages")] },
};

/** A customer with a number, hours, two flows, a group, two phones and a mailbox. */
export const acmes: readonly MapObject[] = [
  customer,
  made("PhoneNumber", "number", { number: "+441632960123", name: "Main", callFlow: id("main"), outOfHours: id("hours") }),
  made("TimeDiary", "hours", {
    name: "Office hours",
    timezone: "Europe/London",
    elements: [{ callFlow: id("night"), closedTime: "18:00-9:00,mon-fri,*,*" }],
    exceptions: ["2026-12-25", "2026-12-28"].map((day) => ({ callFlow: id("night"), startDate: day, endDate: day })),
  }),
  made("CallFlow", "main", { name: "Main line", extension: 500, flow: steps }),
  made("CallFlow", "night", {
    name: "Night",
    extension: 501,
    flow: { start: { module: "start", next: "message" }, message: { module: "voicemail", mailboxes: [id("messages")] } },
  }),
  made("HuntGroup", "sales", { name: "Sales", extension: 600, members: [id("anna"), id("boss")] }),
  made("SipUser", "anna", { displayName: "Anna", extension: 101 }),
  made("SipUser", "boss", { displayName: "Boss", extension: 100, personalMailbox: id("messages") }),
  made("Mailbox", "messages", { name: "Messages", mailbox: "8001" }),
];

/** The same objects with some arguments laid over those of one. */
export function withArgs(objects: readonly MapObject[], name: string, args: Record<string, unknown>): MapObject[] {
  return objects.map((object) => (object.resource === name ? { ...object, args: { ...object.args, ...args } } : object));
}

/** A customer with groups of phones, a flow for each, and a number for each. */
export function crowd(groups: number, phones: number, name = "crowd"): MapObject[] {
  const whose = id(name);
  const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
  return [
    { kind: "SubReseller", uuid: whose, resource: name, args: { contactName: `Crowd ${name}` } },
    ...many(groups, (group) => {
      const members = many(phones, (phone) => `${name}-${group}-p${phone}`);
      return [
        made("PhoneNumber", `${name}-${group}-n`, { number: `+4416329${group}`, callFlow: id(`${name}-${group}-f`) }, whose),
        made(
          "CallFlow",
          `${name}-${group}-f`,
          {
            name: `Line ${group}`,
            flow: {
              start: { module: "start", next: "ring" },
              ring: { module: "extension", extensions: [{ type: "huntgroup", uuid: id(`${name}-${group}-g`) }] },
            },
          },
          whose,
        ),
        made("HuntGroup", `${name}-${group}-g`, { name: `Group ${group}`, members: members.map(id) }, whose),
        ...members.map((phone, index) =>
          made("SipUser", phone, { displayName: `Phone ${group}.${index}`, extension: 1000 + group * 20 + index }, whose),
        ),
      ];
    }).flat(),
  ];
}
