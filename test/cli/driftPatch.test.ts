import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type JsonObject, type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsFor, Stack } from "../support/engine";
import { refreshedPreview } from "./drifted";
import { Desk, yay } from "./support";

jest.setTimeout(600_000);

const PROGRAM = `
const acme = new yay.SubReseller("acme", { name: "acme", contactName: "Acme" });
const desk = new yay.HuntGroup("desk", { customer: acme.uuid, name: "Desk", extension: 600, members: [] });
const night = new yay.HuntGroup("night", { customer: acme.uuid, name: "Night", extension: 601 });
const box = new yay.Mailbox("box", { customer: acme.uuid, name: new pulumi.Config().get("box") ?? "Box" });
new yay.CallFlow("main-line", { customer: acme.uuid, name: "Main line", extension: 501, flow: {
  start: { module: "start", next: "menu" },
  menu: { module: "pressextension", next: { 1: "sales", 2: "sales", invalid: "voicemail", timeout: "voicemail" } },
  sales: { module: "extension", extensions: [{ type: "huntgroup", uuid: desk.uuid }], duration: 20, noanswer: "voicemail" },
  voicemail: { module: "voicemail", mailboxes: [box.uuid] },
} });
`;

describe("yay drift --patch of a preview in a file", () => {
  const [desk, repository] = [new Desk(), new Desk()];
  const sales = "eeee0000-0000-4000-8000-000000000001";
  const program = `import * as yay from "pulumi-yay";

const acme = new yay.SubReseller("acme", { name: "acme", contactName: "Acme" });

new yay.HuntGroup("sales", { customer: acme.uuid, name: "Sales", extension: 600, members: [] });
new yay.HuntGroup("night", { customer: acme.uuid, name: "Night", extension: 601 });
`;

  it("is taken by the command that it says, also in a folder of a repository that is called as one within it", async () => {
    const text = 'import * as yay from "pulumi-yay";\n\nexport const box = new yay.Mailbox("box", { name: "Box" });\n';
    const root = dirname(await repository.put("README.md", "A repository.\n"));
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    const folder = join(root, "customers");
    await mkdir(join(folder, "customers"), { recursive: true });
    const files = {
      "Pulumi.yaml": "name: proj\nruntime: nodejs\n",
      "acme.ts": text.replaceAll("box", "other"),
      "customers/acme.ts": text,
    };
    for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content);
    const box = { name: "box", kind: "Mailbox", stored: { name: "Box" }, live: { name: "Messages" } };
    await writeFile(join(folder, "preview.json"), JSON.stringify(refreshedPreview(box)));
    const { err } = await yay(["drift", "preview.json", "--patch", "out.patch"], { cwd: folder });
    const [, command = ""] = /In the folder of the program (git apply.*) takes it\./.exec(err) ?? [];
    execFileSync("git", [...command.split(" ").slice(1), "out.patch"], { cwd: folder });
    expect(await readFile(join(folder, "customers/acme.ts"), "utf8")).toBe(text.replace('"Box"', '"Messages"'));
    expect(await readFile(join(folder, "acme.ts"), "utf8")).toBe(files["acme.ts"]);
  });

  it("edits the program in the folder, and reads the account for what is new in it", async () => {
    const simulator = await startSimulator();
    const acme = String(simulator.portal.addCustomer({ name: "acme", contact_name: "Acme" }).record["uuid"]);
    const user = simulator.portal.addObject("user", { display_name: "Bob O'Neill", extension: 1001 }, "acme").uuid;
    const stored = { customer: acme, name: "Sales", extension: 600, members: [] };
    const preview = refreshedPreview(
      { name: "acme", kind: "SubReseller", id: acme, stored: { name: "acme", contactName: "Acme" } },
      { name: "sales", id: sales, stored, live: { ...stored, members: [user], name: "Sales team" } },
      { name: "night", stored: { customer: acme, name: "Night", extension: 601 }, live: undefined },
    );
    const folder = dirname(await desk.put("Pulumi.yaml", "name: proj\nruntime: nodejs\n"));
    await desk.put("index.ts", program);
    await desk.put("preview.json", preview);
    const { code, err } = await yay(["drift", "preview.json", "--patch", "out.patch"], { cwd: folder, env: settingsFor(simulator) });
    expect(err).toBe(
      "Patch: 4 edits in 1 file, written to out.patch. In the folder of the program git apply -p1 takes it.\n" +
        `index.ts: SipUser bob-o-neill is new in the program, for ${user}.\n` +
        "After git apply -p1, run pulumi import --file out.import.json --generate-code=false --protect=false --yes, which brings what is new into the stack. " +
        "Without it the next pulumi up takes each over as it lives, and makes no other one.\n",
    );
    expect(code).toBe(3);
    const { resources } = JSON.parse(await readFile(join(folder, "out.import.json"), "utf8")) as { resources: unknown };
    const seed = "urn:pulumi:dev::proj::pulumi-nodejs:dynamic/yay:SipUser::bob-o-neill";
    expect(resources).toMatchObject([{ name: "bob-o-neill", id: user, inputs: { seed, customer: acme, extension: 1001 } }]);
    execFileSync("git", ["apply", "-p1", "out.patch"], { cwd: folder });
    expect(await readFile(join(folder, "index.ts"), "utf8")).toBe(`import * as yay from "pulumi-yay";

const acme = new yay.SubReseller("acme", { name: "acme", contactName: "Acme" });

const bobONeill = new yay.SipUser("bob-o-neill", {
  customer: acme.uuid,
  extension: 1001,
  displayName: "Bob O'Neill",
  adopt: "${user}",
});

new yay.HuntGroup("sales", {
  customer: acme.uuid,
  name: "Sales team",
  extension: 600,
  members: [bobONeill.uuid],
});
`);
    await simulator.close();
  });

  it("names a secret that has drifted, and has no edit of it", async () => {
    const stored = { name: "Box", password: "[secret]" };
    const box = { name: "box", kind: "Mailbox", id: sales, stored, touched: true, updated: true };
    await desk.put("Pulumi.yaml", "name: proj\nruntime: nodejs\n");
    await desk.put("index.ts", 'import * as yay from "pulumi-yay";\n\nnew yay.Mailbox("box", { name: "Box", password: "4711" });\n');
    const file = await desk.put("preview.json", refreshedPreview(box));
    const { err } = await yay(["drift", file, "--patch", "out.patch"], { cwd: dirname(file) });
    expect(err).toBe(
      "Patch: no edit, written to out.patch.\n" +
        "Not in the patch: Mailbox box, password: is a secret, which no patch has: set it where the program takes it from\n",
    );
  });

  it("says what is missing where no program is, and takes one stack alone, and no state", async () => {
    const file = await desk.put("preview.json", refreshedPreview({ name: "sales", id: sales, stored: { name: "Sales" } }));
    const nowhere = await yay(["drift", file, "--patch", "out.patch", "--cwd", "/"]);
    expect([nowhere.code, nowhere.err]).toEqual([2, expect.stringContaining("has no Pulumi.yaml: name its folder by --cwd.")]);
    const two = await yay(["drift", "--stack", "a", "--stack", "b", "--patch", "out.patch"]);
    expect([two.code, two.err]).toEqual([2, expect.stringContaining("--patch edits the program of one stack: name one by --stack.")]);
    const state = await yay(["drift", "--state", "--patch", "out.patch"]);
    expect([state.code, state.err]).toEqual([2, expect.stringContaining("--patch needs what the program says: leave --state out.")]);
  });
});

