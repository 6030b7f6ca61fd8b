import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type JsonObject, type Simulator, startSimulator } from "../../provider/simulator/index";
import type { Kind } from "../../provider/objects";
import { everyScenario } from "../kinds/index";
import { settingsFor, Stack, type StateResource } from "../support/engine";
import { simulatedAs } from "../support/scenario";
import { withoutUuids } from "../support/secrets";
import { larch } from "../support/wholeAccount";
import { yay } from "./support";

jest.setTimeout(240_000);

interface Report {
  readonly looked: number;
  readonly drifted: readonly { resource: string; kind: string; fate: string; changes: readonly { path: string; sentence: string }[] }[];
  readonly pending: readonly { resource: string; sentences: readonly string[] }[];
  readonly agreed: readonly { resource: string }[];
}

let simulator: Simulator;
let stack: Stack;
let env: Record<string, string>;

const open = async () => {
  stack = await Stack.create("", { env: settingsFor(simulator) });
  env = { ...settingsFor(simulator), ...stack.environment };
};
const close = async () => {
  await stack.close();
  await simulator.close();
};

const drift = (...args: string[]) => yay(["drift", "--cwd", join(stack.folder, "program"), ...args], { env });
const report = async (...args: string[]): Promise<{ code: number | null; shown: Report }> => {
  const { code, out, err } = await drift("--format", "json", ...args);
  if (out === "") throw new Error(err);
  return { code, shown: JSON.parse(out) as Report };
};
const told = ({ drifted }: Report) =>
  Object.fromEntries(drifted.map(({ resource, changes }) => [resource, [...new Set(changes.map(({ path }) => path.split(".")[0]))]]));

describe("yay drift of examples/whole-account", () => {
  afterAll(close);
  beforeAll(async () => {
    simulator = await startSimulator({ seed: { collections: ["/voip/message-flow"], balance: "500.000", customers: [larch] } });
    await open();
    const main = join(__dirname, "../../examples/whole-account");
    await writeFile(join(stack.folder, "program", "Pulumi.yaml"), `name: test\nruntime: nodejs\nmain: ${JSON.stringify(main)}\n`);
    await stack.configure(
      { "yay:maxPurchasesPerRun": '{"VoipBundle":1,"CallPack":1,"SipUser":5}' },
      { mailboxPin: "4711", stockSystemPassword: "a-password-for-the-stock-system" },
    );
    await stack.must("up", "--yes", "--skip-preview");
  });

  it("finds none where nobody has edited, and one edit of every kind where somebody has, with nothing beside it", async () => {
    const calm = await report();
    expect([calm.code, calm.shown]).toEqual([0, expect.objectContaining({ drifted: [], pending: [], agreed: [] })]);
    const edits = (await stack.resources()).map((resource) => edited(resource));
    expect(edits).toHaveLength(calm.shown.looked);
    const expected = Object.fromEntries(edits.filter(([, seen]) => seen.length > 0));
    expect(edits.filter(([, seen]) => seen.length === 0).map(([name]) => name)).toEqual(["minutes"]);
    for (const args of [[], ["--state"]]) {
      const { code, shown } = await report(...args);
      expect([code, told(shown)]).toEqual([3, expected]);
      expect(withoutUuids(JSON.stringify(shown))).not.toMatch(/4711|a-password-for|0815/);
    }
  });
});

/** Edits an object of the stack in the portal; its resource, and the argument that shows it. Of a pack nothing that is declared is shown. */
function edited({ type, urn, id = "", outputs = {} }: StateResource): [string, string[]] {
  const kind = type.split(":").at(-1) as Kind;
  const { drifts } = everyScenario[kind];
  const names: readonly string[] = simulatedAs(kind);
  const all = [...simulator.state.objects.values()];
  // The one object of an account has an id of its own here.
  const living = simulator.portal.find(id) ?? all.find((each) => each.owner === larch.uuid && names.includes(each.kind));
  const isShown = (argument: string) =>
    Object.hasOwn(outputs, argument) && !JSON.stringify(outputs[argument]).includes("1b47061264138c4ac30d75fd1eb44270");
  const named = { argument: "body", edit: (record: JsonObject) => (record["name"] = "Edited") };
  const candidates = kind === "ApiObject" ? [named] : Object.values(drifts);
  const found = candidates.find(({ argument, edit }) => {
    if (living === undefined || argument === "flow" || (kind !== "ApiObject" && !isShown(argument))) return false;
    const before = JSON.stringify(living.record);
    edit(living.record);
    return JSON.stringify(living.record) !== before;
  });
  return [urn.split("::").at(-1) ?? "", found === undefined ? [] : [found.argument]];
}

