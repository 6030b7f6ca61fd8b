import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { closedTimes } from "../../provider/diary/index";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { firstOf, runsAll } from "../support/all";
import { bareFolder, project, requires } from "./projects";
import { Desk, holding, settingsOf, yay } from "./support";

jest.setTimeout(240_000);

const desk = new Desk();

const uuid = (number: number) => `5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a1${String(number).padStart(3, "0")}`;
const signed = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "abc" };

const state = (kind: string, name: string, id: number, outputs: object) => ({
  urn: `urn:pulumi:dev::acme::pulumi-nodejs:dynamic/yay:${kind}::${name}`,
  type: `pulumi-nodejs:dynamic/yay:${kind}`,
  id: uuid(id),
  outputs,
});

/** The state of a firm with a workshop; its mailbox has a PIN, which is a secret. */
const firm = [
  state("Mailbox", "box", 1, { name: "Messages", password: signed }),
  state("SipUser", "foreman", 2, { displayName: "Foreman", extension: 1002 }),
  state("HuntGroup", "makers", 3, { name: "Workshop", extension: 600, members: [uuid(2)] }),
  state("CallFlow", "main", 4, {
    name: "Main line",
    extension: 500,
    flow: {
      start: { module: "start", next: "menu" },
      menu: { module: "pressextension", next: { 2: "ring", 3: "room", invalid: "message", timeout: "message" } },
      ring: { module: "extension", extensions: [{ type: "huntgroup", uuid: uuid(3) }], duration: 20, noanswer: "message" },
      room: { module: "conference", pin: signed },
      message: { module: "voicemail", mailboxes: [uuid(1)] },
    },
  }),
  state("CallFlow", "night", 5, {
    name: "Closed",
    extension: 501,
    flow: { start: { module: "start", next: "message" }, message: { module: "voicemail", mailboxes: [uuid(1)] } },
  }),
  state("TimeDiary", "hours", 6, {
    name: "Hours",
    timezone: "Europe/London",
    elements: closedTimes({ "mon-fri": "9:00-17:30", "sat-sun": "closed" }, uuid(5)),
  }),
  state("PhoneNumber", "shop", 7, { number: "+441632960101", name: "Shop", callFlow: uuid(4), outOfHours: uuid(6) }),
  { ...state("PhoneNumber", "old", 8, { number: "+441632960102" }), delete: true },
];

