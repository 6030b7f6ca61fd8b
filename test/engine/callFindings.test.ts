import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(300_000);

/** One thing of each kind that is wrong across objects, whose references a preview does not know yet, and what is nothing wrong beside it. */
const program = `
  new yay.HuntGroup("nobody", { name: pulumi.secret("Name-in-secret"), extension: 600 });
  new yay.HuntGroup("hollow", { name: "Hollow", extension: 601, members: [] });
  new yay.HuntGroup("theirs", { name: "Theirs", extension: 602 }, { ignoreChanges: ["members"] });
  const box = new yay.Mailbox("box", { name: "Box", password: "2718" });
  const makers = new yay.HuntGroup("makers", { name: "Makers", extension: 603, members: ["0c0ffee0-0000-4000-8000-000000000001"] });
  const orders = new yay.QueueGroup("orders", { name: "Orders", members: makers.uuid.apply((uuid) => [uuid]) });
  const main = new yay.CallFlow("main", { name: "Main", extension: 500, flow: {
    start: { module: "start", next: "menu" },
    menu: { module: "pressextension", next: { 1: "help", 2: "wait", invalid: "end", timeout: "end" } },
    help: { module: "extension", extensions: [{ type: "forward", number: "999" }], noanswer: "end" },
    wait: { module: "place_call_into_queue", queue: orders.uuid },
    end: { module: "voicemail", mailboxes: [box.uuid] },
  } });
  const closed = { open: new yay.CallFlow("open", { name: "Open", extension: 501, content: "separate" }),
    dead: new yay.CallFlow("dead", { name: "Dead", extension: 502, content: "separate" }) };
  const elements = [{ callFlow: closed.dead.uuid, closedTime: "18:00-23:59,*,*,*" }, { callFlow: closed.open.uuid, closedTime: "00:00-08:00,*,*,*" }];
  const hours = new yay.TimeDiary("hours", { name: "Hours", timezone: "Europe/London", elements });
  new yay.PhoneNumber("shop", { number: "+441632960124", outOfHours: hours.uuid });
  new yay.PhoneNumber("spare", { number: "+441632960125" });
  new yay.PhoneNumber("whole", { number: "+441632960126", callFlow: main.uuid, outOfHours: hours.uuid });
  new yay.Customer("acme", { customer: "0c0ffee0-0000-4000-8000-000000000002", groups: { sales: { extension: 600 } }, queueGroups: { desks: { members: ["sales"] } },
    flows: { main: { extension: 500, flow: { start: { module: "start", next: "wait" }, wait: { module: "place_call_into_queue", queue: "desks" } } } } });
  // A number that is still to be bought has no resource.
  const end = { start: { module: "start", next: "end" }, end: { module: "busy" } };
  new yay.Customer("birch", { customer: "0c0ffee0-0000-4000-8000-000000000002", flows: { main: { extension: 510, flow: end } }, numbers: [
    { number: "+441632960131", toBuy: true, callFlow: "" }, { number: "+441632960132", toBuy: true },
    { number: "+441632960133", toBuy: true, outOfHours: hours.uuid, callFlow: closed.dead.uuid } ] });
  // Comes after something that the program waits for.
  setTimeout(() => new yay.CallFlowContent("open-steps", { callFlow: closed.open.uuid, flow: {
    start: { module: "start", next: "end" }, end: { module: "busy" } } }), 300);
`;

/** Two entries at one time, whose flows no preview knows yet: other ones, and one. */
const overlaps = (name: string, flow: string) => `
  new yay.TimeDiary("${name}", { name: "${name}", timezone: "Europe/London", elements: [
    { callFlow: main.uuid, closedTime: "18:00-23:00,*,*,*" }, { callFlow: ${flow}, closedTime: "20:00-22:00,*,*,*" }] });
`;

let sim: Simulator;
let stack: Stack;

