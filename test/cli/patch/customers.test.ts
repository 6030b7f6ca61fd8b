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

const TEMPLATES = "customers/templates/shared.yaml";

const files: Files = {
  [FILE]: text,
  [TEMPLATES]: `# Shared.
flows:
  message:
    flow:
      message: { module: voicemail, mailboxes: [messages] }
hours:
  office: { name: Office, open: { mon-fri: ["9:00-17:00"] } }
`,
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

  it("is edited however often its file uses one anchor", async () => {
    const more = Array.from({ length: 150 }, (_, index) => `  user${index}: { extension: ${2000 + index}, groups: *all }\n`).join("");
    const repeated = text.replace("groups: [york] }", "groups: &all [york] }").replace("groups: { york:", `${more}groups: { york:`);
    const from = { ...files, [FILE]: repeated };
    const differences = [{ path: "displayName", from: "Ben", to: "Benedict" }];
    const { text: after, notEdited } = await alder({ changed: [{ kind: "SipUser", name: "alder/ben", differences }] }, from);
    expect(notEdited).toEqual([]);
    expect(after).toBe(repeated.replace("displayName: Ben,", "displayName: Benedict,"));
  });

  it("keeps a map that an alias repeats as it is: no key comes into it or leaves it, and it does not leave itself", async () => {
    const step = "message: { module: voicemail, mailboxes: [messages] }\n";
    const repeated = text.replace(step, `${step.replace("{", "&box {")}      late: *box\n`);
    const differences = [
      { path: "flow.message.duration", to: 20 },
      { path: "flow.message.mailboxes", from: [BOX] },
      { path: "flow.message.mailboxes[0]", from: BOX, to: uuid(32) },
      { path: "flow.message", from: { module: "voicemail", mailboxes: [BOX] } },
    ];
    const change = { changed: [{ kind: "CallFlow", name: "alder/main", differences }] };
    const { patch, notEdited } = await alder(change, { ...files, [FILE]: repeated });
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual(
      ["flow.message.duration", "flow.message.mailboxes", "flow.message.mailboxes[0]", "flow.message"].map(
        (path) => `${FILE}:22 CallFlow alder/main ${path}: is repeated elsewhere by an alias`,
      ),
    );
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

  it("keeps, and names, what somebody took away in the portal and the file says otherwise by now", async () => {
    const menu = (next: object) => ({ start: { module: "start", next: "menu" }, menu: { module: "pressextension", next } });
    const change = (from: object) => ({
      changed: [{ kind: "CallFlow", name: "alder/main", differences: [{ path: "flow", from: menu(from), to: menu({ 1: "york" }) }] }],
    });
    const { patch, notEdited } = await alder(change({ 1: "york", 2: "closed" }));
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      `${FILE}:16 CallFlow alder/main flow: says "message", which is neither what the stack has nor what lives: run pulumi up first, or take that change back`,
    ]);
    const { text: after } = await alder(change({ 1: "york", 2: "message" }));
    expect(lines(text, after)).toContain("+      menu: { module: pressextension, next: { 1: york } }");
  });

  it("keeps, and names where both have changed it, what the file has of its own beside what the portal has", async () => {
    const whom = (id: string, type = "sipuser") => ({ type, uuid: id });
    const flow = (next: object, extensions: object[], mailboxes: string[]) => ({
      start: { module: "start", next: "menu" },
      menu: { module: "pressextension", next },
      york: { module: "extension", extensions, noanswer: "message" },
      message: { module: "voicemail", mailboxes },
    });
    const own = text
      .replace("- { type: huntgroup, uuid: york }\n", "$&          - { type: sipuser, uuid: ben }\n")
      .replace("[messages] }\n  closed", "[messages, spare] }\n  closed");
    const from = flow({ 1: "york" }, [whom(YORK, "huntgroup")], [BOX]);
    const to = flow({ 1: "york", 2: "york", 3: "message" }, [whom(YORK, "huntgroup"), whom(ANNA)], [BOX, uuid(32)]);
    const change = { changed: [{ kind: "CallFlow", name: "alder/main", differences: [{ path: "flow", from, to }] }] };
    const { text: after, notEdited, remarks } = await alder(change, { ...files, [FILE]: own });
    expect(lines(own, after)).toEqual([
      "-      menu: { module: pressextension, next: { 1: york, 2: message } }",
      "-      message: { module: voicemail, mailboxes: [messages, spare] }",
      '+      menu: { module: pressextension, next: { 1: york, 2: message, "3": message } }',
      "+          - { type: sipuser, uuid: anna }",
      `+      message: { module: voicemail, mailboxes: [messages, ${uuid(32)}, spare] }`,
    ]);
    expect(told(notEdited)).toEqual([
      `${FILE}:16 CallFlow alder/main flow: says "message", which is neither what the stack has nor what lives: run pulumi up first, or take that change back`,
    ]);
    expect(remarks.map(({ reason }) => reason)).toEqual([expect.stringContaining(`${uuid(32)} is no part of this customer`)]);
    const without = own.replace("        noanswer: message\n", "");
    const moved = { ...to, york: { ...to.york, noanswer: "menu" } };
    const back = await alder(
      { changed: [{ kind: "CallFlow", name: "alder/main", differences: [{ path: "flow", from, to: moved }] }] },
      { ...files, [FILE]: without },
    );
    expect(back.text).toContain("        noanswer: menu\n");
    expect(told(back.remarks)[0]).toBe(
      `${FILE}:18 CallFlow alder/main flow: noanswer is in the stack and was not in the program: it is written as it lives`,
    );
  });

  it("that ends its lines as Windows does keeps all of it but what has changed", async () => {
    const crlf = text.replaceAll("\n", "\r\n");
    const change = (name: string, path: string, to: unknown) => ({ kind: "SipUser", name, differences: [{ path, to }] });
    const changed = [change("alder/anna", "displayName", "Ann"), change("alder/ben", "macAddresses", ["00:11:22:33:44:55"])];
    const added = [{ kind: "SipUser", uuid: CARA, customer: ALDER, args: { displayName: "Cara", extension: 1003 } }];
    const { text: after } = await alder({ changed, added }, { ...files, [FILE]: crlf });
    const { text: unix } = await alder({ changed, added });
    expect(after).toBe(unix.replaceAll("\n", "\r\n"));
    expect(lines(crlf, after)).toHaveLength(lines(text, unix).length);
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
      `${FILE}:9 HuntGroup alder/york: does not live any more, and is still named by flows.main.flow.york.extensions[0].uuid`,
    ]);
  });

  it("loses a part whose name others have, too: a user, a step of a flow", async () => {
    const same = `customer: { name: alder-dental }
users:
  york: { extension: 1001, groups: [york, desk] }
groups:
  york: { extension: 600, members: [york] }
  desk: { extension: 601, members: [york] }
flows:
  main:
    extension: 500
    flow:
      start: { module: start, next: york }
      york: { module: extension, extensions: [{ type: huntgroup, uuid: desk }, { type: sipuser, uuid: york }] }
`;
    const gone = [{ kind: "HuntGroup", name: "alder/york" }];
    const { text: after, notEdited } = await alder({ gone }, { ...files, [FILE]: same });
    const left = same.replace("groups: [york, desk]", "groups: [desk]").replace(/ {2}york: .*members.*\n/, "");
    expect(parse(after)).toEqual(parse(left));
    expect(notEdited).toEqual([]);
  });

  it("keeps a part that a default names, that a template gets, or that a list names which an alias repeats", async () => {
    const shared = text.replace("members: [ben] } }", "members: &all [ben] }, desk: { extension: 601, members: *all } }");
    const { text: after, notEdited } = await alder(
      {
        gone: [
          { kind: "Mailbox", name: "alder/messages" },
          { kind: "CallFlow", name: "alder/main" },
          { kind: "TimeDiary", name: "alder/main" },
          { kind: "SipUser", name: "alder/ben" },
        ],
      },
      { ...files, [FILE]: shared },
    );
    expect(parse(after)).toEqual({ ...(parse(shared) as object), hours: {} });
    const still = "does not live any more, and is still named by";
    expect(told(notEdited)).toEqual([
      `${FILE}:5 Mailbox alder/messages: ${still} users.ben.personalMailbox, flows.closed.with.messages`,
      `${FILE}:11 CallFlow alder/main: ${still} numbers[0].callFlow`,
      `${FILE}:8 SipUser alder/ben: ${still} groups.york.members, which is repeated elsewhere by an alias`,
    ]);
  });

  it("is told what it has from elsewhere: templates, hours in another form, names made of its own, secrets", async () => {
    const { patch, notEdited } = await alder({
      changed: [
        { kind: "CallFlow", name: "alder/closed", differences: [{ path: "flow.message.duration", to: 5 }] },
        { kind: "TimeDiary", name: "alder/main", differences: [{ path: "elements", from: [1], to: [2] }] },
        { kind: "CallFlow", name: "alder/main", differences: [{ path: "name", from: "Main", to: "" }] },
        { kind: "Mailbox", name: "alder/messages", differences: [{ path: "password", to: "[secret]" }] },
        { kind: "SipUser", name: "alder/anna", differences: [{ path: "extension", from: 1009, to: 1008 }] },
      ],
    });
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      `${TEMPLATES}:4 CallFlow alder/closed flow.message.duration: comes from the template message, which other customers share`,
      `${TEMPLATES}:7 TimeDiary alder/main elements: comes from the template office, which other customers share`,
      `${FILE}:11 CallFlow alder/main name: lives without a name, which a part of a customer cannot: it is called as the part is. Give it one in the portal`,
      `${FILE}:5 Mailbox alder/messages password: is a secret, which no patch has`,
      `${FILE}:7 SipUser alder/anna extension: says 1001, which is neither what the stack has nor what lives: run pulumi up first, or take that change back`,
    ]);
  });

  it("says itself what differs from what its customer, a template and the names main say for it", async () => {
    const change = (kind: string, name: string, path: string, to: unknown) => ({ kind, name, differences: [{ path, from: "x", to }] });
    const { text: after, notEdited } = await alder({
      changed: [
        change("SipUser", "alder/anna", "timezone", ""),
        change("SipUser", "alder/ben", "countryCode", undefined),
        change("TimeDiary", "alder/main", "name", "Hours"),
        change("TimeDiary", "alder/main", "timezone", "Europe/Rome"),
        change("PhoneNumber", "alder/+441904960201", "callFlow", uuid(42)),
        change("PhoneNumber", "alder/+441904960201", "outOfHours", undefined),
      ],
    });
    expect(notEdited).toEqual([]);
    expect(lines(text, after)).toEqual([
      "-  anna: { extension: 1001, displayName: Anna, groups: [york] } # at the desk",
      "-  ben: { extension: 1002, displayName: Ben, personalMailbox: messages }",
      "-hours: { main: { template: office } }",
      '-numbers: ["+441904960201"]',
      '+  anna: { extension: 1001, displayName: Anna, groups: [york], timezone: "" } # at the desk',
      '+  ben: { extension: 1002, displayName: Ben, personalMailbox: messages, countryCode: "" }',
      "+hours: { main: { template: office, name: Hours, timezone: Europe/Rome } }",
      '+numbers: [{ number: "+441904960201", callFlow: closed, outOfHours: "" }]',
    ]);
  });

  it("declares a new user without what it does not have and its customer says, and no hours, and no mailbox without a name", async () => {
    const object = (kind: string, id: string, args: object) => ({ kind, uuid: id, customer: ALDER, args: { ...args } });
    const { text: after, notEdited } = await alder({
      added: [
        object("SipUser", CARA, { displayName: "Cara", extension: 1003, timezone: "Europe/London" }),
        object("TimeDiary", uuid(71), { name: "Hours" }),
        object("Mailbox", uuid(72), {}),
      ],
    });
    expect(lines(text, after)).toEqual(['+  cara: { displayName: Cara, extension: 1003, countryCode: "" }']);
    expect(told(notEdited)).toEqual([
      `${FILE}:24 TimeDiary Hours: lives, and is written as opening hours, of which no patch is made`,
      `${FILE}:5 Mailbox ${uuid(72)}: lives without a name, which a part of a customer cannot: it is called as the part is. Give it one in the portal`,
    ]);
  });

  it("names a new part by its kind where its title has no Latin letter, or begins with none, and each otherwise", async () => {
    const user = (id: string, extension: number, displayName: string) => ({
      kind: "SipUser",
      uuid: id,
      customer: ALDER,
      args: { displayName, extension, timezone: "Europe/London", countryCode: "GB" },
    });
    const added = [user(CARA, 1003, "Ольга"), user(uuid(14), 1004, "田中"), user(uuid(15), 1005, "2nd floor")];
    const { text: after, declared } = await alder({ added });
    expect(declared.map(({ name }) => name)).toEqual(["alder/sip-user", "alder/sip-user-2", "alder/sip-user-2nd-floor"]);
    expect(lines(text, after)).toEqual([
      "+  sip-user: { displayName: Ольга, extension: 1003 }",
      "+  sip-user-2: { displayName: 田中, extension: 1004 }",
      "+  sip-user-2nd-floor: { displayName: 2nd floor, extension: 1005 }",
    ]);
  });

  it("says of users in a table where they stand", async () => {
    const table = text.replace(/users:\n.*\n.*\n/, "users: alder.csv\n");
    const { patch, notEdited } = await alder(
      {
        changed: [{ kind: "SipUser", name: "alder/anna", differences: [{ path: "extension", from: 1001, to: 1009 }] }],
        gone: [{ kind: "SipUser", name: "alder/ben" }],
        added: [{ kind: "SipUser", uuid: CARA, customer: ALDER, args: { displayName: "Cara" } }],
      },
      { ...files, [FILE]: table },
    );
    expect(patch).toBe("");
    expect(told(notEdited)).toEqual([
      `${FILE}:6 SipUser Cara: lives, and the users of this customer stand in a table, which no patch edits: write it there`,
      `${FILE}:6 SipUser alder/anna extension: stands in the table alder.csv, which no patch edits: write it there`,
      `${FILE}:6 SipUser alder/ben: does not live any more, and stands in the table alder.csv: take it out there`,
    ]);
  });

  it("of two files with one name is the one that has the part, and is named where both have it", async () => {
    const [here, there] = ["customers/dev/alder.yaml", FILE];
    const both = { ...files, [here]: text.replace(/ {2}ben: .*\n/, "").replace("members: [ben]", "members: []") };
    const rename = (user: string, from: string, to: string) => ({
      kind: "SipUser",
      name: `alder/${user}`,
      differences: [{ path: "displayName", from, to }],
    });
    const { after, notEdited } = await patched(both, {
      resources,
      changed: [rename("ben", "Ben", "Benedict"), rename("anna", "Anna", "Ann")],
      gone: [{ kind: "Mailbox", name: "alder/messages" }],
      added: [{ kind: "SipUser", uuid: CARA, customer: ALDER, args: { displayName: "Cara", extension: 1003 } }],
    });
    expect(after).toEqual({ ...both, [there]: text.replace("displayName: Ben,", "displayName: Benedict,") });
    const reason = `alder stands in 2 files, of which only running the program shows the one: ${there}, ${here}`;
    expect(told(notEdited)).toEqual([
      `${there}:6 SipUser Cara: lives, and ${reason}`,
      `${there}:7 SipUser alder/anna: ${reason}`,
      `${there}:5 Mailbox alder/messages: ${reason}`,
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
