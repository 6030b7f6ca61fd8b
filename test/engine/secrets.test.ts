import { type Simulator, startSimulator } from "../../provider/simulator/index";
import type { FaultEffect } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const sentinel = (place: string) => `sentinel-${place}-7f3a`;
const places = ["account", "config", "user", "other", "echoed", "unknown"].map(sentinel);
const pin = "8427";

const program = (contact: string) => `
const config = new pulumi.Config();
const acme = new yay.SubReseller("acme", {
  name: "acme-ltd",
  contactName: "${contact}",
  users: [
    { name: "boss", email: "boss@acme.example", roleId: 1, password: "${sentinel("user")}" },
    { name: "clerk", email: "clerk@acme.example", roleId: 1, password: config.requireSecret("clerk") },
  ],
});
new yay.CallFlow("main", {
  customer: acme.uuid,
  name: "Meeting",
  extension: 501,
  flow: { start: { module: "start", next: "room" }, room: { module: "conference", pin: "${pin}" } },
});
const later = { start: { module: "start", next: "room" }, room: { module: "conference", pin: "${pin}" } };
const flows = [pulumi.output(later), Promise.resolve(later), { ...later, room: pulumi.output(later.room) }];
flows.forEach((flow, index) => new yay.CallFlow("later-" + index, { customer: acme.uuid, name: "Later", extension: 600 + index, flow }));
exports.users = acme.users;`;

