import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Simulator, startSimulator } from "../../provider/simulator/index";
import { itInAll } from "../support/all";
import { settingsFor, Stack } from "../support/engine";
import { Hosts } from "../support/hosts";
import { leaves } from "../support/leaves";

jest.setTimeout(240_000);

const [acme, globex] = ["6f2b1c52-7a35-4c43-9a0e-6a1f53e0a001", "6f2b1c52-7a35-4c43-9a0e-6a1f53e0a002"] as const;

const bundle = (customer: string, options = "{}") =>
  `const bundle = new yay.VoipBundle("bundle", { customer: "${customer}", bundleType: 1 }, ${options});\n`;
const user = (customer: string, name: string, extension: number) =>
  `new yay.SipUser("${name}", { customer: "${customer}", displayName: "${name}", extension: ${extension} }, { dependsOn: [bundle] });\n`;
const program = bundle(acme) + user(acme, "anna", 1001) + user(acme, "bo", 1002);

let sim: Simulator;
let hosts: Hosts;
let stack: Stack;

const fresh = (declared: string) => Stack.create(declared, { env: { ...settingsFor(sim), ...hosts.env } });
const allow = (setting: Record<string, number>) => stack.configure({ "yay:maxPurchasesPerRun": JSON.stringify(setting) });
const posts = (path: string) => sim.requests.filter((request) => request.method === "POST" && request.path === path).length;
const bought = () => [posts("/subscription/voip-bundle"), posts("/voip/user")];

beforeAll(async () => {
  const customers = [
    { uuid: acme, name: "acme", contact_name: "Acme" },
    { uuid: globex, name: "globex", contact_name: "Globex" },
  ];
  sim = leaves(await startSimulator({ seed: { customers } }), "nothing deletes a bundle");
  hosts = await Hosts.watch();
  stack = await fresh(program);
});
afterAll(async () => {
  await hosts.ended();
  await stack.close();
  await hosts.close();
  await sim.close();
});

describe("purchases on the real engine", () => {
  it("fail in a preview that shows all of them at once, with the setting that allows them, and buy nothing", async () => {
    await allow({ VoipBundle: 1 });
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect(text).toContain(
      "Purchases: this run would buy 1 VoipBundle (allowed: 1), 2 SipUser (allowed: 0), charged to the own account. " +
        `That is more than yay:maxPurchasesPerRun allows. If it is meant: pulumi config set yay:maxPurchasesPerRun '{"VoipBundle":1,"SipUser":2}'`,
    );
    expect(bought()).toEqual([0, 0]);
  });

  it("are bought once each, and no state has a password that the API has made", async () => {
    await allow({ VoipBundle: 1, SipUser: 2 });
    await stack.must("up", "--yes", "--skip-preview");
    expect(bought()).toEqual([1, 2]);
    const generated = [...sim.state.objects.values()].map(({ record }) => String(record["user_password"] ?? "none"));
    const state = await stack.stateText();
    expect(generated.filter((password) => password !== "none" && state.includes(password))).toEqual([]);
  });

  it("count in a preview only if the run makes them, so that a part of a large program can be bought", async () => {
    await allow({ SipUser: 1 });
    await stack.write(program + user(acme, "cy", 1003) + user(acme, "di", 1004));
    const said = "Purchases: this run would buy 1 SipUser (allowed: 1), charged to the own account.";
    expect(await stack.must("preview", "--exclude", "**::di")).toContain(said);
    expect(await stack.must("preview", "--target", "**::bo")).not.toContain("Purchases:");
    expect(await stack.must("up", "--yes", "--target", "**::cy")).toContain(said);
    expect(bought()).toEqual([1, 3]);
  });

  it("are stopped in an up without a preview when the run has bought what it may", async () => {
    await allow({ SipUser: 1 });
    await stack.write(program + user(acme, "di", 1004) + user(acme, "ed", 1005));
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain("it costs money, and this run has bought all of 1 that it may; nothing was sent.");
    expect(bought()).toEqual([1, 4]);
  });

  itInAll("are not repeated by a taint", async () => {
    await stack.write(program);
    await stack.must("up", "--yes", "--skip-preview");
    const { resources } = await stack.checkpoint();
    for (const { urn } of resources.filter(({ urn }) => !urn.endsWith("::bo"))) await stack.must("state", "taint", urn, "--yes");
    await stack.must("up", "--yes", "--skip-preview");
    expect(bought()).toEqual([1, 4]);
    await stack.must("preview", "--refresh", "--expect-no-changes");
  });

  itInAll("are bought anew for another customer, which the preview says", async () => {
    await allow({});
    await stack.write(bundle(globex));
    const { code, text } = await stack.run("preview");
    expect(code).not.toBe(0);
    expect(text).toContain('VoipBundle "bundle": another customer replaces it, and that buys a new one. VoipBundle ');
    expect(text).toContain("Purchases: this run would buy 1 VoipBundle (allowed: 0)");
    await allow({ VoipBundle: 1 });
    const done = await stack.must("up", "--yes");
    expect(done).toContain('VoipBundle "bundle": it is forgotten, and nothing was sent');
    expect([bought(), sim.state.objects.size]).toEqual([[2, 4], 2]);
  });

  it("are not repeated after a kill between the note and the answer, also if nobody knows whether it was bought", async () => {
    await stack.close();
    sim.reset();
    stack = await fresh(bundle(acme));
    await allow({ VoipBundle: 1 });
    const hold = sim.faults.add({ match: { method: "POST" }, wait: { when: "before" } });
    const running = stack.start("up", "--yes", "--skip-preview");
    await hold.held;
    running.child.kill("SIGKILL");
    await running.ended;
    await hosts.orphaned();
    await stack.recover();
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain('Cannot create VoipBundle "bundle": an earlier run began to create it and was cut off, and nothing was sent.');
    expect(text).toMatch(/delete this machine's note of it \(\S+\.json\) and run pulumi up again/);
    const answered = sim.nextAnswer({ method: "POST" });
    hold.release();
    await answered;
    await stack.must("up", "--yes", "--skip-preview");
    expect([bought()[0], sim.state.objects.size]).toEqual([1, 1]);
  });

  it("are not repeated by a machine that has no note and no state of them", async () => {
    const { resources } = await stack.checkpoint();
    for (const { urn } of resources) await stack.must("state", "delete", urn, "--yes");
    await rm(join(stack.folder, "home", "yay"), { recursive: true, force: true });
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    const [uuid = ""] = sim.state.objects.keys();
    expect(text).toContain(
      `the account has a VoipBundle already that no resource of this state is known to have (${uuid} with expires_on 2030-01-31)`,
    );
    expect(bought()[0]).toBe(1);
    await stack.write(bundle(acme).replace("bundleType: 1", `bundleType: 1, adopt: "${uuid}"`));
    await allow({});
    await stack.must("up", "--yes", "--skip-preview");
    expect(bought()[0]).toBe(1);
  });
});
