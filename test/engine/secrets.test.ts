import { firstOf, itInAll } from "../support/all";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import type { FaultEffect, Seed } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { standsIn, withoutUuids } from "../support/secrets";

jest.setTimeout(240_000);

const sentinel = (place: string) => `sentinel-${place}-7f3a`;
const places = ["account", "config", "user", "other", "echoed", "unknown", "looked"].map(sentinel);
const [pin, lookedPin] = ["0842", "0935"] as const;
const secrets = [...places, pin, lookedPin];
/** What the engine never gets, and so cannot print: it gets the program's secrets, and those of the configuration. */
const unknownToTheEngine = [...["other", "echoed", "unknown", "looked"].map(sentinel), lookedPin];

/** Lives before the program, which looks it up. */
const seen = { customer: "6f2b1c52-7a35-4c43-9a0e-6a1f53e0a001", flow: "a1b20000-0000-4000-8000-000000000000" } as const;
const [seenStart, seenRoom] = ["a1b20000-0000-4000-8000-000000000001", "a1b20000-0000-4000-8000-000000000002"] as const;
const seed: Seed = {
  balance: "60.000",
  stores: [{ name: "Shop", api_token: sentinel("looked"), settings: { pin: lookedPin } }],
  customers: [
    {
      uuid: seen.customer,
      name: "seen",
      contact_name: "Seen",
      api_token: sentinel("looked"),
      users: [{ name: "hers", email: "hers@seen.example", role_id: 1, password: sentinel("looked") }],
      objects: {
        flow: [
          {
            uuid: seen.flow,
            name: "Seen",
            extension: 503,
            flow: {
              [seenStart]: { module: "start", next: seenRoom },
              [seenRoom]: { module: "conference", pin: lookedPin, token: sentinel("looked") },
            },
          },
        ],
      },
    },
  ],
};

const program = (contact: string) => `
const config = new pulumi.Config();
const users = [
  { name: "boss", email: "boss@acme.example", roleId: 1, password: "${sentinel("user")}" },
  { name: "clerk", email: "clerk@acme.example", roleId: 1, password: config.requireSecret("clerk") },
];
const acme = new yay.SubReseller("acme", { name: "acme-ltd", contactName: "${contact}", users });
new yay.SubReseller("alone", { name: "alone-ltd", contactName: "Alone", users });
const steps = { start: { module: "start", next: "room" }, room: { module: "conference", pin: "${pin}" } };
new yay.CallFlow("main", { customer: acme.uuid, name: "Meeting", extension: 501, flow: steps });
const apart = new yay.CallFlow("apart", { customer: acme.uuid, name: "Apart", extension: 502, content: "separate" });
new yay.CallFlowContent("filled", { customer: acme.uuid, callFlow: apart.uuid, flow: steps }); // apart
const flows = [pulumi.output(steps), Promise.resolve(steps), { ...steps, room: pulumi.output(steps.room) }];
flows.forEach((flow, index) => new yay.CallFlow("later-" + index, { customer: acme.uuid, name: "Later", extension: 600 + index, flow }));
exports.users = acme.users;
exports.seen = pulumi.jsonStringify([
  yay.SubReseller.get("seen", "${seen.customer}").users,
  yay.CallFlow.get("seen", "${seen.flow}", { customer: "${seen.customer}" }).flow,
  yay.CallFlowContent.get("seen", "${seen.flow}", { customer: "${seen.customer}" }).flow,
  yay.getSubResellerOutput({ name: "seen" }),
  yay.getStoresOutput(),
]);`;

