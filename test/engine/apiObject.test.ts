import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const PATH = "/voip/message-flow";
const secrets = [
  "sentinel-of-the-relay",
  "sentinel-of-the-door",
  "sentinel-of-the-config",
  "sentinel-in-the-list",
  "sentinel-that-comes-later",
];

let simulator: Simulator;
let stack: Stack;

beforeAll(async () => {
  simulator = leaves(
    await startSimulator({ seed: { collections: [PATH], switches: { serverFields: "added" } } }),
    "what is looked up was there before",
  );
  stack = await Stack.create("", { env: settingsFor(simulator) });
  simulator.portal.addCustomer({ name: "globex", contact_name: "Globex" });
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

/** A program whose body has parts that are not known before the customer is made. */
const program = (body: string, more = "") => `
const acme = new yay.SubReseller("acme", { contactName: "Acme" });
const book = new yay.PhoneBook("book", { customer: acme.uuid, name: "Contacts" });
const texts = new yay.ApiObject("texts", {
  customer: acme.uuid,
  path: "${PATH}",
  body: {
    name: "Texts",
    phone_book_uuid: book.uuid,
    wait: 5,
    nothing: {},
    relay: { sip: { code: "${secrets[0]}", user: "pbx" }, password: "${secrets[1]}", key: pulumi.secret("${secrets[2]}") },
    doors: [{ code: "${secrets[3]}" }],
    login: book.name.apply((user) => ({ user, password: "${secrets[4]}" })),
    ${body}
  },
  secrets: ["relay.*.code", "doors.*.code"],
  free: true,
  ${more}
});
const hidden = ["relay.*.code", "relay.key", "doors.*.code"];
const found = yay.ApiObject.get("found", texts.uuid, { customer: acme.uuid, path: texts.path, secrets: hidden });
exports.seen = pulumi.jsonStringify(found.body);
exports.written = texts.body;`;

const hides = (text: string) => secrets.filter((secret) => text.includes(secret));

test("an ApiObject lives on the real engine: parts that come later, a look-up, drift, and nothing in clear", async () => {
  await stack.write(program(""));
  const preview = await stack.run("preview", "--diff");
  expect([preview.code, hides(preview.text)]).toEqual([0, []]);
  const up = await stack.up();
  expect([up.code, hides(up.text)]).toEqual([0, []]);
  const [made] = [...simulator.state.objects.values()].filter(({ kind }) => kind === PATH);
  expect(made?.record).toMatchObject({
    wait: 5,
    relay: { sip: { code: secrets[0] }, password: secrets[1], key: secrets[2] },
    doors: [{ code: secrets[3] }],
  });
  expect(hides(await stack.stateText())).toEqual([]);
  const { seen } = JSON.parse(await stack.must("stack", "output", "--json")) as { seen: string };
  expect(JSON.parse(seen)).toMatchObject({ name: "Texts", service_level: "standard", relay: { sip: { user: "pbx" } } });
  const before = simulator.requests.length;
  expect(await stack.run("up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes")).toMatchObject({ code: 0 });
  expect(simulator.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
});

test("an edit in the portal is shown by its key and repaired, also of a secret, which nobody sees", async () => {
  const [made] = [...simulator.state.objects.values()].filter(({ kind }) => kind === PATH);
  simulator.portal.edit(made?.uuid ?? "", (record) => {
    Object.assign(record, {
      wait: 9,
      relay: { sip: { code: "sentinel-of-somebody-else", user: "boss" }, password: secrets[1] ?? "", key: secrets[2] ?? "" },
    });
  });
  const { code, text } = await stack.run("refresh", "--yes", "--skip-preview", "--diff");
  expect(code).toBe(0);
  expect(text).toMatch(/wait\s*: 5 => 9/);
  expect(text).toContain('"pbx" => "boss"');
  expect([text.includes("sentinel-of-somebody-else"), hides(text)]).toEqual([false, []]);
  expect(await stack.stateText()).not.toContain("sentinel-of-somebody-else");
  expect((await stack.up()).code).toBe(0);
  expect(made?.record).toMatchObject({ wait: 5, service_level: "standard", relay: { sip: { code: secrets[0], user: "pbx" } } });
});

test("a preview refuses what leads to money, and the destruction leaves nothing", async () => {
  await stack.write(program('balance: "10.000",'));
  const { code, text } = await stack.run("preview");
  expect(code).not.toBe(0);
  expect(text).toContain("body.balance: must not be written");
  expect(hides(text)).toEqual([]);
  expect((await stack.run("destroy", "--yes", "--skip-preview")).code).toBe(0);
  expect(simulator.state.objects.size).toBe(0);
  expect(simulator.violations).toEqual([]);
});
