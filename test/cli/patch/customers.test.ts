import { parse } from "yaml";
import { type Files, patched, told, uuid } from "./support";

const [ALDER, ANNA, BEN, YORK, BOX, MAIN, CARA, NUMBER] = [uuid(1), uuid(11), uuid(12), uuid(21), uuid(31), uuid(41), uuid(13), uuid(51)];

const resources = [
  { kind: "SubReseller", name: "alder", uuid: ALDER },
  { kind: "SipUser", name: "alder/anna", uuid: ANNA },
  { kind: "SipUser", name: "alder/ben", uuid: BEN },
  { kind: "HuntGroup", name: "alder/york", uuid: YORK },
  { kind: "Mailbox", name: "alder/messages", uuid: BOX },
  { kind: "CallFlow", name: "alder/main", uuid: MAIN },
  { kind: "CallFlow", name: "alder/closed", uuid: uuid(42) },
  { kind: "TimeDiary", name: "alder/main", uuid: uuid(61) },
  { kind: "PhoneNumber", name: "alder/+441904960201", uuid: NUMBER },
];

const FILE = "customers/alder.yaml";

const text = `# A dentist.
customer: { name: alder-dental, contactName: Alder Dental, phone: "+441904960200" }
timezone: Europe/London
countryCode: GB
mailboxes: { messages: { rotate: "2026-11" } }
users:
  anna: { extension: 1001, displayName: Anna, groups: [york] } # at the desk
  ben: { extension: 1002, displayName: Ben, personalMailbox: messages }
groups: { york: { extension: 600, members: [ben] } }
flows:
  main:
    extension: 500
    flow:
      start: { module: start, next: menu }
      # The menu.
      menu: { module: pressextension, next: { 1: york, 2: message } }
      york:
        module: extension
        extensions:
          - { type: huntgroup, uuid: york }
        noanswer: message
      message: { module: voicemail, mailboxes: [messages] }
  closed: { template: message, extension: 501, with: { messages: messages } }
hours: { main: { template: office } }
numbers: ["+441904960201"]
`;

const files: Files = {
  [FILE]: text,
  "index.ts": `import * as yay from "pulumi-yay";
import { readCustomers } from "pulumi-yay/customers";

for (const [name, customer] of Object.entries(readCustomers("customers/*.yaml"))) new yay.Customer(name, customer);
`,
};

async function alder(changes: Parameters<typeof patched>[1], from = files) {
  const result = await patched(from, { resources, ...changes });
  expect(Object.keys(result.files).filter((file) => file !== FILE)).toEqual([]);
  return { ...result, text: result.after[FILE] ?? "" };
}

const lines = (before: string, after: string) => {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
};

