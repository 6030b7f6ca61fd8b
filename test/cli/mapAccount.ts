import type { Seed } from "../../provider/simulator/index";

/** The uuids of a customer's objects. */
export const ids = {
  acme: "0a7c1111-1111-4111-8111-111111111111",
  number: "1b000000-0000-4000-8000-000000000001",
  hours: "1b000000-0000-4000-8000-000000000002",
  main: "1b000000-0000-4000-8000-000000000003",
  night: "1b000000-0000-4000-8000-000000000004",
  queue: "1b000000-0000-4000-8000-000000000005",
  sales: "1b000000-0000-4000-8000-000000000006",
  anna: "1b000000-0000-4000-8000-000000000007",
  boss: "1b000000-0000-4000-8000-000000000008",
  messages: "1b000000-0000-4000-8000-000000000009",
};

const step = (last: number) => `2c000000-0000-4000-8000-00000000000${last}`;

/** The uuids of the steps of the main line. */
export const stepUuids = { start: step(1), menu: step(2), sales: step(3), wait: step(4), message: step(5) };

const steps = (at: Record<keyof typeof stepUuids, string>) => ({
  [at.start]: { module: "start", next: at.menu },
  [at.menu]: { module: "pressextension", next: { 1: at.sales, 2: at.wait, invalid: at.sales, timeout: at.message } },
  [at.sales]: { module: "extension", extensions: [{ type: "huntgroup", uuid: ids.sales }], duration: 20, noanswer: at.message },
  [at.wait]: { module: "place_call_into_queue", queue: ids.queue, pin: "4711" },
  [at.message]: { module: "voicemail", mailboxes: [ids.messages] },
});

const names = { start: "start", menu: "menu", sales: "sales", wait: "wait", message: "message" };

const nightSteps = (start: string, message: string) => ({
  [start]: { module: "start", next: message },
  [message]: { module: "voicemail", mailboxes: [ids.messages] },
});

/** The password of a phone, which nothing shows. */
export const PASSWORD = "sentinel-password-of-anna";

const wire = {
  number: [{ uuid: ids.number, country_code: "44", number: "1632960123", name: "Main", call_flow: ids.main, out_of_hours: ids.hours }],
  timeDiary: [
    {
      uuid: ids.hours,
      name: "Office hours",
      timezone: "Europe/London",
      elements: [{ call_flow: ids.night, closed_time: "0:00-9:00,mon-fri,*,*" }],
      exceptions: [
        { call_flow: ids.night, start_date: "2026-12-25", start_time: "00:00:00", end_date: "2026-12-25", end_time: "23:59:59" },
      ],
    },
  ],
  flow: [
    { uuid: ids.main, name: "Main line", extension: 500, flow: steps(stepUuids) },
    { uuid: ids.night, name: "Night", extension: 501, flow: nightSteps(step(6), step(7)) },
  ],
  queueGroup: [{ uuid: ids.queue, name: "Helpline", members: [ids.sales], strategy: "ringall" }],
  group: [{ uuid: ids.sales, name: "Sales", extension_number: 600, members: [ids.anna, ids.boss] }],
  user: [
    { uuid: ids.anna, display_name: "Anna", extension: 101, user_password: PASSWORD },
    { uuid: ids.boss, display_name: "Boss", extension: 100, personal_mailbox: ids.messages },
  ],
  mailbox: [{ uuid: ids.messages, name: "Messages", mailbox: "8001", password: "4812" }],
};

/** An account in which the customer lives. */
export const seed: Seed = { customers: [{ uuid: ids.acme, name: "acme-1", contact_name: "Acme Ltd", objects: wire }] };

type Args = Record<string, unknown>;

/** What a program declares of the same customer, by kind and resource. */
export const program: readonly (readonly [kind: string, name: keyof typeof ids, args: Args])[] = [
  ["SubReseller", "acme", { name: "acme-1", contactName: "Acme Ltd" }],
  ["PhoneNumber", "number", { number: "+441632960123", name: "Main", callFlow: ids.main, outOfHours: ids.hours }],
  [
    "TimeDiary",
    "hours",
    {
      name: "Office hours",
      timezone: "Europe/London",
      elements: [{ callFlow: ids.night, closedTime: "0:00-9:00,mon-fri,*,*" }],
      exceptions: [{ callFlow: ids.night, startDate: "2026-12-25", startTime: "00:00:00", endDate: "2026-12-25", endTime: "23:59:59" }],
    },
  ],
  ["CallFlow", "main", { name: "Main line", extension: 500, flow: steps(names), stepUuids }],
  [
    "CallFlow",
    "night",
    { name: "Night", extension: 501, flow: nightSteps("start", "message"), stepUuids: { start: step(6), message: step(7) } },
  ],
  ["QueueGroup", "queue", { name: "Helpline", members: [ids.sales], strategy: "ringall" }],
  ["HuntGroup", "sales", { name: "Sales", extension: 600, members: [ids.anna, ids.boss] }],
  [
    "SipUser",
    "anna",
    {
      displayName: "Anna",
      extension: 101,
      userPassword: { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" },
    },
  ],
  ["SipUser", "boss", { displayName: "Boss", extension: 100, personalMailbox: ids.messages }],
  ["Mailbox", "messages", { name: "Messages", mailbox: "8001" }],
];

/** The state of a resource. */
export function stateOf(kind: string, name: keyof typeof ids, args: Args): Record<string, unknown> {
  const type = `pulumi-nodejs:dynamic/yay:${kind}`;
  const outputs = kind === "SubReseller" ? args : { customer: ids.acme, ...args };
  const inputs = Object.fromEntries(Object.entries(outputs).filter(([key]) => key !== "stepUuids"));
  return { urn: `urn:pulumi:dev::proj::${type}::${name}`, custom: true, id: ids[name], type, inputs, outputs };
}

/** The output of `pulumi stack export`, with some arguments laid over, and without some resources. */
export function exported(changes: Partial<Record<keyof typeof ids, Args>> = {}, without: readonly string[] = []): object {
  const resources = program
    .filter(([, name]) => !without.includes(name))
    .map(([kind, name, args]) => stateOf(kind, name, { ...args, ...changes[name] }));
  const replaced = {
    ...stateOf("HuntGroup", "sales", { name: "Old sales", members: [] }),
    id: "1b000000-0000-4000-8000-0000000000ff",
    delete: true,
  };
  return { version: 3, deployment: { manifest: {}, resources: [...resources, replaced] } };
}