describe("yay drift --patch", () => {
  let simulator: Simulator;
  let stack: Stack;

  beforeEach(async () => {
    simulator = await startSimulator();
    stack = await Stack.create(PROGRAM, { env: settingsFor(simulator) });
    await stack.must("up", "--yes", "--skip-preview");
  });
  afterEach(async () => {
    await stack.close();
    await simulator.close();
  });

  it("writes an edit after which the program says what lives: changed, new and deleted objects, and names what it cannot edit", async () => {
    const folder = join(stack.folder, "program");
    const run = (...args: string[]) =>
      yay(["drift", "--cwd", folder, ...args], { env: { ...settingsFor(simulator), ...stack.environment }, cwd: folder });
    const uuids = new Map((await stack.resources()).map(({ urn, id }) => [urn.split("::").at(-1) ?? "", id ?? ""] as const));
    const user = simulator.portal.addObject("user", { display_name: "Bob O'Neill", extension: 1001 }, "acme").uuid;
    simulator.portal.edit(uuids.get("desk") ?? "", { members: [user], name: "Front desk" });
    simulator.portal.edit(uuids.get("box") ?? "", { name: "Messages" });
    simulator.portal.remove(uuids.get("night") ?? "");
    simulator.portal.edit(uuids.get("main-line") ?? "", (record) => {
      const steps = record["flow"] as Record<string, JsonObject>;
      const [voicemail = ""] = Object.entries(steps).find(([, step]) => step["module"] === "voicemail") ?? [""];
      const menu = Object.values(steps).find((step) => step["module"] === "pressextension");
      (menu?.["next"] as JsonObject)["2"] = voicemail;
    });
    const { code, err } = await run("--stack", "dev", "--patch", "drift.patch");
    expect(code).toBe(3);
    expect(err).toContain(
      'written to drift.patch. In the folder of the program git apply -p1 takes it.\nNot in the patch: index.js:19: Mailbox box, name: is computed: new pulumi.Config().get("box") ?? "Box"',
    );
    expect(err).toContain(`index.js: SipUser bob-o-neill is new in the program, for ${user}.`);
    execFileSync("git", ["apply", "-p1", "drift.patch"], { cwd: folder });
    const text = await readFile(join(folder, "index.js"), "utf8");
    expect(text).not.toContain("night");
    expect(text).toContain(`2: "voicemail"`);
    expect(text).toMatch(/const bobONeill = new yay\.SipUser\("bob-o-neill", \{[^}]*adopt: "[^"]*"/);
    expect(text).toContain("members: [bobONeill.uuid]");
    const before = simulator.requests.length;
    await stack.must("import", "--file", "drift.import.json", "--generate-code=false", "--protect=false", "--yes", "--skip-preview");
    await stack.must("preview", "--refresh", "--expect-no-changes", "--config", "test:box=Messages");
    expect(simulator.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
  });
});