beforeAll(async () => {
  const number = ["124", "125", "126"].map((end) => ({ country_code: "44", number: `1632960${end}`, name: "As bought" }));
  const customers = [{ uuid: "0c0ffee0-0000-4000-8000-000000000002", name: "acme", contact_name: "Acme" }];
  const user = [{ uuid: "0c0ffee0-0000-4000-8000-000000000001", display_name: "Bench", extension: 1001 }];
  sim = leaves(await startSimulator({ seed: { objects: { number, user }, customers } }), "nothing is destroyed here");
  stack = await Stack.create(program, { env: settingsFor(sim) });
});
afterAll(async () => {
  await stack.close();
  await sim.close();
});

/** The findings on calls in the output of a preview, each once, as its resource and its code. */
const findings = (text: string) => {
  const found = text.split("\n").flatMap((line) => (/^ {4,}(\w+ [\w/+-]+): .* \[([\w-]+)\]$/.exec(line) ?? []).slice(1).join(": ") || []);
  return [...new Set(found)].sort();
};

describe("a preview on the real engine", () => {
  it("says what is wrong with where calls go across objects that are still to be made, and sends nothing", async () => {
    await stack.write(program + overlaps("clash", "closed.open.uuid") + overlaps("same", "main.uuid"));
    const text = await stack.must("preview");
    expect(findings(text)).toEqual([
      "CallFlow acme/main: queue-rings-on",
      "CallFlow main: emergency-behind-menu",
      "CallFlow main: queue-rings-on",
      "HuntGroup acme/sales: group-empty",
      "HuntGroup hollow: group-empty",
      "HuntGroup nobody: group-empty",
      "PhoneNumber birch/+441632960131: number-nowhere",
      "PhoneNumber birch/+441632960133: flow-dead",
      "PhoneNumber shop: number-nowhere-when-open",
      "PhoneNumber spare: number-nowhere",
      "QueueGroup acme/desks: queue-empty",
      "TimeDiary hours: flow-dead",
    ]);
    expect(text).toContain(
      "TimeDiary hours: elements.0 leads to Dead, which nothing gives steps. Declare a CallFlowContent that fills it.",
    );
    const clash =
      /TimeDiary \(clash\):\s+warning: elements\.1: .* with different call flows, .* An up refuses this when it knows the flows/;
    expect(text).toMatch(clash);
    expect(text).not.toMatch(/TimeDiary \(same\):\s+warning/);
    expect(text).not.toContain("Name-in-secret");
    expect(sim.requests).toEqual([]);
  });

  it("takes what the program leaves out for unknown as soon as an object lives, because the portal may have set it", async () => {
    await stack.write(program);
    await stack.up();
    expect(findings(await stack.must("preview", "--expect-no-changes"))).toEqual([
      "CallFlow acme/main: queue-rings-on",
      "CallFlow main: emergency-behind-menu",
      "CallFlow main: queue-rings-on",
      "HuntGroup acme/sales: group-empty",
      "HuntGroup hollow: group-empty",
      "PhoneNumber birch/+441632960131: number-nowhere",
      "QueueGroup acme/desks: queue-empty",
    ]);
  });

  it("ends where the uuid of another kind is given, though it is not known yet, with all findings of the resource", async () => {
    await stack.write(`
      const box = new yay.Mailbox("spare-box", { name: "Box", password: "2718" });
      const acme = new yay.SubReseller("acme", { name: "acme-2", contactName: "Acme", users: [{ name: "a", email: "a@acme.example", password: "Secret-1", roleId: 3 }] });
      new yay.HuntGroup("sales", { name: "Sales", extension: 604, members: [box.uuid, acme.uuid] });
    `);
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect(text).toContain('HuntGroup "sales" cannot be declared like this:');
    expect(text).toContain("members.0: must be the uuid of a SipUser, and is that of a Mailbox");
    expect(text).toContain("members.1: must be the uuid of a SipUser, and is that of a SubReseller");
  });
});
