import { cpSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type RequestRecord, type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { yay } from "../cli/support";
import { leaves } from "../support/leaves";

jest.setTimeout(600_000);

const root = join(__dirname, "../..");
const example = join(root, "examples/new-customer");

let sim: Simulator;
let stack: Stack;

const file = (name: string) => join(stack.folder, "program", "customers", name);
const edit = async (name: string, change: (text: string) => string) => writeFile(file(name), change(await readFile(file(name), "utf8")));
const up = (...more: string[]) => stack.must("up", "--yes", "--skip-preview", ...more);

/** What `yay` prints in the program's folder. */
const ours = async (...args: string[]) => {
  const cwd = ["--cwd", join(stack.folder, "program")];
  const { code, out, err } = await yay([...args, ...cwd], { env: { ...settingsFor(sim), ...stack.environment } });
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return out;
};

/** What a command sent, as `PUT /voip/group`, without uuids. */
async function sent(action: () => Promise<unknown>): Promise<string[]> {
  const from = sim.requests.length;
  await action();
  return sim.requests.slice(from).map(({ method, path }: RequestRecord) => `${method} ${path.replace(/\/[0-9a-f-]{36}/, "")}`);
}
const writes = (requests: readonly string[]) => requests.filter((request) => !request.startsWith("GET"));

/** Somebody buys a number in the portal. */
const buy = (national: string, customer: string, more: Record<string, string> = {}) => {
  sim.portal.addObject("number", { country_code: "44", number: national, ...more }, customer);
};
/** The edit that the guide says when it is bought. */
const isBought = (text: string) => text.replace(/\{ number: ("\+\d+"), toBuy: true \}/, "$1");

beforeAll(async () => {
  sim = leaves(await startSimulator(), "a number stays in the account, nothing deletes a bundle, and so the customer stays");
  stack = await Stack.create("", { env: settingsFor(sim) });
  for (const part of ["customers", "index.ts", "index.test.ts", "calls.json", "tsconfig.json"])
    cpSync(join(example, part), join(stack.folder, "program", part), { recursive: true });
  await writeFile(join(stack.folder, "program", "Pulumi.yaml"), "name: test\nruntime: nodejs\nmain: index.ts\n");
  await stack.configure({ "yay:maxPurchasesPerRun": '{"VoipBundle":1,"SipUser":8}' });
});
afterAll(async () => {
  await stack.close();
  await sim.close();
});

describe("examples/new-customer on the real engine", () => {
  it("is one file of at most forty lines", async () => {
    expect((await readFile(join(example, "customers/alder.yaml"), "utf8")).trim().split("\n").length).toBeLessThanOrEqual(40);
  });

  it("previews by name, says once what has to be done by hand, and sends nothing", async () => {
    let text = "";
    expect(await sent(async () => (text = await stack.must("preview", "--diff")))).toEqual([]);
    expect(text).toContain("Purchases: this run would buy 1 VoipBundle (allowed: 1), 8 SipUser (allowed: 8)");
    expect(text).toContain("::alder/york-desk]");
    const steps = [
      "alder: no command of the API does this, so do it by hand, in the portal, unless it is done, which no preview can see:",
      "1. Buy +441904960201 for this customer: numbers are bought when there is a bundle. When it is bought, take toBuy out.",
      "2. Give +441904960201 its emergency address there, or write emergencyAddress.",
      "3. Say who gets messages by email, of the mailboxes york, leeds.",
    ];
    for (const step of steps) expect(text.split(step)).toHaveLength(2);
    expect(text).not.toContain("Calls:");
  });

  it("makes a customer whose phones can ring in one up, though the number is still to be bought, and then adds that by one PUT", async () => {
    const requests = writes(await sent(() => up()));
    expect(requests.slice(0, 2)).toEqual(["POST /account/reseller", "POST /subscription/voip-bundle"]);
    buy("1904960201", "alder-dental");
    await edit("alder.yaml", isBought);
    expect(writes(await sent(() => up()))).toEqual(["PUT /voip/number"]);
    const live = (kind: Parameters<typeof sim.portal.list>[0]) => sim.portal.list(kind, "alder-dental");
    expect([live("user").length, live("group").length, live("mailbox").length]).toEqual([8, 2, 2]);
    const flow = (name: string) => live("flow").find((each) => each["name"] === name)?.["uuid"];
    expect(live("number")).toEqual([expect.objectContaining({ call_flow: flow("Main"), out_of_hours: live("timeDiary")[0]?.["uuid"] })]);
    expect(live("group").map((group) => (group["members"] as unknown[]).length)).toEqual([3, 3]);
    const { resources } = await stack.checkpoint();
    const waits = resources.find(({ type }) => type.endsWith(":PhoneNumber"))?.dependencies ?? [];
    expect(resources.filter(({ urn, type }) => !type.endsWith(":PhoneNumber") && !waits.includes(urn)).map(({ urn }) => urn)).toEqual([]);
    expect(sim.violations).toEqual([]);
  });

  it("tells the installer the logins and the number, and no state has a password in clear", async () => {
    const users = sim.portal.list("user", "alder-dental");
    const shown = JSON.parse(await stack.must("stack", "output", "installer", "--json", "--show-secrets")) as {
      alder: { mainNumber: string; logins: Record<string, unknown> };
    };
    const desk = users.find((user) => user["extension"] === 1001)!;
    expect(shown.alder.mainNumber).toBe("+441904960201");
    expect(shown.alder.logins["1001"]).toEqual({ user: "york-desk", userName: desk["user_name"], userPassword: desk["user_password"] });
    const state = await stack.stateText();
    expect(users.filter((user) => state.includes(String(user["user_password"])))).toEqual([]);
  });

  it("has nothing to do then, nothing to buy, and nothing more to be done by hand", async () => {
    expect(await stack.must("preview", "--refresh", "--expect-no-changes")).not.toMatch(/Purchases:|by hand/);
  });

  itInAll("gives the same map, and the same calls, of the program, of the stack and of the account as it lives", async () => {
    const live = ["--live", "--customer", "alder-dental"];
    const maps = [await ours("map"), await ours("map", "--stack", "dev"), await ours("map", ...live)];
    expect(maps[0]).toContain("York surgery 2");
    expect(new Set(maps).size).toBe(1);
    const placed = ["call", "coverage", "--calls", join(example, "calls.json"), "--format", "json"];
    const calls = [await ours(...placed), await ours(...placed, ...live)].map((out) => JSON.parse(out) as { calls: { ok: boolean }[] });
    expect(calls[0]!.calls.length).toBeGreaterThanOrEqual(12);
    expect(calls[0]!.calls.filter(({ ok }) => !ok)).toEqual([]);
    expect(calls[1]!.calls).toEqual(calls[0]!.calls);
  });

  itInAll("refuses a file with five faults by five findings with their lines, and sends nothing", async () => {
    const before = await readFile(file("alder.yaml"), "utf8");
    const line = (part: string) => before.split("\n").findIndex((each) => each.includes(part)) + 1;
    await edit("alder.yaml", (text) =>
      text
        .replace("countryCode: GB", "contryCode: GB")
        .replace("extension: 1003", 'extension: "10o3"')
        .replace("groups: [leeds], personalMailbox: leeds", "groups: [leads], personalMailbox: leeds")
        .replace("noanswer: leeds-message", "noanswer: leeds-mesage")
        .replace("template: office", "template: ofice"),
    );
    let ended = { code: null as number | null, text: "" };
    expect(await sent(async () => (ended = await stack.run("up", "--yes")))).toEqual([]);
    expect(ended.code).not.toBe(0);
    const found = ended.text
      .split("\n")
      .flatMap((each) => /customers\/alder\.yaml:\d+:\d+: .*/.exec(each)?.[0].replace(/:\d+: /, ": ") ?? []);
    expect([...new Set(found)].map((each) => each.slice(0, 78))).toEqual(
      [
        `customers/alder.yaml:${line("countryCode: GB")}: contryCode: is not an argument of a Customer; did you mean countryCode?`,
        `customers/alder.yaml:${line("extension: 1003")}: users.york-surgery-1.extension: must be a whole number above zero`,
        `customers/alder.yaml:${line("leeds-desk:")}: users.leeds-desk.groups.0: no group is called "leads"; did you mean leeds?`,
        `customers/alder.yaml:${line("noanswer: leeds-message")}: flows.main.flow.leeds.noanswer: `,
        `customers/alder.yaml:${line("template: office")}: hours.main.template: no template of hours is called "ofice"; did you mean office?`,
      ].map((each) => expect.stringContaining(each.slice(0, 70)) as string),
    );
    await writeFile(file("alder.yaml"), before);
  });
});

describe("a second customer, made as docs/new-customer.md says", () => {
  const guide = async (name: string) => {
    const page = await readFile(join(root, "docs/new-customer.md"), "utf8");
    const block = new RegExp(`\`customers/${name.replace(".", "\\.")}\`[^\`]*\`\`\`\\w*\n([^]*?)\`\`\``).exec(page)?.[1];
    if (block === undefined) throw new Error(`docs/new-customer.md has no ${name}.`);
    return block;
  };

  it("is made of ten lines, a table and the shared templates, and its number is added when it is bought, while a phone of the first leaves its group, and then the account", async () => {
    await mkdir(join(stack.folder, "program", "customers"), { recursive: true });
    for (const name of ["birch.yaml", "birch.csv"]) await writeFile(file(name), await guide(name));
    await up();
    buy("1632960301", "birch-books", { name: "As bought" });
    await edit("birch.yaml", isBought);
    await edit("alder.yaml", (text) => text.replace(/^ {2}york-office: .*\n/m, ""));
    const changes = writes(await sent(() => up()));
    expect([...changes].sort()).toEqual(["DELETE /voip/user", "PUT /voip/group", "PUT /voip/number"]);
    expect(changes.indexOf("PUT /voip/group")).toBeLessThan(changes.indexOf("DELETE /voip/user"));
    expect(sim.portal.list("user", "alder-dental")).toHaveLength(7);
    expect(
      sim.portal
        .list("user", "birch-books")
        .map((user) => user["display_name"])
        .sort(),
    ).toEqual(["Counter", "Office"]);
  });
});
