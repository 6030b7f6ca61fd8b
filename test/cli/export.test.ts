import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { ids, living, passwords, shownPasswords, uuid } from "../support/livingAccount";
import { Desk, holding, settingsOf, yay } from "./support";

const desk = new Desk();
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ seed: living });
});
afterAll(() => simulator.close());

let count = 0;

/** Every file of a folder by its path. */
async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const files = await Promise.all(
    entries.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), await readFile(path, "utf8")] as const;
    }),
  );
  return Object.fromEntries(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function exported(args: readonly string[], from: Simulator = simulator, env: Record<string, string> = {}) {
  const folder = desk.path(`project-${++count}`);
  const ended = await yay(["export", "--out", folder, "--project", "account", ...args], { env: { ...settingsOf(from), ...env } });
  if (ended.code !== 0) throw new Error(ended.err);
  return { ...ended, folder, files: await filesIn(folder) };
}

const earlier: Record<string, ReturnType<typeof exported>> = {};

/** An export that several cases read and none changes. */
const exportedOnce = (...args: string[]) => (earlier[args.join(" ")] ??= exported(args));

interface Imported {
  readonly resources: { type: string; name: string; id: string; inputs: Record<string, unknown>; outputs: Record<string, unknown> }[];
}

describe("yay export", () => {
  it("says in the README's commands which host of the API the account was read from", async () => {
    const { files } = await exportedOnce("--all");
    expect(files["README.md"]).toContain(
      `pulumi stack init live\npulumi config set yay:baseUrl ${simulator.url}\npulumi config set yay:reseller `,
    );
  });

  it("says of an API that nobody reaches only that, however many lists wait for it", async () => {
    const gone = await startSimulator();
    await gone.close();
    const { code, err } = await yay(["export", "--out", desk.path("unreached"), "--all"], { env: settingsOf(gone) });
    expect(code).toBe(1);
    expect(err).toContain("ECONNREFUSED");
    expect(err).not.toContain("Warning");
  });

  it("writes a file for each customer in which references are variables, and steps have names", async () => {
    const { files, out } = await exportedOnce("--all");
    expect(Object.keys(files)).toEqual(
      expect.arrayContaining(["Pulumi.yaml", "README.md", "import.json", "index.ts", "package.json", "tsconfig.json"]),
    );
    const code = files["customers/acme-ltd-ac00.ts"] ?? "";
    expect(code).toContain('noanswer: "voicemail-new"');
    expect(code).toContain('"ring-sales": {');
    expect(code).toContain("uuid: sales5a10HuntGroup.uuid");
    expect(code).toContain("mailboxes: [newMailbox.uuid]");
    expect(code).toContain("customer: acmeLtdAc00SubReseller.uuid");
    expect(code).toContain("trunk: officeTrunk.uuid");
    expect(out).toContain("Wrote ");
  });

  it("writes the same text of the same account, whatever order the API answers in, and of a changed field its lines alone", async () => {
    const first = await exportedOnce("--all");
    expect((await exported(["--all"])).files).toEqual(first.files);
    simulator.portal.edit(ids.sales, { extension_number: 609 });
    const second = await exported(["--all"]);
    simulator.portal.edit(ids.sales, { extension_number: 601 });
    const path = "customers/acme-ltd-ac00.ts";
    const [before, after] = [first, second].map(({ files }) => files[path]?.split("\n") ?? []);
    expect(after).toHaveLength(before?.length ?? 0);
    expect(after?.filter((line, index) => line !== before?.[index])).toEqual(["  extension: 609,"]);
    const changed = Object.keys(first.files).filter((name) => first.files[name] !== second.files[name]);
    expect(changed).toEqual([path, "import.json"]);
  });

  it("leaves out defaults, and no file holds a password", async () => {
    const { files } = await exportedOnce("--all");
    const all = Object.values(files).join("\n");
    for (const password of passwords) expect(all).not.toContain(password);
    expect(files["customers/acme-ltd-ac00.ts"]).not.toMatch(/[pP]assword|requireSecret/);
    expect(files["customers/acme-ltd-ac00.ts"]).not.toContain("duration: 10");
    expect(files["customers/acme-ltd-ac00.ts"]).toContain("duration: 20");
  });

  it("names what cannot be managed and why, and keeps its uuid with a comment where something refers to it", async () => {
    const { files } = await exportedOnce("--all");
    expect(files["not-managed.md"]).toMatch(/Sound \| Welcome \| `5[^|]+\| [^|]+ \| content: answers do not show it/);
    const code = files["customers/acme-ltd-ac00.ts"] ?? "";
    expect(code).toContain(`"${ids.welcome}" /* Sound "Welcome", which is not in this program */`);
    expect(code).toContain(`"${ids.gone}" /* no SipUser that was found has this uuid */`);
  });

  it("parts flows that lead to each other, so that each can be made before it is named", async () => {
    const code = (await exported(["--customer", "acme-ltd"])).files["customers/acme-ltd.ts"] ?? "";
    expect(code.match(/content: "separate"/g)).toHaveLength(2);
    expect(code).toMatch(/new yay\.CallFlowContent\("acme-ltd-day", \{[^]*?call_route: nightCallFlow\.uuid/);
    expect(code).toMatch(/new yay\.CallFlowContent\("acme-ltd-night", \{[^]*?call_route: dayCallFlow\.uuid/);
    expect(code.indexOf("export const nightCallFlow =")).toBeLessThan(code.indexOf("export const dayCallFlowContent"));
  });

  it("takes a name from the customer's uuid where two would have one, and writes nothing that ends a comment", async () => {
    const { files } = await exportedOnce("--all");
    expect(Object.keys(files).filter((path) => path.startsWith("customers/"))).toEqual([
      "customers/acme-ltd-ac00.ts",
      "customers/acme-ltd-ac07.ts",
    ]);
    const names = (JSON.parse(files["import.json"] ?? "") as Imported).resources.map(({ type, name }) => `${type} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("sends one list for each kind and customer and hardly anything beside", async () => {
    const before = simulator.requests.length;
    await exported(["--all"]);
    const sent = simulator.requests.slice(before);
    expect(sent.filter(({ method }) => method !== "GET")).toEqual([]);
    const distinct = new Set(sent.map(({ path, customer }) => `${path} ${customer ?? ""}`));
    expect(sent.length).toBeLessThanOrEqual(distinct.size * 1.05);
  });

  it("stops before it sends more requests than it may", async () => {
    const folder = desk.path("stopped");
    const args = ["export", "--all", "--out", folder, "--max-requests", "30"];
    const { code, err } = await yay(args, { env: settingsOf(simulator) });
    expect([code, err]).toEqual([1, holding("--max-requests is 30. No project was written.")]);
    await expect(stat(join(folder, "Pulumi.yaml"))).rejects.toThrow("ENOENT");
  });

  it.each([
    ["own account", {}, 5, "Stopped after 5 requests before any customer: there is more to read"],
    [
      "customer whose lists show less than its objects have",
      { listItems: "incomplete" as const },
      70,
      "Stopped after 70 requests and 0 of",
    ],
  ])(
    "sends no request more than it may for an export, by its %s, and keeps nothing that was cut off",
    async (_what, switches, most, said) => {
      const users = Array.from({ length: 60 }, (_each, index) => ({ display_name: `User ${index}`, extension: 1000 + index }));
      const customer = { name: "acme-ltd", contact_name: "Acme", objects: { user: users } };
      const large = await startSimulator({ seed: { customers: [customer], switches } });
      const folder = desk.path(`limited-${++count}`);
      const args = ["export", "--all", "--out", folder];
      const { code, err } = await yay([...args, "--max-requests", String(most)], { env: settingsOf(large) });
      expect([code, err]).toEqual([1, holding(said)]);
      expect(err).toContain(`--max-requests is ${most}. No project was written. Raise it and add --resume`);
      expect(large.requests).toHaveLength(most);
      const again = await yay([...args, "--resume"], { env: settingsOf(large) });
      expect(again).toMatchObject({ code: 0, out: holding("Wrote 63 resources") });
      await large.close();
    },
  );

  it("goes on where it was cut off, from what it has kept without secrets, and writes the same", async () => {
    const whole = await exportedOnce("--all");
    const folder = desk.path("cut-off");
    const args = ["export", "--all", "--out", folder, "--project", "account"];
    const most = String(50);
    expect(await yay([...args, "--max-requests", most], { env: settingsOf(simulator) })).toMatchObject({ code: 1 });
    const kept = Object.values(await filesIn(folder)).join("\n");
    expect(kept).toContain("Alice");
    for (const password of passwords) expect(kept).not.toContain(`"${password}`);
    const before = simulator.requests.length;
    expect(await yay([...args, "--resume"], { env: settingsOf(simulator) })).toMatchObject({
      code: 0,
      err: holding("1 customer had been read before."),
    });
    expect(simulator.requests.slice(before).filter(({ customer }) => customer === "acme-ltd")).toEqual([]);
    expect(await filesIn(folder)).toEqual(whole.files);
  });

  it("takes what is wanted by kind and name, and says what was left out", async () => {
    const { files } = await exported(["--customer", ids.acme, "--kind", "HuntGroup", "--kind", "CallFlow", "--exclude", "日*"]);
    const { resources } = JSON.parse(files["import.json"] ?? "") as Imported;
    expect(new Set(resources.map(({ type }) => type.split(":").at(-1)))).toEqual(new Set(["HuntGroup", "CallFlow", "CallFlowContent"]));
    expect(resources.map(({ id }) => id)).not.toContain(ids.odd);
    expect(files["not-managed.md"]).toContain('left out by --exclude "日\\*"');
    expect(files["customers/acme-ltd.ts"]).toContain(`const customer = "${ids.acme}";`);
  });

  it("leaves out a whole customer by its name or uuid, for which no request is sent", async () => {
    for (const which of ["globex", uuid("e2")]) {
      const box = (name: string) => ({ mailbox: [{ name }] });
      const globex = { name: "globex", uuid: uuid("e2"), contact_name: "Globex", objects: box("Theirs") };
      const customers = [{ name: "acme", uuid: uuid("e1"), contact_name: "Acme", objects: box("Ours") }, globex];
      const seeded = await startSimulator({ seed: { customers } });
      const { files } = await exported(["--all", "--exclude-customer", which], seeded);
      expect(seeded.requests.filter(({ customer, path }) => customer === "globex" || path.includes(globex.uuid))).toEqual([]);
      await seeded.close();
      expect(Object.keys(files).filter((path) => path.startsWith("customers/"))).toEqual(["customers/acme.ts"]);
      const { resources } = JSON.parse(files["import.json"] ?? "") as Imported;
      expect(resources.map(({ id }) => id)).not.toContain(globex.uuid);
      expect(files["not-managed.md"]).toMatch(/SubReseller \| globex \|.*left out by --exclude-customer, with all that it has/);
    }
  });

  it("leaves out what the stack has already, and says under which name", async () => {
    const state = { urn: "urn:pulumi:dev::test::pulumi-nodejs:dynamic/yay:HuntGroup::the-sales", id: ids.sales };
    const env = await desk.pulumi({ "stack export": { out: { deployment: { resources: [state] } } }, config: { out: {} } });
    const { files } = await exported(["--customer", ids.acme, "--missing", "--stack", "dev"], simulator, env);
    const { resources } = JSON.parse(files["import.json"] ?? "") as Imported;
    expect(resources.map(({ id }) => id)).not.toContain(ids.sales);
    expect(files["not-managed.md"]).toContain("it is in the stack already, as the-sales");
    expect(files["customers/acme-ltd.ts"]).toContain(`"${ids.sales}" /* HuntGroup "Sales", which is not in this program */`);
  });

  it("leaves out what the stack has in a list of the customer, and what would have to stand there", async () => {
    const bob = { uuid: uuid("b0b"), name: "bob", email: "bob@acme.example", role_id: 1, password: "s3cret-of-bob" };
    const home = { street_one: "1 High Street", city: "Leeds", zip: "LS1 1AA", country_code: "GB" };
    const customer = { uuid: ids.acme, name: "acme-ltd", contact_name: "Acme", objects: { resellerUser: [bob], resellerAddress: [home] } };
    const shared = await startSimulator({ seed: { customers: [customer] } });
    const type = "pulumi-nodejs:dynamic/yay:SubReseller";
    const users = { bob: { email: bob.email, roleId: 1 } };
    const outputs = { name: "acme-ltd", contactName: "Acme", users, assigned: [], seed: "seed" };
    const state = { urn: `urn:pulumi:dev::test::${type}::the-acme`, type, id: ids.acme, custom: true, inputs: outputs, outputs };
    const env = await desk.pulumi({ "stack export": { out: { deployment: { resources: [state] } } }, config: { out: {} } });
    const { files } = await exported(["--customer", ids.acme, "--missing", "--stack", "dev"], shared, env);
    await shared.close();
    expect(files["not-managed.md"]).toContain("\\`users\\` of the SubReseller the-acme is in the stack already");
    expect(files["customers/acme-ltd.ts"]).not.toContain("yay.ResellerUser");
    expect(files["customers/acme-ltd.ts"]).toContain("yay.ResellerAddress");
  });

  it("asks the configuration for passwords if they are wanted, and keeps them in files that nobody else can read", async () => {
    const { files, folder, err } = await exported(["--customer", ids.acme, "--with-secrets"]);
    const key = "acme-ltd-alice.SipUser.userPassword";
    expect(files["customers/acme-ltd.ts"]).toContain(`userPassword: config.requireSecret("${key}")`);
    expect(files[`secrets/${key}`]).toBe("s3cret-of-alice");
    for (const path of [`secrets/${key}`, "import.json"]) expect((await stat(join(folder, path))).mode & 0o777).toBe(0o600);
    expect(files["README.md"]).toContain(`pulumi config set --secret ${key} < secrets/${key}\n`);
    const code = Object.entries(files).filter(([path]) => path.endsWith(".ts") || path.endsWith(".md"));
    for (const password of passwords) expect(code.map(([, text]) => text).join("\n")).not.toContain(password);
    expect(err).toContain("hold passwords in clear");
  });

  it("says in a sentence that it found no password, where it was to take them over", async () => {
    const { files, out } = await exported(["--customer", ids.other, "--with-secrets"]);
    const said = "No secret was found that the API shows in clear";
    expect(out).toContain(said);
    expect(files["README.md"]).toContain(said);
    expect((await exported(["--customer", ids.other])).files["README.md"]).not.toContain(said);
  });

  it("writes a project for each account if each is to have a stack of its own", async () => {
    const { files } = await exported(["--all", "--layout", "stacks"]);
    const projects = Object.keys(files).filter((path) => path.endsWith("Pulumi.yaml"));
    expect(projects).toEqual(["acme-ltd-ac000000/Pulumi.yaml", "acme-ltd-ac070000/Pulumi.yaml", "own-account/Pulumi.yaml"]);
    expect(files["own-account/Pulumi.yaml"]).toContain('name: "account-own-account"\n');
    expect(files["acme-ltd-ac070000/customers/acme-ltd.ts"]).toContain("new yay.HuntGroup(");
  });

  describe("with a project for each account", () => {
    const customers = ["acme", "globex"].map((name) => ({
      name,
      contact_name: name,
      objects: name === "acme" ? { group: [{ name: "Sales", extension_number: 600 }] } : {},
    }));

    it("writes none of which a program has nothing, and says in one file what lives there", async () => {
      const seeded = await startSimulator({ seed: { customers } });
      const { files, out } = await exported(["--all", "--layout", "stacks", "--kind", "HuntGroup"], seeded);
      await seeded.close();
      expect(Object.keys(files).filter((path) => !path.startsWith("acme/"))).toEqual(["README.md", "not-managed.md"]);
      expect(out).toContain("Wrote 1 resource to ");
      expect(files["README.md"]).toContain("Nothing of 2 other accounts is in a program: [not-managed.md](not-managed.md)");
      expect(files["not-managed.md"]).toMatch(/SubReseller \| globex \|.*left out by --kind/);
      expect(files["acme/not-managed.md"]).toMatch(/SubReseller \| acme \|.*left out by --kind/);
    });

    it("says which lists failed in an account of which nothing could be read", async () => {
      const seeded = await startSimulator({ seed: { customers } });
      for (const path of ["/voip/group", "/voip/call-retention"])
        seeded.faults.add({ match: { path, customer: null }, times: 0, effect: { kind: "status", status: 403 } });
      const { files, out } = await exported(["--all", "--layout", "stacks"], seeded);
      await seeded.close();
      expect(Object.keys(files).filter((path) => path.endsWith("Pulumi.yaml"))).toEqual(["acme/Pulumi.yaml", "globex/Pulumi.yaml"]);
      expect(out).toContain("2 lists could not be read: not-managed.md says which and why.");
      expect(files["not-managed.md"]).toContain("| HuntGroup | the own account | the list answered 403 |");
    });
  });

  it("gives each account a folder and a project of its own, whatever letters the names have, and none too long a name", async () => {
    const latin = { ACME: uuid("a1"), acme: uuid("a2") };
    const none = ["日本", "中国"].map((name, index) => ({ name, uuid: `aaaaaaaa-000${index}-4000-8000-000000000000` }));
    const long = { name: `${"x".repeat(95)}-1`, uuid: uuid("a3") };
    const own = { name: "own-account", uuid: uuid("a4") };
    const customers = [...Object.entries(latin).map(([name, id]) => ({ name, uuid: id })), ...none, long, own];
    const seeded = await startSimulator({
      seed: {
        customers: customers.map((each) => ({ ...each, contact_name: "A", objects: { mailbox: [{ name: "Box" }] } })),
        objects: { mailbox: [{ name: "Own" }] },
      },
    });
    const { files } = await exported(["--all", "--layout", "stacks"], seeded);
    await seeded.close();
    const projects = Object.keys(files).filter((path) => path.endsWith("/Pulumi.yaml"));
    expect(projects.map((path) => path.split("/")[0])).toEqual([
      "ACME-a1000000",
      "acme-a2000000",
      "own-account-a4000000",
      "own-account",
      long.name,
      "yay-account-aaaaaaaa-0000",
      "yay-account-aaaaaaaa-0001",
    ]);
    const names = projects.map((path) => /name: "(.*)"/.exec(files[path] ?? "")?.[1] ?? "");
    expect(names.filter((name) => name.length > 100)).toEqual([]);
    expect(names.find((name) => name.includes("xxx"))).toMatch(new RegExp(`^account-x+-${long.uuid}$`));
    expect(files["own-account/index.ts"]).toContain("ownAccount");
  });

  it("leaves no password and no customer that is gone behind where it overwrites an earlier export, and what somebody else put there", async () => {
    const seeded = await startSimulator({ seed: living });
    const { folder, files } = await exported(["--all", "--with-secrets"], seeded);
    const again = async (args: readonly string[]) => {
      const run = ["export", "--out", folder, "--project", "account", "--all", "--overwrite", ...args];
      const { code, err } = await yay(run, { env: settingsOf(seeded) });
      expect({ code, err }).toMatchObject({ code: 0 });
      return filesIn(folder);
    };
    expect(Object.values(files).join("\n")).toContain("s3cret-of-alice");
    await writeFile(join(folder, "notes.txt"), "mine");
    const byStacks = Object.keys(await again(["--layout", "stacks", "--with-secrets"]));
    expect(byStacks.filter((path) => !path.includes("/"))).toEqual(["README.md", "notes.txt"]);
    expect(byStacks.filter((path) => path.startsWith("secrets/") || path.startsWith("customers/"))).toEqual([]);
    expect(byStacks.filter((path) => path.includes("/secrets/"))).toHaveLength(shownPasswords.length);
    await writeFile(join(folder, "acme-ltd-ac070000", "Pulumi.live.yaml"), "config: {}\n");
    seeded.portal.edit(ids.other, { name: "globex" });
    const byCustomers = await again([]);
    expect(Object.keys(byCustomers).filter((path) => path.includes("/"))).toEqual([
      "acme-ltd-ac070000/Pulumi.live.yaml",
      "customers/acme-ltd.ts",
      "customers/globex.ts",
    ]);
    for (const password of shownPasswords) expect(Object.values(byCustomers).join("\n")).not.toContain(`"${password}"`);
    await seeded.close();
  }, 180_000);

  it.each<[string, string[], string]>([
    ["nothing to export", [], "Say what to export"],
    ["two ways to say what", ["--all", "--customer", "acme-ltd"], "--all exports every customer"],
    ["a customer that there is none of", ["--customer", "acme-limited"], "none of the 2 customers has this uuid or name"],
    [
      "a customer to leave out that there is none of",
      ["--all", "--exclude-customer", "acme-limited"],
      "--exclude-customer acme-limited: none of",
    ],
    ["a customer to leave out of others", ["--customer", "acme-ltd", "--exclude-customer", "acme-ltd"], "leaves a customer out of --all"],
    ["a kind that there is none of", ["--all", "--kind", "HuntGrup"], "There is no kind HuntGrup (perhaps HuntGroup). There are: "],
    ["such a kind to leave out", ["--all", "--exclude-kind", "Flow"], "There is no kind Flow. There are: "],
    ["an empty program", ["--customer", ids.acme, "--name", "Salez"], 'left out by --name\n--name "Salez": perhaps "Sales" is meant.'],
    [
      "a program of a kind that the customer has none of",
      ["--customer", ids.other, "--kind", "SipUser"],
      "would be empty, and nothing was written",
    ],
    ["--missing without a stack", ["--all", "--missing"], "name it by --stack"],
  ])("refuses %s, and writes nothing", async (_what, args, said) => {
    const folder = desk.path(`refused-${++count}`);
    const { code, err } = await yay(["export", "--out", folder, ...args], { env: settingsOf(simulator) });
    expect([code, err]).toEqual([2, holding(said)]);
    await expect(stat(folder)).rejects.toThrow("ENOENT");
  });

  it("replaces an earlier export only if it is told to, and nothing that is none", async () => {
    const { folder } = await exportedOnce("--customer", ids.acme);
    const again = (to: string, ...more: string[]) =>
      yay(["export", "--customer", ids.acme, "--out", to, ...more], { env: settingsOf(simulator) });
    expect(await again(folder)).toMatchObject({ code: 2, err: holding("is not empty") });
    expect(await again(folder, "--overwrite")).toMatchObject({ code: 0 });
    await desk.put("mine.txt", "mine");
    expect(await again(desk.path("."), "--overwrite")).toMatchObject({ code: 2, err: holding("no earlier export") });
  });

  it("says which arguments it could not write", async () => {
    const { files } = await exportedOnce("--customer", ids.acme);
    expect(files["customers/acme-ltd.ts"]).toContain("// timezone is left to the portal: must be a time zone of the IANA database");
    expect(files["not-managed.md"]).toContain("| SipUser | acme-ltd-alice | `timezone` | must be a time zone");
    expect(files["README.md"]).toContain("1 argument could not be written and stays with the portal");
  });
});