describe("yay call, from a stack", () => {
  const call = async (args: readonly string[], resources: readonly object[] = firm) => {
    const env = await desk.pulumi({ "stack export": { out: { version: 3, deployment: { resources } } } });
    return yay(["call", ...args, "--stack", "dev"], { env });
  };

  it("follows a number through its diary, its flow and a group to whoever answers", async () => {
    const { code, out, err } = await call(["+44 1632 960101", "--at", "2026-11-30 10:00", "--press", "2", "--answer", "Foreman"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(
      [
        "+441632960101, Monday 30 November 2026 10:00 Europe/London",
        "   0:00  number Shop       asks the time diary Hours",
        "   0:00  diary Hours       open: the number goes on",
        "   0:00  number Shop       goes to the call flow Main line",
        "   0:00  Main line: start  the call comes in",
        "   0:00  Main line: menu   2 is pressed → next.2",
        "   0:00  Main line: ring   rings group Workshop: Foreman (1002); answered",
        "The call ends answered by Foreman (1002).\n",
      ].join("\n"),
    );
    const secret = await call(["--at", "2026-11-30 10:00", "--press", "3", "Shop"]);
    expect(secret).toMatchObject({ code: 0, out: holding("The call ends in a conference") });
  });

  it("calls now if no time is given, and none that the engine is about to delete", async () => {
    expect(await call(["Shop"])).toMatchObject({ code: 0, err: "" });
    expect(await call(["old"])).toMatchObject({ code: 2, err: holding("There are: +441632960101.") });
  });

  it.each(firstOf(["voicemail", "Messages", "Closed", "message"], 1))("succeeds if the call ends as expected: %s", async (expected) => {
    expect((await call(["Shop", "--at", "2026-12-26 10:00", "--expect", expected])).code).toBe(0);
  });

  it("fails if the call does not end as expected", async () => {
    const { code, out } = await call(["Shop", "--at", "2026-12-26 10:00", "--expect", "answered"]);
    expect({ code, out }).toEqual({ code: 1, out: holding('It should end with, by or at "answered".') });
  });

  it("says what is wrong with the call, all at once", async () => {
    const { code, err } = await call(["+441632960199", "--at", "noon", "--answer", "Forman"]);
    expect(code).toBe(2);
    expect(err).toContain('there is no such number. Did you mean "+441632960101"?');
    expect(err).toContain("at: noon is no time");
    expect(err).toContain('nobody and no step is called "Forman". Did you mean "foreman"?');
  });

  it("draws the call, and gives it as data", async () => {
    const at = ["Shop", "--at", "2026-12-26 10:00"];
    const data = JSON.parse((await call([...at, "--format", "json"])).out) as unknown;
    expect(data).toMatchObject({ ending: "voicemail", hours: ["elements.2"], ok: true });
    const file = desk.path("call.svg");
    expect(await call([...at, "--output", file])).toEqual({ code: 0, out: "", err: "" });
    expect(await readFile(file, "utf8")).toMatch(/^<svg [^]*Shop[^]*in Messages/);
    if (!runsAll) return;
    expect((await call([...at, "--format", "mermaid"])).out).toMatch(/^flowchart TD\n/);
    expect((await call([...at, "--format", "markdown"])).out).toMatch(/^```mermaid\n[^]*```text\n/);
  });

  it("takes a script, and lays options over it", async () => {
    const script = await desk.put("script.json", { at: "2026-11-30 10:00", presses: ["2"], answers: { Foreman: true }, expect: "Foreman" });
    expect((await call(["Shop", "--script", script])).code).toBe(0);
    expect((await call(["Shop", "--script", script, "--at", "2026-12-26 10:00"])).code).toBe(1);
    const wrong = await desk.put("wrong.json", { tim: "x", presses: 2 });
    expect(await call(["Shop", "--script", wrong])).toMatchObject({ code: 2, err: holding('there is no key "tim"') });
  });

  it("says with coverage what no call has reached", async () => {
    const calls = await desk.put("calls.json", [
      { name: "by day", number: "Shop", at: "2026-11-30 10:00", presses: ["2"], answers: { Foreman: true }, expect: "Foreman" },
      { name: "at night", number: "Shop", at: "2026-11-30 20:00", expect: "Closed" },
    ]);
    const covered = await call(["coverage", "--calls", calls]);
    expect(covered).toMatchObject({ code: 0, err: "" });
    expect(covered.out).toContain("no call reaches hours +441632960101 elements.0");
    expect(covered.out).toMatch(/phones: +1 of 1 \(100 %\)/);
    const asData = await call(["coverage", "--calls", calls, "--format", "json", "--min", "90"]);
    expect(asData.code).toBe(1);
    expect(JSON.parse(asData.out)).toMatchObject({ numbers: { reached: 1, total: 1 }, calls: [{ ok: true }, { ok: true }] });
    const nameless = await desk.put("nameless.json", [{ at: "2026-11-30 10:00" }]);
    expect(await call(["coverage", "--calls", nameless])).toMatchObject({ code: 2, err: holding("call 1 says no number") });
  });

  it("counts a call that cannot be placed as failed, says which it is, and places the others", async () => {
    const calls = await desk.put("calls.json", [
      { name: "by day", number: "Shop", at: "2026-11-30 10:00", presses: ["2"], answers: { Foreman: true }, expect: "Foreman" },
      { name: "a silent caller", number: "Shop", at: "yesterday" },
    ]);
    const { code, out, err } = await call(["coverage", "--calls", calls]);
    expect(code).toBe(1);
    expect(err).toContain(`${calls} [1] "a silent caller": Cannot call Shop:\n  at: `);
    expect(out).toMatch(/phones: +1 of 1 \(100 %\)/);
    const asData = await call(["coverage", "--calls", calls, "--format", "json"]);
    expect(JSON.parse(asData.out)).toMatchObject({ calls: [{ ok: true }, { ok: false, number: "Shop", problem: holding("at: ") }] });
    expect((await call(["coverage", "--calls", calls, "--format", "markdown"])).out).toContain("cannot be placed");
  });

  it("fails with lint if a number leads nowhere, and with --strict if a group has no members", async () => {
    expect(await call(["lint"])).toEqual({ code: 0, out: "no findings\n", err: "" });
    const dead = [state("PhoneNumber", "dead", 9, { number: "+441632960109" })];
    expect(await call(["lint"], dead)).toMatchObject({ code: 1, out: holding("PhoneNumber dead (+441632960109) [number-nowhere]") });
    const empty = [state("HuntGroup", "bad/sales", 9, { name: "Nobody", extension: 600 })];
    expect(await call(["lint"], empty)).toMatchObject({ code: 0, out: holding("HuntGroup bad/sales (Nobody) [group-empty]") });
    const strict = await call(["lint", "--strict", "--format", "json"], empty);
    expect(strict.code).toBe(1);
    expect(JSON.parse(strict.out)).toMatchObject({
      findings: [{ code: "group-empty", kind: "HuntGroup", name: "Nobody", resource: "bad/sales" }],
    });
    expect((await call(["lint", "--format", "markdown"], empty)).out).toContain("`group-empty`");
  });
});

describe("the program of yay call", () => {
  const number =
    'new yay.PhoneNumber("n", { number: new pulumi.Config().require("number"), callFlow: "0c0ffee0-0000-4000-8000-000000000000" });';
  const called = async (folder: string, text: string, ...more: string[]) => yay(["call", text, "--cwd", folder, ...more]);

  it("gets the configuration of its project and of its only stack, secrets as a sign, and is found by main", async () => {
    const folder = await project({
      "Pulumi.yaml": "name: acme\nruntime: nodejs\nmain: src/\nconfig:\n  prefix: '+44163296'\n  pin:\n    default: none\n",
      "Pulumi.dev.yaml": "config:\n  acme:rest: '0102'\n  acme:pin:\n    secure: v1:abc\n",
      "src/index.js": `${requires}
const config = new pulumi.Config();
config.requireSecret("pin").apply((pin) => {
  new yay.PhoneNumber("n", { name: pin + " " + pulumi.getStack() + " " + pulumi.getProject(), number: config.require("prefix") + config.require("rest") });
});`,
    });
    const { code, out } = await called(folder, "+441632960102");
    expect({ code, out }).toEqual({ code: 1, out: holding("number [secret] dev acme  leads nowhere") });
    expect((await readdir(tmpdir())).filter((name) => name.startsWith("yay-program-"))).toEqual([]);
  });

  it("is asked for the stack if several have a configuration, and runs with the one that is named", async () => {
    const folder = await project({
      "Pulumi.yaml": "name: acme\nruntime: nodejs\n",
      "Pulumi.dev.yaml": "config:\n  acme:number: '+441632960103'\n",
      "Pulumi.prod.yaml": "config:\n  acme:number: '+441632960104'\n",
      "index.js": requires + number,
    });
    expect(await called(folder, "n")).toMatchObject({
      code: 2,
      err: holding("Several stacks have a configuration: dev, prod. Name one by --config <stack>."),
    });
    expect((await called(folder, "+441632960104", "--config", "prod")).out).toContain("+441632960104");
    expect(await called(folder, "n", "--config", "test")).toMatchObject({ code: 2, err: holding("There are: dev, prod.") });
  });

  const imports = 'import * as pulumi from "@pulumi/pulumi";\nimport * as yay from "pulumi-yay";\n';
  const declared = 'new yay.PhoneNumber("n", { number: "+441632960105" });\n';

  it.each<[string, Record<string, string>]>([
    [
      "an ES module",
      { "package.json": '{ "type": "module", "main": "index.js" }', "index.js": `${imports}await Promise.resolve();\n${declared}` },
    ],
    [
      "TypeScript",
      { "package.json": '{ "main": "index.ts" }', "index.ts": `${imports}const size: number = 3;\n${declared}export const end = size;\n` },
    ],
    [
      "a module that exports a function",
      { "index.js": `${requires}module.exports = async () => { await Promise.resolve(); ${declared} };` },
    ],
  ])("may be %s", async (_, files) => {
    expect(await called(await project(files), "+441632960105")).toMatchObject({ code: 1, out: holding("leads nowhere") });
  });

  it("says what it printed if it fails, and how to give it a configuration", async () => {
    const lacking = await project({ "index.js": requires + number });
    const { code, err } = await called(lacking, "n");
    expect(code).toBe(1);
    expect(err).toContain("Missing required configuration variable");
    expect(err).toContain("name a stack that has it by --config <stack>");
    const broken = await project({ "index.js": 'throw new Error("no such file");' });
    expect(await called(broken, "n")).toMatchObject({ code: 1, err: holding("no such file") });
  });

  it("is not found without packages, and options that do not fit are refused", async () => {
    const bare = await bareFolder();
    expect(await called(bare, "n")).toMatchObject({ code: 2, err: holding("its packages have no pulumi-yay") });
    expect(await called(bare, "n", "--customer", "acme")).toMatchObject({ code: 2, err: holding("--customer goes with --live.") });
    expect(await called(bare, "n", "--config", "dev", "--stack")).toMatchObject({ code: 2, err: holding("--config is for the program") });
  });
});

describe("yay call, from the live account", () => {
  const customer = "5d1f9a40-0f0e-4c3b-9a37-6a6b8f0a0001";
  let simulator: Simulator;

  beforeAll(async () => {
    const steps = (...names: string[]) => Object.fromEntries(names.map((name, index) => [name, uuid(100 + index)]));
    const [start, ring, message] = Object.values(steps("start", "ring", "message"));
    simulator = await startSimulator({
      seed: {
        customers: [
          {
            uuid: customer,
            name: "larch-and-sons",
            contact_name: "Larch & Sons",
            objects: {
              user: [{ uuid: uuid(1), display_name: "Foreman", extension: 1002 }],
              group: [{ uuid: uuid(2), name: "Workshop", extension_number: 600, members: [uuid(1)] }],
              mailbox: [{ uuid: uuid(3), name: "Messages", password: "2718" }],
              flow: [
                {
                  uuid: uuid(4),
                  name: "Main line",
                  extension: 500,
                  flow: {
                    [start!]: { module: "start", next: ring },
                    [ring!]: { module: "extension", extensions: [{ type: "huntgroup", uuid: uuid(2) }], noanswer: message },
                    [message!]: { module: "voicemail", mailboxes: [uuid(3)] },
                  },
                },
              ],
              number: [
                { uuid: uuid(5), country_code: "44", number: "1632960101", name: "Shop", call_flow: uuid(4) },
                { uuid: uuid(6), country_code: "44", number: "1632960102", name: "Dead", call_flow: uuid(99) },
              ],
            },
          },
        ],
      },
    });
  });
  afterAll(() => simulator.close());

  it("follows a number of a customer as it lives, who is named as for a map", async () => {
    const env = settingsOf(simulator);
    for (const who of firstOf(["Larch & Sons", customer, "larch-and-sons"], 1)) {
      const { code, out, err } = await yay(["call", "+441632960101", "--live", "--customer", who, "--answer", "Foreman"], { env });
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain("rings group Workshop: Foreman (1002); answered");
    }
    expect(await yay(["call", "n", "--live", "--customer", "nobody"], { env })).toMatchObject({
      code: 2,
      err: holding("none of the 1 customers"),
    });
    expect(await yay(["call", "lint", "--live", "--customer", customer], { env })).toMatchObject({
      code: 1,
      out: holding("[reference-missing]"),
    });
    expect(simulator.requests.every(({ method }) => method === "GET")).toBe(true);
  });
});
