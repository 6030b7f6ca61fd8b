import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll, runsAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(600_000);

const shop = "7e1e0000-0000-4000-8000-000000000001";
const diary = "7e1e0000-0000-4000-8000-0000000000d1";
const urn = (name: string) => `urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:PhoneNumber::${name}`;

const lines = `
const line = (name, extension) =>
  new yay.CallFlow(name, { name, extension, flow: { start: { module: "start", next: "end" }, end: { module: "busy" } } });
const day = line("day", 501);
const night = line("night", 502);`;
const number = (more = "callFlow: day.uuid", { name = "shop", options = "{}" } = {}) =>
  `\nnew yay.PhoneNumber("${name}", { number: "+441632960101", ${more} }, ${options});`;

describe("a phone number on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;
  const live = () => simulator.portal.find(shop)?.record ?? {};
  const flow = (name: string) => [...simulator.state.objects.values()].find(({ record }) => record["name"] === name)?.uuid;
  const sent = async (action: () => Promise<unknown>) => {
    const from = simulator.requests.length;
    await action();
    const requests = simulator.requests.slice(from).filter(({ path }) => path.startsWith("/voip/number"));
    return requests.map(({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}/, "{uuid}")}`);
  };
  const up = (...more: string[]) => stack.must("up", "--yes", "--skip-preview", ...more);
  const change = async (program: string) => {
    await stack.write(lines + program);
    return stack;
  };

  beforeAll(async () => {
    const seed = { objects: { number: [{ uuid: shop, country_code: "44", number: "1632960101", name: "As bought", price_category: 2 }] } };
    simulator = leaves(await startSimulator({ seed }), "a number that is given back is gone for good");
    stack = await Stack.create(lines + number(), { env: settingsFor(simulator) });
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  it("is found by itself, and filled by one PUT", async () => {
    expect(await sent(() => up())).toEqual(["GET /voip/number", "GET /voip/number/{uuid}", "PUT /voip/number/{uuid}"]);
    expect(live()).toMatchObject({ call_flow: flow("day"), name: "As bought", price_category: 2 });
  });

  it("shows an edit of what it points at, repairs it, and leaves what the program does not declare", async () => {
    simulator.portal.edit(shop, { call_flow: flow("night") ?? "", name: "Renamed in the portal", trunk: diary });
    const text = await up("--refresh", "--diff");
    expect(text).toContain(`~ callFlow: "${flow("day") ?? ""}" => "${flow("night") ?? ""}"`);
    expect(text).toMatch(/~ 1 updated/);
    expect(live()).toMatchObject({ call_flow: flow("day"), name: "Renamed in the portal", trunk: diary });
  });

  it("follows the program to another flow", async () => {
    await change(number("callFlow: night.uuid"));
    expect(await sent(() => up())).toEqual(["GET /voip/number/{uuid}", "PUT /voip/number/{uuid}"]);
    expect(live()).toMatchObject({ call_flow: flow("night"), trunk: diary });
  });

  itInAll("stops at a reference that somebody else has set", async () => {
    await change(number(`callFlow: night.uuid, trunk: "${shop}"`));
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain(`trunk: points at the Trunk "${diary}" now, and overwrite: true is needed to change that`);
  });

  it("keeps its flow through a rename, without a request that changes it", async () => {
    const keeps = async (program: string, ...command: string[]) => {
      await change(program);
      const { call_flow: before } = live();
      const requests = await sent(() => up(...command));
      expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
      expect(live()["call_flow"]).toBe(before);
    };
    const now = "callFlow: night.uuid";
    if (runsAll) await keeps(number(now, { name: "alias", options: '{ aliases: [{ name: "shop" }] }' }));
    await keeps(number(now, { name: "plain" }));
    if (runsAll) {
      await stack.must("state", "taint", urn("plain"), "--yes");
      await keeps(number(now, { name: "plain" }));
      await stack.must("state", "taint", urn("plain"), "--yes");
      await keeps(number(now, { name: "plain", options: "{ deleteBeforeReplace: true }" }));
      await keeps(number(now, { name: "plain" }), "--target-replace", urn("plain"));
      await up("--expect-no-changes");
    }
  });

  itInAll("keeps its flow if a rename waits for something that fails, with --continue-on-error", async () => {
    const broken = '\nconst broken = new yay.CallFlow("broken", { name: "Broken", extension: 777, content: "separate" });';
    await change(broken + number("callFlow: night.uuid", { name: "late", options: "{ dependsOn: [broken] }" }));
    const { remove } = simulator.faults.add({ match: { method: "POST" }, times: 0, effect: { kind: "status", status: 400 } });
    const { code, text } = await stack.up("--continue-on-error");
    remove();
    expect(code).not.toBe(0);
    expect(text).toContain('Cannot delete PhoneNumber "plain": PhoneNumber "late" asks for PhoneNumber');
    expect(live()["call_flow"]).toBe(flow("night"));
    expect((await stack.resources()).map(({ urn: each }) => each)).toContain(urn("plain"));
    await change(number("callFlow: night.uuid", { name: "plain" }));
    await up("--expect-no-changes");
  });

  it("that the account does not have fails alone, after what it needs, and says to buy it", async () => {
    await change(
      `${number("callFlow: night.uuid", { name: "plain" })}
const late = line("late", 503);
new yay.PhoneNumber("absent", { number: "+441632960199", callFlow: late.uuid });`,
    );
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(flow("late")).toBeDefined();
    expect(text).toContain(
      'Cannot create PhoneNumber "absent": GET /voip/number of the own account lists 1, and none with number "+441632960199"',
    );
    expect(text).toContain("buy it in the portal");
  });

  itInAll("is refused at preview where two resources have it", async () => {
    await change(number() + number("callFlow: night.uuid", { name: "plain" }));
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect(text).toMatch(/number: PhoneNumber "(shop|plain)" of this program has the PhoneNumber with number "\+441632960101"/);
  });

  it("stays in the account when all goes, without the flow, which goes after it, with --run-program too", async () => {
    await change(number("callFlow: night.uuid", { name: "plain" }));
    const text = await stack.must("destroy", "--yes", "--skip-preview", "--run-program");
    expect(text).toContain('PhoneNumber "plain": number "+441632960101" stays in the account, and callFlow was taken out of it.');
    expect(live()).toMatchObject({ name: "Renamed in the portal", trunk: diary });
    expect(live()["call_flow"] ?? "").toBe("");
    expect([...simulator.state.objects.keys()]).toEqual([shop]);
  });

  it("is given back if an up has stored that, and by no command before", async () => {
    await change(number('callFlow: day.uuid, releaseOnDelete: "+441632960101"'));
    await up();
    expect(await sent(() => stack.must("destroy", "--yes", "--skip-preview"))).toEqual([
      "GET /voip/number/{uuid}",
      "DELETE /voip/number/{uuid}",
      // Who still refers to the flow, which goes after it.
      "GET /voip/number",
    ]);
    expect(simulator.state.objects.size).toBe(0);
    expect(simulator.violations).toEqual([]);
  });
});
