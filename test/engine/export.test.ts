import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type SeedCustomer, type Simulator, startSimulator } from "../../provider/simulator/index";
import { settingsOf, yay } from "../cli/support";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { leaves } from "../support/leaves";
import { bookPassword, ids, living, passwords, uuid } from "../support/livingAccount";

jest.setTimeout(240_000);

let simulator: Simulator;
let stack: Stack;

beforeAll(async () => {
  simulator = leaves(await startSimulator({ seed: living }), "each account has a retention as soon as somebody asks for it");
  stack = await Stack.create("", { env: settingsFor(simulator) });
});
afterAll(async () => {
  await stack.close();
  await simulator.close();
});

/** Exports into a folder of its own beside the program, where the engine finds the packages, and imports it into a fresh stack. */
async function takeOver(name: string, ...args: string[]) {
  const folder = join(stack.folder, "program", name);
  const ended = await yay(["export", "--out", folder, "--stack-name", "live", ...args], { env: settingsOf(simulator) });
  if (ended.code !== 0) throw new Error(ended.err);
  const there = (...command: string[]) => stack.must(...command, "--cwd", folder);
  await there("stack", "init", "live");
  return { folder, there };
}

/** A customer that a program can make as it is. */
const plain: SeedCustomer = {
  uuid: uuid("9a"),
  name: "plain-ltd",
  contact_name: "Plain Ltd",
  objects: {
    bundle: [{ uuid: uuid("9b"), bundle_type: 1, auto_renew: true }],
    user: [{ uuid: uuid("9c"), extension: 1001, display_name: "Ann" }],
    group: [{ uuid: uuid("9d"), name: "All", extension_number: 600, members: [uuid("9c")] }],
    mailbox: [{ uuid: uuid("9e"), name: "Box" }],
    flow: [
      {
        uuid: uuid("9f"),
        name: "Main",
        extension: 500,
        flow: {
          [uuid("901")]: { module: "start", next: uuid("902") },
          [uuid("902")]: { module: "extension", extensions: [{ type: "huntgroup", uuid: uuid("9d") }], noanswer: uuid("903") },
          [uuid("903")]: { module: "voicemail", mailboxes: [uuid("9e")] },
        },
      },
    ],
  },
};

const bring = ["import", "--file", "import.json", "--generate-code=false", "--protect=false", "--yes"];

/** The state has no password in clear. */
async function hasNoPassword() {
  const state = await stack.stateText();
  expect(passwords.filter((password) => state.includes(`"${password}"`))).toEqual([]);
}

describe("an account that people have made, exported and imported", () => {
  it("previews without a change beside what lives, and sends nothing but what a preview reads", async () => {
    const { folder, there } = await takeOver("everything", "--all");
    const compiler = resolve(__dirname, "../../node_modules/typescript/bin/tsc");
    const compiled = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
    expect(compiled.stdout).toBe("");
    await there(...bring);
    expect(await there("preview", "--refresh", "--diff", "--expect-no-changes")).not.toContain(bookPassword);
    expect(simulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await hasNoPassword();
  });

  it("is managed from then on: an edit of the code is one PUT that resets nothing, and passwords are encrypted in the state", async () => {
    const folder = join(stack.folder, "program", "everything");
    const there = (...command: string[]) => stack.must(...command, "--cwd", folder);
    const path = join(folder, "customers/acme-ltd-ac00.ts");
    const code = await readFile(path, "utf8");
    await writeFile(path, code.replace("extension: 602", "extension: 612"));
    const before = { ...simulator.state.objects.get(ids.sales2)?.record };
    const requests = simulator.requests.length;
    await there("up", "--refresh", "--yes", "--skip-preview");
    const puts = simulator.requests.slice(requests).filter(({ method }) => method !== "GET");
    expect(puts.map(({ method }) => method)).toEqual(["PUT"]);
    const after = { ...simulator.state.objects.get(ids.sales2)?.record };
    expect(after).toEqual({ ...before, extension_number: 612, updated_on: after["updated_on"] });
    expect(await stack.stateText()).not.toContain(bookPassword);
    expect(await there("stack", "export", "--show-secrets")).toContain(bookPassword);
    await hasNoPassword();
  });

  it("previews without a change with its passwords, which the state has encrypted", async () => {
    const { folder, there } = await takeOver("secrets", "--customer", ids.acme, "--with-secrets");
    const commands = (await readFile(join(folder, "README.md"), "utf8")).match(/^pulumi config set --secret \S+ < secrets\/\S+$/gm) ?? [];
    expect(commands).toHaveLength(3);
    const secrets = commands.map(async (command) => {
      const [, key = "", file = ""] = /--secret (\S+) < (\S+)/.exec(command) ?? [];
      return ["--secret", `${key}=${await readFile(join(folder, file), "utf8")}`];
    });
    await there("config", "set-all", ...(await Promise.all(secrets)).flat());
    await there(...bring);
    await there("preview", "--diff", "--expect-no-changes");
    await hasNoPassword();
  });

  itInAll("is made for another customer by one up, users after their bundle", async () => {
    simulator.portal.addCustomer(plain);
    const values = join(stack.folder, "values.yaml");
    await writeFile(values, "customer: { contactName: Copy Ltd }\nextensions: { 1001: 2001 }\n");
    const { folder, there } = await takeOver("copy", "--customer", "plain-ltd", "--as", "copy-ltd", "--values", values);
    const [, limit = ""] = /yay:maxPurchasesPerRun '(.+)'/.exec(await readFile(join(folder, "README.md"), "utf8")) ?? [];
    expect(JSON.parse(limit)).toEqual({ SipUser: 1, VoipBundle: 1 });
    const code = await readFile(join(folder, "customers/copy-ltd.ts"), "utf8");
    expect(code).toMatch(/new yay\.SipUser\([^;]*\{ dependsOn: \[\w+\] \},?\s*\)/);
    await there("config", "set", "yay:maxPurchasesPerRun", limit);
    await there("up", "--yes", "--skip-preview");
    const copy = [...simulator.state.customers.values()].find(({ record }) => record["name"] === "copy-ltd");
    const made = [...simulator.state.objects.values()].filter(({ owner }) => owner === copy?.uuid);
    expect(made.map(({ kind }) => kind).sort()).toEqual(["bundle", "flow", "group", "mailbox", "retention", "user"]);
    expect(made.find(({ kind }) => kind === "user")?.record).toMatchObject({ extension: 2001, display_name: "Ann" });
    expect(copy?.record).toMatchObject({ contact_name: "Copy Ltd" });
  });
});