describe("a customer that is kept as YAML", () => {
  it("gets the same edits, and keeps its comments and its other lines", async () => {
    const {
      text: after,
      notEdited,
      edited,
    } = await alder({
      changed: [
        { kind: "SubReseller", name: "alder", differences: [{ path: "phone", from: "+441904960200", to: "+441904960209" }] },
        { kind: "SipUser", name: "alder/anna", differences: [{ path: "timezone", from: "Europe/London", to: "Europe/Rome" }] },
        {
          kind: "CallFlow",
          name: "alder/main",
          differences: [
            { path: "flow.menu.next.2", from: "message", to: "york" },
            {
              path: "flow.york.extensions",
              from: [{ type: "huntgroup", uuid: YORK }],
              to: [
                { type: "huntgroup", uuid: YORK },
                { type: "sipuser", uuid: ANNA },
              ],
            },
            { path: "flow.york.duration", to: 20 },
          ],
        },
      ],
    });
    expect(lines(text, after)).toEqual([
      `-customer: { name: alder-dental, contactName: Alder Dental, phone: "+441904960200" }`,
      "-  anna: { extension: 1001, displayName: Anna, groups: [york] } # at the desk",
      "-      menu: { module: pressextension, next: { 1: york, 2: message } }",
      `+customer: { name: alder-dental, contactName: Alder Dental, phone: "+441904960209" }`,
      "+  anna: { extension: 1001, displayName: Anna, groups: [york], timezone: Europe/Rome } # at the desk",
      "+      menu: { module: pressextension, next: { 1: york, 2: york } }",
      "+          - { type: sipuser, uuid: anna }",
      "+        duration: 20",
    ]);
    expect(notEdited).toEqual([]);
    expect(edited).toHaveLength(5);
  });

  it("marks what no document names, without which the file would be refused", async () => {
    const whom = { type: "telepathy", uuid: "x" };
    const { text: after, notEdited } = await alder({
      changed: [
        {
          kind: "CallFlow",
          name: "alder/main",
          differences: [
            { path: "flow.bell", to: { module: "teleport", next: "queue" } },
            { path: "flow.queue", to: { module: "place_call_into_queue" } },
            { path: "flow.york.extensions", from: [{ type: "huntgroup", uuid: YORK }], to: [whom] },
            { path: "flow.message.module", from: "voicemail", to: "police" },
          ],
        },
      ],
    });
    expect(lines(text, after).filter((line) => line.startsWith("+"))).toEqual([
      "+          - { type: { undocumented: telepathy }, uuid: x }",
      "+      message: { module: { undocumented: police }, mailboxes: [messages] }",
      "+      bell:",
      "+        module:",
      "+          undocumented: teleport",
      "+        next: queue",
      "+      queue:",
      "+        module: place_call_into_queue",
    ]);
    expect(notEdited).toEqual([]);
  });

  it("gets a new user as a part, and the member where members stand", async () => {
    const { text: after, declared } = await alder({
      added: [
        {
          kind: "SipUser",
          uuid: CARA,
          customer: ALDER,
          args: { displayName: "Cara", extension: 1003, countryCode: "GB", timezone: "Europe/London", personalMailbox: BOX },
        },
      ],
      changed: [{ kind: "HuntGroup", name: "alder/york", differences: [{ path: "members", from: [BEN, ANNA], to: [BEN, CARA] }] }],
    });
    expect(parse(after)).toMatchObject({
      users: { anna: { groups: [] }, cara: { displayName: "Cara", extension: 1003, personalMailbox: "messages" } },
      groups: { york: { members: ["ben", "cara"] } },
    });
    expect(declared).toEqual([{ kind: "SipUser", name: "alder/cara", uuid: CARA, customer: ALDER, file: FILE }]);
    expect(lines(text, after)).toContain("+  cara: { displayName: Cara, extension: 1003, personalMailbox: messages }");
  });

  it("loses a part that is gone, unless more than lists names it", async () => {
    const { text: after, notEdited } = await alder({
      gone: [
        { kind: "SipUser", name: "alder/ben" },
        { kind: "HuntGroup", name: "alder/york" },
      ],
    });
    expect(parse(after)).toMatchObject({ users: { anna: {} }, groups: { york: { members: [] } } });
    expect(Object.keys((parse(after) as { users: object }).users)).toEqual(["anna"]);
    expect(told(notEdited)).toEqual([
      `${FILE}:9 HuntGroup alder/york: does not live any more, and is still named by flows.main.flow.menu.next.1, flows.main.flow.york.extensions[0].uuid`,
    ]);
  });

  it("is told what it has from elsewhere: templates, hours in another form, numbers alone, secrets", async () => {
    const { patch, notEdited } = await alder({
      changed: [
        { kind: "CallFlow", name: "alder/closed", differences: [{ path: "flow.message.duration", to: 5 }] },
        { kind: "TimeDiary", name: "alder/main", differences: [{ path: "elements", from: [1], to: [2] }] },
        { kind: "PhoneNumber", name: "alder/+441904960201", differences: [{ path: "name", to: "Main" }] },
        { kind: "Mailbox", name: "alder/messages", differences: [{ path: "password", to: "[secret]" }] },
        { kind: "SipUser", name: "alder/anna", differences: [{ path: "extension", from: 1009, to: 1008 }] },
      ],
    });
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      `${FILE}:23 CallFlow alder/closed flow.message.duration: comes from the template message, which other customers share`,
      `${FILE}:24 TimeDiary alder/main elements: comes from the template office, which other customers share`,
      `${FILE}:25 PhoneNumber alder/+441904960201 name: is written as a number alone: write number: and what differs`,
      `${FILE}:5 Mailbox alder/messages password: is a secret, which no patch has`,
      `${FILE}:7 SipUser alder/anna extension: says 1001, which is neither what the stack has nor what lives: run pulumi up first, or take that change back`,
    ]);
  });

  it("keeps blanks and spellings that the library would write otherwise", async () => {
    const odd = text
      .replace("timezone: Europe/London", "timezone:    'Europe/London'   # all")
      .replace("next: { 1: york, 2: message }", "next: {1: york,   2: message}");
    const { text: after } = await alder(
      { changed: [{ kind: "SipUser", name: "alder/ben", differences: [{ path: "extension", from: 1002, to: 1005 }] }] },
      { ...files, [FILE]: odd },
    );
    expect(after).toBe(odd.replace("1002", "1005"));
  });
});
