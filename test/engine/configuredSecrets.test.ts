import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(300_000);

const acme = `customer:
  contactName: Acme
  users: [{ name: api, email: api@acme.example, roleId: 1, password: { config: api } }]
mailboxes: { office: { password: { config: "other:box" } } }
flows:
  room:
    extension: 500
    flow:
      start: { module: start, next: room }
      room: { module: conference, pin: { config: room } }
`;
const birch = "customer: { contactName: Birch }\nmailboxes:\n  shop: { password: { config: shop } }\n";

let sim: Simulator;
let stack: Stack;

beforeAll(async () => {
  sim = leaves(await startSimulator(), "nothing is made here");
  stack = await Stack.create("", { env: settingsFor(sim) });
  await stack.write(`
    const { readCustomers } = require("pulumi-yay/customers");
    for (const [name, customer] of Object.entries(readCustomers("customers/*.yaml"))) new yay.Customer(name, { ...customer });
  `);
  await mkdir(join(stack.folder, "program", "customers"));
  await writeFile(join(stack.folder, "program", "customers", "acme.yaml"), acme);
  await writeFile(join(stack.folder, "program", "customers", "birch.yaml"), birch);
});
afterAll(async () => {
  await stack.close();
  await sim.close();
});

/** Each place and its command in an output, without columns. */
const lacking = (text: string) => {
  const found = text.match(/customers\/\S+: \S+: pulumi config set --secret \S+/g) ?? [];
  return [...new Set(found.map((line) => line.replace(/:\d+: /, ": ")))].sort();
};

describe("secrets of customers that the configuration lacks", () => {
  it("are told by a preview all at once, with file, line and command, and nothing is sent", async () => {
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect(lacking(text)).toEqual([
      "customers/acme.yaml:10: flows.room.flow.room.pin: pulumi config set --secret room",
      "customers/acme.yaml:3: customer.users.0.password: pulumi config set --secret api",
      "customers/acme.yaml:4: mailboxes.office.password: pulumi config set --secret other:box",
      "customers/birch.yaml:3: mailboxes.shop.password: pulumi config set --secret shop",
    ]);
    expect(sim.requests).toEqual([]);
  });

  it("stop an up that has had no preview before anything of the customer is made", async () => {
    const { code, text } = await stack.run("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(text).toContain('Customer "acme" needs 3 secrets that the stack\'s configuration does not have. Nothing was sent; set:');
    expect(sim.requests).toEqual([]);
  });

  it("are all that was missing", async () => {
    await stack.configure({}, { api: "4711", "other:box": "4711", room: "4711", shop: "4711" });
    expect(lacking(await stack.must("preview"))).toEqual([]);
  });
});
