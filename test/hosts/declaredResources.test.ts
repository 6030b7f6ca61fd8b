import * as pulumi from "@pulumi/pulumi";
import * as yay from "../../provider/index";

pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs as Record<string, unknown> }),
  call: () => ({}),
});

const customer = "0c0ffee0-0000-4000-8000-000000000001";
const box = new yay.Mailbox("box", { customer, name: "Box" });
const anna = new yay.SipUser("anna", { customer, extension: 1001 });
const hello = new yay.Sound("hello", { customer, name: "Hello", content: "sha256:" + "0".repeat(64) });

/** A uuid as a JavaScript program may pass it, of whatever kind. */
const any = (value: unknown) => value as pulumi.Output<never>;

/** What a program is told that declares this, without its first line; empty if it may. */
function refused(declare: () => unknown): string[] {
  try {
    declare();
    return [];
  } catch (error) {
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    const [first, ...findings] = (error as Error).message.split("\n");
    expect(first).toMatch(/^\w+ "it" cannot be declared like this:$/);
    return findings.map((line) => line.trim());
  }
}

describe("the uuid of a resource of the same program, which a preview does not know yet", () => {
  it("is refused where another kind is meant, with all findings at once and where each stands", () => {
    const members = [box.uuid, anna.uuid, hello.id].map(any);
    expect(refused(() => new yay.HuntGroup("it", { customer: any(box.uuid), name: "Sales", extension: 601, members }))).toEqual([
      "customer: must be the uuid of a SubReseller, and is that of a Mailbox",
      "members.0: must be the uuid of a SipUser, and is that of a Mailbox",
      "members.2: must be the uuid of a SipUser, and is that of a Sound",
    ]);
  });

  it("is refused within the entries of a list, and as a reference of its own", () => {
    const elements = [{ callFlow: any(anna.uuid), closedTime: "18:00-23:59,*,*,*" }];
    expect(refused(() => new yay.TimeDiary("it", { customer, name: "Hours", elements }))).toEqual([
      "elements.0.callFlow: must be the uuid of a CallFlow, and is that of a SipUser",
    ]);
    expect(refused(() => new yay.PhoneNumber("it", { customer, number: "+441632960001", callFlow: any(hello.uuid) }))).toEqual([
      "callFlow: must be the uuid of a CallFlow, and is that of a Sound",
    ]);
    expect(refused(() => new yay.CreditTransfer("it", { customer: any(box.uuid), amount: "1.00", reference: "2026-11 it" }))).toEqual([
      "customer: must be the uuid of a SubReseller, and is that of a Mailbox",
    ]);
  });

  it("is refused in the steps of a flow by what each step leads to, in the words of the check", () => {
    const flow = {
      start: { module: "start", next: "ring" },
      ring: { module: "extension", extensions: [{ type: "sipuser", uuid: any(box.uuid) }], noanswer: "message" },
      message: { module: "voicemail", mailboxes: [box.uuid, any(anna.uuid)] },
    } as const;
    expect(refused(() => new yay.CallFlow("it", { customer, name: "Main", extension: 500, flow: { ...flow } as never }))).toEqual([
      'flow.ring.extensions.0.uuid: extensions.0.uuid of step "ring" names a mailbox where a SIP user is meant. Write the uuid of a SIP user.',
      'flow.message.mailboxes.1: mailboxes.1 of step "message" names a SIP user where a mailbox is meant. Write the uuid of a mailbox.',
    ]);
  });

  it("is taken where its kind is meant, also that of a flow by its content, of any object by its path, and what a program computes", () => {
    const flow = new yay.CallFlow("empty", { customer, name: "Main", extension: 500, content: "separate" });
    const content = new yay.CallFlowContent("steps", {
      customer,
      callFlow: flow.uuid,
      flow: { start: { module: "start", next: "end" }, end: { module: "voicemail", mailboxes: [box.uuid] } },
    });
    const other = new yay.ApiObject("other", { customer, path: "/voip/message-flow", body: { name: "x" }, free: true });
    const computed = box.uuid.apply((uuid) => uuid);
    const members = [anna.uuid, any(other.uuid), any(computed)];
    expect(refused(() => new yay.HuntGroup("it", { customer, name: "Sales", extension: 601, members }))).toEqual([]);
    expect(refused(() => new yay.PhoneNumber("it", { customer, number: "+441632960001", callFlow: content.uuid }))).toEqual([]);
  });

  it("is refused of what is only looked up, too", () => {
    const found = yay.Mailbox.get("found", "0c0ffee0-0000-4000-8000-000000000002", { customer });
    expect(refused(() => new yay.HuntGroup("it", { customer, name: "Sales", extension: 601, members: [any(found.uuid)] }))).toEqual([
      "members.0: must be the uuid of a SipUser, and is that of a Mailbox",
    ]);
  });
});

describe("a user of a customer that the same program makes with users of its own", () => {
  const login = { name: "books", email: "books@example.com", password: "Secret-1", roleId: 1 } as const;
  const acme = (name: string, more: object) => new yay.SubReseller(name, { name, contactName: "Acme", ...more });

  it("is refused before the customer has a uuid, by either list", () => {
    const address = { streetOne: "1 High Street", city: "York", zip: "YO1 1AA", countryCode: "GB" };
    const acmes = acme("acme", { users: [login], addresses: [address] });
    expect(refused(() => new yay.ResellerUser("it", { customer: acmes.uuid, ...login }))).toEqual([
      'customer: SubReseller "acme" of this program declares all users of the customer itself, and ResellerUser "it" would be one more. ' +
        'Declare them in one way: all by users of SubReseller "acme", or each as a ResellerUser',
    ]);
    expect(refused(() => new yay.ResellerAddress("it", { customer: acmes.uuid, ...address }))[0]).toMatch(
      /^customer: SubReseller "acme" of this program declares all addresses of the customer itself/,
    );
  });

  it("is no finding where the customer declares none", () => {
    expect(refused(() => new yay.ResellerUser("it", { customer: acme("other", {}).uuid, ...login }))).toEqual([]);
    expect(refused(() => new yay.ResellerUser("it", { customer: acme("emptied", { users: [] }).uuid, ...login }))).toEqual([]);
  });
});