describe("secrets of configuration, arguments and answers (T16)", () => {
  let simulator: Simulator;
  let stack: Stack;
  const printed: string[] = [];
  const up = async (...args: string[]) => {
    const { text, code } = await stack.up(...args);
    printed.push(text);
    return code;
  };
  const found = (text: string, among: readonly string[] = secrets) =>
    text.split("\n").filter((line) => among.some((secret) => standsIn(secret, line)));
  const write = (contact: string, change = (text: string) => text) => stack.write(change(program(contact)));

  beforeAll(async () => {
    simulator = await startSimulator({
      credentials: { reseller: "reseller", user: "user", password: sentinel("account") },
      switches: { passwordsShown: "clear" },
      seed,
    });
    stack = await Stack.create(program("Acme"), { env: settingsFor(simulator) });
    await stack.must("config", "set", "--secret", "clerk", sentinel("config"));
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  it("are in no state, output or log when everything goes well", async () => {
    expect(await up()).toBe(0);
    const acme = [...simulator.state.customers.values()].find(({ record }) => record["name"] === "acme-ltd");
    simulator.portal.edit(acme!.uuid, (record) => {
      (record["users"] as object[]).push({ name: "portal", email: "p@acme.example", role_id: 1, password: sentinel("other") });
    });
    await write("Acme Ltd");
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
    const acme = [...simulator.state.customers.values()].find(({ record }) => record["name"] === "acme-ltd");
    const flow = [...simulator.state.objects.values()].find(({ record }) => record["extension"] === 501);
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
      ["refresh", "--yes", "--skip-preview", "--diff"],
      ["preview", "--diff", "--json"],
      ["stack", "output", "--json"],
    ];
    for (const command of commands) {
      const { text } = await stack.run(...command);
      expect([command[0], found(text)]).toEqual([command[0], []]);
    }
    expect(found(await stack.stateText())).toEqual([]);
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
  it.each(firstOf(echoes, 1))("are in no message when the API repeats them %s", async (_name, effect) => {
    const faults = [
      simulator.faults.add({
        match: { method: "PUT", path: "/voip/flow/*" },
        times: 0,
        effect: without(effect, ["user", "config"].map(sentinel)),
      }),
      simulator.faults.add({ match: { method: "PUT", path: "/account/reseller/*" }, times: 0, effect: without(effect, [pin]) }),
    ];
    // What depends on a resource that fails is not tried, so acme stays as it is.
    const music = 'flow: { ...steps, room: { ...steps.room, music: "9a1f4e0c-6b0d-4f5e-9c53-2d7b3c1a90e6" } } });';
    await write("Acme Ltd", (text) =>
      text
        .replace('contactName: "Alone"', 'contactName: "Still alone"')
        .replace('name: "Meeting"', 'name: "Meeting room"')
        .replace("flow: steps }); // apart", music),
    );
    const { code, text } = await stack.up("--diff", "-v=2", "--logtostderr", "--continue-on-error");
    for (const { remove } of faults) remove();
    expect(code).not.toBe(0);
    for (const kind of ["SubReseller", "CallFlow", "CallFlowContent"]) expect(text).toContain(`Cannot update ${kind} "`);
    expect(found(text)).toEqual([]);
    expect(found(await stack.stateText())).toEqual([]);
  });

  /** An object's message cannot know the secrets of another one. */
  const without = (effect: FaultEffect, secretsOfOthers: readonly string[]) =>
    secretsOfOthers.reduce((left, secret) => JSON.parse(JSON.stringify(left).replaceAll(secret, "")) as FaultEffect, effect);
  const refusal: FaultEffect = { kind: "custom", text: asJson(400), status: 400 };
  itInAll("are not even in the engine's most talkative log where the engine itself does not have them", async () => {
    const { remove } = simulator.faults.add({ match: { method: "PUT", path: "/account/reseller/*" }, times: 0, effect: refusal });
    const { code, text } = await stack.up("--refresh", "-v=11", "--logtostderr");
    remove();
    expect(code).not.toBe(0);
    expect(text).toContain("Cannot update");
    expect(found(text, [...unknownToTheEngine, sentinel("account")])).toEqual([]);
  });

  itInAll("are no more to be seen where the configuration of the stack has the account's password", async () => {
    await stack.must("config", "set", "--secret", "yay:password", sentinel("account"));
    stack = stack.with({ YAY_PASSWORD: "" });
    const { remove } = simulator.faults.add({ match: { method: "PUT", path: "/account/reseller/*" }, times: 0, effect: refusal });
    const { code, text } = await stack.up("-v=8", "--logtostderr");
    remove();
    expect(code).not.toBe(0);
    expect(text).toContain("Cannot update");
    expect(found(text, [...unknownToTheEngine, sentinel("account")])).toEqual([]);
    expect(found(await stack.stateText())).toEqual([]);
  });

  it("are in no report of a conflict", async () => {
    const flow = [...simulator.state.objects.values()].find(({ record }) => record["extension"] === 501);
    simulator.portal.edit(flow!.uuid, (record) => {
      const room = Object.values(record["flow"] as Record<string, Record<string, unknown>>).find(({ module }) => module === "conference");
      Object.assign(room!, { pin: "0977", music: "9a1f4e0c-6b0d-4f5e-9c53-2d7b3c1a90e6" });
    });
    await write("Acme Plc", (text) => text.replace('name: "Meeting"', 'name: "Meetings"'));
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain("somebody changed it");
    expect([...found(text), ...(standsIn("0977", withoutUuids(text)) ? ["0977"] : [])]).toEqual([]);
  });

  it("are in no record, note or message of a transfer whose answer repeats them, nor in the diff of a refresh beside it", async () => {
    const transfer = 'new yay.CreditTransfer("gift", { customer: acme.uuid, amount: "1.00", reference: "gift" }, { protect: false });';
    await write("Acme", (text) => `${text}\n${transfer}`);
    const effect = without(refusal, [sentinel("user"), sentinel("config"), pin]);
    const { remove } = simulator.faults.add({ match: { method: "PUT", bodyKey: "balance" }, effect });
    expect(await up("--refresh", "--continue-on-error", "--diff", "-v=2", "--logtostderr")).not.toBe(0);
    remove();
    expect(printed.at(-1)).not.toContain('"0977"');
    const kept = (await stack.checkpoint()).resources.find(({ type }) => type.endsWith("CreditTransferExecution"));
    expect(kept?.outputs).toMatchObject({ state: "rejected", reason: expect.stringContaining("bad") });
    const notes = await stack.notesText();
    expect(notes).toContain("gift");
    expect([printed.at(-1) ?? "", notes, await stack.stateText()].flatMap((each) => found(each))).toEqual([]);
  });

  itInAll("are in no message when the arguments are wrong", async () => {
    await write("", (text) => text.replace('roleId: 1, password: "', 'roleId: 7, password: "'));
    expect(await up()).not.toBe(0);
    expect(printed.at(-1)).toContain("users.boss.roleId");
    expect(found(printed.at(-1)!)).toEqual([]);
  });

  it("are in no output of a destroy", async () => {
    await write("Acme");
    const { code, text } = await stack.run("destroy", "--yes", "--skip-preview", "--diff", "-v=2", "--logtostderr");
    expect([code, found(text)]).toEqual([0, []]);
    expect(found(printed.join("\n"))).toEqual([]);
    expect(found(await stack.stateText())).toEqual([]);
  });
});