const line = ({ key2 = "sales", contact = "Acme", extra = "" } = {}) => `
const acme = new yay.SubReseller("acme", { name: "acme", contactName: "${contact}", users: [
  { name: "acme.api", email: "api@acme.example", roleId: 1, password: pulumi.secret("a-secret-password") },
] });
const desk = new yay.HuntGroup("desk", { customer: acme.uuid, name: "Desk", extension: 600, members: [] });
const box = new yay.Mailbox("box", { customer: acme.uuid, name: "Box", password: pulumi.secret("4711") });
new yay.CallFlow("main-line", { customer: acme.uuid, name: "Main line", extension: 501, flow: {
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", next: { 1: "sales", 2: "${key2}", invalid: "voicemail", timeout: "voicemail" } },
  sales: { module: "extension", extensions: [{ type: "huntgroup", uuid: desk.uuid }], duration: 20, noanswer: "voicemail" },
  room: { module: "conference", pin: pulumi.secret("0420") },
  voicemail: { module: "voicemail", mailboxes: [box.uuid] },
} });
${extra}
`;

describe("yay drift of a stack", () => {
  beforeAll(async () => {
    simulator = await startSimulator();
    await open();
    await stack.write(line());
    await stack.must("up", "--yes", "--skip-preview");
    ids = Object.fromEntries((await stack.resources()).map(({ urn, id = "" }) => [urn.split("::").at(-1) ?? "", id]));
  });
  afterAll(close);

  let ids: Record<string, string>;
  const edit = (name: string, change: JsonObject | ((record: JsonObject) => void)) => simulator.portal.edit(ids[name] ?? "", change);
  const pressTwo = (module: string) =>
    edit("main-line", (record) => {
      const steps = Object.entries(record["flow"] as Record<string, JsonObject>);
      const menu = steps.find(([, step]) => step["module"] === "pressextension")?.[1]["next"] as JsonObject;
      menu["2"] = steps.find(([, step]) => step["module"] === module)?.[0] ?? "";
    });

  it("says in the flow's words what somebody has changed, by customer and object, and names who came into a group", async () => {
    pressTwo("voicemail");
    const user = simulator.portal.addObject("user", { display_name: "Bob <b>", extension: 1001 }, "acme").uuid;
    edit("desk", { members: [user] });
    for (const [says, args] of [
      ["the program", ["--stack", "dev"]],
      ["the stack", ["--state"]],
    ] as const) {
      const { code, out, err } = await drift(...args);
      expect({ code, err }).toEqual({ code: 3, err: "" });
      expect(out).toContain('Acme\n  HuntGroup desk ("Desk", extension 600)\n');
      expect(out).toContain(`    members also has Bob <b>, which ${says} does not say\n`);
      expect(out).toContain('  CallFlow main-line ("Main line", extension 501)\n');
      expect(out).toContain(`    menu: key 2 goes to voicemail, ${says} says sales\n`);
      expect(out).toContain("Drift: 2 of 4 objects of 1 stack are not as the code says.\n");
      expect(withoutUuids(out)).not.toMatch(/4711|0420|a-secret-password/);
    }
  });

  it("tells what the program changes, what it says by now, and what it leaves alone from drift, and a secret without showing it", async () => {
    edit("acme", { contact_name: "Acme Ltd" });
    edit("desk", { name: "Front desk", members: [] });
    edit("box", { password: "0815" });
    const ignoring = line({ key2: "room", contact: "Acme Ltd" }).replace("members: [] }", 'members: [] }, { ignoreChanges: ["name"] }');
    await stack.write(ignoring.replace('name: "Box"', 'name: "Messages"'));
    const { code, shown } = await report();
    expect(code).toBe(3);
    expect(shown.drifted.map(({ resource, changes }) => [resource, changes.map(({ sentence }) => sentence)])).toEqual([
      ["box", ["password is not what the program says; it is a secret and not shown"]],
      ["main-line", ['menu: key 2 goes to voicemail, the program says room (last deployed: "sales")']],
    ]);
    expect(shown.pending.map(({ resource, sentences }) => [resource, sentences])).toEqual([
      ["box", ['name is now "Messages" (was "Box")']],
    ]);
    expect(shown.agreed.map(({ resource }) => resource)).toEqual(["acme", "desk"]);
    expect(withoutUuids(JSON.stringify(shown))).not.toMatch(/4711|0815|0420|a-secret-password/);
  });

  it("says what is gone, and tells the drift of one stack where another cannot be looked at", async () => {
    simulator.portal.remove(ids["desk"] ?? "");
    const { code, out } = await drift("--state", "--stack", "dev", "--stack", "nowhere");
    expect(code).toBe(3);
    expect(out).toContain("acme (Acme Ltd), stack dev\n");
    expect(out).toMatch(/HuntGroup desk .*\n {4}is gone: somebody deleted it/);
    expect(out).toContain("Not looked at: stack nowhere: ");
  });
});
