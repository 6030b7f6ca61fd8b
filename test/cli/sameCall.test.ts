import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";
import { yay } from "./support";

jest.setTimeout(240_000);

const firm = `
const { closedTimes } = require("pulumi-yay/diary");
const bundle = new yay.VoipBundle("bundle", { bundleType: 1 });
const box = new yay.Mailbox("box", { name: "Messages", password: "2718" });
const foreman = new yay.SipUser("foreman", { displayName: "Foreman", extension: 1002 }, { dependsOn: [bundle] });
const makers = new yay.HuntGroup("makers", { name: "Workshop", extension: 600, members: [foreman.uuid] });
const main = new yay.CallFlow("main", { name: "Main line", extension: "next", content: "separate" });
new yay.CallFlowContent("steps", { callFlow: main.uuid, flow: {
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", next: { 2: "ring", invalid: "message", timeout: "message" } },
  ring: { module: "extension", extensions: [{ type: "huntgroup", uuid: makers.uuid }], duration: 20, noanswer: "message" },
  message: { module: "voicemail", mailboxes: [box.uuid] },
} });
const night = new yay.CallFlow("night", { name: "Closed", extension: 801, flow: {
  start: { module: "start", next: "message" }, message: { module: "voicemail", mailboxes: [box.uuid] },
} });
const hours = new yay.TimeDiary("hours", { name: "Hours", timezone: "Europe/London", elements: closedTimes({ "mon-fri": "9:00-17:30", "sat-sun": "closed" }, night.uuid) });
new yay.PhoneNumber("shop", { number: "+441632960101", name: "Shop", callFlow: main.uuid, outOfHours: hours.uuid });
`;

/** What a caller meets, without what an account calls its steps: the live one has no names for them. */
interface Met {
  readonly steps: readonly {
    readonly kind: string;
    readonly name: string;
    readonly module?: string;
    readonly after: number;
    readonly rings: readonly { readonly name: string }[];
  }[];
  readonly [part: string]: unknown;
}

describe("yay call, on the real engine", () => {
  let simulator: Simulator;
  let stack: Stack;

  beforeAll(async () => {
    const seed = { objects: { number: [{ country_code: "44", number: "1632960101", name: "As bought" }] } };
    simulator = leaves(await startSimulator({ seed }), "its end is not looked at");
    const env = { ...settingsFor(simulator), YAY_MAX_PURCHASES_PER_RUN: '{"VoipBundle":1,"SipUser":1}' };
    stack = await Stack.create(firm, { env });
  });
  afterAll(async () => {
    await stack.close();
    await simulator.close();
  });

  const met = async (...args: string[]) => {
    const env = { ...settingsFor(simulator), ...stack.environment };
    const { out, err } = await yay(["call", "+441632960101", ...args, "--format", "json", "--cwd", join(stack.folder, "program")], { env });
    expect(err).toBe("");
    const { steps, number, at, ending, answeredBy, mailboxes, waited, hours } = JSON.parse(out) as Met;
    const named = (party: unknown) => (party as { name: string } | undefined)?.name;
    const passed = steps.map(({ kind, name, module, after, rings }) => [kind, module ?? name, after, rings.map(named)]);
    return { number, at, ending, waited, hours, passed, by: named(answeredBy), boxes: (mailboxes as unknown[]).map(named) };
  };

  it("meets the same from the program before it is live, from the stack, and from the live account", async () => {
    const calls = [
      ["--at", "2026-11-30 10:00", "--press", "2", "--answer", "Foreman"],
      ["--at", "2026-11-30 10:00", "--press", "2"],
      ["--at", "2026-12-26 10:00"],
    ];
    const before = [];
    for (const call of calls) before.push(await met(...call));
    expect(before.map(({ ending }) => ending)).toEqual(["answered", "voicemail", "voicemail"]);
    await stack.must("up", "--yes", "--skip-preview");
    for (const [index, call] of calls.entries()) {
      expect(await met(...call, "--stack", "dev")).toEqual(before[index]);
      expect(await met(...call, "--live")).toEqual(before[index]);
    }
  });
});
