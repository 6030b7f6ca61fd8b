import * as pulumi from "@pulumi/pulumi";
import * as yay from "../../provider/index";

jest.setTimeout(60_000);

interface Seen {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const seen: Seen[] = [];
const uuid = (digit: number) => `6f2b1c52-7a35-4c43-9a0e-6a1f53e0a00${digit}`;
const valueOf = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => void output.apply(resolve));
const kindOf = ({ type }: Seen) => type.split(":").at(-1);
const inputsOf = (name: string, kind?: string) =>
  seen.find((each) => each.name === name && (kind === undefined || kindOf(each) === kind))?.inputs;
const steps = { start: { module: "start", next: "end" }, end: { module: "busy" } } as const;

/** Everything that a component declares is registered when its number is. */
const registered = async (customer: yay.Customer) => {
  await Promise.all(Object.values(customer.uuids.numbers).map(valueOf));
  await valueOf(customer.urn);
};

beforeAll(async () => {
  pulumi.runtime.setAllConfig({ "project:annaPassword": "from-the-configuration", "other:pin": "4711" });
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs, id }) => {
      seen.push({ type, name, inputs: inputs as Record<string, unknown> });
      const userName = type.endsWith(":SipUser") ? { userName: `sip-${name}`, userPassword: "made-by-the-api" } : {};
      return { id: id === undefined || id === "" ? `${name}-uuid` : id, state: { ...userName, ...(inputs as object) } };
    },
    call: ({ inputs }) => inputs as object,
  });
});
beforeEach(() => (seen.length = 0));
// What is still being registered loads modules, which there are none of when the file has ended.
afterAll(() => pulumi.runtime.disconnect());

const whole = (): yay.CustomerInputs => ({
  customer: { contactName: "Acme" },
  bundle: { bundleType: 1 },
  timezone: "Europe/London",
  mailboxes: { office: {} },
  users: { anna: { extension: 1001, personalMailbox: "office", groups: ["sales"] }, bo: { extension: 1002, timezone: "Europe/Berlin" } },
  groups: { sales: { extension: 600, members: ["bo"] } },
  queueGroups: { waiting: { members: ["sales"] } },
  flows: {
    main: {
      extension: 500,
      flow: {
        start: { module: "start", next: "who" },
        who: { module: "calleridmatch", patterns: ["anonymous"], match: "queue", nomatch: "ring" },
        ring: {
          module: "extension",
          extensions: [
            { type: "huntgroup", uuid: "sales" },
            { type: "sipuser", uuid: "anna" },
          ],
          noanswer: "message",
        },
        queue: { module: "place_call_into_queue", queue: "waiting" },
        message: { module: "voicemail", mailboxes: ["office"] },
      },
    },
    closed: { extension: 501, name: "After hours", flow: steps },
  },
  hours: { main: { open: { "mon-fri": "9:00-17:30", "sat-sun": "closed" }, exceptions: ["2026-12-25"] } },
  numbers: ["+441632960101"],
  callRecordingRetention: { expiresIn: 2 },
});

