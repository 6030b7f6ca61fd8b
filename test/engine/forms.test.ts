import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { firstOf } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const password = "a-password-of-the-office";

let simulator: Simulator;
let stack: Stack;
let acme: string;
let trunk: string;

beforeAll(async () => {
  simulator = leaves(await startSimulator(), "the customer and the trunk were there before");
  stack = await Stack.create("", { env: settingsFor(simulator) });
  acme = simulator.portal.addCustomer({ name: "acme", contact_name: "Acme", objects: { retention: [{ expires_in: 7 }] } }).uuid;
  trunk = simulator.portal.addObject("trunk", { name: "Office" }, "acme").uuid;
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

const program = () => `
const customer = pulumi.output("${acme}");
const keep = new yay.CallRecordingRetention("keep", { customer, expiresIn: 5, restoreTo: 2 });
const login = new yay.TrunkAuthentication("login", { customer, trunk: "${trunk}", type: "ip", ip: "192.0.2.1", password: "${password}" });
const found = yay.TrunkAuthentication.get("found", login.uuid, { customer, trunk: login.trunk });
const kept = yay.CallRecordingRetention.get("kept", { customer: login.customer }, { dependsOn: [keep] });
exports.seen = pulumi.jsonStringify({ ip: found.ip, expiresIn: kept.expiresIn });`;

test("a login of a trunk and the one setting of a customer live on the real engine, and are looked up by what they stand under", async () => {
  await stack.write(program());
  expect((await stack.run("preview")).code).toBe(0);
  expect(await stack.up()).toMatchObject({ code: 0 });
  const { seen } = JSON.parse(await stack.must("stack", "output", "--json")) as { seen: string };
  expect(JSON.parse(seen)).toEqual({ ip: "192.0.2.1", expiresIn: 5 });
  const ids = (await stack.resources()).map(({ id }) => id);
  expect(ids.filter((id) => id === `/voip/call-retention of ${acme}`)).toHaveLength(2);
  expect(await stack.stateText()).not.toContain(password);
  const before = simulator.requests.length;
  expect(await stack.up("--refresh")).toMatchObject({ code: 0 });
  expect(simulator.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
  expect(await stack.run("destroy", "--yes", "--skip-preview")).toMatchObject({ code: 0 });
  expect(simulator.portal.list("retention", "acme")).toMatchObject([{ expires_in: 2 }]);
  expect(simulator.portal.list("trunkAuth", "acme")).toEqual([]);
});

test("a login is not looked up without its trunk, nor in a trunk of no name", async () => {
  for (const args of firstOf(["{ trunk: pulumi.output(undefined) }", "{}", "{ trunk: undefined }"], 1)) {
    await stack.write(`yay.TrunkAuthentication.get("x", "${trunk}", ${args});`);
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect(text).toContain("trunk: must be the uuid of what it stands under");
  }
});
