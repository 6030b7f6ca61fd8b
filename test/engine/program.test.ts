import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";
import { standsIn } from "../support/secrets";

jest.setTimeout(240_000);

let simulator: Simulator;
let stack: Stack;

beforeAll(async () => {
  simulator = leaves(await startSimulator(), "what is looked up was there before, and what is made is read alone");
  stack = await Stack.create("", { env: settingsFor(simulator) });
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

const preview = async (program: string) => {
  await stack.write(program);
  return stack.run("preview");
};

describe("what a program can do wrong", () => {
  it("is told all at once, at preview, each with its place, and nothing is sent", async () => {
    const { code, text } = await preview(`
new yay.CallFlow("broken", {
  name: "Broken",
  extension: -1,
  showCallRouteNam: true,
  flow: {
    start: { module: "start", next: "meun" },
    menu: { module: "pressextension", next: { 1: "sales", timeout: "menu" } },
    sales: { module: "play", next: "menu" },
  },
});`);
    expect(code).not.toBe(0);
    expect(text).toMatch(/extension: must be a whole number above zero, or "next"/);
    expect(text).toMatch(/showCallRouteNam: is not an argument of CallFlow; did you mean showCallRouteName\?/);
    expect(text).toMatch(/flow\.start\.next: .*"?menu/);
    expect(text).toMatch(/flow\.sales\.sound: /);
    expect(text).not.toMatch(/\bat \S+ \(|node_modules/);
    expect(simulator.requests).toEqual([]);
  });

  it("names the ways that work where the import option cannot", async () => {
    const { code, text } = await preview(
      `new yay.SubReseller("acme", { contactName: "Acme" }, { import: "31347d42-00bd-44a5-9b5c-20dc4197a2f6" });`,
    );
    expect(code).not.toBe(0);
    expect(text).toContain("adopt: true");
    expect(text).toContain("SubReseller.get(name, uuid)");
  });

  it("is told what it left out where it left everything out", async () => {
    const { code, text } = await preview(`new yay.SubReseller("acme");`);
    expect(code).not.toBe(0);
    expect(text).toMatch(/contactName: is required/);
    expect(text).not.toMatch(/TypeError|\bat \S+ \(/);
  });

  it("is warned of, in the program's own words, where it is no error, and not for a value that is not known yet", async () => {
    const { code, text } = await preview(`
const waiting = new yay.Playlist("waiting", { name: "Waiting", sounds: [] });
new yay.CallFlow("queue", {
  name: "Queue", extension: 502,
  flow: {
    start: { module: "start", next: "music" },
    music: { module: "musiconhold", class: waiting.uuid, next: "bell" },
    bell: { module: "extension", extensions: [{ type: "forward", number: "+441632960000" }] },
  },
});
new yay.SubReseller("acme", { contactName: "Acme", users: [{ name: "shop", email: "s@acme.example", roleId: 3, password: "p" }] });
new yay.CallFlow("quiet", {
  name: "Quiet", extension: 501,
  flow: { start: { module: "start", next: "ring" }, ring: { module: "extension", extensions: [{ type: "forward", number: "+441632960000" }] } },
});`);
    expect(text).toMatch(/warning: users\.shop: roleId 3 is a Storefront User/);
    expect(text).toMatch(/warning: flow\.ring/);
    expect(text).toMatch(/warning: flow\.bell\.noanswer/);
    expect(text).not.toMatch(/flow\.music/);
    expect(code).toBe(0);
  });
});

describe("looking up what lives", () => {
  it("gives an object by its uuid, a call flow with its steps and without its PINs, and the account's own facts", async () => {
    const customer = simulator.portal.addCustomer({ name: "with-a-room", contact_name: "Room" });
    const [start, room] = ["a1b20000-0000-4000-8000-000000000001", "a1b20000-0000-4000-8000-000000000002"];
    const flow = simulator.portal.addObject(
      "flow",
      { name: "Room", extension: 502, flow: { [start]: { module: "start", next: room }, [room]: { module: "conference", pin: "8642" } } },
      "with-a-room",
    );
    const acme = simulator.portal.addCustomer({ name: "by-hand", contact_name: "By Hand", phone: "+441632960005" });
    await stack.write(`
const flow = yay.CallFlow.get("room", "${flow.uuid}", { customer: "${customer.uuid}" });
exports.modules = flow.flow.apply((steps) => Object.values(steps).map(({ module }) => module).join("+"));
const acme = yay.SubReseller.get("acme", "${acme.uuid}");
exports.contact = acme.contactName;
exports.phone = acme.phone;
exports.balance = yay.getBalanceOutput();
exports.byName = yay.getSubResellerOutput({ name: "by-hand" }).apply((found) => found.uuid);
exports.next = yay.getNextExtensionOutput({ customer: "${acme.uuid}" });`);
    const text = await stack.must("up", "--yes", "--skip-preview");
    expect(text).toMatch(/modules: "(start\+conference|conference\+start)"/);
    expect(standsIn("8642", await stack.stateText())).toBe(false);
    expect(text).toContain('contact: "By Hand"');
    expect(text).toContain('phone  : "+441632960005"');
    expect(text).toContain('balance: "100.000"');
    expect(text).toContain(`byName : "${acme.uuid}"`);
    expect(text).toMatch(/next {3}: \d+/);
  });
});