describe("a Customer", () => {
  it("makes its parts in the order of the documents: the bundle first, the numbers last", async () => {
    await registered(new yay.Customer("acme", whole()));
    const order = seen.map((each) => `${kindOf(each)} ${each.name}`);
    expect(order.slice(0, 3)).toEqual(["Customer acme", "SubReseller acme", "VoipBundle acme/bundle"]);
    expect(order.at(-1)).toBe("PhoneNumber acme/+441632960101");
    expect(order.slice(3, -1).sort()).toEqual([
      "CallFlow acme/closed",
      "CallFlow acme/main",
      "CallRecordingRetention acme/recordings",
      "HuntGroup acme/sales",
      "Mailbox acme/office",
      "QueueGroup acme/waiting",
      "SipUser acme/anna",
      "SipUser acme/bo",
      "TimeDiary acme/main",
    ]);
  });

  it("gives each part the uuids of those that it names, and its customer", async () => {
    await registered(new yay.Customer("acme", whole()));
    expect(inputsOf("acme/anna")).toMatchObject({ customer: "acme-uuid", personalMailbox: "acme/office-uuid", timezone: "Europe/London" });
    expect(inputsOf("acme/anna")).not.toHaveProperty("groups");
    expect(inputsOf("acme/bo")).toMatchObject({ timezone: "Europe/Berlin" });
    expect(inputsOf("acme/sales")).toMatchObject({ name: "Sales", members: ["acme/bo-uuid", "acme/anna-uuid"] });
    expect(inputsOf("acme/waiting")).toMatchObject({ members: ["acme/sales-uuid"] });
    expect(inputsOf("acme/main", "CallFlow")?.["flow"]).toMatchObject({
      ring: { extensions: [{ uuid: "acme/sales-uuid" }, { uuid: "acme/anna-uuid" }] },
      queue: { queue: "acme/waiting-uuid" },
      message: { mailboxes: ["acme/office-uuid"] },
    });
    const closed = { callFlow: "acme/closed-uuid" };
    expect(inputsOf("acme/main", "TimeDiary")).toMatchObject({
      timezone: "Europe/London",
      elements: expect.arrayContaining([{ closedTime: "0:00-9:00,mon-fri,*,*", ...closed }]),
      exceptions: [{ startDate: "2026-12-25", startTime: "00:00:00", endDate: "2026-12-25", endTime: "23:59:59", ...closed }],
    });
    expect(inputsOf("acme/+441632960101")).toMatchObject({
      callFlow: "acme/main-uuid",
      outOfHours: "acme/main-uuid",
      customer: "acme-uuid",
    });
  });

  it("takes an argument without a value for one that is left out, so that its default stands", async () => {
    const nothing = undefined as never;
    const { timezone, hours, ...rest } = whole();
    await registered(
      new yay.Customer("acme", {
        ...rest,
        timezone: timezone!,
        countryCode: "GB",
        users: { anna: { extension: 1001, timezone: nothing, countryCode: nothing }, bo: { extension: 1002 } },
        groups: { sales: { extension: 600, name: nothing } },
        hours: { main: { ...(hours!["main"] as yay.CustomerHours), name: nothing, timezone: nothing, closed: nothing } },
        numbers: [{ number: "+441632960101", callFlow: nothing, outOfHours: nothing }],
      }),
    );
    expect(inputsOf("acme/anna")).toMatchObject({ timezone: "Europe/London", countryCode: "GB" });
    expect(inputsOf("acme/sales")).toMatchObject({ name: "Sales" });
    expect(inputsOf("acme/main", "TimeDiary")).toMatchObject({ name: "Main", timezone: "Europe/London" });
    expect(inputsOf("acme/+441632960101")).toMatchObject({ callFlow: "acme/main-uuid", outOfHours: "acme/main-uuid" });
  });

  it("leaves an adopted group those who live in it, if nobody says who rings, and empties every other one", async () => {
    const members = async (group: object, anna: object = {}) => {
      seen.length = 0;
      const customer = new yay.Customer("acme", {
        customer: { contactName: "Acme" },
        users: { anna: { extension: 1001, ...anna } },
        groups: { sales: { extension: 601, ...group } },
      });
      await valueOf(customer.uuids.groups["sales"]!);
      return inputsOf("acme/sales")?.["members"];
    };
    expect(await members({ adopt: true })).toBeUndefined();
    expect(await members({ adopt: { uuid: uuid(1), overwrite: true } })).toBeUndefined();
    expect(await members({ adopt: true, members: [] })).toEqual([]);
    expect(await members({ adopt: true }, { groups: ["sales"] })).toEqual(["acme/anna-uuid"]);
    expect(await members({ adopt: false })).toEqual([]);
    expect(await members({})).toEqual([]);
  });

  it("tells an installer the logins by extension, with secret passwords, and the main number", async () => {
    const acme = new yay.Customer("acme", whole());
    await registered(acme);
    expect(Object.keys(acme.logins)).toEqual(["1001", "1002"]);
    const { user, userName, userPassword } = acme.logins["1001"]!;
    expect([user, await valueOf(userName), await valueOf(userPassword)]).toEqual(["anna", "sip-acme/anna", "made-by-the-api"]);
    expect([await pulumi.isSecret(userName), await pulumi.isSecret(userPassword)]).toEqual([false, true]);
    expect(await valueOf(acme.mainNumber)).toBe("+441632960101");
    expect([await valueOf(acme.uuid), await valueOf(acme.uuids.users["bo"]!)]).toEqual(["acme-uuid", "acme/bo-uuid"]);
  });

  it("tells the login of the program's own SipUser, too, with a secret password, but none of a uuid", async () => {
    const own = new yay.SipUser("own", { customer: uuid(1), extension: 1001 });
    const users = { anna: own, bo: uuid(3), cy: { extension: pulumi.output(1003) } };
    const customer = new yay.Customer("mixed", { ...whole(), users });
    await registered(customer);
    const { logins } = customer;
    expect(Object.keys(logins)).toEqual(["anna", "cy"]);
    const { user, userName, userPassword } = logins["anna"]!;
    expect([user, await valueOf(userName), await valueOf(userPassword)]).toEqual(["anna", "sip-own", "made-by-the-api"]);
    expect([await pulumi.isSecret(userName), await pulumi.isSecret(userPassword)]).toEqual([false, true]);
  });

  it("takes a resource of the program, or the uuid of what lives, in the place of every part", async () => {
    const own = new yay.SubReseller("own", { contactName: "Own" });
    const box = new yay.Mailbox("box", { customer: own.uuid, name: "Box" });
    const number = new yay.PhoneNumber("number", { customer: own.uuid, number: "+441632960102" });
    const customer = new yay.Customer("mixed", {
      ...whole(),
      customer: own,
      bundle: uuid(1),
      mailboxes: { office: box },
      users: { anna: uuid(2), bo: pulumi.output(uuid(3)) },
      queueGroups: { waiting: uuid(4) },
      groups: { sales: { extension: 600, members: ["anna", "bo", uuid(5)] } },
      numbers: [number],
    });
    await valueOf(customer.uuids.hours["main"]!);
    expect(seen.map(kindOf)).toEqual(expect.not.arrayContaining(["VoipBundle", "SipUser", "QueueGroup"]));
    expect(inputsOf("mixed/sales")).toMatchObject({ customer: "own-uuid", members: [uuid(2), uuid(3), uuid(5)] });
    expect(inputsOf("mixed/main", "CallFlow")?.["flow"]).toMatchObject({ message: { mailboxes: ["box-uuid"] }, queue: { queue: uuid(4) } });
    expect([await valueOf(customer.uuid), await valueOf(customer.uuids.mailboxes["office"]!)]).toEqual(["own-uuid", "box-uuid"]);
    expect(await valueOf(customer.mainNumber)).toBe("+441632960102");
    expect(customer.logins).toEqual({});
  });

  it("reads secrets from the configuration by name, as secrets", async () => {
    await registered(
      new yay.Customer("acme", {
        ...whole(),
        users: { ...whole().users, bo: { extension: 1002, userPassword: { config: "annaPassword" } } },
        mailboxes: { office: { password: { config: "other:pin" } } },
        customer: {
          contactName: "Acme",
          users: [{ name: "api", email: "a@acme.example", roleId: 1, password: { config: "annaPassword" } }],
        },
      }),
    );
    expect(JSON.stringify(inputsOf("acme/bo")?.["userPassword"])).toContain("from-the-configuration");
    expect(JSON.stringify(inputsOf("acme/office")?.["password"])).toContain("4711");
    expect(JSON.stringify(inputsOf("acme", "SubReseller")?.["users"])).toContain("from-the-configuration");
    const none = {
      mailboxes: { office: { password: { config: "nobodys" } } },
      users: { ...whole().users, bo: { extension: 1002, userPassword: { config: "x:y" } } },
    };
    expect(() => new yay.Customer("none", { ...whole(), ...none, numbers: [] })).toThrow(
      /needs 2 secrets .*:\n {2}mailboxes\.office\.password: pulumi config set --secret nobodys\n {2}users\.bo\.userPassword: pulumi config set --secret x:y$/,
    );
  });

  it("makes no number that is still to be bought", async () => {
    const acme = new yay.Customer("acme", { ...whole(), numbers: [{ number: "+441632960101", toBuy: true }] });
    await valueOf(acme.uuids.hours["main"]!);
    expect([acme.uuids.numbers, seen.map(kindOf).includes("PhoneNumber")]).toEqual([{}, false]);
    expect(await valueOf(acme.mainNumber)).toBe("+441632960101");
  });

  it("is refused if a user is to join a group that the customer does not make, or groups that are no names", () => {
    const own = new yay.HuntGroup("own", { customer: uuid(1), name: "Own", extension: 601 });
    seen.length = 0;
    const users = {
      anna: { extension: 1001, groups: ["sales", "own", uuid(4), "lives"] },
      bo: { extension: 1002, groups: pulumi.output(["sales"]) },
      cy: { extension: 1003, groups: [own.uuid] },
    };
    const groups = { sales: { extension: 600 }, own, lives: uuid(5) };
    const made = () => new yay.Customer("acme", { customer: { contactName: "Acme" }, users, groups } as unknown as yay.CustomerInputs);
    const why = (user: string) => `the customer does not make this group; name ${user} in its members, where it is made`;
    expect(made).toThrow(
      [
        'Customer "acme" cannot be made, and nothing was sent:',
        `  users.anna.groups.1: ${why("anna")}`,
        `  users.anna.groups.2: ${why("anna")}`,
        `  users.anna.groups.3: ${why("anna")}`,
        "  users.bo.groups: must be a list of groups, each by its name",
        "  users.cy.groups.0: must be the name of a group",
      ].join("\n"),
    );
    expect(seen).toEqual([]);
  });

  it("is refused with all its findings at once, before anything is made", () => {
    const wrong = {
      ...whole(),
      grups: {},
      mailboxes: {},
      hours: { main: { open: { "mon-fri": "9-17" }, exceptions: Promise.resolve(["2026-12-25"]) } },
      numbers: ["+441632960101", "+441632960101"],
    };
    const made = () => new yay.Customer("acme", wrong as unknown as yay.CustomerInputs);
    expect(made).toThrow(
      [
        'Customer "acme" cannot be made, and nothing was sent:',
        "  grups: is not an argument of a Customer; did you mean groups?",
        '  users.anna.personalMailbox: no mailbox is called "office"; there is none',
        '  flows.main.flow.message.mailboxes.0: no mailbox is called "office"; there is none',
        "  numbers.1: is +441632960101, as numbers.0 is; a customer has each number once",
        '  hours.main.open.mon-fri: "9-17" is no time of a day. Write 9:00-17:30, or "open" or "closed" for the whole day.',
        '  hours.main.open: sat, sun: not named. Write "closed" for a day that is not open.',
        "  hours.main.exceptions: must be a list of days",
      ].join("\n"),
    );
    expect(seen).toEqual([]);
  });
});
