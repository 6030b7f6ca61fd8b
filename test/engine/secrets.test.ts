import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const sentinel = (place: string) => `sentinel-${place}-7f3a`;
const places = ["account", "config", "user", "other", "echoed"].map(sentinel);
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

  it("are in no message when the API repeats them in an error", async () => {
    const echo = `{"result":{},"status_code":400,"status_message":"bad ${sentinel("user")} ${sentinel("account")} ${sentinel("config")} pin ${pin}"}`;
    simulator.faults.add({ match: { method: "PUT" }, times: 0, effect: { kind: "custom", text: echo, status: 400 } });
    await stack.write(program("Acme Limited").replace('name: "Meeting"', 'name: "Meeting room"'));
    expect(await up()).not.toBe(0);
    expect(printed.at(-1)).toContain("400");
    expect(found(printed.at(-1)!)).toEqual([]);
  });

  it("are in no message when the arguments are wrong", async () => {
    await stack.write(program("").replace('roleId: 1, password: "', 'roleId: 7, password: "'));
    expect(await up()).not.toBe(0);
    expect(printed.at(-1)).toContain("users.boss.roleId");
    expect(found(printed.at(-1)!)).toEqual([]);
  });
});