describe("secrets of configuration, arguments and answers (T16)", () => {
  let simulator: Simulator;
  let stack: Stack;
  const printed: string[] = [];
  const up = async (...args: string[]) => {
    const { text, code } = await stack.up(...args);
    printed.push(text);
    return code;
  };
  const found = (text: string) => text.split("\n").filter((line) => [...places, `"${pin}"`].some((secret) => line.includes(secret)));

  beforeAll(async () => {
    simulator = leaves(
      await startSimulator({
        credentials: { reseller: "reseller", user: "user", password: sentinel("account") },
        switches: { passwordsShown: "clear" },
      }),
      "the program ends with arguments that are refused",
    );
    stack = await Stack.create(program("Acme"), { env: settingsFor(simulator) });
    await stack.must("config", "set", "--secret", "clerk", sentinel("config"));
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  it("are in no state, output or log when everything goes well", async () => {
    expect(await up()).toBe(0);
    const [acme] = [...simulator.state.customers.values()];
    simulator.portal.edit(acme!.uuid, (record) => {
      (record["users"] as object[]).push({ name: "portal", email: "p@acme.example", role_id: 1, password: sentinel("other") });
    });
    await stack.write(program("Acme Ltd"));
    printed.push((await stack.run("preview", "--diff", "--refresh")).text);
    expect(await up("--refresh", "--diff")).toBe(0);
    expect(acme!.record["users"]).toHaveLength(3);
    expect(found(printed.join("\n"))).toEqual([]);
    expect(found(await stack.stateText())).toEqual([]);
  });

  it("are in no state or output when the API shows fields that nobody has heard of", async () => {
    const unknown = {
      api_token: sentinel("unknown"),
      sip_secret: sentinel("unknown"),
      pin: sentinel("unknown"),
      passphrase: sentinel("unknown"),
    };
    const [acme] = [...simulator.state.customers.values()];
    const [flow] = [...simulator.state.objects.values()];
    simulator.portal.edit(acme!.uuid, (record) => {
      Object.assign(record, unknown, { contact_name: "Portal" });
      Object.assign((record["users"] as object[])[0]!, unknown);
    });
    simulator.portal.edit(flow!.uuid, (record) => {
      const steps = record["flow"] as Record<string, object>;
      Object.values(steps).forEach((step) => Object.assign(step, unknown));
      steps["9a1f4e0c-6b0d-4f5e-9c53-2d7b3c1a90e6"] = { module: "stranger", ...unknown, settings: { ...unknown, list: [unknown] } };
    });
    const commands = [
      ["preview", "--diff", "--refresh"],
      ["refresh", "--yes", "--diff"],
      ["preview", "--diff", "--json"],
      ["preview", "-v=2", "--logtostderr"],
      ["stack", "output", "--json"],
    ];
    for (const command of commands) {
      const { text } = await stack.run(...command);
      expect([command[0], found(text)]).toEqual([command[0], []]);
    }
    expect(found(await stack.stateText())).toEqual([]);
    expect(found(await stack.must("stack", "export"))).toEqual([]);
    const { code, text } = await stack.up("--diff", "-v=2", "--logtostderr");
    expect([code, found(text)]).toEqual([0, []]);
    expect(JSON.stringify(acme!.record)).toContain(sentinel("unknown"));
  });

  const words = `bad ${sentinel("user")} ${sentinel("account")} ${sentinel("config")} pin "${pin}" token=${sentinel("echoed")}`;
  const asJson = (status: number) =>
    JSON.stringify({ result: { secret: sentinel("echoed"), echo: [words] }, status_code: status, status_message: words });
  const echoes: [string, FaultEffect][] = [
    ["in an envelope", { kind: "custom", text: asJson(400), status: 400 }],
    ["in a server's failure", { kind: "custom", text: asJson(500), status: 500 }],
    ["in an envelope that contradicts", { kind: "custom", text: asJson(500), status: 200 }],
    ["in bare JSON", { kind: "custom", text: JSON.stringify({ password: sentinel("echoed"), words }), status: 422 }],
    ["in a text", { kind: "custom", text: words, status: 409, contentType: "text/plain" }],
    ["in a page", { kind: "custom", text: `<html><title>${words}</title>${words}</html>`, status: 403, contentType: "text/html" }],
    ["in broken JSON", { kind: "custom", text: `{"password":"${sentinel("echoed")}","x":"${words}`, status: 200 }],
    ["in a redirect", { kind: "redirect", location: `https://${sentinel("account")}.example/?token=${sentinel("echoed")}` }],
  ];
  it.each(echoes)("are in no message when the API repeats them %s", async (_name, effect) => {
    // The PIN is a secret of the flow; another object's message cannot know it.
    const without = JSON.parse(JSON.stringify(effect).replaceAll(pin, "")) as FaultEffect;
    const faults = [
      simulator.faults.add({ match: { method: "PUT", path: "/voip/flow/*" }, times: 0, effect }),
      simulator.faults.add({ match: { method: "PUT", path: "/account/reseller/*" }, times: 0, effect: without }),
    ];
    await stack.write(program("Acme Limited").replace('name: "Meeting"', 'name: "Meeting room"'));
    const { code, text } = await stack.up("--diff", "-v=2", "--logtostderr");
    for (const { remove } of faults) remove();
    expect(code).not.toBe(0);
    expect(text).toContain("Cannot update");
    expect(found(text)).toEqual([]);
    expect(found(await stack.stateText())).toEqual([]);
  });

  it("are not even in the engine's most talkative log where only the API has shown them", async () => {
    const effect: FaultEffect = { kind: "custom", text: asJson(400), status: 400 };
    const { remove } = simulator.faults.add({ match: { method: "PUT", path: "/account/reseller/*" }, times: 0, effect });
    const { code, text } = await stack.up("--refresh", "-v=11", "--logtostderr");
    remove();
    expect(code).not.toBe(0);
    expect(text).toContain("Cannot update");
    for (const place of ["other", "unknown", "echoed"]) expect(text.includes(sentinel(place))).toBe(false);
  });

  it("are in no report of a conflict", async () => {
    expect(await up("--refresh")).toBe(0);
    const flow = [...simulator.state.objects.values()].find(({ record }) => record["extension"] === 501);
    simulator.portal.edit(flow!.uuid, (record) => {
      const room = Object.values(record["flow"] as Record<string, Record<string, unknown>>).find(({ module }) => module === "conference");
      Object.assign(room!, { pin: "9911", music: "9a1f4e0c-6b0d-4f5e-9c53-2d7b3c1a90e6" });
    });
    await stack.write(program("Acme Plc").replace('name: "Meeting"', 'name: "Meetings"'));
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain("somebody changed it");
    expect([...found(text), ...(text.includes("9911") ? ["9911"] : [])]).toEqual([]);
    expect(await up("--refresh", "--diff")).toBe(0);
    expect(printed.at(-1)).not.toContain('"9911"');
  });

  it("are in no message when the arguments are wrong", async () => {
    await stack.write(program("").replace('roleId: 1, password: "', 'roleId: 7, password: "'));
    expect(await up()).not.toBe(0);
    expect(printed.at(-1)).toContain("users.boss.roleId");
    expect(found(printed.at(-1)!)).toEqual([]);
  });

  it("are in no output of a destroy", async () => {
    await stack.write(program("Acme"));
    const { code, text } = await stack.run("destroy", "--yes", "--diff", "-v=2", "--logtostderr");
    expect([code, found(text)]).toEqual([0, []]);
    expect(found(printed.join("\n"))).toEqual([]);
    expect(found(await stack.stateText())).toEqual([]);
  });
});
